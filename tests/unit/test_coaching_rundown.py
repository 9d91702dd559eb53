from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.drills import DRILLS, drill_for
from realtalk.coaching.phrasebook import LINES
from realtalk.coaching.rundown import Rundown, make_rundown
from realtalk.coaching.wording import clock, in_words, length
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS, metric
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Reading, Series, Unmeasured
from realtalk.observations import Correction, LanguageObservation, Sentence, Word
from realtalk.timeline import Speaker, Timeline

TALK = "So um this is the plan. We start on Monday with the bridge. Then you know we paint it blue."
WORDS = [Word(text, Span(10 + i * 0.5, 10.4 + i * 0.5), 0.9) for i, text in enumerate(TALK.split())]
SPAN = Span(0.0, 60.0)
JUDGED = sorted(LINES.keys() & {m.key for m in METRICS})


def read(
    key: str, value: float, band: Band | None, *moments: Moment, series: Series | None = None
) -> Reading:
    return Reading(key, value, SPAN, 1.0, band, moments, (), series)


def rundown(
    *results: Reading | Unmeasured, corrections: tuple[Correction, ...] = (), duration: float = 60.0
) -> Rundown:
    timeline = Timeline([*WORDS, *corrections], speaker=Speaker(0, 0))
    return make_rundown(
        file="talk.mp4", duration=duration, has_video=True, has_audio=True, timeline=timeline,
        full_timeline=timeline, people=(), voices=(), results=[(metric(r.metric), r) for r in results],
        tracks={}, pauses=(), notes=("The file ends early.",),
    )  # fmt: skip


AWAY = Moment(Span(20.0, 26.0), "Your eyes are away from the camera for 6 s")
UM = Moment(Span(10.5, 10.9), "“um”")


def test_the_priority_is_what_moves_listeners_most():
    found = rundown(
        read("posture", 40, Band.WORK),
        read("eye_contact", 25, Band.WORK, AWAY),
        read("fillers", 14, Band.WORK),
    )
    assert found.priority is not None
    assert found.priority.metric == "eye_contact"
    assert found.priority.title == "Look at the camera more"
    assert found.priority.text.startswith("25% of the time your eyes were on the camera")
    assert "At 0:20, your eyes are away from the camera for 6 s." in found.priority.text
    assert found.priority.clip == Span(19.0, 27.0)


def test_what_needs_work_outranks_what_is_only_to_be_watched():
    found = rundown(read("eye_contact", 45, Band.WATCH), read("fillers", 14, Band.WORK))
    assert found.priority is not None
    assert found.priority.metric == "fillers"


def test_the_strength_is_good_and_the_deepest_of_its_kind():
    found = rundown(
        read("fillers", 4.9, Band.GOOD), read("speech_rate", 150, Band.GOOD), read("posture", 99, Band.GOOD)
    )
    assert found.strength is not None
    assert found.strength.metric == "speech_rate"
    assert found.strength.text.startswith("150 words a minute, an easy pace to follow.")
    assert found.priority is None
    assert found.drill is None
    assert found.notes[-1] == "Only 3 readings could be judged here. A minute of talking tells more."


def test_all_is_well_only_where_enough_was_judged():
    good = ("fillers", "speech_rate", "posture", "eye_contact", "grammar")
    found = rundown(*(read(key, 0, Band.GOOD) for key in good))
    assert "Keep doing what you do." in found.notes[-1]


def test_a_strength_plays_where_it_shows():
    lane = Series(
        tuple(float(t) for t in range(0, 60, 5)),
        tuple(80.0 if 20 <= t < 40 else 10.0 for t in range(0, 60, 5)),
    )
    found = rundown(read("eye_contact", 60, Band.GOOD, AWAY, series=lane))
    assert found.strength is not None
    assert found.strength.clip is not None
    assert Span(19, 41).contains(found.strength.clip.start)
    assert found.strength.clip.end <= 41


def test_without_a_series_a_strength_plays_talk_that_no_trouble_touches():
    found = rundown(read("fillers", 3, Band.GOOD, UM))
    assert found.strength is not None
    assert found.strength.clip is not None
    assert found.strength.clip.start >= 9.8


