from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.cues import CueCoach
from realtalk.media import AudioChunk, Span
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import metric
from realtalk.metrics.disruptions import disruptions
from realtalk.metrics.fillers import fillers
from realtalk.metrics.metric import Reading
from realtalk.metrics.pauses import pauses
from realtalk.metrics.stammer import NOTE
from realtalk.metrics.words import once, plain
from realtalk.observations import SpeechSpan, Word
from realtalk.perception.phrases import PATIENT, SOON, Phrases, Phrasing
from realtalk.timeline import Calibration, Timeline
from tests.timelines import VARIED, said, session, speech_of, voice

SENTENCE = 9
SPOKEN, BETWEEN = 0.36, 0.04
"""Seconds of a word, and to the next one."""


def talk(
    repeated: Sequence[int] = (), blocked: Sequence[int] = (), *, stammers: bool, words: int = 153
) -> Timeline:
    """Most of a minute of sentences of nine words with a pause after each; before the words of some indices
    a repeat ("we we"), before others a silent block of 1.4 s.
    """
    source = [text.strip(".,") for text in VARIED.split()]
    spoken: list[Word] = []
    spans: list[Span] = []
    t = began = 0.5
    for i in range(words):
        text = source[i % len(source)] + ("." if i % SENTENCE == SENTENCE - 1 else "")
        if i in blocked and i % SENTENCE:
            spans.append(Span(began, spoken[-1].span.end))
            t += 1.4
            began = t
        for again in range(3 if i in repeated else 1):
            bare = text if again == (2 if i in repeated else 0) else text.strip(".")
            spoken.append(Word(bare, Span(t, t + SPOKEN), 0.9))
            t += SPOKEN + BETWEEN
        if text.endswith("."):
            spans.append(Span(began, spoken[-1].span.end))
            t += 0.6
            began = t
    spans.append(Span(began, max(began + 0.1, spoken[-1].span.end)))
    heard = [SpeechSpan(span) for span in spans if span.duration > 0.2]
    level = lambda at: -25.0 if any(span.contains(at) for span in spans) else -60.0  # noqa: E731
    sound = voice(t, level=level, hop=0.1)
    return Timeline([*spoken, *heard, *sound], calibration=Calibration(stammers=stammers))


def read(timeline: Timeline, key: str) -> Reading:
    reading = metric(key).measure(timeline)
    assert isinstance(reading, Reading)
    return reading


JUDGED = ("speech_rate", "articulation_rate", "fillers", "pauses", "interruptions", "vocabulary")


@settings(max_examples=5, deadline=None)
@given(st.sets(st.integers(1, 151), max_size=22), st.sets(st.integers(1, 151), max_size=22))
def test_a_stammer_reads_as_its_fluent_twin(repeated: set[int], blocked: set[int]):
    stammering = talk(sorted(repeated), sorted(blocked), stammers=True)
    fluent = talk(stammers=True)
    for key in JUDGED:
        one, other = read(stammering, key), read(fluent, key)
        assert one.band == other.band, key
        assert one.value == pytest.approx(other.value, rel=0.06, abs=0.3), key


def test_the_switch_itself_changes_nothing_of_fluent_speech():
    for key in JUDGED:
        with_it, without = read(talk(stammers=True), key), read(talk(stammers=False), key)
        assert (with_it.value, with_it.band) == (without.value, without.band), key


def test_without_the_switch_the_same_speech_reads_otherwise():
    one = talk(range(5, 150, 6), range(7, 150, 6), stammers=False)
    assert read(one, "interruptions").value > read(talk(stammers=False), "interruptions").value + 5
    assert read(one, "speech_rate").value != pytest.approx(
        read(talk(stammers=False), "speech_rate").value, 0.1
    )


def test_repeats_and_blocks_are_no_restarts_breaks_or_pauses():
    stammering = talk([10, 40, 80], [20, 60, 100], stammers=True)
    found = disruptions(stammering)
    assert "Restarts" not in found
    assert found["Breaks in mid-sentence"] == []
    assert len(pauses(stammering)) == len(pauses(talk(stammers=True)))


def test_readings_say_what_they_leave_out():
    for key in ("speech_rate", "fillers", "pauses", "interruptions"):
        assert read(talk(stammers=True), key).note == NOTE
        assert read(talk(stammers=False), key).note == ""


@pytest.mark.parametrize(
    ("said", "comes_to"),
    [
        ("I I I want the the tea", "i want the tea"),
        ("I-I-I want t-t-tea", "i want tea"),
        ("I want to I want to go", "i want to go"),
        ("the st- story", "the story"),
        ("so-called well-known tea", "so-called well-known tea"),
        ("go home. Home is best", "go home home is best"),
    ],
)
def test_repeats_come_to_what_was_meant(said: str, comes_to: str):
    words = [Word(text, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, text in enumerate(said.split())]
    assert " ".join(plain(word.text) for word in once(words)) == comes_to


def test_a_first_sound_drawn_out_is_no_filler():
    said = ["Mm", "my", "plan", "um", "works"]
    words = [Word(t, Span(i * 0.4, i * 0.4 + 0.36), 0.9, filler=i in (0, 3)) for i, t in enumerate(said)]
    timeline = Timeline(words)
    assert [f.text for f in fillers(timeline)] == ["mm", "um"]
    assert [f.text for f in fillers(timeline.calibrated(Calibration(stammers=True)))] == ["um"]


def test_the_zero_found_in_a_talk_keeps_what_the_speaker_told():
    timeline = Timeline(session(20), calibration=Calibration(stammers=True))
    assert calibrate(timeline).stammers


def test_a_block_ends_no_phrase_of_a_live_talk():
    def phrases(phrasing: Phrasing) -> int:
        collected, found = Phrases(phrasing), 0
        for i in range(40):
            start, end = i * 0.256, (i + 1) * 0.256
            ended = [span for span in (Span(0.3, 1.5), Span(2.7, 4.0)) if start < span.end <= end]
            since = next((s for s, e in ((0.3, 1.5), (2.7, 4.0)) if s < end < e), None)
            block = AudioChunk(start, np.zeros(4096, np.float32))
            found += len(list(collected.add(block, ended, since)))
        return found + len(list(collected.finish()))

    assert (phrases(SOON), phrases(PATIENT)) == (2, 1)


def test_nobody_is_told_anything_while_held_up():
    words = said("we talk about plans and then " * 10, rate=240)
    end = words[-1].span.end
    rushed = Timeline([*words, *speech_of(words), *voice(end + 2, hop=0.1)])
    cues = {
        stammers: CueCoach(target=None, has_video=False, has_audio=True).look(
            end + 2, rushed.calibrated(Calibration(stammers=stammers)), None
        )
        for stammers in (False, True)
    }
    assert cues[False] is not None
    assert cues[True] is None
