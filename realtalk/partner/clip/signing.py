"""Signatures that say a clip was made by AI, and whether it is still as it was (C2PA content credentials)."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import c2pa

import realtalk
from realtalk.errors import RealTalkError
from realtalk.partner.clip.certificate import credentials, known

GENERATOR = "RealTalk"
"""Who a signature says made the clip."""

AI_GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's word for media that a trained model made."""

_FORMAT = "video/mp4"


@dataclass(frozen=True, slots=True)
class SignedClip:
    """What a clip's signature says. `valid` is whether the clip is as it was signed, `own` whether that was
    on this machine, `ai_generated` whether it is declared to be made by AI, `generator` what made it.
    """

    valid: bool
    own: bool
    ai_generated: bool
    generator: str


def signed(clip: bytes, title: str = "") -> bytes:
    """An mp4 with its signature. Raises `RealTalkError`."""
    keys = credentials()
    made = {"action": "c2pa.created", "digitalSourceType": AI_GENERATED}
    manifest = {
        "claim_generator_info": [{"name": GENERATOR, "version": realtalk.__version__}],
        "title": title,
        "format": _FORMAT,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [made]}}],
    }
    target = io.BytesIO()
    try:
        with (
            c2pa.Signer.from_info(c2pa.C2paSignerInfo("es256", keys.chain, keys.key, None)) as signer,
            c2pa.Builder(manifest, _context(keys.root)) as builder,
        ):
            builder.sign(signer, _FORMAT, io.BytesIO(clip), target)
    except c2pa.C2paError as error:
        raise RealTalkError(
            "The clip could not be signed as made by AI, so it was not kept.",
            "Try again. If it stays so, delete the folder signing in RealTalk's home.",
        ) from error
    return target.getvalue()


def verify(path: Path) -> SignedClip | None:
    """What the signature of a file says; None where it bears none. Raises `RealTalkError` where there is no
    such file, or the certificates of this machine are of no use.
    """
    keys = known()
    context = _context(keys.root if keys else None)
    try:
        with path.open("rb") as file, c2pa.Reader(_FORMAT, file, context=context) as reader:
            state = reader.get_validation_state()
            said: dict[str, Any] = reader.get_active_manifest() or {}
    except OSError as error:
        raise RealTalkError(f"RealTalk could not read {path.name}.", "Choose another file.") from error
    except c2pa.C2paError:
        return None
    serial = said.get("signature_info", {}).get("cert_serial_number")
    actions = [
        action
        for assertion in said.get("assertions", ())
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for action in assertion["data"].get("actions", ())
    ]
    return SignedClip(
        valid=state in ("Valid", "Trusted"),
        own=state == "Trusted" and keys is not None and serial == str(keys.serial),
        ai_generated=any(action.get("digitalSourceType") == AI_GENERATED for action in actions),
        generator=str(next((each["name"] for each in said.get("claim_generator_info", ())), "")),
    )


def _context(root: bytes | None) -> c2pa.Context:
    """How signatures are made and read: without the network, and this machine's root is trusted."""
    wanted: dict[str, Any] = {
        "verify": {"ocsp_fetch": False, "remote_manifest_fetch": False, "verify_after_sign": True},
        "builder": {"thumbnail": {"enabled": False}},
    }
    if root is not None:
        wanted["trust"] = {"user_anchors": root.decode(), "verify_trust_list": True}
    return c2pa.Context(c2pa.Settings.from_json(json.dumps(wanted)))
