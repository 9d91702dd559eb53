from __future__ import annotations

import numpy as np
import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.observations import Box
from realtalk.timeline import Calibration, Timeline
from tests.timelines import ASPECT, emotions, face, seen, shapes


def read(key: str, timeline: Timeline) -> Reading:
    result = metric(key).measure(timeline)
    assert isinstance(result, Reading), result
    return result


def test_time_out_of_the_picture_is_told_and_shown():
    timeline = Timeline(seen(100, of=lambda t: None if 40 <= t < 52 else face(t)))
    reading = read("face_visible", timeline)
    assert reading.value == pytest.approx(88, abs=0.5)
    assert reading.band == Band.WATCH
    assert reading.moments[0].note == "Your face is out of the picture"
    assert reading.moments[0].span.start == pytest.approx(40, abs=0.1)


@pytest.mark.parametrize(
    ("box", "edge"),
    [
        (Box(0.0, 0.3, 0.2, 0.3), "at the left edge of the picture"),
        (Box(ASPECT - 0.2, 0.3, 0.2, 0.3), "at the right edge of the picture"),
        (Box(0.5, -0.02, 0.2, 0.3), "at the top of the picture"),
        (Box(0.5, 0.8, 0.2, 0.2), "at the bottom of the picture"),
    ],
)
def test_a_face_at_the_edge_is_not_whole(box, edge):
    timeline = Timeline(seen(60, of=lambda t: face(t, box=box) if t < 30 else face(t)))
    reading = read("face_visible", timeline)
    assert reading.value == pytest.approx(50, abs=0.5)
    assert reading.moments[0].note == f"Your face is cut off {edge}"


def test_no_face_at_all_is_not_a_face_cut_off():
    result = metric("face_visible").measure(Timeline(seen(60, of=lambda t: None)))
    assert result == Unmeasured("face_visible", "No face was seen.")


@pytest.mark.parametrize("rate", [7, 30])
def test_the_share_in_view_does_not_depend_on_the_rate(rate):
    timeline = Timeline(seen(60, rate=rate, of=lambda t: None if t % 6 < 1.5 else face(t)))
    assert read("face_visible", timeline).value == pytest.approx(75, abs=2)


def lively(amount: float, rest: float = 0.0):
    def of(t: float):
        move = rest + amount * (1 + float(np.sin(2 * t))) / 2
        return face(t, blendshapes=shapes(mouthSmileLeft=move, mouthSmileRight=move, browInnerUp=move))

    return of


def test_a_lively_face_moves_more_than_a_calm_one_and_a_still_one_not_at_all():
    values = [read("expressiveness", Timeline(seen(60, of=lively(a)))).value for a in (0.0, 0.2, 0.6)]
    assert values[0] == 0
    assert values[0] < values[1] < values[2]


def test_speaking_and_blinking_alone_are_no_expression():
    def of(t: float):
        return face(t, blendshapes=shapes(jawOpen=abs(float(np.sin(9 * t))), eyeBlinkLeft=float(t % 3 < 0.2)))

    assert read("expressiveness", Timeline(seen(60, of=of))).value == 0


def test_a_neutral_face_that_looks_stern_is_no_expression():
    stern = shapes(browDownLeft=0.6, mouthFrownLeft=0.5)
    timeline = Timeline(
        seen(60, of=lambda t: face(t, blendshapes=stern)), calibration=Calibration(neutral_face=stern)
    )
    assert read("expressiveness", timeline).value == 0


def test_a_blank_stretch_is_a_moment():
    timeline = Timeline(seen(90, of=lambda t: lively(0.0 if 30 <= t < 55 else 0.6)(t)))
    moment = read("expressiveness", timeline).moments[0]
    assert moment.note == "Your face hardly moves"
    assert (moment.span.start, moment.span.end) == pytest.approx((30, 55), abs=5.1)


@pytest.mark.parametrize("rate", [7, 30])
def test_smiles_are_a_share_of_time(rate):
    def of(t: float):
        return lively(0.0, rest=0.7)(t) if t % 10 < 3 else lively(0.0)(t)

    reading = read("smile", Timeline(seen(60, rate=rate, of=of)))
    assert reading.value == pytest.approx(30, abs=2)
    assert len(reading.moments) == 6
    assert reading.band is None


def test_a_mouth_that_turns_up_at_rest_is_no_smile():
    rest = shapes(mouthSmileLeft=0.25, mouthSmileRight=0.25)
    timeline = Timeline(
        seen(30, of=lambda t: face(t, blendshapes=shapes(mouthSmileLeft=0.4, mouthSmileRight=0.4))),
        calibration=Calibration(neutral_face=rest),
    )
    assert read("smile", timeline).value == 0


def test_a_smile_that_lasts_throughout_still_counts():
    always = shapes(mouthSmileLeft=0.8, mouthSmileRight=0.8)
    timeline = Timeline(
        seen(30, of=lambda t: face(t, blendshapes=always)), calibration=Calibration(neutral_face=always)
    )
    assert read("smile", timeline).value == 100


def test_faces_that_cannot_be_read_show_no_expression():
    timeline = Timeline(seen(60, of=lambda t: face(t, read=False)))
    for key in ("expressiveness", "smile"):
        assert isinstance(metric(key).measure(timeline), Unmeasured)


def test_emotions_are_shares_and_never_judged():
    def of(t: float) -> list[float]:
        return [0, 0, 0, 0.9, 0, 0, 0.1] if 20 <= t < 30 else [0, 0, 0, 0.1, 0, 0, 0.9]

    reading = read("emotion", Timeline([*seen(60), *emotions(60, of)]))
    shares = {d.label: d.value for d in reading.details}
    assert reading.band is None
    assert shares["Happy"] == pytest.approx(100 * 10 / 60, abs=1)
    assert sum(shares.values()) == pytest.approx(100)
    assert reading.value == pytest.approx(shares["Neutral"])
    assert [m.note for m in reading.moments] == ["Looked happy"]
    assert reading.moments[0].span.start == pytest.approx(20, abs=0.6)


@pytest.mark.parametrize(
    ("observations", "why"),
    [
        ([], "There is no picture to look at."),
        (seen(60, of=lambda t: None), "No face was seen."),
        (
            seen(60, of=lambda t: face(t) if t < 1 else None),
            "Your face could be read for less than 2 seconds.",
        ),
        (seen(60), "Facial emotions were not read; they may be switched off."),
        (
            [*seen(60), *emotions(1, lambda t: [0, 0, 0, 0, 0, 0, 1])],
            "Emotions could be read on your face for less than 2 seconds.",
        ),
    ],
)
def test_emotions_that_were_not_read_are_not_measured(observations, why):
    assert metric("emotion").measure(Timeline(observations)) == Unmeasured("emotion", why)
