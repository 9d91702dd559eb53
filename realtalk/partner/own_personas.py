"""The personas that somebody made on this machine, kept until they delete them.

Several processes may read and write at once. A persona with the photo or the voice of a real person is used
only as long as the consent beside them holds (`consent`).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner import cast, persona_codec, persona_folder, ratings
from realtalk.partner.consent import Agreement, Consent, Given, NoConsent, consented, encode
from realtalk.partner.likeness_files import packed_photo, packed_voice, sound_hash
from realtalk.partner.persona import Persona, VoiceChoice
from realtalk.partner.persona_codec import MATCHED, checked
from realtalk.partner.persona_codec import PHOTO as PHOTO_FACE
from realtalk.partner.persona_folder import (
    CACHE,
    CONSENT,
    MATCHED_VOICE,
    PERSONA,
    PHOTO,
    RIG,
    VOICE,
    changing,
    folder,
)
from realtalk.store.writing import told

__all__ = ["change", "damaged", "delete", "every", "folder", "give_likeness", "keep", "load", "revoke"]

logger = logging.getLogger(__name__)


def keep(
    persona: Persona,
    photo: NDArray[np.uint8] | None = None,
    voice: NDArray[np.float32] | None = None,
    agreement: Agreement | None = None,
) -> Persona:
    """Keep a persona of one's own; as it is kept, with an id made from its name.

    `photo` is `(height, width, 3)` RGB and becomes its face, `voice` `(n,)` at 16 kHz and becomes its voice
    (`likeness` takes both from files). Both need an agreement, the voice one with a spoken phrase. Raises
    `NoConsent`, `DiskFull` or another `RealTalkError`; then nothing is kept.
    """
    files, consent = _likeness(photo, voice, agreement)
    own = _using(checked(persona), has=files, new=files)
    if files:
        files[CONSENT] = encode(consent)
    with changing():
        own = replace(own, id=persona_folder.free_id(own.name, _ready_made()))
        persona_folder.make(own.id, {PERSONA: persona_codec.encode(own), **files})
    return own


def load(persona: str) -> Persona:
    """An own persona by its id.

    Raises `NoConsent` for one whose photo or voice may not be used, and another `RealTalkError` where there
    is none of that id or it is damaged.
    """
    try:
        return _loaded(persona)
    except NoConsent as refused:
        # Its files may just be in exchange, one after the other: looked at again once nobody changes any.
        try:
            with changing():
                return _loaded(persona)
        except NoConsent:
            raise
        except RealTalkError:
            raise refused from None


def _loaded(persona: str) -> Persona:
    where = folder(persona)
    own = _read(where)
    consented(where)
    needed = ((own.face == PHOTO_FACE, PHOTO), (own.voice.voice == MATCHED, VOICE))
    if any(uses and not (where / name).exists() for uses, name in needed):
        raise NoConsent(
            "The photo or the voice of this persona is missing.", "Choose a portrait and a voice."
        )
    return own


def every() -> tuple[Persona, ...]:
    """All own personas that can be used, in order of their names; `damaged` has the others."""
    found: list[Persona] = []
    for persona in persona_folder.ids():
        try:
            found.append(load(persona))
        except RealTalkError as error:
            logger.warning("an own persona was left out: %s", type(error).__name__)
    return tuple(sorted(found, key=lambda own: (own.name.casefold(), own.id)))


def damaged() -> dict[str, RealTalkError]:
    """The ids of own personas that cannot be used, each with the reason; they can be revoked or deleted."""
    wrong: dict[str, RealTalkError] = {}
    for persona in persona_folder.ids():
        try:
            load(persona)
        except RealTalkError as error:
            wrong[persona] = error
    return wrong


def change(persona: str, changed: Persona) -> Persona:
    """Put a changed persona in the place of an own one, which keeps its id; as it is kept.

    Its photo and voice stay as they are, and it can use none that it has not. Raises `RealTalkError`.
    """
    with changing():
        where = folder(persona)
        has = [name for name in (PHOTO, VOICE) if (where / name).exists()]
        own = replace(checked(changed), id=persona, real=bool(has))
        if (own.face == PHOTO_FACE and PHOTO not in has) or (own.voice.voice == MATCHED and VOICE not in has):
            raise NoConsent(
                "This persona has no photo or voice of its own.", "Choose a portrait and a voice, or add one."
            )
        persona_folder.put(where, {PERSONA: persona_codec.encode(own)})
    return own


def give_likeness(
    persona: str,
    photo: NDArray[np.uint8] | None = None,
    voice: NDArray[np.float32] | None = None,
    agreement: Agreement | None = None,
) -> Persona:
    """Give an own persona another photo, another voice or both, as `keep` takes them; as it is kept.

    Of what it had before, only what is given anew is replaced. Raises as `keep`.
    """
    files, consent = _likeness(photo, voice, agreement)
    with changing():
        where = folder(persona)
        before = consented(where) or Consent()
        both = Consent(consent.photo or before.photo, consent.voice or before.voice)
        own = _using(_read(where), has=both.hashes, new=files)
        for name in (
            *((RIG,) if PHOTO in files else ()),
            *((MATCHED_VOICE, CACHE) if VOICE in files else ()),
        ):
            persona_folder.remove(where / name)
        if files:
            persona_folder.put(where, {**files, CONSENT: encode(both), PERSONA: persona_codec.encode(own)})
    return own


def revoke(persona: str) -> Persona:
    """Take the photo and the voice of a real person out of an own persona, with all that was made of them;
    the persona as it is kept then, with a drawn face and a voice of RealTalk's.

    Works where the consent no longer holds, too. Raises `RealTalkError` where something could not be deleted.
    """
    with changing():
        where = folder(persona)
        try:
            own = without_likeness(_read(where))
            persona_folder.put(where, {PERSONA: persona_codec.encode(own)})
        finally:
            _forget_likeness(where)
    return own


def _forget_likeness(where: Path) -> None:
    """Remove everything but the persona itself; the consent last, so that where this is cut off nothing is
    left that it does not tell of.
    """
    for name in (RIG, MATCHED_VOICE, CACHE, PHOTO, VOICE):
        persona_folder.remove(where / name)
    with told():
        left = [path for path in where.iterdir() if path.name not in (PERSONA, CONSENT)]
    for path in (*left, where / CONSENT):  # drafts of these that a crash left, too
        persona_folder.remove(path)


def delete(persona: str) -> None:
    """Delete an own persona with all that is kept of it; one that is gone already is no error.

    Raises `RealTalkError` where something could not be deleted.
    """
    with changing():
        try:
            where = folder(persona)
        except RealTalkError:
            return
        persona_folder.remove(where)
        ratings.forget(persona)  # its id may become somebody else's


def has_likeness(where: Path) -> bool:
    """Whether anything of a real person's photo or voice lies in a persona's folder, or was made of it."""
    return any((where / name).exists() for name in (PHOTO, VOICE, RIG, MATCHED_VOICE, CACHE, CONSENT))


def without_likeness(persona: Persona) -> Persona:
    """The persona with a drawn face in the place of a photo, and the usual voice in that of a matched one."""
    face = drawn_face(persona.id) if persona.face == PHOTO_FACE else persona.face
    voice = persona.voice
    if voice.voice == MATCHED:
        voice = replace(voice, voice=VoiceChoice().voice)
    return replace(persona, face=face, voice=voice, real=False)


def drawn_face(persona: str) -> str:
    """The drawn face of somebody who has no other: always the same for one id."""
    return f"random:{int(hashlib.sha256(persona.encode()).hexdigest()[:6], 16)}"


def _using(persona: Persona, *, has: Collection[str], new: Collection[str]) -> Persona:
    """The persona with the likeness that is `new`, and of the one it used so far what it `has`."""
    bare = without_likeness(persona)
    face = PHOTO_FACE if PHOTO in new or (PHOTO in has and persona.face == PHOTO_FACE) else bare.face
    matched = VOICE in new or (VOICE in has and persona.voice.voice == MATCHED)
    voice = replace(bare.voice, voice=MATCHED) if matched else bare.voice
    return replace(bare, face=face, voice=voice, real=bool(has))


def _likeness(
    photo: NDArray[np.uint8] | None, voice: NDArray[np.float32] | None, agreement: Agreement | None
) -> tuple[dict[str, bytes], Consent]:
    """The files of a real person's likeness, and the consent to them. Raises `NoConsent`."""
    if photo is None and voice is None:
        return {}, Consent()
    if agreement is None:
        raise NoConsent(
            "A photo or a voice is used only with the consent of the person.", "Tick that you have it."
        )
    files: dict[str, bytes] = {}
    of_photo = of_voice = None
    if photo is not None:
        files[PHOTO] = packed_photo(photo)
        of_photo = Given(replace(agreement, spoken=None), _sha256(files[PHOTO]))
    if voice is not None:
        if agreement.spoken is None or agreement.spoken.recording != sound_hash(voice):
            raise NoConsent(
                "This voice has not been confirmed by its speaker.",
                "Read the phrase aloud in the same voice.",
            )
        files[VOICE] = packed_voice(voice)
        of_voice = Given(agreement, _sha256(files[VOICE]))
    return files, Consent(of_photo, of_voice)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(where: Path) -> Persona:
    try:
        with (where / PERSONA).open("rb") as file:
            data = file.read(persona_codec.LARGEST + 1)
    except OSError as error:
        raise RealTalkError("This persona is damaged: its file cannot be read.", "Delete it.") from error
    return replace(persona_codec.decode(data), id=where.name)


def _ready_made() -> frozenset[str]:
    """The ids of those who are there already, which no own persona may have."""
    return frozenset(each.id for each in cast.ready_made())
