"""The consent with which a real person's photo and voice are used, kept beside them with their hashes."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from realtalk.errors import RealTalkError
from realtalk.partner.persona_folder import CONSENT, PHOTO, VOICE

VERSION = 1

SENTENCE = (
    "This is me, or somebody who has told me that I may use their photo and their voice here, and I will use "
    "them to deceive nobody."
)
"""What one agrees to with a tick."""

LARGEST = 16_384
"""Bytes of consent.json. House rule: it holds a few lines."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoConsent(RealTalkError):
    """A photo or a voice of a real person without their consent, or another than they consented to."""


@dataclass(frozen=True, slots=True)
class SpokenPhrase:
    """A phrase that was read aloud and recognised, in the voice of a recording.

    `found` is the part of its words that were heard in order, 0..1; `similarity` the cosine of the two
    recordings' voices; `recording` the hash of the recording's sound (`sound_hash`); `at` is in UTC.
    """

    phrase: str
    recognised: str
    found: float
    similarity: float
    recording: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """A tick beside `sentence`, and when it was made, in UTC; for a voice also the phrase that was spoken."""

    sentence: str
    at: datetime
    spoken: SpokenPhrase | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An agreement, and the SHA-256 of the file that it is for."""

    agreement: Agreement
    sha256: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What is kept beside a photo and a voice; None for what there is not."""

    photo: Given | None = None
    voice: Given | None = None

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file that was agreed to, by its name."""
        named = ((PHOTO, self.photo), (VOICE, self.voice))
        return {name: given.sha256 for name, given in named if given is not None}


def agree(
    agreed: bool, *, spoken: SpokenPhrase | None = None, sentence: str = SENTENCE, now: datetime | None = None
) -> Agreement:
    """The agreement of somebody who ticked the sentence. Raises `NoConsent` for somebody who did not."""
    if not agreed:
        raise NoConsent(
            "A photo or a voice is used only with the consent of the person.",
            "Tick that it is you, or that they have allowed it.",
        )
    return Agreement(sentence, now or datetime.now(UTC), spoken)


def consented(folder: Path) -> Consent | None:
    """The consent to what lies in a persona's folder; None where no photo and no voice does.

    Raises `NoConsent` where it is missing or damaged, or a file is another than the one consented to.
    """
    hashes = {name: file_hash(folder / name) for name in (PHOTO, VOICE) if (folder / name).exists()}
    if not hashes:
        return None
    try:
        path = folder / CONSENT
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")
        consent = decode(path.read_bytes())
    except (OSError, ValueError) as error:
        raise NoConsent(
            "This persona has a photo or a voice whose consent is missing or damaged.", _AGAIN
        ) from error
    if hashes != consent.hashes:
        raise NoConsent("The photo or the voice of this persona is not the one that was agreed to.", _AGAIN)
    return consent


_AGAIN = "Take the photo and the voice out of it, or delete the persona, and add them again."


def file_hash(path: Path) -> str:
    """The SHA-256 of a file; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def encode(consent: Consent) -> bytes:
    """As it is kept: JSON that its owner can read."""
    plain = {"version": VERSION, "photo": _plain(consent.photo), "voice": _plain(consent.voice)}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _plain(given: Given | None) -> dict[str, Any] | None:
    if given is None:
        return None
    spoken = given.agreement.spoken
    plain: dict[str, Any] = {
        "sentence": given.agreement.sentence,
        "at": given.agreement.at.isoformat(),
        "sha256": given.sha256,
    }
    if spoken is not None:
        plain["spoken"] = {
            "phrase": spoken.phrase,
            "recognised": spoken.recognised,
            "found": spoken.found,
            "similarity": spoken.similarity,
            "recording_sha256": spoken.recording,
            "at": spoken.at.isoformat(),
        }
    return plain


def decode(data: bytes) -> Consent:
    """A consent as it was kept; to a voice only with the phrase that was spoken. Raises `ValueError` for
    anything else.
    """
    try:
        plain: object = json.loads(data.decode())
        document = _object(plain)
        if document["version"] != VERSION:
            raise ValueError("another version")
        consent = Consent(_given(document["photo"]), _given(document["voice"]))
    except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError("no consent") from error
    if consent.voice is not None and consent.voice.agreement.spoken is None:
        raise ValueError("a voice that was never confirmed")
    return consent


def _given(value: object) -> Given | None:
    if value is None:
        return None
    plain = _object(value)
    spoken = _spoken(_object(plain["spoken"])) if "spoken" in plain else None
    return Given(Agreement(_text(plain["sentence"]), _time(plain["at"]), spoken), _sha(plain["sha256"]))


def _spoken(plain: Mapping[str, Any]) -> SpokenPhrase:
    found, similarity = float(plain["found"]), float(plain["similarity"])
    if not (math.isfinite(found) and math.isfinite(similarity)):
        raise ValueError("no number")
    return SpokenPhrase(
        _text(plain["phrase"]),
        _text(plain["recognised"]),
        found,
        similarity,
        _sha(plain["recording_sha256"]),
        _time(plain["at"]),
    )


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("no object")
    return cast("dict[str, Any]", value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("no text")
    return value


def _sha(value: object) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise ValueError("no hash")
    return value


def _time(value: object) -> datetime:
    made = datetime.fromisoformat(_text(value))
    if made.tzinfo is None:
        raise ValueError("a time without its zone")
    return made
