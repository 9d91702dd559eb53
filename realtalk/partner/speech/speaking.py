"""Text spoken in a chosen voice, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from realtalk.media import Span
from realtalk.partner.consent import NoConsent, consented
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.speech.catalogue import voice
from realtalk.partner.speech.hibari_voice import HibariVoice, nothing
from realtalk.partner.speech.kept import Kept
from realtalk.partner.speech.matched_voice import MatchedVoice
from realtalk.partner.speech.sentences import sentences
from realtalk.partner.speech.speech import RATE, Phone, Speech, SpokenWord, Voice

VERSION = "1"
"""Changes whenever the same sentence would sound different, so that sound kept from before is not used."""

MATCHED = "matched"
"""The id of the voice that was matched to a persona's own recording."""

_ROOM = 64 << 20
"""Bytes of sound kept in memory: eleven minutes; never of a matched voice."""

_kept: Kept[Speech] = Kept(_ROOM, lambda speech: speech.pcm.nbytes)


def speak(text: str, choice: VoiceChoice, persona_folder: Path | None = None) -> Speech:
    """The whole text spoken. `persona_folder` is where the voice "matched" lies with the consent to it.

    Raises `NoConsent` where there is none, or another `RealTalkError`.
    """
    return joined(text, tuple(spoken_sentences(text, choice, persona_folder)))


def spoken_sentences(text: str, choice: VoiceChoice, persona_folder: Path | None = None) -> Iterator[Speech]:
    """Each sentence as soon as it is spoken, times from its own beginning; nothing for an empty text.

    Raises as `speak`; a consent that is revoked between two sentences ends it.
    """
    for sentence in sentences(text):
        yield _said(chosen(choice, persona_folder), sentence, choice)


def warm(choice: VoiceChoice, persona_folder: Path | None = None) -> None:
    """Load what the voice needs, which takes a second or two, so that the first sentence need not wait."""
    chosen(choice, persona_folder).say("Hello.")


def chosen(choice: VoiceChoice, persona_folder: Path | None = None) -> Voice:
    """The voice of a choice. Raises `NoConsent` for a matched one without the consent to its recording, and
    another `RealTalkError` where it is not there.
    """
    if choice.voice != MATCHED:
        return voice(choice.voice)
    consent = consented(persona_folder) if persona_folder is not None else None
    if persona_folder is None or consent is None or consent.voice is None:
        raise NoConsent("This persona has no voice of its own.", "Choose one of RealTalk's voices.")
    return HibariVoice(MATCHED, MatchedVoice.load(persona_folder).shape)


def _said(voice: Voice, sentence: str, choice: VoiceChoice) -> Speech:
    def say() -> Speech:
        return voice.say(sentence, speed=choice.speed, pitch=choice.pitch)

    if choice.voice == MATCHED:  # a voice that is revoked must not live on in memory
        return say()
    return _kept.get((VERSION, voice, sentence, choice.speed, choice.pitch), say)


def joined(text: str, parts: Sequence[Speech]) -> Speech:
    """Speeches one after the other as one."""
    if not parts:
        return nothing(text)
    if len(parts) == 1:
        return replace(parts[0], text=text)
    phones: list[Phone] = []
    words: list[SpokenWord] = []
    samples = 0
    for part in parts:
        by = samples / RATE
        for phone in part.phones:
            span = _later(phone.span, by)
            if phones and not phone.symbol and not phones[-1].symbol:
                phones[-1] = Phone("", Span(phones[-1].span.start, span.end))
            else:
                phones.append(replace(phone, span=span))
        words += (SpokenWord(word.text, _later(word.span, by)) for word in part.words)
        samples += len(part.pcm)
    return Speech(text, np.concatenate([part.pcm for part in parts]), tuple(phones), tuple(words))


def _later(span: Span, by: float) -> Span:
    return Span(span.start + by, span.end + by)
