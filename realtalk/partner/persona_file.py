"""A persona as one file that can be handed on, and such a file taken in; nothing in it is believed.

A `.persona` is a zip with manifest.json, which names the format's version and the SHA-256 of every other
member, persona.json and, where a real person agreed and whoever exports wants it, photo.webp, voice.flac and
consent.json. That a phrase was read is a claim of the file, which anybody can write: the voice stays out
until one has been read on this machine.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner import consent as consents
from realtalk.partner import own_personas, persona_codec
from realtalk.partner.consent import Consent, NoConsent, agree
from realtalk.partner.likeness import take_photo
from realtalk.partner.likeness_files import sound_hash, unpacked_voice
from realtalk.partner.persona import Persona
from realtalk.partner.persona_folder import CONSENT, PERSONA, PHOTO, VOICE
from realtalk.store.writing import told

ENDING = ".persona"

FORMAT, VERSION = "realtalk-persona", 1

MANIFEST = "manifest.json"

LARGEST = {
    MANIFEST: 8192,
    PERSONA: persona_codec.LARGEST,
    CONSENT: consents.LARGEST,
    PHOTO: 8 << 20,
    VOICE: 8 << 20,
}
"""Bytes that each member may have when unpacked; there are no others. A photo of 1536 pixels takes one
megabyte, two minutes of voice four."""

LARGEST_FILE = sum(LARGEST.values())

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time a member bears: when somebody exports is nobody's business."""


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """What lies in a persona's file: the persona, and for a real person their likeness and their consent."""

    persona: Persona
    photo: NDArray[np.uint8] | None = None
    voice: NDArray[np.float32] | None = None
    consent: Consent | None = None

    @property
    def has_likeness(self) -> bool:
        """Whether the photo or the voice of a real person lies in it."""
        return self.photo is not None or self.voice is not None

    @property
    def has_voice_left_out(self) -> bool:
        """Whether a voice lies in it, which `take_in` does not keep: nobody has read a phrase in it here."""
        return self.voice is not None


def packed(persona: Persona, *, with_likeness: bool = False) -> bytes:
    """The file of a persona; its photo and voice go with it only where that is asked for and agreed to.

    Raises `NoConsent` where they are asked for and may not be used, or another `RealTalkError`.
    """
    members: dict[str, bytes] = {}
    if with_likeness and persona.real:
        where = own_personas.folder(persona.id)
        consent = consents.consented(where)
        if consent is None:
            raise NoConsent("This persona has no photo and no voice of its own.", "Export it without.")
        with told():
            members = {name: (where / name).read_bytes() for name in (*consent.hashes, CONSENT)}
        if any(_sha256(members[name]) != sha for name, sha in consent.hashes.items()):
            raise NoConsent("The photo or the voice was changed just now.", "Try again.")
    else:
        persona = own_personas.without_likeness(persona)
    members = {PERSONA: persona_codec.encode(persona), **members}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "members": {name: _sha256(data) for name, data in members.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in {MANIFEST: json.dumps(manifest).encode(), **members}.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            info.compress_type = zipfile.ZIP_STORED if name in (PHOTO, VOICE) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return file.getvalue()


def look_into(file: Path | bytes) -> Packed:
    """What lies in a persona's file, of which nothing is kept yet. Raises `RealTalkError` that says what is
    wrong with it.
    """
    members = _members(file)
    persona = persona_codec.decode(members[PERSONA])
    if PHOTO not in members and VOICE not in members:
        return Packed(own_personas.without_likeness(persona))
    try:
        consent = consents.decode(members.get(CONSENT, b""))
    except ValueError as error:
        raise _no_consent() from error
    if consent.hashes != {name: _sha256(members[name]) for name in (PHOTO, VOICE) if name in members}:
        raise _no_consent()
    photo = take_photo(members[PHOTO]) if PHOTO in members else None
    voice = unpacked_voice(members[VOICE]) if VOICE in members else None
    if voice is not None and consent.voice is not None:
        spoken = consent.voice.agreement.spoken
        if spoken is None or spoken.recording != sound_hash(voice):
            raise _no_consent()
    return Packed(persona, photo, voice, consent)


def take_in(found: Packed, *, agreed: bool = False, with_likeness: bool = True) -> Persona:
    """Keep what lay in a file as an own persona, under an id that is free here; as it is kept.

    A real person's photo needs the tick of whoever takes it in, too; without `with_likeness` it is left out.
    The voice is always left out, and one of RealTalk's speaks in its place, until a phrase has been read in
    it on this machine: `own_personas.give_likeness` then adds it.

    Raises `NoConsent`, `DiskFull` or another `RealTalkError`.
    """
    if not with_likeness or found.photo is None:
        return own_personas.keep(own_personas.without_likeness(found.persona))
    uses = found.persona.face
    kept = own_personas.keep(found.persona, found.photo, None, agree(agreed))
    if kept.face != uses:  # it had a photo and used a drawn face
        return own_personas.change(kept.id, replace(kept, face=uses))
    return kept


def _members(file: Path | bytes) -> dict[str, bytes]:
    """The members of a file, each bounded and as the manifest has it."""
    if isinstance(file, Path):
        data = _bounded(file)
    elif len(file) > LARGEST_FILE:
        raise _refused("it is far too large")
    else:
        data = file
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError) as error:
        raise _refused("it is no persona's file, or damaged") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:  # a password, a method we do not know
        raise _refused("it is packed in a way that RealTalk does not read") from error
    _check(members)
    return members


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    for info in archive.infolist():
        name = info.filename
        if name not in LARGEST or name in members:
            raise _refused("it holds something that belongs to no persona")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or info.flag_bits & 0x1:
            raise _refused("it holds something that is no plain file")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused("it is packed in a way that RealTalk does not read")
        if info.file_size > LARGEST[name]:
            raise _refused("a part of it is far too large")
        with archive.open(info) as member:
            content = member.read(LARGEST[name] + 1)
        if len(content) > LARGEST[name]:
            raise _refused("a part of it is far too large")
        members[name] = content
    return members


def _check(members: dict[str, bytes]) -> None:
    if MANIFEST not in members or PERSONA not in members:
        raise _refused("it is no persona's file")
    try:
        manifest: object = json.loads(members[MANIFEST].decode())
    except (ValueError, RecursionError) as error:
        raise _refused("it is damaged") from error
    if not isinstance(manifest, dict):
        raise _refused("it is damaged")
    plain = cast("dict[str, Any]", manifest)
    if plain.get("format") != FORMAT:
        raise _refused("it is no persona's file")
    if plain.get("version") != VERSION:
        raise _refused("it was written by another version of RealTalk", "Update RealTalk and try again.")
    if plain.get("members") != {name: _sha256(data) for name, data in members.items() if name != MANIFEST}:
        raise _refused("it was changed or damaged after it was written")


def _bounded(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _refused("it is not there, or no file")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _refused("it cannot be opened") from error
    if len(data) > LARGEST_FILE:
        raise _refused("it is far too large")
    return data


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _no_consent() -> NoConsent:
    return NoConsent(
        "This file holds the photo or the voice of a person without their consent to exactly these.",
        "Ask for a file without photo and voice.",
    )


def _refused(why: str, remedy: str = "Ask for the file again, or choose another.") -> RealTalkError:
    return RealTalkError(f"This file cannot be taken in: {why}.", remedy)
