from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.errors import RealTalkError
from realtalk.evaluation.fillers import HESITATION, Counted, aligned, counted, evaluate, figures, written
from realtalk.media import Span
from realtalk.observations import Word


def words(text: str, *, fillers: str = "") -> list[Word]:
    return [
        Word(each, Span(i * 0.4, i * 0.4 + 0.3), 0.9, filler=each.strip(",.") in fillers.split())
        for i, each in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("said", "heard", "true", "found", "false", "errors"),
    [
        ("montreal uh forced aligner", "Montreal, uh, forced aligner.", 1, 1, 0, 0),
        ("um this is hm all", "Uhh, this is er... all", 2, 2, 0, 0),
        ("this is all", "this um is all", 0, 0, 1, 0),
        ("uh uh uh yes", "uh yes", 3, 1, 0, 0),
        ("we um went home now", "we went home now um", 1, 0, 1, 0),
        ("um we went home", "a we went hum", 1, 0, 0, 2),
        ("<cutoff-mon> we [laughter] went", "we went", 0, 0, 0, 0),
        ("", "Thanks!", 0, 0, 0, 1),
    ],
)
def test_known_answers(said, heard, true, found, false, errors):
    counts = counted(said, words(heard))
    assert (counts.true, counts.found, counts.false, counts.errors) == (true, found, false, errors)


def test_yknow_is_found_where_you_know_is_marked_and_you_know_as_words_is_neither():
    marked = words("we're just you know there", fillers="you know")
    assert counted("we're just yknow there", marked) == Counted(1, 1, 0, 3, 0)
    assert counted("we're just you know there", marked) == Counted(0, 0, 0, 5, 0)
    assert counted("we're just yknow there", words("we're just you know there")).found == 0


def test_figures_carry_their_intervals_and_nothing_where_nothing_was_said():
    both = figures([("a", Counted(10, 9, 1, 50, 5)), ("b", Counted(0, 0, 0, 50, 0))])
    assert (both["recall"], both["precision"], both["wer"]) == (0.9, 0.9, 0.05)
    assert both["recall_interval"][0] < 0.9 < both["recall_interval"][1]
    nothing = figures([("b", Counted(0, 0, 0, 0, 0))])
    assert (nothing["recall"], nothing["precision"], nothing["wer"]) == (None, None, None)


TOKENS = st.lists(st.sampled_from(["a", "b", "c", HESITATION]), max_size=7)


@given(TOKENS, TOKENS)
def test_an_alignment_keeps_every_word_and_pairs_a_filler_with_its_kind_alone(reference, hypothesis):
    pairs = aligned(reference, hypothesis)
    assert [one for one, _ in pairs if one is not None] == reference
    assert [other for _, other in pairs if other is not None] == hypothesis
    assert all(
        one == other for one, other in pairs if HESITATION in (one, other) and None not in (one, other)
    )


def test_every_spelling_of_a_hesitation_is_one():
    assert set(written("um Uh, uhm er erm hm hmm mm UHH")) == {HESITATION}
    assert written("umbrella her the") == ["umbrella", "her", "the"]


def table(folder: Path, text: str | bytes) -> Path:
    (folder / "transcripts.tsv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize(
    "text",
    ["", "file\ttranscript\n", "name\tsaid\na\tb\n", "file\ttranscript\nno.flac\thello\n", b"\xff\xfe\x00"],
)
def test_data_that_cannot_be_read_say_what_is_wanted(tmp_path: Path, text):
    with pytest.raises(RealTalkError) as refused:
        evaluate(table(tmp_path, text))
    assert "transcripts.tsv" in refused.value.remedy


def test_a_folder_without_transcripts_says_so(tmp_path: Path):
    with pytest.raises(RealTalkError, match=r"transcripts\.tsv"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ufeffFile\tTranscript\n\t\nno.flac\thello\n", "is not there: no.flac"),
        ("file\ttranscript\nno.flac\n", "without its transcript"),
        ("file\ttranscript\n\thello\n", "without its file"),
        ("file\ttranscript\nno.flac\t" + "so " * 60_000 + "\n", "can be read"),
    ],
)
def test_a_table_as_a_spreadsheet_writes_it_is_read_and_its_faults_are_named(tmp_path: Path, text, told):
    with pytest.raises(RealTalkError, match=told):
        evaluate(table(tmp_path, text))


@pytest.mark.needs_data
def test_real_recordings_with_and_without_a_hesitation(data: Path, tmp_path: Path):
    for name in ("mfa_uh.flac", "mfa_thoughts.flac", "mfa_unk.flac"):
        shutil.copy(data / "fillers" / name, tmp_path)
    table(
        tmp_path,
        "file\ttranscript\nmfa_uh.flac\tmontreal uh forced aligner\n"
        "mfa_thoughts.flac\ti have a thousand thoughts about that thing\n"
        "mfa_unk.flac\tmontreal forced <unk> aligner\n",
    )
    found = evaluate(tmp_path)
    assert (found["true"], found["found"], found["false"]) == (1, 1, 0)
    assert found["files"]["mfa_thoughts.flac"]["errors"] == 0
    assert found["files"]["mfa_unk.flac"]["errors"] <= 15  # Whisper goes round in circles there
