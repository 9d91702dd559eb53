from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from skimage import data as pictures

from realtalk.errors import Cancelled, DiskFull, RealTalkError
from realtalk.partner.cast import find
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.saying import DRAWING, FACE, SPEAKING, Stage, in_voice, say

WHO = find("hiring-manager")


def test_progress_goes_from_nothing_to_everything(home: Path, tmp_path: Path) -> None:
    stages: list[Stage] = []
    seconds = say("Yes. No.", WHO, tmp_path / "x.mp4", photo=pictures.astronaut(), progress=stages.append)
    shares = [each.done for each in stages]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(each.stage for each in stages)) == [FACE, SPEAKING, DRAWING]
    assert 0.5 < seconds < 5
    assert not list(home.glob("personas/*")), "a photo for one clip is not kept"
    assert not (home / "faces").exists()


@pytest.mark.parametrize("ending", ["mp4", "wav"])
@pytest.mark.parametrize("after", [SPEAKING, DRAWING])
def test_what_is_stopped_leaves_what_was_there(home: Path, tmp_path: Path, ending: str, after: str) -> None:
    if (ending, after) == ("wav", DRAWING):
        pytest.skip("sound is not drawn")
    out = tmp_path / f"x.{ending}"
    out.write_bytes(b"before")
    seen: list[str] = []
    with pytest.raises(Cancelled):
        say(
            "Good morning. How are you?",
            WHO,
            out,
            photo=pictures.astronaut(),
            progress=lambda stage: seen.append(stage.stage),
            cancelled=lambda: after in seen,
        )
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.name]


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can forbid a process large files")
def test_a_full_disk_leaves_nothing(home: Path, tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(DiskFull):
            say("Good morning.", WHO, tmp_path / "x.wav")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "... !"])
def test_nothing_is_not_said(home: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(RealTalkError):
        say(text, WHO, tmp_path / "x.wav")
    assert not (tmp_path / "x.wav").exists()


def test_a_voice_is_chosen_by_its_id() -> None:
    assert in_voice(WHO, "leo") == replace(WHO, voice=replace(WHO.voice, voice="leo"))
    with pytest.raises(RealTalkError, match="no such voice"):
        in_voice(WHO, "matched")
    assert WHO.voice == VoiceChoice("heart", WHO.voice.speed, WHO.voice.pitch)
