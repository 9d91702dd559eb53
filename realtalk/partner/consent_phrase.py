"""A phrase that only somebody who is there can read aloud: drawn anew each time, heard again by the
recogniser, and held against the voice that they give.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import Word
from realtalk.partner.consent import SpokenPhrase
from realtalk.partner.likeness_files import sound_hash
from realtalk.partner.voice_print import LEAST_SPEECH, likeness, speech_seconds, voice_print
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.transcription import transcriber
from realtalk.settings import settings

VALID = timedelta(minutes=10)
"""How long a phrase may be read. House rule: time to find a quiet place, not to make it with a machine."""

ENOUGH_WORDS = 0.8
"""Part of the words that must be heard, in order: 7 of 8. House rule: a recogniser may miss one word, and who
guesses gets none right (a phrase is one of 3 * 10**10).
"""

SAME_VOICE = 0.80
"""Cosine of two voice prints from which they are taken for one voice. On RAVDESS, read in one's usual voice,
it refuses 6% of the speakers, who may read again, and lets 2% of others through; in another mood than that of
the recording 11% and 3% (docs/benchmarks.md).
"""

MOST_FURTHER_WORDS = 4
"""Words that may be heard besides the phrase's own. House rule: a hesitation or a false start."""

LONGEST_READING = 15.0
"""Seconds. House rule: three times what eight words take, and no room to play a recording beside them."""

LIKE = 0.8
"""Part of its letters that a heard word shares with the asked one: "bridge" for "bridges"."""


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


