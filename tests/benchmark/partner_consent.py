"""How often the check of a spoken phrase takes one voice for another, and refuses a speaker (RAVDESS)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from realtalk.partner.consent_phrase import ENOUGH_WORDS, SAME_VOICE, new_phrase, part_found, recognised
from realtalk.partner.likeness import take_sound
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.speech.speaking import speak
from realtalk.partner.voice_print import likeness, voice_print
from tests.conftest import DATA

RAVDESS = DATA / "speech_emotion" / "ravdess"

SPEAKERS = range(1, 19)

USUAL = ((("02-01", "02-02"),), ("01-01",))
"""A voice's recording of calm clips, about 8 s of speech, and phrases of two neutral ones, about 4 s: as one
reads when one is asked to."""

MOODS = ((("01-01", "02-01"), ("03-01", "04-01")), ("01-01", "02-01", "02-02", "03-01", "04-01", "06-01"))
"""Recordings of two feelings, and phrases of a feeling that is not in the recording."""


def clips(speaker: int, feeling: str) -> list[Path]:
    return sorted(RAVDESS.glob(f"03-01-{feeling}-*-*-{speaker:02}.flac"))


def sound(paths: list[Path]) -> np.ndarray:
    return np.concatenate([take_sound(path) for path in paths])


def scores(recordings: Sequence[Sequence[str]], feelings: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The likeness of phrases and recordings, of the same speaker and of different ones."""
    voices = {
        (speaker, of): voice_print(sound([clip for feeling in of for clip in clips(speaker, feeling)]))
        for speaker, of in product(SPEAKERS, recordings)
    }
    phrases = {
        (speaker, feeling, half): voice_print(sound(clips(speaker, feeling)[half::2]))
        for speaker, feeling, half in product(SPEAKERS, feelings, (0, 1))
    }
    same: list[float] = []
    other: list[float] = []
    for (speaker, of), voice in voices.items():
        for (who, feeling, _), phrase in phrases.items():
            if feeling in of or voice is None or phrase is None:
                continue
            (same if who == speaker else other).append(likeness(voice, phrase))
    return np.array(same), np.array(other)


def words_found(voices: Sequence[str] = ("heart", "nora", "marcus", "walter"), each: int = 3) -> list[float]:
    """The part of a phrase's words that the recogniser finds, read by voices of ours."""
    found: list[float] = []
    for voice in voices:
        for _ in range(each):
            phrase = new_phrase()
            pcm = resample_poly(speak(phrase.text, VoiceChoice(voice)).pcm, 2, 3).astype(np.float32)
            found.append(part_found(phrase.text, recognised(pcm)))
    return found


def measure() -> dict[str, Any]:
    """The error rates of the check, in percent, and how the likeness is spread."""
    found = np.array(words_found())
    return {
        "speakers": len(SPEAKERS),
        "threshold": SAME_VOICE,
        "read in the usual voice": _rates(*scores(*USUAL)),
        "read in another mood": _rates(*scores(*MOODS)),
        "phrases read by voices of ours": len(found),
        "phrases understood, %": round(100 * float((found >= ENOUGH_WORDS).mean()), 1),
        "words found, %": round(100 * float(found.mean()), 1),
    }


def _rates(same: np.ndarray, other: np.ndarray) -> dict[str, Any]:
    return {
        "tries of the same speaker": len(same),
        "tries of another speaker": len(other),
        "same speaker refused, %": round(100 * float((same < SAME_VOICE).mean()), 2),
        "another speaker let through, %": round(100 * float((other >= SAME_VOICE).mean()), 2),
        "likeness of the same speaker, 1st, 5th and 50th percentile": _percentiles(same, (1, 5, 50)),
        "likeness of another speaker, 50th, 95th and 99th percentile": _percentiles(other, (50, 95, 99)),
    }


def _percentiles(values: np.ndarray, at: tuple[int, ...]) -> list[float]:
    return [round(float(value), 3) for value in np.percentile(values, at)]
