import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from realtalk import cli
from realtalk.report import files
from realtalk.session import upload
from realtalk.timeline import Timeline
from tests.builders import astronaut_clip
from tests.rundowns import rundown

SCHEMA = Path(__file__).parents[2] / "docs" / "rundown.schema.json"


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


def in_a_process(*arguments: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=200, **kwargs
    )


@pytest.fixture
def realtalk(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process, where the models stay loaded."""

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        code = cli.main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return astronaut_clip(tmp_path_factory.mktemp("clips") / "talk 面.mp4", 3.0, fps=10, size=(320, 240))


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was reviewed, by an engine that takes no time and breaks over names that begin with "bad"."""
    seen: list[Path] = []

    def review(path: Path, **_: object) -> upload.Review:
        seen.append(path)
        if path.name.startswith("bad"):
            raise ZeroDivisionError("inside")
        return upload.Review(Timeline(), rundown(file=path.name))

    monkeypatch.setattr(upload, "review", review)
    return seen


def recordings(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return [folder / name for name in names]


def test_one_recording_and_every_output(clip: Path, tmp_path: Path) -> None:
    done = in_a_process(
        *("-m", "realtalk", "review", clip, "--json", "-"),
        *("--csv", tmp_path / "tables", "--html", tmp_path / "out.html"),
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert document["file"] == "talk 面.mp4", "in UTF-8, whatever the console speaks"
    assert done.stdout.endswith("}\n")
    assert done.stdout.count("\n") == 1
    assert (tmp_path / "tables" / "readings.csv").read_text().count("\n") > 20
    assert "<html" in (tmp_path / "out.html").read_text()
    lines = done.stderr.splitlines()
    assert lines
    assert all(line.startswith("talk 面.mp4") for line in lines), "nothing but progress belongs on stderr"


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can forbid a process large files")
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    import resource

    silent = tmp_path_factory.mktemp("clips") / "silent.mp4"
    astronaut_clip(silent, 2.0, fps=10, size=(320, 240), sound=False)
    out = tmp_path / "out.html"
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))  # noqa: E731
    done = in_a_process("-m", "realtalk", "review", silent, "--no-emotion", "--html", out, preexec_fn=small)
    assert done.returncode == 2
    assert "no room on the disk for out.html" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_warnings_pass_where_the_models_chatter_does_not() -> None:
    done = in_a_process(
        "-c",
        "import logging, os\n"
        "from realtalk import cli\n"
        "from realtalk.session import upload\n"
        "def review(path, **_):\n"
        "    os.write(2, b'chatter')\n"
        "    logging.getLogger('realtalk.capture').warning('a gap in the sound')\n"
        "    raise cli.RealTalkError('It is empty.', 'Record again.')\n"
        "upload.review = review\n"
        "raise SystemExit(cli.main(['review', 'talk.mp4']))\n",
    )
    assert done.stderr.splitlines() == [
        "WARNING realtalk.capture: a gap in the sound",
        "realtalk: It is empty. Record again.",
    ]
    assert done.returncode == 2


def test_a_folder_goes_on_past_what_cannot_be_read(clip: Path, tmp_path: Path, realtalk: Run) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "good one.mp4").write_bytes(clip.read_bytes())
    (folder / "broken.mp4").write_bytes(b"not a recording at all")
    (folder / "ignored.txt").write_text("notes")
    out, tables = tmp_path / "out", tmp_path / "tables"
    done = realtalk("review", folder, "--json", out, "--csv", tables, "--no-emotion")
    assert done.returncode == 2
    assert [p.name for p in out.iterdir()] == ["good one.mp4.json"]
    text = (out / "good one.mp4.json").read_text()
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    document = json.loads(text)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert document["readings"]["emotion"]["value"] is None
    assert document["tracks"]["emotion"] == []
    assert (tables / "good one.mp4" / "words.csv").exists()
    assert "broken.mp4" in done.stderr
    assert "1 of 2 could not be reviewed" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_summary_is_printed_where_no_output_is_named(
    tmp_path: Path, realtalk: Run, reviewed: list[Path]
) -> None:
    done = realtalk("review", *recordings(tmp_path, "talk.mp4"))
    assert done.returncode == 0
    assert "Eye contact" in done.stdout
    assert "could not measure" in done.stdout


@pytest.mark.parametrize("name", ["empty.mp4", "missing.mp4", "text.mov", "-rf.mp4", "line\nbreak.mp4"])
def test_bad_input_gets_one_sentence_and_no_output(name: str, tmp_path: Path, realtalk: Run) -> None:
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


def test_a_place_that_cannot_be_written_is_named(clip: Path, tmp_path: Path, realtalk: Run) -> None:
    (tmp_path / "file").write_text("in the way")
    done = realtalk("review", clip, "--json", tmp_path / "file" / "out.json")
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert "Watching" not in done.stderr, "the place is looked at before any work"