def test_where_nothing_is_good_the_nearest_is_said_to_be_near():
    found = rundown(read("eye_contact", 45, Band.WATCH), read("fillers", 14, Band.WORK))
    assert found.strength is not None
    assert found.strength.title == "You are close"
    assert found.strength.metric == "eye_contact"


def test_nothing_measured_is_nothing_invented():
    found = rundown(*(Unmeasured(m.key, "There is no sound.") for m in METRICS))
    assert (found.strength, found.priority, found.drill, found.suggestions) == (None, None, None, ())
    assert "too little to see or hear" in found.notes[-1]
    assert found.notes[0] == "The file ends early."


def test_only_trouble_has_no_strength_and_says_so_kindly():
    found = rundown(read("fillers", 30, Band.WORK))
    assert found.strength is None
    assert "can be practised" in found.notes[-1]


def test_what_is_never_judged_is_never_praised_or_blamed():
    found = rundown(read("emotion", 80, None), read("smile", 0, None), read("talk_share", 95, None))
    assert (found.strength, found.priority, found.drill) == (None, None, None)


def test_the_drill_fits_the_need_and_is_the_same_every_time():
    slow, fast = read("speech_rate", 95, Band.WORK), read("speech_rate", 210, Band.WORK)
    assert rundown(slow).drill == rundown(slow).drill
    titles = {
        d.title
        for r in (slow, fast, replace(slow, band=Band.WATCH), replace(fast, band=Band.WATCH))
        if (d := rundown(r).drill)
    }
    assert len(titles) == 4


def test_suggestions_quote_the_speaker_at_the_moment():
    found = rundown(read("fillers", 14, Band.WORK, UM, Moment(Span(16.0, 17.0), "“you know”")))
    first, second = found.suggestions
    assert first.text == "At 0:10, you said “um”. Close your lips and take one quiet breath there."
    assert first.quote == "So um this is the plan."
    assert second.quote is not None
    assert "you know" in second.quote
    assert first.clip is not None
    assert first.clip.duration >= 4


def test_a_pause_is_quoted_by_what_led_to_it():
    stop = Moment(Span(19.9, 23.4), "You stopped for 3.5 s in mid-sentence")
    found = rundown(read("pauses", 30, Band.WATCH, stop))
    assert found.suggestions[0].quote is not None
    assert found.suggestions[0].quote.endswith("paint it blue.")


def test_moments_at_their_best_are_not_held_against_the_speaker():
    best = Moment(Span(5, 15), "Your liveliest: 3.0 semitones", praise=True)
    found = rundown(read("pitch_variation", 2.5, Band.WATCH, best))
    assert found.suggestions == ()
    assert found.priority is not None
    assert found.priority.clip is None
    assert found.priority.title == "Give your voice more melody"


def test_corrections_close_the_suggestions():
    slip = Correction(Span(12.0, 12.4), "we starts", "we start", "The verb must agree.")
    found = rundown(read("fillers", 14, Band.WORK, UM), corrections=(slip, slip, slip))
    assert [s.metric for s in found.suggestions] == ["fillers", "grammar", "grammar"]
    assert found.suggestions[1].text == "At 0:12, instead of “we starts” you could say “we start”."


def test_the_words_of_others_and_the_language():
    mine = Timeline(WORDS, speaker=Speaker(0, 1))
    theirs = Word("Really?", Span(30, 30.5), 0.9)
    heard = [LanguageObservation(Span(0, 5), "de", 0.6), LanguageObservation(Span(5, 30), "en", 0.9)]
    full = Timeline([*WORDS, theirs, *heard, Sentence(Span(30, 30.5), "Really?", 0.0)])
    found = make_rundown(
        file="a", duration=60, has_video=False, has_audio=True, timeline=mine, full_timeline=full, people=(),
        voices=(), results=(), tracks={}, pauses=(), notes=(),
    )  # fmt: skip
    assert found.others == (theirs,)
    assert found.language == "en"
    assert found.speaker == Speaker(0, 1)


@pytest.mark.parametrize("key", JUDGED)
@pytest.mark.parametrize("band", [Band.WATCH, Band.WORK])
@pytest.mark.parametrize("low", [True, False])
def test_every_judged_metric_has_two_drills_of_one_to_three_minutes(key: str, band: Band, low: bool):
    exercise = drill_for(key, band, low=low)
    assert exercise is not None
    assert 1 <= exercise.minutes <= 3
    assert exercise != drill_for(key, Band.WORK if band == Band.WATCH else Band.WATCH, low=low)


