"""The voice of a persona that was matched to its own recording: made once, and only with consent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from realtalk.errors import RealTalkError
from realtalk.partner import persona_folder
from realtalk.partner.consent import NoConsent, consented, file_hash
from realtalk.partner.likeness_files import unpacked_voice
from realtalk.partner.persona import Persona
from realtalk.partner.persona_folder import MATCHED_VOICE, VOICE
from realtalk.partner.speech.matched_voice import MatchedVoice
from realtalk.partner.speech.matching import match

_MATCHING = threading.Lock()
"""One voice is matched at a time: two at once take twice as long each, and may be the same."""


def matched_voice(persona: Persona, progress: Callable[[float], None] | None = None) -> MatchedVoice:
    """The voice that is nearest to the recording of an own persona; the first time it takes about a quarter
    of a minute on two free cores.

    `progress` hears the share that is done, 0..1. Raises `NoConsent` where the recording may not be used, and
    another `RealTalkError` where no voice can be matched to it.
    """
    with _MATCHING:
        recording = _recording(persona.id)
        where = recording.parent
        if (where / MATCHED_VOICE).is_file():
            try:
                return MatchedVoice.load(where)
            except RealTalkError:  # damaged, or of another version: made anew
                pass
        before = file_hash(recording)
        matched = match(unpacked_voice(recording), progress)
        with persona_folder.changing():
            if file_hash(recording) == before:  # neither revoked nor exchanged meanwhile
                matched.save(where)
                (where / MATCHED_VOICE).chmod(0o600)
    return matched


def is_matched(persona: Persona) -> bool:
    """Whether the voice of an own persona has been matched already, so that it can speak at once."""
    try:
        return (persona_folder.folder(persona.id) / MATCHED_VOICE).is_file()
    except RealTalkError:
        return False


def _recording(persona: str) -> Path:
    where = persona_folder.folder(persona)
    consent = consented(where)
    if consent is None or consent.voice is None:
        raise NoConsent(
            "This persona has no recording of a voice.", "Choose a voice of RealTalk's, or add one."
        )
    return where / VOICE
