import pytest

from realtalk.media import Span
from realtalk.observations import SpeechSpan, Word
from realtalk.session.commentary import MOST_POINTS, Commentary, History
from realtalk.session.workers import SharedTimeline
from realtalk.timeline import Timeline
from tests.timelines import english, said, session, speech_of, voice


def commentary(observations, target: float | None = None) -> Commentary:
    shared = SharedTimeline(Timeline(observations))
    return Commentary(shared, target=target, video=True, audio=True)


def test_a_look_gives_dials_and_their_history() -> None:
    follows = commentary(session(60.0))
    for second in range(30, 60):
        follows.look(float(second))
    remarks = follows.remarks
    dials = {gauge.metric.key: gauge.value for gauge in remarks.gauges}
    assert dials["speech_rate"] == pytest.approx(150, abs=15)
    assert dials["eye_contact"] is not None
    assert remarks.emotions is not None
    lines = remarks.charts
    assert {"speech_rate", "fillers", "loudness", "pitch_variation", "eye_contact"} <= set(lines)
    assert "emotion: happy" in lines
    assert lines["speech_rate"].times == pytest.approx([float(t) for t in range(30, 60, 2)])


def test_captions_hold_the_newest_words_with_their_fillers() -> None:
    words = said("So um I went to see the harbour and it was uh closed for the day.", start=20.0)
    follows = commentary([*speech_of(words), *voice(30.0), english(30.0)])
    follows.look(28.0)
    shown = follows.captions(28.0)
    assert [word.text for word in shown][-3:] == ["for", "the", "day."]
    assert {word.text for word in shown if word.filler} >= {"um", "uh"}
    assert not follows.captions(60.0)


def test_words_are_behind_while_speech_that_has_ended_waits_for_them() -> None:
    words = said("Today we talk about a bridge.", start=0.0)
    end = words[-1].span.end
    waiting = SpeechSpan(Span(end + 1.0, end + 3.0))
    assert commentary([*speech_of(words)]).behind(end + 5.0) == 0.0
    assert commentary([*speech_of(words), waiting]).behind(end + 5.0) == pytest.approx(2.0)


def test_the_end_of_the_wished_length_is_told() -> None:
    follows = commentary(session(80.0), target=60.0)
    for second in range(1, 75):
        follows.look(float(second))
    assert any(cue.text == "Wrap up" for cue in follows.cues)


def test_a_long_history_keeps_its_span_with_fewer_points() -> None:
    history = History()
    for second in range(3600):
        history.add(float(second), (), (0.0,) * 7)
    line = history.charts()["emotion: happy"]
    assert MOST_POINTS / 3 < len(line.times) <= MOST_POINTS
    assert line.times[0] == 0.0
    assert line.times[-1] > 3500


def test_words_of_another_language_are_shown_as_they_are() -> None:
    words = [Word(w, Span(i, i + 0.5), 0.9) for i, w in enumerate(("wir", "reden", "heute", "um", "das"))]
    follows = commentary([*speech_of(words), english(10.0, "de"), *voice(10.0)])
    follows.look(8.0)
    assert [word.text for word in follows.captions(8.0)] == [word.text for word in words]
    assert not any(word.filler for word in follows.captions(8.0))
