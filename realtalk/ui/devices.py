"""Which camera and microphone there are, asked in the browser itself, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from streamlit.components.v2 import component

LONGEST = 300
"""Characters of a device's id or name at most: a browser's ids have 64, and what it sends is not trusted."""


@dataclass(frozen=True, slots=True)
class Device:
    """A camera or a microphone by the id that the browser gave it, and its name."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Devices:
    """What the browser found and what is chosen of it: `camera` and `microphone` are ids, None for none.

    An error is the name that browsers give it, or "insecure"; None where the device could be opened.
    """

    cameras: tuple[Device, ...] = ()
    microphones: tuple[Device, ...] = ()
    camera: str | None = None
    microphone: str | None = None
    camera_error: str | None = None
    microphone_error: str | None = None

    @property
    def any(self) -> bool:
        """Whether there is something to practise with."""
        return self.camera is not None or self.microphone is not None

    @property
    def advice(self) -> str | None:
        """What to do about what is missing, as a sentence or two; None where nothing went wrong."""
        if self.camera_error and self.microphone_error:
            return remedy("camera and microphone", self.camera_error)
        if self.camera_error:
            return remedy("camera", self.camera_error)
        return remedy("microphone", self.microphone_error) if self.microphone_error else None


def remedy(what: str, error: str) -> str:
    """What happened to a "camera", a "microphone" or "camera and microphone", and what to do about it."""
    both = " and " in what
    it = "them" if both else "it"
    match error:
        case "insecure":
            return (
                "Your browser gives camera and sound only to pages of this computer or with https. Open "
                "RealTalk at 127.0.0.1 instead of this address."
            )
        case "NotAllowedError" | "SecurityError" | "PermissionDeniedError":
            return (
                f"Your browser was told not to give RealTalk your {what}. Click the camera sign in the "
                f"address bar, allow {it}, then try again."
            )
        case "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError":
            return (
                f"There is no {what.replace(' and ', ' or ')} on this computer. Plug one in, then try again."
            )
        case "NotReadableError" | "AbortError" | "TrackStartError":
            return (
                f"Your {what} could not be started; perhaps another program uses {it}. Close other video "
                "calls and recorders, then try again."
            )
        case _:
            return f"Your browser did not give RealTalk your {what}. Reload the page, or try another browser."


def ask(key: str, known: Devices | None, *, auto: bool) -> Devices | None:
    """Draw the button that asks for camera and microphone, and the choice among several.

    `known` is what an earlier visit found. With `auto` the browser is asked at once if it has allowed both
    before. None as long as nobody has asked.
    """
    data = {"known": _plain(known) if known is not None else None, "auto": auto}
    result = _component()(key=key, data=data, on_devices_change=lambda: None)
    return read(result.devices) or known


def read(found: object) -> Devices | None:
    """What the browser told, checked; None where it told nothing that makes sense."""
    if not isinstance(found, Mapping):
        return None
    told = cast("Mapping[str, object]", found)
    cameras, microphones = _devices(told.get("cameras")), _devices(told.get("microphones"))
    return Devices(
        cameras=cameras,
        microphones=microphones,
        camera=_one_of(cameras, told.get("camera")),
        microphone=_one_of(microphones, told.get("microphone")),
        camera_error=_text(told.get("camera_error")),
        microphone_error=_text(told.get("microphone_error")),
    )


def _devices(told: object) -> tuple[Device, ...]:
    if not isinstance(told, list | tuple):
        return ()
    found: list[Device] = []
    for each in cast("list[object]", told):
        if isinstance(each, Mapping):
            device = cast("Mapping[str, object]", each)
            name = _text(device.get("id"))
            if name:
                found.append(Device(name, _text(device.get("label")) or ""))
    return tuple(found)


def _one_of(devices: tuple[Device, ...], told: object) -> str | None:
    return next((device.id for device in devices if device.id == told), None)


def _text(told: object) -> str | None:
    return told[:LONGEST] if isinstance(told, str) and told else None


def _plain(devices: Devices) -> dict[str, Any]:
    return {
        "cameras": [{"id": each.id, "label": each.label} for each in devices.cameras],
        "microphones": [{"id": each.id, "label": each.label} for each in devices.microphones],
        "camera": devices.camera,
        "microphone": devices.microphone,
        "camera_error": devices.camera_error,
        "microphone_error": devices.microphone_error,
    }


@cache
def _component() -> Any:
    assets = files("realtalk.ui") / "assets"
    return component(
        "realtalk_devices",
        html=(assets / "devices.html").read_text(encoding="utf-8"),
        css=(assets / "devices.css").read_text(encoding="utf-8"),
        js=(assets / "devices.js").read_text(encoding="utf-8"),
    )
