"""The portraits as they come with RealTalk: drawn once, so that nobody waits for a brush.

`python -m realtalk.partner.portraits.album` draws all of them again.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits.gallery import PORTRAITS, portrait

QUALITY = 93
"""Of WebP: no difference to the drawing can be seen, at a tenth of its size."""


def picture(portrait_id: str) -> NDArray[np.uint8]:
    """The portrait of an id, `(768, 768, 3)` RGB: as it comes with RealTalk, or drawn now, which takes two
    seconds.

    Raises `RealTalkError` for an id that is none.
    """
    return (_shipped(portrait_id) if portrait_id in PORTRAITS else _drawn(portrait_id)).copy()


@lru_cache(maxsize=40)
def _shipped(portrait_id: str) -> NDArray[np.uint8]:
    try:
        data = (files("realtalk.partner.portraits") / "album" / f"{portrait_id}.webp").read_bytes()
    except OSError:
        return portrait(portrait_id)
    return unpacked(data)


@lru_cache(maxsize=4)
def _drawn(portrait_id: str) -> NDArray[np.uint8]:
    return portrait(portrait_id)


def packed(rgb: NDArray[np.uint8], quality: int = QUALITY) -> bytes:
    """A picture as WebP."""
    options = [cv2.IMWRITE_WEBP_QUALITY, quality]
    return cv2.imencode(".webp", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), options)[1].tobytes()


def unpacked(data: bytes) -> NDArray[np.uint8]:
    """A picture out of WebP, RGB."""
    bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None, "the album holds pictures"
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def draw_album() -> None:
    """Draw every portrait into the album."""
    with as_file(files("realtalk.partner.portraits") / "album") as folder:
        Path(folder).mkdir(exist_ok=True)
        for portrait_id in PORTRAITS:
            (Path(folder) / f"{portrait_id}.webp").write_bytes(packed(portrait(portrait_id)))


if __name__ == "__main__":
    draw_album()
