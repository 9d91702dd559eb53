from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from realtalk.capture.orientation import Orientation, of_matrix
from realtalk.capture.recording import open_recording
from realtalk.media import Frame
from tests.builders import Video, build_clip

CORNERS = {
    "upper left": (255, 0, 0),
    "upper right": (0, 255, 0),
    "lower left": (0, 0, 255),
    "lower right": (255, 255, 0),
}


def quarters(width: int = 160, height: int = 96) -> np.ndarray:
    picture = np.zeros((height, width, 3), np.uint8)
    for name, colour in CORNERS.items():
        rows = slice(0, height // 2) if "upper" in name else slice(height // 2, height)
        columns = slice(0, width // 2) if "left" in name else slice(width // 2, width)
        picture[rows, columns] = colour
    return picture


def corners(rgb: np.ndarray) -> list[str]:
    """Which colour is seen in the upper left, upper right, lower left and lower right."""
    height, width = rgb.shape[:2]
    places = [(y, x) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    names = list(CORNERS)
    colours = np.array(list(CORNERS.values()), int)
    return [names[int(np.abs(colours - rgb[y, x]).sum(axis=1).argmin())] for y, x in places]


UL, UR, LL, LR = CORNERS
SEEN = {
    (0, False): [UL, UR, LL, LR],
    (90, False): [LL, UL, LR, UR],
    (180, False): [LR, LL, UR, UL],
    (270, False): [UR, LR, UL, LL],
    (0, True): [UR, UL, LR, LL],
    (180, True): [LL, LR, UL, UR],
    (90, True): [UL, LL, UR, LR],
    (270, True): [LR, UR, LL, UL],
}


@pytest.mark.parametrize(("rotation", "mirrored"), list(SEEN))
def test_a_phone_held_any_way_is_seen_upright_and_played_upright(
    tmp_path: Path, rotation: int, mirrored: bool
) -> None:
    picture = quarters()
    path = build_clip(
        tmp_path / "phone.mp4",
        0.4,
        video=Video(lambda _: picture, (160, 96)),
        rotation=rotation,
        mirrored=mirrored,
    )
    with open_recording(path) as recording:
        frames = [one for one in recording.media(proxy=tmp_path / "proxy.mp4") if isinstance(one, Frame)]
    upright = (160, 96) if rotation % 180 == 0 else (96, 160)
    assert (recording.info.width, recording.info.height) == upright
    assert frames[0].rgb.shape == (upright[1], upright[0], 3)
    assert frames[0].rgb.flags.c_contiguous
    assert corners(frames[0].rgb) == SEEN[rotation, mirrored]
    with av.open(str(tmp_path / "proxy.mp4")) as proxy:
        shown = next(proxy.decode(video=0))
        assert (shown.width, shown.height, shown.rotation) == (*upright, 0)
        assert corners(shown.to_ndarray(format="rgb24")) == SEEN[rotation, mirrored]


def test_a_tilt_that_is_no_quarter_turn_goes_to_the_nearest() -> None:
    assert of_matrix(0.98, 0.2, -0.2, 0.98) == Orientation()
    assert of_matrix(0.2, 0.98, -0.98, 0.2) == Orientation(swap=True, flip_x=True)