def test_every_metric_with_a_target_has_its_words():
    assert {m.key for m in METRICS if m.ideal is not None} <= LINES.keys()
    assert {key.removesuffix(", low") for key in DRILLS} == LINES.keys()


def test_a_coach_never_shouts():
    texts = [text for pair in DRILLS.values() for d in pair for text in (d.title, d.text)]
    texts += [getattr(lines, name) for lines in LINES.values() for name in lines.__dataclass_fields__]
    for text in texts:
        assert "!" not in text
        assert "{" not in text
        assert "  " not in text


@pytest.mark.parametrize("known", METRICS, ids=lambda m: m.key)
@pytest.mark.parametrize("band", [None, *Band])
def test_every_value_has_its_plain_meaning(known: Metric, band: Band | None):
    low, high = known.plausible.low or 0.0, known.plausible.high or 600.0
    for value in (low, (low + high) / 3, high):
        said = in_words(known, read(known.key, value, band))
        assert any(c.isdigit() for c in said)
        assert 8 < len(said) < 140
        assert not said.endswith((".", ",", " "))
        assert "  " not in said


@pytest.mark.parametrize(
    ("key", "value", "band", "said"),
    [
        ("speech_rate", 148.2, Band.GOOD, "148 words a minute, an easy pace to follow"),
        ("speech_rate", 120, None, "120 words a minute, a calm pace"),
        ("speech_rate", 175, None, "175 words a minute, a brisk pace"),
        ("fillers", 1.0, Band.GOOD, "1 filler a minute, few enough that nobody minds"),
        ("eye_contact", 0.4, None, "under 1% of the time your eyes were on the camera"),
        ("longest_turn", 95, None, "1 minute 35 seconds in one go at the longest"),
        ("fillers", 0.0, Band.GOOD, "0 fillers a minute, few enough that nobody minds"),
        ("gestures", 1, None, "1 gesture a minute"),
        ("gestures", 26, None, "26 gestures a minute"),
        ("pitch_variation", 1, Band.WORK, "1 semitone of melody, a level voice that can sound flat"),
        ("pitch_variation", 8, Band.WATCH,
         "8 semitones of melody, more up and down than listeners find natural"),
        ("loudness", 1, Band.WATCH, "1 decibel of change from phrase to phrase, rather even"),
        ("loudness", 4, Band.WATCH, "4 decibels of change from phrase to phrase, and often trailing off"),
        ("vocabulary", 52, None, "52% of your words differ from each other within any fifty"),
        ("movement", 12, None, "you move by 12% of your shoulders' width each second"),
        ("expressiveness", 1, None, "1 point of movement in your face, where a face at rest has 0"),
        ("emotion", 70, None, "70% of the time your face kept its most frequent look"),
        ("face_visible", 40, Band.WORK,
         "40% of the time your whole face was in view, but too often cut off or gone"),
        ("grammar", 10, Band.GOOD, "10 out of 10 for grammar, hardly a slip"),
        ("interruptions", 0, Band.GOOD, "0 breaks in 1 minute, a smooth run"),
        ("interruptions", 10, Band.GOOD, "1 break in 1 minute, a smooth run"),
        ("interruptions", 40, Band.WORK, "4 breaks in 1 minute, so that the thread gets lost"),
    ],
)  # fmt: skip
def test_values_in_words(key: str, value: float, band: Band | None, said: str):
    assert in_words(metric(key), read(key, value, band)) == said


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("eye_contact", "60% of the time that your face could be seen, your eyes were on the camera"),
        ("smile", "60% of the time that your face could be seen, you were smiling"),
        ("posture", "60% of the time that your shoulders could be seen, you sat or stood upright and open"),
        ("gestures", "60 gestures a minute while your hands were in view"),
        ("emotion", "60% of the time that your face could be seen, it kept its most frequent look"),
    ],
)
def test_a_share_of_part_of_the_time_says_of_which(key: str, said: str):
    assert in_words(metric(key), replace(read(key, 60, None), coverage=0.4)) == said


