"""What was put right, over a timeline that stays as it was."""

from realtalk.media import Span
from realtalk.observations import Sentence, SpeechSpan, Word
from realtalk.store.put_right import TRACKS, UNDOABLE, PutRight, decode, encode, words_of
from realtalk.timeline import Timeline
from tests.timelines import said, sentences_of

WORDS = said("We built a bridge. It was long.")
OBSERVED = Timeline([*WORDS, *sentences_of(WORDS), SpeechSpan(Span(0.0, 3.0))])
WITHOUT = OBSERVED.replaced(Word, WORDS[1:])


def tracks(timeline: Timeline) -> dict[type, list[object]]:
    return {kind: list(timeline.track(kind)) for kind in TRACKS}


def test_words_as_they_were_put_right_lie_over_the_rest():
    over = PutRight(words_of(WITHOUT)).over(OBSERVED)
    assert over.track(Word) == WORDS[1:]
    assert over.track(SpeechSpan) == OBSERVED.track(SpeechSpan)
    assert {type(o) for o in words_of(OBSERVED).observations()} == {Word, Sentence}


def test_what_is_no_change_is_no_step():
    right = PutRight(words_of(OBSERVED))
    assert right.changed(OBSERVED) is right
    assert right.undone() is right


def test_a_step_back_restores_what_was_there_also_from_the_disk():
    right = PutRight(words_of(OBSERVED)).changed(WITHOUT).changed(OBSERVED.replaced(Sentence, []))
    read = decode(encode(right))
    assert tracks(read.words) == tracks(right.words)
    assert tracks(read.undone().words) == tracks(WITHOUT)
    assert tracks(read.undone().undone().words) == tracks(OBSERVED)


def test_only_so_many_steps_are_kept():
    right = PutRight(words_of(OBSERVED))
    for _ in range(UNDOABLE):
        right = right.changed(WITHOUT).changed(OBSERVED)
    assert len(right.steps) == UNDOABLE
    assert tracks(right.undone().words) == tracks(WITHOUT)
