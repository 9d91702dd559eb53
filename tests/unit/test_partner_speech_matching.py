"""A voice is matched to a recording that is good enough, and comes nearer to it."""

from functools import cache

import numpy as np
import pytest
from scipy.signal import resample_poly

from realtalk.errors import Cancelled, RealTalkError
from realtalk.media import SAMPLE_RATE
from realtalk.partner.likeness import take_sound
from realtalk.partner.speech import matching
from realtalk.partner.speech.catalogue import voice
from realtalk.partner.speech.speech import RATE

SENTENCES = (
    "My grandfather kept bees behind the house for many years.",
    "Please walk me through the numbers on your second slide.",
    "What would you do differently if you could start that project again?",
)


@cache
def said(id: str) -> np.ndarray:
    parts = [voice(id).say(sentence).pcm for sentence in SENTENCES]
    return resample_poly(np.concatenate(parts), SAMPLE_RATE, RATE).astype(np.float32)


@pytest.mark.parametrize(
    ("recording", "reason"),
    [
        (lambda: np.zeros(16_000 * 10, np.float32), "only 0 seconds of speech"),
        (lambda: said("heart")[: 3 * SAMPLE_RATE], "seconds of speech"),
        (lambda: np.clip(said("heart") * 12, -1, 1), "cut off"),
        (lambda: said("heart") * np.float32(0.0005), "too quiet|seconds of speech"),
        (lambda: np.concatenate([said("nora"), said("omar")]), "More than one person"),
        (lambda: np.full(160_000, np.nan, np.float32), "damaged"),
        (lambda: np.zeros(0, np.float32), "seconds of speech"),
    ],
)
def test_a_recording_that_will_not_do_is_refused_with_the_reason(recording, reason: str) -> None:
    with pytest.raises(RealTalkError, match=reason):
        matching.match(recording())


def test_it_can_be_stopped() -> None:
    def stop(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        matching.match(said("heart"), stop)


def test_a_voice_comes_nearer_to_a_real_recording(data, monkeypatch) -> None:
    monkeypatch.setattr(matching, "_ROUNDS", 1)
    monkeypatch.setattr(matching, "_WAVES", 1)
    monkeypatch.setattr(matching, "_HEARD", matching._HEARD[:1])
    monkeypatch.setattr(matching, "_STEPS", matching._STEPS[:2])
    monkeypatch.setattr(matching, "SHAPES", {id: matching.SHAPES[id] for id in ("heart", "marcus")})
    folder = data / "speech_emotion" / "ravdess"
    clips = [*sorted(folder.glob("03-01-01-*-05.flac")), *sorted(folder.glob("03-01-02-*-05.flac"))]
    shown: list[float] = []
    found = matching.match(np.concatenate([take_sound(clip) for clip in clips]), shown.append)
    assert found.after > found.before + 0.02
    assert 85 < found.shape.pitch < 150
    assert shown == sorted(shown)
    assert shown[-1] == 1.0
