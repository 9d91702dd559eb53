"""What a session holds as JSON text, and back, exactly.

Every dataclass becomes an object that names its class, every array its bytes, every metric its key; numbers
keep all their digits. A field that a class has gained since takes its default, one that it has lost is
passed over.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import math
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from realtalk import media, observations, timeline
from realtalk.capture import slides as slide_files
from realtalk.coaching import advice, rundown
from realtalk.metrics import metric, slides, speaker
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Band, Metric, Reading, Unmeasured
from realtalk.timeline import Calibration, Speaker, Timeline

VERSION = 1
"""Of this writing; raised when an older RealTalk could not read the newer one."""

TYPES: dict[str, type[Any]] = {
    name: value
    for module in (media, observations, timeline, metric, speaker, slide_files, slides, advice, rundown)
    for name, value in vars(module).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
}
"""The only classes that a file can name."""

KIND = "$"
"""The name under which an object says what it is."""


_AS_THEY_ARE = frozenset({type(None), bool, int, str})


class Unreadable(ValueError):
    """Text that no RealTalk wrote, or a newer one did."""


def encode(value: object) -> str:
    """The JSON text of a value: dataclasses of `TYPES`, a `Timeline`, arrays, tuples, dicts, plain values."""
    return json.dumps({"version": VERSION, "content": _plain(value)}, allow_nan=False, separators=(",", ":"))


def decode(text: str) -> Any:
    """The value of a text that `encode` wrote. Raises `Unreadable` for any other."""
    try:
        document = json.loads(text)
        version = document["version"]
        if version != VERSION:
            raise Unreadable(f"written in version {version}, this RealTalk reads version {VERSION}")
        return _value(document["content"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(str(error)) from error


def _plain(value: object) -> Any:
    if type(value) in _AS_THEY_ARE or (type(value) is float and math.isfinite(value)):
        return value
    match value:
        case Band():
            return {KIND: "Band", "value": value.value}
        case float():
            return {KIND: "float", "value": str(value)}
        case np.generic():
            return _plain(value.item())
        case np.ndarray():
            return _plain_array(cast("NDArray[Any]", value))
        case tuple():
            return [_plain(item) for item in cast("tuple[object, ...]", value)]
        case dict():
            items = cast("dict[str, object]", value).items()
            return {KIND: "dict", "value": {key: _plain(item) for key, item in items}}
        case Timeline():
            return {KIND: "Timeline", **_plain_timeline(value)}
        case Metric():
            fields = _fields(value)
            return {KIND: "Metric", **{k: _plain(v) for k, v in fields.items() if k != "measure"}}
        case _ if type(value).__name__ in TYPES:
            return {KIND: type(value).__name__, **{k: _plain(v) for k, v in _fields(value).items()}}
        case _:
            raise TypeError(f"{type(value).__name__} is nothing that a session keeps")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(item) for item in cast("list[Any]", plain))
    if not isinstance(plain, dict):
        return plain
    item = dict(cast("dict[str, Any]", plain))
    kind = item.pop(KIND)
    match kind:
        case "Band":
            return Band(item["value"])
        case "float":
            return float(item["value"])
        case "array":
            return _array(item)
        case "dict":
            return {key: _value(entry) for key, entry in item["value"].items()}
        case "Timeline":
            return _timeline(item)
        case "Metric":
            return _metric(item)
        case _:
            return _made(_type(kind), {key: _value(entry) for key, entry in item.items()})


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(type(value))}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _type(name: object) -> type[Any]:
    if not isinstance(name, str) or name not in TYPES:
        raise Unreadable(f"names {name!r}, which this RealTalk does not know")
    return TYPES[name]


def _made(kind: type[Any], values: dict[str, Any]) -> Any:
    known = _names(kind)
    return kind(**{name: value for name, value in values.items() if name in known})


def _plain_array(array: NDArray[Any]) -> dict[str, Any]:
    if array.dtype.kind not in "biuf":
        raise TypeError(f"an array of {array.dtype} is nothing that a session keeps")
    little = array.astype(array.dtype.newbyteorder("<"))
    data = base64.b64encode(little.tobytes()).decode("ascii")
    return {KIND: "array", "dtype": little.dtype.str, "shape": list(array.shape), "data": data}


def _array(item: dict[str, Any]) -> NDArray[Any]:
    dtype = np.dtype(item["dtype"])
    if dtype.kind not in "biuf":
        raise Unreadable(f"holds an array of {dtype}")
    flat = np.frombuffer(base64.b64decode(item["data"], validate=True), dtype)
    return flat.reshape(item["shape"]).astype(dtype.newbyteorder("="))


def _plain_timeline(value: Timeline) -> dict[str, Any]:
    """Tracks as tables, so that a long session does not repeat its field names."""
    tracks: dict[str, dict[str, Any]] = {}
    for observation in value.observations():
        fields = _fields(observation)
        table = tracks.setdefault(type(observation).__name__, {"fields": list(fields), "rows": []})
        table["rows"].append([_plain(entry) for entry in fields.values()])
    return {
        "tracks": tracks,
        "calibration": _plain(value.calibration),
        "speaker": _plain(value.speaker),
        "window": _plain(value.window),
    }


def _timeline(item: dict[str, Any]) -> Timeline:
    calibration, followed, window = (_value(item[name]) for name in ("calibration", "speaker", "window"))
    if not isinstance(calibration, Calibration) or not isinstance(followed, Speaker | None):
        raise Unreadable("holds a timeline without a calibration")
    return Timeline(
        (
            _made(kind, dict(zip(table["fields"], map(_value, row), strict=True)))
            for name, table in item["tracks"].items()
            for kind in [_type(name)]
            for row in table["rows"]
        ),
        calibration=calibration,
        speaker=followed,
        window=window,
    )


def _metric(item: dict[str, Any]) -> Metric:
    """The catalogue's metric of that key; one that the catalogue has dropped, as it was described."""
    for known in METRICS:
        if known.key == item["key"]:
            return known
    described = {name: _value(entry) for name, entry in item.items()}
    return cast("Metric", _made(Metric, {**described, "measure": _retired(item["key"])}))


def _retired(key: str) -> Any:
    def measure(_: Timeline) -> Reading | Unmeasured:
        return Unmeasured(key, "RealTalk no longer measures this.")

    return measure
