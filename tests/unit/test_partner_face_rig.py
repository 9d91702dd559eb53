"""A rig is made once, kept in a file, and sent to the browser in one piece."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data

from realtalk.errors import RealTalkError
from realtalk.partner.face.coefficients import COEFFICIENTS, coefficients
from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.lattice import LOW, NODES, UP, Held, Sheets, sample
from realtalk.partner.face.motion import COLUMN, PARAMETERS
from realtalk.partner.face.photo import SIZE, checked
from realtalk.partner.face.rig import Rig, make_rig


def row(**told: float) -> np.ndarray:
    made = np.zeros(len(PARAMETERS), np.float32)
    for name, value in told.items():
        made[COLUMN[name]] = value
    return made


@pytest.fixture(scope="module")
def rig() -> Rig:
    told: list[float] = []
    made = make_rig(checked(np.asarray(data.astronaut(), np.uint8)), told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)
    return made


def test_a_kept_rig_draws_the_same_face(rig: Rig, tmp_path: Path) -> None:
    rig.save(tmp_path / "rig.npz")
    again = Rig.load(tmp_path / "rig.npz")
    told = row(jaw=0.5, round=0.4, yaw=2, blink_left=0.6)
    off = Drawing(again).picture(told).astype(int) - Drawing(rig).picture(told)
    assert np.abs(off).mean() < 0.1


@pytest.mark.parametrize("damage", ["cut", "other", "version"])
def test_a_damaged_rig_says_so(rig: Rig, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "rig.npz"
    rig.save(path)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:2000])
    elif damage == "other":
        path.write_text("no rig")
    else:
        with np.load(path) as kept:
            parts = dict(kept)
        np.savez(path, **(parts | {"version": np.array(99)}))
    with pytest.raises(RealTalkError, match="cannot be read"):
        Rig.load(path)


def test_the_packed_rig_holds_what_it_says(rig: Rig) -> None:
    packed = rig.packed()
    assert packed[:4] == b"RTF1"
    assert len(packed) < 400_000
    length = int.from_bytes(packed[4:8], "little")
    header, at = json.loads(packed[8 : 8 + length]), 8 + length
    parts: dict[str, bytes] = {}
    for part in header["parts"]:
        parts[part["name"]] = packed[at : at + part["bytes"]]
        at += part["bytes"]
    assert at == len(packed)
    atlas = cv2.imdecode(np.frombuffer(parts["atlas"], np.uint8), cv2.IMREAD_COLOR_RGB)
    assert atlas.shape[:2] == rig.atlas.shape[:2]
    assert np.abs(atlas.astype(int) - rig.atlas[..., :3]).mean() < 3
    steps = np.frombuffer(zlib.decompress(parts["fields"]), np.int16)
    assert len(steps) == sum(2 * rows * columns for *_, rows, columns in header["windows"])


def test_the_frames_border_never_moves(rig: Rig) -> None:
    border = np.ones((NODES, NODES), bool)
    border[1:-1, 1:-1] = False
    assert np.abs(rig.fields[:, :, border]).max() < 0.1


def test_only_the_movements_that_part_the_lips_part_them(rig: Rig) -> None:
    apart = [
        sample(rig.fields[k, LOW], rig.line)[20, 1] - sample(rig.fields[k, UP], rig.line)[20, 1]
        for k in range(len(COEFFICIENTS))
    ]
    told = dict(zip(COEFFICIENTS, apart, strict=True))
    assert told["open"] == pytest.approx(0.5 * rig.mouth_width, rel=0.15)
    for name, pixels in told.items():
        parts = name in ("open", "pout", "upper", "lower", "tuck", "tip")
        assert (pixels > 2) if parts else (abs(pixels) < 0.6), name


def test_pressed_lips_take_back_what_parts_them() -> None:
    everything = coefficients(np.where(np.array(PARAMETERS) == "smile", 0, 1).astype(np.float32))
    told = dict(zip(COEFFICIENTS, everything, strict=True))
    assert all(told[name] == 0 for name in ("open", "pout", "upper", "lower", "tuck", "tip"))
    assert told["press"] == 1


def test_values_beyond_their_range_count_as_its_end() -> None:
    assert (coefficients(row(jaw=7, smile=-3, wide=-1)) == coefficients(row(jaw=1, smile=-1))).all()


def test_a_sheet_goes_where_it_is_told_and_no_further() -> None:
    line = np.column_stack((np.linspace(200, 300, 41), np.full(41, 300.0)))
    sheets = Sheets((Held(line, UP), Held(line, LOW)), line, line)
    up, down = np.tile((0.0, -4.0), (41, 1)), np.tile((0.0, 30.0), (41, 1))
    upper, lower = sheets.field(np.concatenate((up, down)))
    middle = np.array(((250.0, 300.0),))
    assert sample(upper, middle)[0, 1] == pytest.approx(-4, abs=0.5)
    assert sample(lower, middle)[0, 1] == pytest.approx(30, abs=0.5)
    outside = np.array(((20.0, 300.0), (490.0, 100.0), (250.0, SIZE - 2.0)))
    assert np.allclose(sample(upper, outside), sample(lower, outside), atol=1e-3)
