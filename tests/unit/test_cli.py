import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from realtalk.report.files import printed
from tests.builders import astronaut_clip

SCHEMA = Path(__file__).parents[2] / "docs" / "rundown.schema.json"


def realtalk(*arguments: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "realtalk", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=200,
        **kwargs,
    )


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return astronaut_clip(tmp_path_factory.mktemp("clips") / "talk.mp4", 4.0, fps=10, size=(320, 240))


def test_one_recording_and_every_output(clip: Path, tmp_path: Path) -> None:
    done = realtalk(
        "review",
        clip,
        "--json",
        tmp_path / "out.json",
        "--csv",
        tmp_path / "tables",
        "--html",
        tmp_path / "out.html",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    document = json.loads((tmp_path / "out.json").read_text())
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert document["file"] == "talk.mp4"
    assert (tmp_path / "tables" / "readings.csv").read_text().count("\n") > 20
    assert "<html" in (tmp_path / "out.html").read_text()
    lines = done.stderr.splitlines()
    assert lines
    assert all(line.startswith("talk.mp4") for line in lines), "nothing but progress belongs on stderr"


def test_json_on_standard_output_is_json_alone(clip: Path) -> None:
    done = realtalk("review", clip, "--json", "-", "--no-emotion")
    document = json.loads(done.stdout)
    assert document["readings"]["emotion"]["value"] is None
    assert document["tracks"]["emotion"] == []


def test_a_folder_goes_on_past_what_cannot_be_read(clip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "good one.mp4").write_bytes(clip.read_bytes())
    (folder / "broken.mp4").write_bytes(b"not a recording at all")
    (folder / "ignored.txt").write_text("notes")
    done = realtalk("review", folder, "--json", tmp_path / "out", "--csv", tmp_path / "tables")
    assert done.returncode == 2
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["good one.mp4.json"]
    assert (tmp_path / "tables" / "good one.mp4" / "words.csv").exists()
    assert "broken.mp4" in done.stderr
    assert "1 of 2 could not be reviewed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["empty.mp4", "missing.mp4", "text.mov", "-rf.mp4", "line\nbreak.mp4"])
def test_bad_input_gets_one_sentence_and_no_output(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name != "missing.mp4":
        path.write_bytes(b"" if name == "empty.mp4" else b"hello " * 200)
    done = realtalk("review", path, "--json", tmp_path / "out.json", "--html", tmp_path / "out.html")
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if line.startswith("realtalk: ")]
    assert len(errors) == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.json").exists()
    assert not (tmp_path / "out.html").exists()


def test_a_place_that_cannot_be_written_is_named(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = realtalk("review", clip, "--json", tmp_path / "file" / "out.json")
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert "Watching" not in done.stderr, "the place is looked at before any work"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to hand")
def test_a_full_disk_leaves_nothing_behind(clip: Path, tmp_path: Path) -> None:
    import resource

    out = tmp_path / "out.html"
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))  # noqa: E731
    done = realtalk("review", clip, "--html", out, preexec_fn=small)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_results_do_not_go_to_one_output(clip: Path) -> None:
    done = realtalk("review", clip, clip, "--json", "-")
    assert done.returncode == 2
    assert "folder" in done.stderr


def test_a_summary_is_printed_where_no_output_is_named(clip: Path) -> None:
    done = realtalk("review", clip)
    assert done.returncode == 0
    assert "Eye contact" in done.stdout
    assert "could not measure" in done.stdout


def test_names_cannot_disturb_a_terminal() -> None:
    assert printed("a\x1b[31mb\n.mp4") == "a\\x1b[31mb\\n.mp4"
    assert printed("café 面.mp4") == "café 面.mp4"