def test_a_long_session_tells_its_breaks_as_a_rate():
    reading = replace(read("interruptions", 2.0, Band.GOOD), span=Span(0, 1800))
    assert in_words(metric("interruptions"), reading) == "2 breaks in ten minutes, a smooth run"


def test_what_was_seen_for_a_small_part_of_the_time_is_no_headline():
    some = {"coverage": 0.3}
    found = rundown(
        replace(read("eye_contact", 90, Band.GOOD), **some),
        replace(read("posture", 20, Band.WORK), **some),
        replace(read("fillers", 3, Band.GOOD), **some),
    )
    assert found.strength is not None
    assert found.strength.metric == "fillers"
    assert found.priority is None
    assert not any("Keep doing" in note or "could be judged here" in note for note in found.notes)


def test_a_stretch_that_is_fast_is_told_in_a_sentence():
    fast = Moment(Span(30, 50), "You speak fast: 216 words a minute")
    found = rundown(read("speech_rate", 216, Band.WORK, fast))
    assert found.suggestions[0].text.startswith("At 0:30, you speak fast: 216 words a minute.")


COMMON = {"that", "what", "with", "from", "your", "they", "people", "time", "them", "there", "enough"}


@pytest.mark.parametrize("key", JUDGED)
@pytest.mark.parametrize("band", list(Band))
def test_a_card_says_nothing_twice(key: str, band: Band):
    known, lines = metric(key), LINES[key]
    for value in (0.0, 2.0, 120.0, 400.0):
        first = set(re.findall(r"[a-z]{4,}", in_words(known, read(key, value, band)).lower())) - COMMON
        seconds = [lines.why] if band == Band.GOOD else [lines.effect, lines.low_effect]
        for second in seconds:
            said = set(re.findall(r"[a-z]{4,}", second.lower())) - COMMON
            assert len(first & said) <= 1, first & said


def test_a_metric_without_a_phrase_is_still_told():
    strange = replace(METRICS[0], key="new", unit="% of phrases")
    assert in_words(strange, read("new", 40, Band.GOOD)) == "40% of phrases, where listeners like it"


def test_times_as_a_player_shows_them():
    assert [clock(t) for t in (0, 9.99, 65, 3725)] == ["0:00", "0:09", "1:05", "1:02:05"]
    assert [length(t) for t in (1, 40, 185, 3900)] == [
        "1 second",
        "40 seconds",
        "3 minutes 5 seconds",
        "1 hour 5 minutes",
    ]


READINGS = st.builds(
    lambda key, value, band, spans: read(
        key, value, band, *(Moment(Span(a, a + b), "You said something") for a, b in spans)
    ),
    st.sampled_from([m.key for m in METRICS]),
    st.floats(0, 300),
    st.sampled_from([None, *Band]),
    st.lists(st.tuples(st.floats(-10, 100), st.floats(0, 60)), max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(READINGS, max_size=8, unique_by=lambda r: r.metric), st.floats(0.0, 90.0))
def test_whatever_is_measured_the_advice_holds_together(readings: list[Reading], duration: float):
    found = rundown(*readings, duration=duration)
    bands = {r.metric: r.band for r in readings}
    assert (found.priority is None) == (
        not any(b in (Band.WATCH, Band.WORK) and k in LINES for k, b in bands.items())
    )
    assert (found.drill is None) == (found.priority is None)
    if found.priority is not None and found.drill is not None:
        assert found.priority.metric == found.drill.metric
        assert bands[found.priority.metric] in (Band.WATCH, Band.WORK)
    if found.strength is not None:
        assert bands[found.strength.metric] in (Band.GOOD, Band.WATCH)
    assert len(found.suggestions) <= 6
    for told in (found.strength, found.priority, found.drill, *found.suggestions):
        if told is None:
            continue
        assert "!" not in told.text
        if told.clip is not None:
            assert 0 <= told.clip.start <= told.clip.end <= duration
            assert told.clip.duration <= 20.001
            assert told.clip.duration >= min(4.0, duration) - 0.002


def test_posture_names_what_was_seen_most():
    details = (Detail("You slouch", 0, "%"), Detail("Your shoulders are tilted", 62, "%"))
    reading = replace(read("posture", 38, Band.WORK), details=details)
    said = "38% of the time you sat or stood upright and open; else mostly: your shoulders are tilted"
    assert in_words(metric("posture"), reading) == said
