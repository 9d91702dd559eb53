from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from realtalk.errors import RealTalkError
from realtalk.evaluation.voice_emotion import Clips, evaluate, figures, labelled
from realtalk.metrics.voice_geometry import GEOMETRY


def clips(shifts: list[tuple[float, float]], each: int = 4, scatter: float = 0.5) -> Clips:
    """Speakers whose neutral voice lies at a shift from the usual one, with some recordings of each kind."""
    rng = np.random.default_rng(3)
    truth = np.tile(np.repeat([0, 1, 2], each), len(shifts))
    speaker = np.repeat(np.arange(len(shifts)), 3 * each)
    own = GEOMETRY.population + np.array(shifts)[speaker]
    return Clips(own + GEOMETRY.means[truth] + rng.normal(0, scatter, (len(truth), 2)), truth, speaker)


def test_known_voices_are_told_apart_in_each_way():
    found = figures(clips([(0, 0), (1, -1)]))
    assert found["n"] == 24
    assert found["speakers"] == 2
    assert found["balanced_accuracy"] > 0.9
    assert found["neutral_baseline"] > 0.9
    assert sum(sum(row.values()) for row in found["confusion"].values()) == 24
    low, high = found["accuracy_interval"]
    assert low < found["accuracy"] <= high + 1e-9


def test_normalising_takes_away_what_is_the_speakers_own():
    near, far = figures(clips([(0, 0), (0, 0)])), figures(clips([(30, 5), (-20, 10)]))
    for way in ("balanced_accuracy", "neutral_baseline"):
        assert far[way] == pytest.approx(near[way])
    assert far["without_normalisation"] < 0.7


def test_a_speaker_without_a_second_neutral_file_has_no_baseline():
    one = clips([(0, 0)], each=1)
    happy = Clips(one.points[1:2], one.truth[1:2], one.speaker[1:2])
    found = figures(happy)
    assert found["neutral_baseline"] is None
    assert found["balanced_accuracy_interval"] is None


def labels(folder: Path, text: str) -> Path:
    (folder / "labels.tsv").write_text(text)
    return folder


@pytest.mark.parametrize("header", ["", "file\tspeaker\temotion\n", "\ufeffFile\tWho\tLabel\textra\n"])
def test_a_list_may_have_a_header_and_other_labels(tmp_path, header):
    rows = "a.flac\tann\tneutral\nsub/b.flac\tbob\tHappy \nc.flac\tbob\tsad\n\n"
    found = labelled(labels(tmp_path, header + rows))
    assert [(each.path.name, each.speaker, each.kind) for each in found] == [
        ("a.flac", "ann", "neutral"),
        ("b.flac", "bob", "happy"),
    ]


@pytest.mark.parametrize("rows", ["a.flac neutral\n", "a.flac\tann\n", "\tann\thappy\n"])
def test_a_broken_row_is_told_with_its_number(tmp_path, rows):
    with pytest.raises(RealTalkError, match=r"Line 2 of .*labels\.tsv"):
        labelled(labels(tmp_path, "b.flac\tann\thappy\n" + rows))


def test_names_of_ravdess_are_read_wherever_they_lie(tmp_path):
    (tmp_path / "Actor_07").mkdir()
    for name in ("03-01-02-01-01-01-07", "03-01-06-01-01-01-07", "03-01-05-01-01-01-07", "notes"):
        (tmp_path / "Actor_07" / f"{name}.flac").touch()
    found = labelled(tmp_path)
    assert [(each.kind, each.speaker) for each in found] == [("neutral", "07"), ("nervous", "07")]


def test_nothing_to_evaluate_is_said(tmp_path):
    with pytest.raises(RealTalkError, match="no labelled recording"):
        evaluate(tmp_path)
    with pytest.raises(RealTalkError, match="not a folder"):
        evaluate(tmp_path / "gone")
    (tmp_path / "03-01-02-01-01-01-07.flac").write_bytes(b"no sound")
    with pytest.raises(RealTalkError, match="None of the recordings"):
        evaluate(tmp_path)


@pytest.mark.needs_data
def test_real_recordings_are_evaluated_and_broken_ones_counted(tmp_path, data):
    corpus = data / "speech_emotion" / "ravdess"
    for emotion in ("02", "03", "06"):
        name = f"03-01-{emotion}-02-01-01-02.flac"
        shutil.copy(next(corpus.rglob(name)), tmp_path / name)
    (tmp_path / "03-01-01-01-01-01-02.flac").write_bytes(b"fLaC broken")
    found = evaluate(tmp_path)
    assert found["n"] == 3
    assert found["unreadable_files"] == ["03-01-01-01-01-01-02.flac"]
    assert found["balanced_accuracy"] >= 2 / 3
