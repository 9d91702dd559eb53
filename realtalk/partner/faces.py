"""The face of a persona, ready to move: made once from its photo or its portrait, then kept."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner import persona_folder
from realtalk.partner.consent import NoConsent, consented, file_hash
from realtalk.partner.face.photo import checked
from realtalk.partner.face.rig import Rig, make_rig
from realtalk.partner.likeness_files import unpacked_photo
from realtalk.partner.own_personas import drawn_face
from realtalk.partner.persona import Persona
from realtalk.partner.persona_codec import PHOTO as PHOTO_FACE
from realtalk.partner.persona_folder import PHOTO, RIG
from realtalk.partner.portraits.album import picture
from realtalk.settings import settings

logger = logging.getLogger(__name__)

MOST = 64
"""Faces of portraits that are kept; the oldest make room. House rule: all ready-made ones, and as many drawn
from a number; each takes about half a megabyte."""

_MAKING = threading.Lock()
"""One face is made at a time: two at once take twice as long each, and one of them may be the same."""

Progress = Callable[[float], None]
"""Hears the share of the work that is done, 0..1."""


def rig_of(persona: Persona, progress: Progress | None = None) -> Rig:
    """The face of a persona as it is drawn; seconds of work the first time.

    Raises `NoConsent` where its photo may not be used, and another `RealTalkError` where no face is found in
    it.
    """
    if persona.face == PHOTO_FACE:
        return _of_photo(persona, progress)
    face = persona.face or drawn_face(persona.id)
    name = hashlib.sha256(f"{edition()} {face}".encode()).hexdigest()[:32]
    path = settings().home / "faces" / f"{name}.npz"
    with _MAKING:
        kept = _kept(path)
        if kept is not None:
            return kept
        rig = make_rig(checked(picture_of(persona)), progress)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _save(rig, path)
            _make_room(path.parent)
        except OSError as error:
            logger.warning("a face could not be kept: %s", error.strerror)
    return rig


def picture_of(persona: Persona) -> NDArray[np.uint8]:
    """The picture a persona is shown with, `(height, width, 3)` RGB: its photo, or its drawn portrait.

    Raises as `rig_of`.
    """
    if persona.face == PHOTO_FACE:
        return unpacked_photo(_photo(persona.id))
    return picture(persona.face or drawn_face(persona.id))


def rig_of_photo(rgb: NDArray[np.uint8], progress: Progress | None = None) -> Rig:
    """The face in a picture `(height, width, 3)`, of which nothing is kept. Raises `RealTalkError`."""
    return make_rig(checked(rgb), progress)


def _of_photo(persona: Persona, progress: Progress | None) -> Rig:
    with _MAKING:
        photo = _photo(persona.id)
        kept = _kept(photo.with_name(RIG))
        if kept is not None:
            return kept
        before = file_hash(photo)
        rig = make_rig(checked(unpacked_photo(photo)), progress)
    with persona_folder.changing():
        if file_hash(photo) == before:  # neither revoked nor exchanged meanwhile
            try:
                _save(rig, photo.with_name(RIG))
            except OSError as error:
                logger.warning("a face could not be kept: %s", error.strerror)
    return rig


@cache
def edition() -> str:
    """Another text whenever portraits may be drawn otherwise: part of the name of what is kept of them."""
    folder = resources.files("realtalk.partner.portraits")
    files = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _photo(persona: str) -> Path:
    where = persona_folder.folder(persona)
    consent = consented(where)
    if consent is None or consent.photo is None:
        raise NoConsent("This persona has no photo.", "Choose a portrait, or add a photo.")
    return where / PHOTO


def _kept(path: Path) -> Rig | None:
    if not path.is_file():
        return None
    try:
        return Rig.load(path)
    except RealTalkError:  # of another version, or damaged: made anew
        return None


def _save(rig: Rig, path: Path) -> None:
    draft = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
    try:
        rig.save(draft)
        draft.chmod(0o600)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    with suppress(OSError):
        newest_first = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[MOST:]:
            path.unlink(missing_ok=True)
