import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.settings import Settings
from realtalk.store import baselines
from realtalk.timeline import Calibration

ME, CAMERA = "a-cookie", "camera 1"
DAY = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(baselines, "settings", lambda: Settings(home=tmp_path / "home"))
    return tmp_path / "home"


def look(level: float = -31.25) -> Calibration:
    return Calibration(
        gaze_yaw=1.5, gaze_pitch=-8.0, neutral_face=np.linspace(0, 1, 52, dtype=np.float32), level=level
    )


def test_a_baseline_comes_back_as_it_was_kept():
    assert baselines.remember(ME, CAMERA, look(), now=DAY)
    kept = baselines.known(ME, CAMERA)
    assert kept.made == DAY
    assert (kept.calibration.gaze_yaw, kept.calibration.gaze_pitch) == (1.5, -8.0)
    assert (kept.calibration.level, kept.calibration.nose_height) == (-31.25, None)
    assert np.array_equal(kept.calibration.neutral_face, look().neutral_face)


def test_a_newer_baseline_takes_the_place_of_the_older_one(home):
    baselines.remember(ME, CAMERA, look(-20.0))
    baselines.remember(ME, CAMERA, look(-40.0))
    assert baselines.known(ME, CAMERA).calibration.level == -40.0
    assert len(list((home / "baselines").iterdir())) == 1


@given(st.text(min_size=1), st.text(), st.text(min_size=1), st.text())
def test_nobody_gets_the_baseline_of_another_person_or_camera(owner, camera, other, another):
    if "\n" in owner + other or (owner, camera) == (other, another):
        return
    try:
        baselines.remember(owner, camera, look(-7.0))
        assert baselines.known(other, another) is None
        assert baselines.known(owner, camera).calibration.level == -7.0
    finally:
        baselines.forget(owner, camera)


def test_a_browser_without_a_cookie_keeps_nothing(home):
    assert not baselines.remember("", CAMERA, look())
    assert baselines.known("", CAMERA) is None
    assert not home.exists()


def test_a_forgotten_baseline_is_gone_and_may_be_forgotten_again():
    baselines.remember(ME, CAMERA, look())
    baselines.forget(ME, CAMERA)
    baselines.forget(ME, CAMERA)
    assert baselines.known(ME, CAMERA) is None


def only_file(home: Path) -> Path:
    return next((home / "baselines").iterdir())


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b'{"version":1,"content":[]}', b'{"version":99,"content":{}}']
)
def test_a_damaged_baseline_counts_as_none_and_can_be_replaced(home, damage):
    baselines.remember(ME, CAMERA, look())
    only_file(home).write_bytes(damage)
    assert baselines.known(ME, CAMERA) is None
    assert baselines.remember(ME, CAMERA, look())
    assert baselines.known(ME, CAMERA) is not None


def test_the_file_is_for_its_user_alone_and_names_neither_browser_nor_camera(home):
    baselines.remember("secret-cookie", "front camera", look())
    path = only_file(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    everything = path.name + path.read_text()
    assert "secret-cookie" not in everything
    assert "front camera" not in everything


def test_the_oldest_baselines_make_room(home):
    for number in range(baselines.MOST + 3):
        baselines.remember(ME, f"camera {number}", look())
        for file in (home / "baselines").iterdir():
            os.utime(file, (file.stat().st_mtime - 10,) * 2)
    assert len(list((home / "baselines").iterdir())) == baselines.MOST
    assert baselines.known(ME, "camera 0") is None
    assert baselines.known(ME, f"camera {baselines.MOST + 2}") is not None


def test_where_nothing_can_be_written_nothing_breaks(home, caplog):
    home.parent.mkdir(exist_ok=True)
    home.write_text("in the way")
    assert not baselines.remember(ME, CAMERA, look())
    assert baselines.known(ME, CAMERA) is None
    assert "could not be kept" in caplog.text
