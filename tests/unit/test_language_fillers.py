from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.hesitation import is_hesitation
from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.observations import Word
from tests.filler_sentences import FRESH, TUNED, unbraced


def spoken(texts: list[str]) -> list[Word]:
    return [Word(text, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, text in enumerate(texts)]


def marked(sentence: str, *, before: str = "Yes.") -> list[str]:
    """The words of a sentence that are found to be fillers, said after another sentence."""
    first = before.split()
    return [w.text for w in understand(spoken([*first, *sentence.split()])).words[len(first) :] if w.filler]


def score(block: str) -> tuple[float, float, int]:
    """Precision, recall and the number of sentences."""
    right = wrong = missed = 0
    sentences = block.strip().splitlines()
    for sentence in sentences:
        texts, truth = unbraced(sentence)
        before = [] if sentence.startswith("{So") else ["Yes."]
        found = [w.filler for w in understand(spoken([*before, *texts])).words][len(before) :]
        right += sum(f and t for f, t in zip(found, truth, strict=True))
        wrong += sum(f and not t for f, t in zip(found, truth, strict=True))
        missed += sum(t and not f for f, t in zip(found, truth, strict=True))
    return right / (right + wrong), right / (right + missed), len(sentences)


@pytest.mark.parametrize(("block", "least"), [(TUNED, 70), (FRESH, 100)])
def test_labelled_sentences(block: str, least: int):
    precision, recall, sentences = score(block)
    assert sentences >= least
    assert precision >= 0.95, f"precision {precision:.3f}"
    assert recall >= 0.95, f"recall {recall:.3f}"


@pytest.mark.parametrize(
    "text",
    ["um", "Um,", "Umm...", "uhh", "UH", "er", "Erm.", "hmm", "Hm?", "mm", "uhm", "ah", "“Um,”", "um-"],
)
def test_hesitations(text: str):
    assert is_hesitation(text)


@pytest.mark.parametrize(
    "text",
    ["umbrella", "her", "ER", "MM", "uh-huh", "uh-oh", "am", "a", "m", "herr", "", "...", "hammer", "ahead"],
)
def test_words_that_are_no_hesitations(text: str):
    assert not is_hesitation(text)


def test_so_opens_only_what_has_no_reason_before_it():
    assert marked("So we started.", before="It rained.") == []
    assert [w.text for w in understand(spoken(["So", "we", "started."])).words if w.filler] == ["So"]


def test_unpunctuated_words_are_judged_too():
    assert marked("i was like really tired um and i like it", before="yes") == ["like", "um"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_text_keeps_every_word_in_place(texts: list[str]):
    words = spoken(texts)
    understood = understand(words)
    assert [(w.text, w.span) for w in understood.words] == [(w.text, w.span) for w in words]


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "um",
                "like",
                "so",
                "you",
                "know",
                "i",
                "mean",
                "it",
                "is",
                "a",
                "bird",
                ",",
                ".",
                "okay",
                "right",
                "well",
            ]
        ),
        max_size=25,
    )
)
def test_the_same_words_give_the_same_fillers(texts: list[str]):
    assert understand(spoken(texts)) == understand(spoken(texts))
