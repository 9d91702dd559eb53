from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from skimage import data as pictures

from realtalk import cli
from realtalk.errors import RealTalkError
from realtalk.partner import own_personas, ratings
from realtalk.partner.cast import find, ready_made
from realtalk.partner.chatting import LONGEST_LINE, chat
from realtalk.partner.consent import SpokenPhrase, agree
from realtalk.partner.likeness_files import sound_hash
from realtalk.partner.persona import Persona
from realtalk.session import language_model
from tests.scripted_model import Scripted

ROOT = Path(__file__).parents[2]


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def realtalk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> Run:
    """The command line in this process, where the models stay loaded; `stdin` is what is piped into it."""

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="ascii"))
        code = cli.main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def astronaut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photos") / "me.png"
    cv2.imwrite(str(path), pictures.astronaut()[..., ::-1])
    return path


def real_ada() -> Persona:
    pcm = np.random.default_rng(0).normal(0, 0.1, 112_000).clip(-1, 1).astype(np.float32)
    spoken = SpokenPhrase("a b", "a b", 1.0, 0.9, sound_hash(pcm), datetime.now(UTC))
    ada = Persona("x", "Ada Real", "Friend", "own", "", "Hello there.")
    return own_personas.keep(ada, np.full((200, 200, 3), 120, np.uint8), pcm, agree(True, spoken=spoken))


def test_the_list_has_everybody(realtalk: Run) -> None:
    own_personas.keep(Persona("x", "Maya Okafor", "Head of design", "own", "", "Hello."))
    ratings.rate("maya-okafor", 4)
    done = realtalk("personas")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + len(ready_made()) + 1
    assert lines[-1].split() == [
        "maya-okafor",
        "Maya",
        "Okafor",
        "neutral",
        "heart",
        "4.0",
        "Head",
        "of",
        "design",
    ]
    listed = json.loads(realtalk("personas", "--json").stdout)
    assert [each["id"] for each in listed] == [*(each.id for each in ready_made()), "maya-okafor"]
    assert listed[-1] == {
        "id": "maya-okafor",
        "name": "Maya Okafor",
        "role": "Head of design",
        "kind": "own",
        "years": None,
        "manner": "neutral",
        "face": "",
        "voice": "heart",
        "ready_made": False,
        "real": False,
        "facts": 0,
        "stars": 4.0,
    }


def test_a_persona_that_cannot_be_used_is_told_of_beside_the_list(realtalk: Run, home: Path) -> None:
    kept = own_personas.keep(Persona("x", "Maya", "Head of design", "own", "", "Hello."))
    (home / "personas" / kept.id / "persona.json").write_bytes(b"{")
    done = realtalk("personas")
    assert done.returncode == 0
    assert "maya: This persona cannot be read" in done.stderr
    assert len(done.stdout.splitlines()) == 1 + len(ready_made())


def test_a_persona_goes_out_and_comes_back(realtalk: Run, tmp_path: Path) -> None:
    file = tmp_path / "manager 面.persona"
    assert realtalk("personas", "export", "hiring-manager", file).returncode == 0
    done = realtalk("personas", "import", file)
    assert done.returncode == 0
    taken = own_personas.every()[0]
    assert taken.id in done.stdout
    assert replace(taken, id="hiring-manager") == find("hiring-manager")


def test_a_real_person_leaves_and_comes_only_with_consent(realtalk: Run, tmp_path: Path) -> None:
    kept = real_ada()
    without, full = tmp_path / "without.persona", tmp_path / "full.persona"
    assert "left out" in realtalk("personas", "export", kept.id, without).stderr
    assert realtalk("personas", "export", kept.id, full, "--with-likeness").stderr == ""
    refused = realtalk("personas", "import", full)
    assert refused.returncode == 2
    assert "--agree" in refused.stderr
    assert len(own_personas.every()) == 1
    for arguments, left_out in (
        ([without], False),
        ([full, "--without-likeness"], False),
        ([full, "--agree"], True),
    ):
        done = realtalk("personas", "import", *arguments)
        assert done.returncode == 0
        assert ("voice in the file was left out" in done.stderr) == left_out
    assert sorted((each.id, each.real) for each in own_personas.every()) == [
        ("ada-real", True),
        ("ada-real-2", False),
        ("ada-real-3", False),
        ("ada-real-4", True),
    ]


def test_consent_is_taken_back(realtalk: Run) -> None:
    kept = real_ada()
    where = own_personas.folder(kept.id)
    done = realtalk("personas", "revoke", kept.id)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ada Real" in done.stdout
    assert [path.name for path in where.iterdir()] == ["persona.json"]
    assert not own_personas.load(kept.id).real


