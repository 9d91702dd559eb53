from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.cli import main
from realtalk.errors import RealTalkError
from realtalk.evaluation.gleu import gleu, gleu_interval
from realtalk.evaluation.grammar import applied, evaluate, joined, tokenised
from realtalk.media import Span
from realtalk.observations import Correction


def tokens_of(text: str) -> list[str]:
    return text.split()


SENTENCE = tokens_of("He did n't go to the old office yesterday .")


def test_what_is_right_already_has_a_gleu_of_one():
    assert gleu([SENTENCE], [SENTENCE], [[SENTENCE] * 4]) == pytest.approx(1.0)


def test_what_has_nothing_of_the_reference_has_a_gleu_of_none():
    assert gleu([["a", "b"]], [["c", "d"]], [[["e", "f"]]]) == 0.0


def test_gleu_of_a_pair_counted_by_hand():
    source, text, reference = tokens_of("a b c d"), tokens_of("a b c e"), tokens_of("a b x e")
    # Three words fit less "c", which is left in; of the pairs "a b" fits less "b c": none.
    assert gleu([source], [text], [[reference]]) == 0.0
    # Fit 4 of 4, 3 of 3, 2 of 2, 1 of 1, and one word less than the reference.
    assert gleu([source], [tokens_of("a b x e")], [[tokens_of("a b x e f")]]) == pytest.approx(
        math.exp(1 - 5 / 4)
    )


def test_a_slip_left_in_costs_more_than_one_changed_badly():
    source = tokens_of("she go home early in the evening with all her friends")
    reference = tokens_of("she goes home early in the evening with all her friends")
    changed = tokens_of("she gone home early in the evening with all her friends")
    kept, other = gleu([source], [source], [[reference]]), gleu([source], [changed], [[reference]])
    assert kept is not None
    assert other is not None
    assert kept < other < 1


def test_one_of_two_references_counts_half():
    other = tokens_of("nobody was there at all")
    half = gleu([SENTENCE], [SENTENCE], [[SENTENCE, other]])
    assert half == pytest.approx(0.5, abs=0.07)


def test_no_text_has_no_gleu():
    assert gleu([], [], []) is None
    assert gleu_interval([], [], []) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(tokens_of("a b c d e")), min_size=4, max_size=12), st.data())
def test_gleu_stays_between_none_and_one(source: list[str], data: st.DataObject):
    text = data.draw(st.lists(st.sampled_from(tokens_of("a b c d e")), min_size=4, max_size=12))
    reference = data.draw(st.lists(st.sampled_from(tokens_of("a b c d e")), min_size=4, max_size=12))
    value = gleu([source], [text], [[reference]])
    assert value is not None
    assert 0 <= value <= 1


def test_tokens_are_joined_as_they_are_spoken_and_split_again():
    tokens = tokens_of("Well , I do n't know ( yet ) what it 's about .")
    words, parts = joined(tokens)
    assert [w.text for w in words] == tokens_of("Well, I don't know (yet) what it's about.")
    assert [t for part in parts for t in part] == tokens
    assert tokenised("doesn't it's they're fine, thanks.") == (
        tokens_of("does n't it 's they 're fine , thanks .")
    )


def test_a_correction_changes_its_tokens_and_keeps_the_marks():
    words, parts = joined(tokens_of("He do n't know that , sir ."))
    slip = Correction(Span(words[1].span.start, words[1].span.end), "don't", "doesn't", "")
    assert applied(words, parts, [slip]) == tokens_of("He does n't know that , sir .")
    end = Correction(Span(words[3].span.start, words[3].span.end), "that", "this", "")
    assert applied(words, parts, [end]) == tokens_of("He do n't know this , sir .")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(tokens_of("I do n't ( ) , . it 's a `` '' cat")), max_size=12))
def test_without_a_correction_every_token_stays(tokens: list[str]):
    words, parts = joined(tokens)
    assert applied(words, parts, []) == tokens


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"dev.{name}").write_text(text + "\n", encoding="utf-8")
    return folder


def test_a_folder_is_evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = "She do n't know him .\nI look forward to meet you .\nIt rained all day ."
    folder = write(
        tmp_path,
        src=source,
        ref0="She does n't know him .\nI look forward to meeting you .\nIt rained all day .",
        ref1="She does not know him .\nI look forward to meet you .\nIt rained all day .",
    )
    assert main(["evaluate", "grammar", str(folder), "--json", "-"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["n"] == 3
    assert [figures[kind]["sentences"] for kind in ("all", "some", "none")] == [1, 1, 1]
    assert [figures[kind]["flagged"] for kind in ("all", "some", "none")] == [1, 1, 0]
    assert figures["gleu"] > figures["gleu_source"]
    assert figures["gleu_interval"][0] <= figures["gleu"] <= figures["gleu_interval"][1]


def test_what_is_missing_is_said(tmp_path: Path):
    with pytest.raises(RealTalkError, match="no file with sentences"):
        evaluate(tmp_path)
    write(tmp_path, src="One .\nTwo .")
    with pytest.raises(RealTalkError, match="no corrections"):
        evaluate(tmp_path)
    write(tmp_path, ref0="One .")
    with pytest.raises(RealTalkError, match="1 lines"):
        evaluate(tmp_path)