_QUALITIES = _words(
    "quiet yellow wooden gentle golden silver purple hungry sleepy clever friendly little broken frozen "
    "lonely modern narrow polite rapid secret simple sudden tender velvet windy orange careful "
    "famous distant"
)
_BEINGS = _words(
    "rabbits farmers dolphins teachers spiders painters monkeys sailors doctors pigeons children dragons "
    "dancers beavers soldiers parrots singers turtles neighbors badgers penguins builders camels"
)
_DEEDS = _words(
    "carry follow borrow collect discover forget gather imagine measure notice protect remember repair "
    "visit polish admire deliver paint"
)
_THINGS = _words(
    "lemons blankets buttons candles carpets feathers hammers ladders mirrors pencils pillows pockets "
    "ribbons saddles tunnels trumpets windows bottles lanterns umbrellas wagons potatoes"
)
_WHERE = _words("behind beside under above near between without around")
_PLACES = _words(
    "bridges mountains gardens islands castles rivers villages kitchens libraries stations markets forests "
    "harbors valleys theaters deserts meadows temples"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be read aloud, and when they were drawn, in UTC."""

    text: str
    made: datetime


def new_phrase(*, now: datetime | None = None) -> Phrase:
    """Eight words that nobody can know beforehand, in an order that is easily spoken, such as "gentle rabbits
    carry yellow lemons behind wooden bridges".
    """
    first, second, third = _different(_QUALITIES, 3)
    words = [
        *(first, secrets.choice(_BEINGS), secrets.choice(_DEEDS)),
        *(second, secrets.choice(_THINGS), secrets.choice(_WHERE), third, secrets.choice(_PLACES)),
    ]
    return Phrase(" ".join(words), now or datetime.now(UTC))


def recognised(pcm: NDArray[np.float32]) -> str:
    """What is said in a sound `(n,)` at 16 kHz, by the recogniser that hears everybody.

    Raises `RealTalkError`.
    """
    return _together(_heard(pcm))


def part_found(asked: str, heard: str) -> float:
    """The part of the asked words that were heard in their order, 0..1.

    >>> part_found("gentle rabbits carry lemons", "Um, gentle rabbit carry ... lemons.")
    1.0
    >>> part_found("gentle rabbits carry lemons", "lemons carry rabbits")
    0.25
    """
    wanted = _words(asked)
    return len(_matched(wanted, _words(heard))) / len(wanted) if wanted else 0.0


def confirm(
    phrase: Phrase, reading: NDArray[np.float32], voice: NDArray[np.float32], *, now: datetime | None = None
) -> SpokenPhrase:
    """That the phrase was read aloud in the voice of a recording; both sounds `(n,)` at 16 kHz.

    Only the voice that reads the phrase's own words counts, not what else sounds beside them.

    Raises `RealTalkError` that says what to do: read sooner, clearer, nothing else, or in that voice.
    """
    at = now or datetime.now(UTC)
    if not timedelta(0) <= at - phrase.made <= VALID:
        raise RealTalkError("This phrase is too old.", "Read the new one.", retryable=True)
    if len(reading) > LONGEST_READING * SAMPLE_RATE:
        raise RealTalkError(
            f"The reading is longer than {LONGEST_READING:.0f} seconds.",
            "Read the phrase alone, and stop recording right after it.",
            retryable=True,
        )
    if speech_seconds(reading) < LEAST_SPEECH:
        raise _nobody()
    known = voice_print(voice)
    if known is None:
        raise RealTalkError(
            "There is too little speech in the recording of the voice.", "Record at least ten seconds."
        )
    words = _heard(reading)
    wanted = _words(phrase.text)
    spelled = [(letters, number) for number, word in enumerate(words) for letters in _words(word.text)]
    matched = _matched(wanted, [letters for letters, _ in spelled])
    found = len(matched) / len(wanted)
    if found < ENOUGH_WORDS:
        raise RealTalkError(
            f"Only {len(matched)} of the {len(wanted)} words were understood.",
            "Read the phrase again, a little slower, without other sounds around you.",
            retryable=True,
        )
    own = sorted({spelled[each][1] for each in matched})
    if len(words) - len(own) > MOST_FURTHER_WORDS:
        raise RealTalkError(
            "More was said than the phrase.",
            "Read the phrase alone, without other voices around you.",
            retryable=True,
        )
    spoken = voice_print(_sound_of([words[number].span for number in own], own, reading))
    if spoken is None:
        raise _nobody()
    similarity = likeness(spoken, known)
    if similarity < SAME_VOICE:
        raise RealTalkError(
            "The phrase was not read in the voice of the recording.",
            "Let the person whose voice it is read it, with the same microphone and in the same tone.",
            retryable=True,
        )
    return SpokenPhrase(phrase.text, _together(words), found, similarity, sound_hash(voice), at)


def _heard(pcm: NDArray[np.float32]) -> list[Word]:
    listening = HearingAnalyzer(transcriber(settings()), None)
    heard = [*listening.feed(AudioChunk(0.0, pcm)), *listening.finish()]
    return [each for each in heard if isinstance(each, Word) and re.search(r"\w", each.text)]


def _together(words: Sequence[Word]) -> str:
    return " ".join(word.text.strip() for word in words)


def _matched(wanted: Sequence[str], given: Sequence[str]) -> list[int]:
    """Which of the given words are the wanted ones, as many as there are in their order."""
    longest = np.zeros((len(wanted) + 1, len(given) + 1), np.int64)  # common to what comes from there on
    alike = np.array([[_alike(word, other) for other in given] for word in wanted], bool)
    for row in reversed(range(len(wanted))):
        for at in reversed(range(len(given))):
            later = longest[row + 1, at + 1] + 1 if alike[row, at] else 0
            longest[row, at] = max(later, longest[row + 1, at], longest[row, at + 1])
    found: list[int] = []
    row = at = 0
    while row < len(wanted) and at < len(given):
        if alike[row, at] and longest[row, at] == longest[row + 1, at + 1] + 1:
            found.append(at)
            row, at = row + 1, at + 1
        elif longest[row + 1, at] == longest[row, at]:
            row += 1
        else:
            at += 1
    return found


def _sound_of(spans: Sequence[Span], numbers: Sequence[int], pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound from the first of these words to the last, without that of any word between them which is
    not one of these; `numbers` are their places among all words.
    """
    parts: list[NDArray[np.float32]] = []
    start = spans[0].start
    for at, span in enumerate(spans):
        if at + 1 == len(spans) or numbers[at + 1] != numbers[at] + 1:
            parts.append(pcm[round(start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)])
            start = spans[min(at + 1, len(spans) - 1)].start
    return np.concatenate(parts)


def _nobody() -> RealTalkError:
    return RealTalkError(
        "Nobody could be heard reading.",
        "Read the phrase aloud, close to the microphone.",
        retryable=True,
    )


def _different(words: Sequence[str], count: int) -> list[str]:
    return secrets.SystemRandom().sample(words, count)


def _alike(asked: str, heard: str) -> bool:
    return asked == heard or SequenceMatcher(None, asked, heard).ratio() >= LIKE