def test_consent_is_taken_back_for_a_damaged_persona_too(realtalk: Run) -> None:
    kept = real_ada()
    where = own_personas.folder(kept.id)
    (where / "persona.json").write_bytes(b"{")
    done = realtalk("personas", "revoke", kept.id)
    assert done.returncode == 2
    assert "Photo and voice are deleted" in done.stderr
    assert "personas delete ada-real" in done.stderr
    assert [path.name for path in where.iterdir()] == ["persona.json"]


@pytest.mark.parametrize("damaged", [False, True])
def test_a_persona_is_deleted(realtalk: Run, damaged: bool) -> None:
    kept = real_ada()
    where = own_personas.folder(kept.id)
    if damaged:
        (where / "persona.json").write_bytes(b"{")
    done = realtalk("personas", "delete", kept.id)
    assert (done.returncode, done.stderr) == (0, "")
    assert not where.exists()
    assert own_personas.every() == ()
    assert "not on this machine" in realtalk("personas", "delete", kept.id).stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("personas", "delete", "nobody"), "not on this machine"),
        (("personas", "delete", "../../etc"), "not on this machine"),
        (("personas", "revoke", "nobody"), "not on this machine"),
        (("personas", "delete", "marie-curie"), "came with RealTalk"),
        (("personas", "revoke", "marie-curie"), "came with RealTalk"),
        (("personas", "export", "nobody", "x.persona"), "Nobody goes by that id"),
        (("personas", "export", "../../etc", "x.persona"), "Nobody goes by that id"),
        (("personas", "export", "hiring-manager", "no/such/folder/x.persona"), "could not write"),
        (("personas", "import", "nothing.persona"), "not there"),
        (("personas", "import", "."), "not there, or no file"),
        (("chat", "--persona", "nobody"), "Nobody goes by that id"),
        (("chat", "--persona", "hiring-manager", "--say", "  "), "nothing to say"),
        (("say", "Hi.", "--persona", "nobody", "--out", "x.wav"), "Nobody goes by that id"),
        (("say", "Hi.", "--persona", "hiring-manager", "--out", "x.gif"), "end in .mp4"),
        (("say", "Hi.", "--persona", "hiring-manager", "--out", "no/such/x.wav"), "folder is not there"),
        (("say", "Hi.", "--persona", "hiring-manager", "--out", "."), "it is a folder"),
        (("say", " \n", "--persona", "hiring-manager", "--out", "x.wav"), "nothing to say"),
        (("say", "a" * 20_001, "--persona", "hiring-manager", "--out", "x.wav"), "Shorten it"),
        (("say", "Hi.", "--persona", "hiring-manager", "--voice", "hal", "--out", "x.wav"), "no such voice"),
        (("say", "Hi.", "--persona", "hiring-manager", "--photo", "x.png", "--out", "x.mp4"), "Add --agree"),
        (
            ("say", "Hi.", "--persona", "hiring-manager", "--photo", "x.png", "--agree", "--out", "x.mp4"),
            "no file x.png",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    realtalk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    done = realtalk(*arguments)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "here").iterdir()) == []


def test_a_text_becomes_sound_that_says_what_it_is(realtalk: Run, tmp_path: Path) -> None:
    out = tmp_path / "hello 面.wav"
    done = realtalk(
        "say", "Good morning. How are you?", "--persona", "hiring-manager", "--voice", "leo", "--out", out
    )
    assert done.returncode == 0
    assert "AI-generated" in done.stderr
    assert done.stdout == ""
    with wave.open(str(out)) as sound:
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        assert (sound.getframerate(), sound.getnchannels()) == (24_000, 1)
    assert 1.0 < len(pcm) / 24_000 < 5.0
    assert np.abs(pcm).max() > 3000
    with av.open(str(out)) as container:
        assert container.metadata["comment"] == "AI-generated by RealTalk"


