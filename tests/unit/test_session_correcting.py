"""Words put right in a timeline."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from realtalk.errors import RealTalkError
from realtalk.media import Span
from realtalk.metrics.metric import Reading
from realtalk.observations import (
    Correction,
    LanguageObservation,
    Sentence,
    SpeechSpan,
    VoiceEmotionObservation,
    VoiceTurn,
    Word,
)
from realtalk.session.assessment import Source, assess, read_words, reworded
from realtalk.session.correcting import LONGEST_ADDED, LONGEST_TEXT, Kind, WordCorrection, cleaned, corrected
from realtalk.timeline import Timeline
from tests.timelines import said, session

TALK = "So we like built a bridge. Arm, it was long. Every morning he go to work. You know, we won."
READ = read_words(Timeline(said(TALK)))
TOLD = Source("talk.mp4", 60.0, has_video=True, has_audio=True, notes=())


def words(timeline: Timeline) -> list[str]:
    return [word.text for word in timeline.track(Word)]


def fillers(timeline: Timeline) -> list[str]:
    return [word.text for word in timeline.track(Word) if word.filler]


def named(timeline: Timeline, text: str) -> Word:
    return next(word for word in timeline.track(Word) if word.text == text)


def ask(kind: Kind, text: str, put: str = "", *, of: Timeline = READ) -> WordCorrection:
    return WordCorrection(kind, named(of, text).span, text, put)


def test_a_misheard_word_becomes_what_was_said_and_a_filler_where_it_is_one():
    after = corrected(READ, ask(Kind.REWORD, "Arm,", "um"))
    assert named(after, "um,") == replace(
        named(READ, "Arm,"), text="um,", probability=1.0, filler=True, by_hand=True
    )
    assert "um, it was long." in [sentence.text for sentence in after.track(Sentence)]


def test_a_word_keeps_the_full_stop_that_nobody_says():
    assert "ridge." in words(corrected(READ, ask(Kind.REWORD, "bridge.", "ridge")))
    assert "bridge?" in words(corrected(READ, ask(Kind.REWORD, "bridge.", "bridge?")))


def test_a_slip_that_was_misheard_is_no_slip_any_more():
    assert [slip.text for slip in READ.track(Correction)] == ["go"]
    assert not corrected(READ, ask(Kind.REWORD, "go", "goes")).track(Correction)


@pytest.mark.parametrize("kind", [Kind.FILLER, Kind.NO_FILLER])
def test_a_filler_by_hand_stays_what_it_is_when_words_are_read_again(kind: Kind):
    text = "bridge." if kind is Kind.FILLER else "like"
    after = read_words(corrected(READ, ask(kind, text)))
    assert (text in fillers(after)) is (kind is Kind.FILLER)
    assert named(after, text).by_hand


def test_a_filler_of_two_words_is_none_or_one_as_a_whole():
    without = corrected(READ, ask(Kind.NO_FILLER, "know,"))
    assert not {"You", "know,"} & set(fillers(without))
    again = corrected(without, ask(Kind.FILLER, "You", of=without))
    assert {"You", "know,"} <= set(fillers(again))


def test_a_word_that_was_not_said_is_gone_and_its_sentence_still_ends():
    after = corrected(READ, ask(Kind.REMOVE, "bridge."))
    assert words(after)[:6] == ["So", "we", "like", "built", "a.", "Arm,"]
    assert words(corrected(READ, ask(Kind.REMOVE, "Arm,"))) == [w for w in words(READ) if w != "Arm,"]


def test_the_last_word_of_a_talk_can_go():
    one = read_words(Timeline(said("Hello.")))
    after = corrected(one, ask(Kind.REMOVE, "Hello.", of=one))
    assert not after.track(Word)
    assert not after.track(Sentence)


def test_a_missed_word_is_put_where_the_voice_was_heard():
    spoken = [*said("we built it", rate=120), *said("and won.", start=4.0)]
    timeline = read_words(Timeline([*spoken, SpeechSpan(Span(2.0, 2.4))]))
    added = named(corrected(timeline, ask(Kind.ADD, "it", "um", of=timeline)), "um")
    assert (added.span, added.filler, added.by_hand) == (Span(2.0, 2.4), True, True)
    silent = read_words(Timeline(spoken))
    assert named(corrected(silent, ask(Kind.ADD, "it", "um", of=silent)), "um").span == Span(1.5, 2.0)


def test_a_missed_word_between_words_without_a_gap_shares_the_time_of_the_one_before():
    before = named(READ, "we")
    added = named(corrected(READ, ask(Kind.ADD, "we", "uh")), "uh")
    assert added.span == Span(before.span.middle, before.span.end)
    assert words(corrected(READ, ask(Kind.ADD, "we", "uh")))[:3] == ["So", "we", "uh"]


def test_several_words_share_the_time_of_one():
    old = named(READ, "bridge.")
    after = corrected(READ, ask(Kind.REWORD, "bridge.", "very big bridge")).track(Word)
    put = [word for word in after if old.span.start <= word.span.start < old.span.end]
    assert [word.text for word in put] == ["very", "big", "bridge."]
    assert (put[0].span.start, put[-1].span.end) == (old.span.start, old.span.end)
    assert all(word.span.duration == pytest.approx(old.span.duration / 3) for word in put)


@pytest.mark.parametrize("change", [{"text": "Charm,"}, {"span": Span(3.0, 3.4)}])
def test_a_page_that_is_out_of_date_changes_no_other_word(change: dict[str, object]):
    with pytest.raises(RealTalkError, match="has changed since"):
        corrected(READ, replace(ask(Kind.REMOVE, "Arm,"), **change))


def test_another_voice_is_put_right_without_changing_who_said_what():
    asked, answered = said("What did you bill there?"), said("We built a bridge.", start=3.0)
    turns = [VoiceTurn(Span(0.0, 2.2), 0), VoiceTurn(Span(2.9, 5.0), 1)]
    timeline = read_words(Timeline([*asked, *answered, *turns]))
    after = corrected(timeline, ask(Kind.REWORD, "bill", "build", of=timeline))
    assert [s.text for s in after.track(Sentence)] == ["What did you build there?", "We built a bridge."]
    late = corrected(timeline, ask(Kind.ADD, "there?", "Hm?", of=timeline))
    assert late.voice_at(named(late, "Hm?").span.middle) == 0


def test_other_languages_are_put_right_unread():
    timeline = read_words(Timeline([*said("Wir haben gebaut."), LanguageObservation(Span(0, 2), "de", 0.99)]))
    after = corrected(timeline, ask(Kind.REWORD, "haben", "hatten", of=timeline))
    assert words(after) == ["Wir", "hatten", "gebaut."]
    assert not after.track(Sentence)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>um</b>", ("<b>um</b>",)),
        ("one\n\ttwo\r\nthree", ("one", "two", "three")),
        ("a\u202eb\u0000c\u200b", ("ab", "c")),
        ("שלום", ("שלום",)),
        ("well 😀 — done", ("well", "done")),
        ("x" * 10_000, ("x" * LONGEST_TEXT,)),
        ("e\u0301te\u0301", ("été",)),
    ],
)
def test_whatever_is_typed_becomes_words_of_one_line(typed: str, kept: tuple[str, ...]):
    assert cleaned(typed) == kept


@pytest.mark.parametrize("typed", ["", " \n ", "😀", "…", "\u202e\u200b"])
def test_what_holds_no_word_is_refused(typed: str):
    with pytest.raises(RealTalkError, match="no word in that"):
        cleaned(typed)


@given(st.text(max_size=200))
def test_cleaned_text_is_short_and_can_be_seen(typed: str):
    try:
        found = cleaned(typed)
    except RealTalkError:
        return
    assert len(" ".join(found)) <= LONGEST_TEXT
    assert all((word and word.isprintable()) or "\u200c" in word or "\u200d" in word for word in found)
    assert not any(c.isspace() for word in found for c in word)


SOUNDED = [VoiceEmotionObservation(Span(2.0 * i, 2.0 * i + 2), (0.1 * i, 1.0, -0.1 * i)) for i in range(20)]
LONG = read_words(Timeline([*session(40.0), *SOUNDED]))
BEFORE = assess(LONG, TOLD)


@examples(max_examples=8, deadline=None)
@given(
    st.integers(0, len(LONG.track(Word)) - 1),
    st.sampled_from(Kind),
    st.sampled_from(["um", "so it is", "Yes. No", "like"]),
)
def test_a_correction_changes_nothing_else(index: int, kind: Kind, put: str):
    old = LONG.track(Word)[index]
    after = corrected(LONG, WordCorrection(kind, old.span, old.text, put))
    kept = {(word.span, word.text.strip(".")) for word in after.track(Word) if not word.by_hand}
    before = {(word.span, word.text.strip(".")) for word in LONG.track(Word) if word is not old}
    assert kept <= {(word.span, word.text.strip(".")) for word in LONG.track(Word)}
    assert before <= {(word.span, word.text.strip(".")) for word in after.track(Word)}
    starts = [word.span.start for word in after.track(Word)]
    assert starts == sorted(starts)
    assert all(word.span.duration <= LONGEST_ADDED + 1e-9 for word in after.track(Word) if word.by_hand)
    others = {type(o) for o in LONG.observations()} - {Word, Sentence, Correction}
    assert all(after.track(each) == LONG.track(each) for each in others)
    said_after = " ".join(sentence.text for sentence in after.track(Sentence)).split()
    assert said_after == [part for word in after.track(Word) for part in word.text.split()]
    assert reworded(after, BEFORE) == assess(after, TOLD)


def test_a_correction_counts_in_the_readings():
    after = corrected(LONG, WordCorrection(Kind.FILLER, LONG.track(Word)[20].span, LONG.track(Word)[20].text))

    def rate(timeline: Timeline) -> float:
        found = dict((m.key, r) for m, r in assess(timeline, TOLD).results)["fillers"]
        assert isinstance(found, Reading)
        return found.value

    assert rate(after) > rate(LONG)
