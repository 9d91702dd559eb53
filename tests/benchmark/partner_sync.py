"""Whether a partner's lips go with their voice, how fast a clip is made, and what a motion costs.

python -m tests.benchmark.partner_sync
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import av
import numpy as np
import skimage.data
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

from realtalk.partner.clip.encoding import encoded, painted
from realtalk.partner.clip.film import film
from realtalk.partner.clip.signing import signed
from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.idle_motion import idle
from realtalk.partner.face.motion import Motion
from realtalk.partner.face.photo import checked
from realtalk.partner.face.rig import Rig, make_rig
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.face.synchrony import Sync, lip_gaps, sync_of
from realtalk.partner.persona import Manner, VoiceChoice
from realtalk.partner.speech.catalogue import VOICES
from realtalk.partner.speech.speaking import speak
from realtalk.partner.speech.speech import Speech
from tests.benchmark.clips import data
from tests.browser.conftest import launch
from tests.browser_face import WEBGL, BrowserFace

SENTENCES = (
    "Tell me about a time when you solved a difficult problem.",
    "What would you do differently if you started again?",
    "I am not sure that the numbers add up, to be honest.",
    "Before we begin, please tell me who you are.",
    "My favourite part of the job is helping people grow.",
    "How do you know that your customers want this?",
    "We move fast here, so change is part of every week.",
    "Could you walk me through your plan for the first month?",
    "That is an impressive result; how did you measure it?",
    "Give me one reason why I should put my money into it.",
    "You mentioned a problem with the budget, what happened next?",
    "I would have done it another way, and I will tell you why.",
    "Nobody in this room has seen a better map of the moon.",
    "Thank you, that was a very clear and helpful answer.",
    "Who was on your team, and what did you do yourself?",
    "The weather was wonderful, so we walked along the river.",
    "Let me be blunt: your competitors can build this in a month.",
    "Perhaps you could begin with the simplest example.",
    "I once worked for five years on a single experiment.",
    "Would you rather be right, or be of use to other people?",
)

FILM_SECONDS = 20.0

FacePictures = Callable[[Motion], Iterable[NDArray[np.uint8]]]


def measure() -> dict[str, Any]:
    """Synchrony of each face, the speed of a clip, and milliseconds of motion and signature."""
    speeches = said()
    rigs = {name: make_rig(checked(rgb)) for name, rgb in faces()}
    return {
        "faces": {name: in_step(speeches, drawn(rig)) for name, rig in rigs.items()},
        "faces_in_browser": _in_browser(speeches, rigs),
        "film": _film(next(iter(rigs.values())), speeches),
        "motion": _motion(speeches),
    }


def said() -> list[Speech]:
    """The sentences, each voice of the catalogue in turn."""
    voices = sorted(VOICES)
    return [speak(text, VoiceChoice(voices[at % len(voices)])) for at, text in enumerate(SENTENCES)]


def faces() -> Iterable[tuple[str, NDArray[np.uint8]]]:
    """Two photos, as far as there are recordings, and two drawn portraits."""
    yield "astronaut", skimage.data.astronaut()
    recording = data() / "video" / "single_face.mp4"
    if recording.exists():
        with av.open(str(recording)) as file:
            yield "recording", np.asarray(next(file.decode(video=0)).to_ndarray(format="rgb24"), np.uint8)
    gallery = import_module("realtalk.partner.portraits.gallery")  # much to load
    names = sorted(gallery.PORTRAITS)
    for name in (names[0], names[len(names) // 2]):
        yield f"portrait {name}", gallery.portrait(name)


def drawn(rig: Rig) -> FacePictures:
    """The pictures that Python draws of a motion."""
    drawing = Drawing(rig)
    return lambda motion: (drawing.picture(row) for row in motion.values)


def _in_browser(speeches: Sequence[Speech], rigs: Mapping[str, Rig]) -> dict[str, Any]:
    """The same of the pictures that Chromium draws."""
    with sync_playwright() as playwright:
        browser = launch(playwright, *WEBGL)
        try:
            return {name: in_step(speeches, drawn_by(browser.new_page(), rig)) for name, rig in rigs.items()}
        finally:
            browser.close()


def drawn_by(page: Page, rig: Rig) -> FacePictures:
    """The pictures that a browser's page draws of a motion."""
    face = BrowserFace(page, rig, "image/jpeg")
    return lambda motion: (face.picture(row) for row in motion.values)


def in_step(speeches: Sequence[Speech], pictures: FacePictures) -> dict[str, Any]:
    """Synchrony of some sentences as one, and how many have it alone, given what draws a motion."""
    gaps = [
        lip_gaps(pictures(speaking(speech, list(Manner)[at % len(Manner)], 0.5, at)))
        for at, speech in enumerate(speeches)
    ]
    alone = [sync_of((speech,), (gap,)) for speech, gap in zip(speeches, gaps, strict=True)]
    return {
        **_told(sync_of(speeches, gaps)),
        "sentences": len(speeches),
        "sentences_met": sum(each.met for each in alone),
        "r_median": round(statistics.median(each.r for each in alone), 3),
        "r_lowest": round(min(each.r for each in alone), 3),
        "lag_ms_median": round(statistics.median(each.lag_ms for each in alone), 1),
        "lag_ms_farthest": round(max((each.lag_ms for each in alone), key=abs), 1),
    }


def _told(sync: Sync) -> dict[str, Any]:
    return {
        "met": sync.met,
        "lag_ms": round(sync.lag_ms, 1),
        "r": round(sync.r, 3),
        "shuffled_max": round(sync.shuffled_max, 3),
        "closures": sync.closures,
        "closures_met": sync.closures_met,
        "seen": round(sync.seen, 3),
    }


def _film(rig: Rig, speeches: Sequence[Speech]) -> dict[str, Any]:
    pieces: list[tuple[Speech, Motion]] = []
    for speech in speeches:
        if sum(motion.duration for _, motion in pieces) < FILM_SECONDS:
            pieces.append((speech, speaking(speech, Manner.NEUTRAL, 0.5)))
    drawing = Drawing(rig)
    rows = pieces[0][1].values
    began = time.perf_counter()
    pictures = [drawing.picture(row) for row in rows]
    each = (time.perf_counter() - began) / len(rows)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        clip = film(rig, pieces, Path(folder) / "clip.mp4")
        took = time.perf_counter() - began
        size = clip.stat().st_size
        with av.open(str(clip)) as file:
            seconds = float(file.duration or 0) / av.time_base
    bare = encoded((painted(rgb) for rgb in pictures), pieces[0][0].pcm, (512, 512))
    began = time.perf_counter()
    signed(bare)
    signing = time.perf_counter() - began
    return {
        "seconds": round(seconds, 1),
        "times_real_time": round(seconds / took, 1),
        "ms_a_picture": round(each * 1000, 1),
        "bytes_a_second": round(size / seconds),
        "signing_ms": round(signing * 1000, 1),
    }


def _motion(speeches: Sequence[Speech]) -> dict[str, Any]:
    costs = []
    for speech in speeches:
        began = time.perf_counter()
        speaking(speech, Manner.NEUTRAL, 0.5)
        costs.append((time.perf_counter() - began) / speech.duration)
    began = time.perf_counter()
    idle("listening", 20, Manner.NEUTRAL, 0.5)
    return {
        "speaking_ms_a_second": round(statistics.median(costs) * 1000, 2),
        "speaking_ms_a_second_worst": round(max(costs) * 1000, 2),
        "idle_20_s_ms": round((time.perf_counter() - began) * 1000, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