def test_the_text_may_come_through_a_pipe(realtalk: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    text = b"Good morning."
    assert realtalk("say", "-", "--persona", "random:3", "--out", out, stdin=text).returncode == 0
    assert out.stat().st_size > 20_000


def test_a_piped_text_need_not_be_utf_8(realtalk: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    text = "Yes, mañana.".encode("latin-1")
    done = realtalk("say", "-", "--persona", "random:3", "--out", out, stdin=text)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert out.stat().st_size > 20_000


def test_a_photo_speaks(realtalk: Run, tmp_path: Path, astronaut: Path) -> None:
    out = tmp_path / "hello.mp4"
    done = realtalk("say", "Yes.", "--persona", "marie-curie", "--photo", astronaut, "--agree", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "drawing" in done.stderr
    with av.open(str(out)) as clip:
        assert "AI-generated" in clip.metadata["comment"]
        frames = [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]
    assert len(frames) >= 10
    assert frames[0].shape == (512, 512, 3)
    changes = [np.abs(one.astype(int) - frames[0]).max() for one in frames]
    assert max(changes) > 20, "the face moves"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["hello.mp4"]


def test_a_photo_without_a_face_is_refused(realtalk: Run, tmp_path: Path) -> None:
    photo = tmp_path / "coffee.png"
    cv2.imwrite(str(photo), pictures.coffee())
    done = realtalk(
        *("say", "Hi.", "--persona", "marie-curie", "--photo", photo, "--agree", "--out", tmp_path / "x.mp4")
    )
    assert done.returncode == 2
    assert "face" in done.stderr
    assert not (tmp_path / "x.mp4").exists()


def test_one_exchange_and_what_it_stands_on(realtalk: Run) -> None:
    done = realtalk(
        "chat", "--persona", "marie-curie", "--no-model", "--facts", "--say", "What did you discover?"
    )
    assert done.returncode == 0
    answer, *facts = done.stdout.splitlines()
    assert answer.startswith("Marie Skłodowska Curie: ")
    assert facts
    assert all(line.startswith("    ") and line.endswith(")") for line in facts)
    plain = realtalk("chat", "--persona", "marie-curie", "--no-model", "--say", "What did you discover?")
    assert plain.stdout.splitlines() == [answer]


def test_the_language_model_of_the_settings_answers(realtalk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Scripted("Why did nobody believe that it would work?", local=False)
    monkeypatch.setattr(language_model, "language_model", lambda: model)
    story = "I moved a warehouse to a new system, and nobody believed that it would work."
    done = realtalk("chat", "--persona", "hiring-manager", "--say", story)
    assert done.returncode == 0
    assert model.asked
    assert "Why did nobody believe" in done.stdout
    asked = len(model.asked)
    plain = realtalk("chat", "--persona", "hiring-manager", "--no-model", "--say", story)
    assert "Why did nobody believe" not in plain.stdout
    assert len(model.asked) == asked


def test_a_model_that_fails_is_made_up_for(realtalk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Scripted(RealTalkError("The model is gone.", "Start it again."))
    monkeypatch.setattr(language_model, "language_model", lambda: broken)
    done = realtalk("chat", "--persona", "hiring-manager", "--say", "I moved a warehouse to a new system.")
    assert done.returncode == 0
    assert done.stdout.startswith("Amara Okafor: ")
    assert done.stderr == ""


def test_a_talk_through_a_pipe(realtalk: Run) -> None:
    lines = "Hello.\n\n  \nI moved a warehouse to a new system, with two colleagues.\n\xff\xfe\x00 面\nlast"
    done = realtalk(
        "chat", "--persona", "hiring-manager", "--no-model", stdin=lines.encode("latin-1", "replace")
    )
    assert done.returncode == 0
    said = done.stdout.splitlines()
    assert len(said) == 1 + 4
    assert all(line.startswith("Amara Okafor: ") for line in said)
    assert "warehouse" in done.stdout
    assert "You:" not in done.stdout, "no prompt for a pipe"


def test_nothing_through_a_pipe_is_a_greeting_and_an_end(realtalk: Run) -> None:
    done = realtalk("chat", "--persona", "hiring-manager", "--no-model")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1


def test_a_line_without_end_is_one_turn() -> None:
    out = StringIO()
    chat(find("friendly-stranger"), None, StringIO("word " * LONGEST_LINE + "\nBye.\n"), out)
    assert len(out.getvalue().splitlines()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_ctrl_c_ends_a_talk_politely(home: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "realtalk", "chat", "--persona", "friendly-stranger", "--no-model"],
        cwd=ROOT,
        env={**os.environ, "REALTALK_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert select.select([running.stdout], [], [], 60)[0]
    assert b"Leilani" in running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=30)
    assert running.returncode == 0
    assert stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ")
def test_who_stops_reading_causes_no_error(home: Path) -> None:
    done = subprocess.run(
        f"set -o pipefail; {sys.executable} -m realtalk personas --json | head -c 5",
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        env={**os.environ, "REALTALK_HOME": str(home)},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
