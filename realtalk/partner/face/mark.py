"""The lasting mark that a face is not a filmed one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.photo import SIZE

TEXT = "AI-generated"

MARGIN = 10
"""Pixels from the right and lower edges of the frame."""


def mark() -> NDArray[np.uint8]:
    """`(height, width, 4)`: light letters on a dark pill, legible on any picture; the fourth channel is how
    much it covers.
    """
    finer, height = 4, 26
    font = cv2.FONT_HERSHEY_DUPLEX
    (across, up), _ = cv2.getTextSize(TEXT, font, 0.46 * finer, finer)
    width = round(across / finer) + 20
    pill = np.zeros((height * finer, width * finer), np.uint8)
    radius = height * finer // 2
    cv2.rectangle(pill, (radius, 0), (width * finer - radius, height * finer), 255, -1)
    for x in (radius, width * finer - radius - 1):
        cv2.circle(pill, (x, radius), radius, 255, -1)
    letters = np.zeros_like(pill)
    at = ((width * finer - across) // 2, (height * finer + up) // 2)
    cv2.putText(letters, TEXT, at, font, 0.46 * finer, 255, finer + 1, cv2.LINE_AA)
    pill, letters = (
        cv2.resize(each, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        for each in (pill, letters)
    )
    cover = 0.62 * pill + (1 - 0.62) * letters * pill
    colour = 22 + (245 - 22) * letters
    made = np.dstack((colour, colour, colour, 255 * cover))
    return np.clip(np.rint(made), 0, 255).astype(np.uint8)


def corner() -> tuple[int, int]:
    """Where the mark's upper left corner lies in the frame."""
    height, width = mark().shape[:2]
    return SIZE - MARGIN - width, SIZE - MARGIN - height
