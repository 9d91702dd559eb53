"""How well the partner speaks: how often it is understood, how its voices differ, how soon it is heard."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly
from swift_f0 import SwiftF0

from realtalk import weights
from realtalk.media import SAMPLE_RATE
from realtalk.partner.likeness import take_sound
from realtalk.partner.speech.catalogue import available_voices, voice
from realtalk.partner.speech.hibari_voice import HibariVoice
from realtalk.partner.speech.level import spoken_level
from realtalk.partner.speech.matching import match
from realtalk.partner.speech.speech import RATE, Voice
from realtalk.partner.voice_print import likeness, voice_print
from realtalk.perception.whisper import resident_whisper
from tests.conftest import DATA

RAVDESS = DATA / "speech_emotion" / "ravdess"

SENTENCES = (
    "Thank you for coming in today, it is good to meet you.",
    "Tell me about a time when you led a team through a difficult change.",
    "What would you do differently if you could start that project again?",
    "The kettle was boiling while the children played quietly in the garden.",
    "I am not sure that I understand how your company makes money.",
    "We closed the quarter with more customers than we had expected.",
    "Please walk me through the numbers on your second slide.",
    "She sells fresh fish and vegetables at the market every Saturday.",
    "How did your manager react when you told her about the mistake?",
    "That is an interesting point, but it does not answer my question.",
    "The train leaves at half past seven, so we should hurry.",
    "Can you give me a short example from your last job?",
    "My grandfather kept bees behind the house for many years.",
    "Good ideas are cheap, and the hard part is making them work.",
    "Why should anybody choose your product over the one they already use?",
    "It rained all night, and the bridge was closed in the morning.",
    "I would like to hear more about the people on your team.",
    "Do you have any questions for us before we finish?",
    "Yellow leaves covered the path through the quiet village.",
    "Take a deep breath, look at the camera, and begin when you are ready.",
)

FIRST = "Thanks for joining me, let us begin with a short introduction please."
"""Twelve words that no other sentence of the benchmark is."""

_TOGETHER = 5
"""Sentences recognised at once: Whisper always works on 15 s at least."""

_GAP = 0.3


def narrow(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """Made speech at the rate that the ears of RealTalk work at."""
    return resample_poly(pcm, SAMPLE_RATE, RATE).astype(np.float32)


def said(voice: Voice) -> list[NDArray[np.float32]]:
    """The sentences in that voice, at 16 kHz."""
    return [narrow(voice.say(sentence).pcm) for sentence in SENTENCES]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def errors(expected: list[str], heard: list[str]) -> int:
    """Words to insert, delete or replace between the two."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(expected, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (word != other))
    return row[-1]


def word_error_rate(sounds: list[NDArray[np.float32]]) -> tuple[float, list[str]]:
    """Percent of words that Whisper base hears otherwise, and what it heard where it did."""
    whisper = resident_whisper(weights.path("whisper"))
    gap = np.zeros(round(_GAP * SAMPLE_RATE), np.float32)
    wrong, count = 0, 0
    misheard: list[str] = []
    for first in range(0, len(sounds), _TOGETHER):
        group = sounds[first : first + _TOGETHER]
        text = whisper.transcribe(np.concatenate([p for s in group for p in (s, gap)]), language="en")["text"]
        expected = words(" ".join(SENTENCES[first : first + len(group)]))
        missed = errors(expected, words(text))
        wrong, count = wrong + missed, count + len(expected)
        if missed:
            misheard.append(text)
    return 100 * wrong / count, misheard


def median_pitch(pcm: NDArray[np.float32]) -> float:
    """Hertz of what is voiced, as RealTalk itself measures it."""
    found = SwiftF0(threads=1, spin=False).detect(pcm, SAMPLE_RATE, fmin=60, fmax=500)
    return float(np.median(found.pitch_hz[found.confidence >= 0.5]))