def test_several_results_do_not_go_to_one_output(clip: Path, realtalk: Run) -> None:
    done = realtalk("review", clip, clip, "--json", "-")
    assert done.returncode == 2
    assert "folder" in done.stderr


def test_what_breaks_over_one_file_spares_the_others(
    tmp_path: Path, realtalk: Run, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = recordings(tmp_path, "bad.mp4", "good.mp4")
    done = realtalk("review", *paths, "--json", tmp_path / "out")
    assert done.returncode == 2
    assert reviewed == paths
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["good.mp4.json"]
    first, last = done.stderr.splitlines()
    assert first.startswith("realtalk: RealTalk stumbled over bad.mp4: this should not happen")
    assert last == "realtalk: 1 of 2 could not be reviewed."
    monkeypatch.setenv("REALTALK_VERBOSE", "1")
    assert "ZeroDivisionError: inside" in realtalk("review", paths[0]).stderr
    monkeypatch.delenv("REALTALK_VERBOSE")
    assert "Traceback" not in realtalk("review", paths[0]).stderr


def test_recordings_of_one_name_get_results_of_their_own(
    tmp_path: Path, realtalk: Run, reviewed: list[Path]
) -> None:
    paths = recordings(tmp_path, "a/talk.mp4", "b/talk.mp4", "c/Talk.mp4", "d/talk (2).mp4")
    out, tables = tmp_path / "out", tmp_path / "tables"
    assert realtalk("review", *paths, "--json", out, "--csv", tables).returncode == 0
    names = ["Talk (4).mp4", "talk (2).mp4", "talk (3).mp4", "talk.mp4"]
    assert sorted(p.name for p in out.iterdir()) == [f"{name}.json" for name in names]
    assert sorted(p.name for p in tables.iterdir()) == names
    assert json.loads((out / "talk (3).mp4.json").read_text())["file"] == "talk.mp4"


def test_the_same_recording_named_twice_is_reviewed_once(
    tmp_path: Path, realtalk: Run, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = recordings(tmp_path, "talks/talk.mp4")
    monkeypatch.chdir(tmp_path)
    done = realtalk("review", path, "talks/talk.mp4", tmp_path / "talks", "--json", tmp_path / "out")
    assert done.returncode == 0
    assert len(reviewed) == 1
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["talk.mp4.json"]


def test_a_folder_that_gives_nothing_stops_no_other(
    tmp_path: Path, realtalk: Run, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("empty", "locked"):
        (tmp_path / name).mkdir()
    [talk] = recordings(tmp_path, "talk.mp4")
    listed = Path.iterdir

    def iterdir(folder: Path) -> Any:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    done = realtalk("review", tmp_path / "empty", talk, tmp_path / "locked", "--json", tmp_path / "out")
    assert done.returncode == 2
    assert reviewed == [talk]
    assert done.stderr.splitlines() == [
        "realtalk: There is no recording in the folder empty. Name a folder with videos or sound files.",
        "realtalk: The folder locked could not be read. Choose a folder you may open.",
        "realtalk: 2 of 3 could not be reviewed.",
    ]


def test_a_summary_of_any_language_fits_a_narrow_console(
    tmp_path: Path, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = recordings(tmp_path, "面 ✓.mp4")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    assert cli.main(["review", str(path)]) == 0
    assert written.getvalue().decode().startswith("面 ✓.mp4")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to hand")
def test_a_standard_output_that_is_full_is_told(
    tmp_path: Path, realtalk: Run, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", open("/dev/full", "w"))  # noqa: SIM115
    done = realtalk("review", *recordings(tmp_path, "talk.mp4"), "--json", "-")
    assert done.returncode == 2
    assert done.stderr == (
        "realtalk: There is no room on the disk for standard output. Free some space and try again.\n"
    )


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_every_kind_of_full_disk_is_one(
    code: int, tmp_path: Path, realtalk: Run, reviewed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files.os, "replace", replace)
    done = realtalk("review", *recordings(tmp_path, "talk.mp4"), "--json", tmp_path / "out.json")
    assert "no room on the disk for out.json" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["talk.mp4"]


def test_names_cannot_disturb_a_terminal() -> None:
    assert files.printed("a\x1b[31mb\n.mp4") == "a\\x1b[31mb\\n.mp4"
    assert files.printed("café 面.mp4") == "café 面.mp4"


def test_a_stopped_run_says_so(tmp_path: Path, realtalk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def review(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(upload, "review", review)
    done = realtalk("review", *recordings(tmp_path, "talk.mp4"))
    assert done.returncode == cli.INTERRUPTED
    assert "stopped" in done.stderr
