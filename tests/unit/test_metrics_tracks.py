from __future__ import annotations

import pytest

from realtalk.metrics.tracks import MOST, tracks
from realtalk.timeline import Timeline
from tests.timelines import seen, session, voice

LANES = {
    "pace", "fillers", "voice", "pitch", "loudness", "eye_contact", "gaze_yaw", "gaze_pitch", "face",
    "expressiveness", "movement", "voice_neutral", "voice_happy", "voice_nervous",
}  # fmt: skip


def test_every_lane_of_a_whole_session():
    lanes = tracks(Timeline(session(60)))
    assert set(lanes) == LANES
    for lane in lanes.values():
        assert len(lane.times) == len(lane.values) <= MOST
        assert list(lane.times) == sorted(lane.times)
        assert all(0 <= t <= 60 for t in lane.times)


def test_lanes_without_evidence_are_left_out():
    assert tracks(Timeline()) == {}
    assert set(tracks(Timeline(voice(30)))) == {"voice"}
    assert set(tracks(Timeline(seen(30)))) == {
        "eye_contact",
        "gaze_yaw",
        "gaze_pitch",
        "face",
        "movement",
        "expressiveness",
    }


def test_the_gaze_is_told_in_degrees():
    lanes = tracks(Timeline(seen(30, gaze=lambda t: (12.0, -3.0))))
    assert lanes["gaze_yaw"].values[5] == pytest.approx(12)
    assert lanes["gaze_pitch"].values[5] == pytest.approx(-3)


def test_the_pitch_is_told_against_the_own_middle():
    lane = tracks(Timeline(session(60)))["pitch"]
    known = [v for v in lane.values if v is not None]
    assert min(known) < -4
    assert max(known) > 4