def speed(voice: Voice) -> dict[str, float]:
    """Milliseconds to the first sentence with all loaded, by the clock and of work, and seconds of work a
    second of speech.
    """
    took: list[float] = []
    worked: list[float] = []
    share: list[float] = []
    for turn in range(5):
        text = FIRST.replace("short", ("short", "brief", "quick", "frank", "plain")[turn])
        begun, work = time.perf_counter(), time.process_time()
        speech = voice.say(text)
        took.append(time.perf_counter() - begun)
        worked.append(time.process_time() - work)
        share.append(worked[-1] / speech.duration)
    return {
        "first sentence ms": 1000 * float(np.median(took)),
        "first sentence ms of work": 1000 * float(np.median(worked)),
        "real-time factor": float(np.median(share)),
    }


def measured(voice: Voice) -> tuple[dict[str, Any], NDArray[np.float32] | None]:
    """A voice's figures and its print; "alike itself" compares two halves of what it says."""
    sounds = said(voice)
    rate, misheard = word_error_rate(sounds)
    whole = np.concatenate(sounds)
    halves = [voice_print(np.concatenate(sounds[half::2])) for half in (0, 1)]
    figures = {
        "word error rate %": round(rate, 2),
        "misheard": misheard,
        "median pitch Hz": round(median_pitch(whole), 1),
        "level dBFS": round(spoken_level(whole), 2),
        "peak": round(float(np.abs(whole).max()), 3),
        **{key: round(value, 3) for key, value in speed(voice).items()},
        "alike itself": round(likeness(*halves), 3),
    }
    return figures, voice_print(whole)


def measure() -> dict[str, Any]:
    """Every voice by itself, and how alike the most alike of them are."""
    figures: dict[str, Any] = {}
    prints: dict[str, NDArray[np.float32]] = {}
    for id in available_voices():
        figures[id], prints[id] = measured(voice(id))
    return {"loading s": loading(), "voices": figures, **alike(prints), "matched": matched()}


def loading() -> dict[str, float]:
    """Seconds until a fresh process has its network and has read its first sentence."""
    code = (
        "import time; t = time.perf_counter()\n"
        "from realtalk.partner.speech.catalogue import voice\n"
        "voice('heart').say('Hello.'); print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-c", code]
    found = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2)]
    return {"import, load and first word": round(min(float(each.stdout) for each in found), 2)}


def recorded(speaker: int, feelings: Sequence[str]) -> NDArray[np.float32]:
    """A speaker's clips of these feelings and strengths, one after the other."""
    clips = [clip for each in feelings for clip in sorted(RAVDESS.glob(f"03-01-{each}-*-{speaker:02}.flac"))]
    return np.concatenate([take_sound(clip) for clip in clips])


def matched(speakers: Sequence[int] = (1, 2, 5, 8, 11)) -> dict[str, Any]:
    """How near voices come to five speakers of RAVDESS: to what they were matched to (neutral clips and half
    of the calm ones), and to the other half, which they were not.
    """
    figures: dict[str, Any] = {}
    for speaker in speakers if RAVDESS.is_dir() else ():
        recording = recorded(speaker, ("01-01", "02-01"))
        other = voice_print(recorded(speaker, ("02-02",)))
        begun = time.perf_counter()
        found = match(recording)
        took = time.perf_counter() - begun
        sounds = said(HibariVoice("matched", found.shape))
        preset = np.concatenate(said(voice(found.preset)))
        figures[f"speaker {speaker}"] = {
            "preset": found.preset,
            "before": round(found.before, 3),
            "after": round(found.after, 3),
            "unseen clips, before": round(likeness(voice_print(preset), other), 3),
            "unseen clips, after": round(likeness(voice_print(np.concatenate(sounds)), other), 3),
            "the speaker's own halves": round(likeness(voice_print(recording), other), 3),
            "pitch Hz, recording": round(median_pitch(recording), 1),
            "pitch Hz, voice": round(median_pitch(np.concatenate(sounds)), 1),
            "word error rate %": round(word_error_rate(sounds)[0], 2),
            "seconds": round(took, 1),
        }
    return figures


def alike(prints: dict[str, NDArray[np.float32]]) -> dict[str, Any]:
    pairs = {f"{a}/{b}": round(likeness(prints[a], prints[b]), 3) for a, b in combinations(prints, 2)}
    most = max(pairs, key=pairs.__getitem__)
    return {"most alike": {most: pairs[most]}, "likeness": pairs}


if __name__ == "__main__":
    import json

    json.dump(measure(), sys.stdout, indent=1)
