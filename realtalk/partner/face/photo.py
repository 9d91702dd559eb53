"""A picture of one person that can be brought to life: looked over, set upright and cut to head and
shoulders.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.perception.face_points import FacePoints, FoundFace, face_points, faces_in

SIZE = 512
"""Pixels across of the frame that faces are drawn in. House rule: what a conversation shows of them."""

FACE_SHARE = 0.48
"""Height of the face, hairline to chin, over the frame's: head and shoulders, with room to move."""

LARGEST_SHARE = 0.56
"""The same where the picture leaves less room around the face."""

FACE_CENTRE = 0.47
"""Where the middle of the face stands in the frame, from its top."""

LOWEST_CENTRE = 0.57
"""The same where the picture ends soon below the chin."""

SMALLEST_FACE = 64
"""Pixels from hairline to chin. House rule: in a smaller face the lips are a handful of pixels."""

ANOTHER_FACE = 0.4
"""Width over that of the largest face from which another one counts as a second sitter."""

MOST_YAW = 25.0
"""Degrees to the side. House rule: beyond it one cheek hides the corner of the mouth."""

MOST_PITCH = 25.0
"""Degrees up or down, for the same reason."""

MOST_ROLL = 40.0
"""Degrees of tilt that setting upright makes up for."""

DARKEST = 45.0
"""The brightest twentieth of a face must reach this of 255: dark skin in good light passes 120."""

LEAST_SHARP = 0.010
"""Variance of the face's Laplacian over that of its brightness, at 128 pixels across. House rule, from
pictures blurred on purpose until their lips could not be told from the skin."""

SHUT = 0.65
"""Blink from which eyes count as shut."""

LONGEST = 2048
"""Pixels of the long side that are looked at: more adds time and nothing that 512 pixels show."""


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """One upright face: `rgb` is `(512, 512, 3)`, `points` are `(478, 3)` in its pixels, `shapes` the facial
    movements, 0..1.
    """

    rgb: NDArray[np.uint8]
    points: NDArray[np.float32]
    shapes: Mapping[str, float]


def checked(rgb: NDArray[np.uint8]) -> Photo:
    """A picture made ready, or a RealTalkError that says what stands in the way and what would help."""
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or min(rgb.shape[:2]) < 32:
        raise RealTalkError("This is not a picture RealTalk can use.", "Choose a colour photo, PNG or JPEG.")
    longest = max(rgb.shape[:2])
    if longest > LONGEST:
        rgb = np.asarray(
            cv2.resize(rgb, None, fx=LONGEST / longest, fy=LONGEST / longest, interpolation=cv2.INTER_AREA),
            np.uint8,
        )
    found = faces_in(rgb)
    face = _only(found)
    _check_view(face)
    _check_light(rgb, face)
    frame = _framed(rgb, face)
    read = face_points(frame)
    if read is None:
        raise RealTalkError(
            "The face is hard to read.", "Choose a photo of one face, looking at the camera in good light."
        )
    return Photo(frame, read.points, dict(read.shapes))


def _only(found: tuple[FoundFace, ...]) -> FacePoints:
    if not found:
        raise RealTalkError(
            "There is no face in this picture.", "Choose a photo of one person looking at the camera."
        )
    read = [each for each in found if each.points is not None] or list(found)
    others = [each for each in read[1:] if each.width >= ANOTHER_FACE * read[0].width]
    if others:
        raise RealTalkError(
            f"There are {len(others) + 1} faces in this picture.", "Choose a photo of one person, or cut it."
        )
    face = read[0].points
    if face is None:
        raise RealTalkError(
            "The face is turned away or covered.", "Choose a photo in which the face looks at the camera."
        )
    if face.height < SMALLEST_FACE:
        raise RealTalkError(
            f"The face is only {face.height:.0f} pixels high.",
            "Choose a photo taken closer, or a larger version of it.",
        )
    return face


def _check_view(face: FacePoints) -> None:
    yaw, pitch, roll = face.angles
    if abs(yaw) > MOST_YAW or abs(pitch) > MOST_PITCH:
        raise RealTalkError(
            "The face is turned too far away.", "Choose a photo in which the face looks at the camera."
        )
    if abs(roll) > MOST_ROLL:
        raise RealTalkError("The head is tilted too far.", "Turn the photo upright, then try again.")
    if min(face.shapes["eyeBlinkLeft"], face.shapes["eyeBlinkRight"]) > SHUT:
        raise RealTalkError("The eyes are shut.", "Choose a photo with open eyes.")


def _check_light(rgb: NDArray[np.uint8], face: FacePoints) -> None:
    (left, top), (right, bottom) = face.points[:468, :2].min(axis=0), face.points[:468, :2].max(axis=0)
    cut = rgb[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    grey = cv2.cvtColor(cv2.resize(cut, (128, 128), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    if float(np.percentile(grey, 95)) < DARKEST:
        raise RealTalkError("The face is too dark.", "Choose a photo taken in more light.")
    if sharpness(np.asarray(grey, np.uint8)) < LEAST_SHARP:
        raise RealTalkError("The face is blurred.", "Choose a sharper photo.")


def sharpness(grey: NDArray[np.uint8]) -> float:
    """How much of a face's contrast is in its finest detail, whatever its light and skin."""
    return float(cv2.Laplacian(grey, cv2.CV_64F).var() / (grey.astype(np.float64).var() + 1.0))


def _framed(rgb: NDArray[np.uint8], face: FacePoints) -> NDArray[np.uint8]:
    """The picture turned upright and cut around the face; where it ends, its edge goes on, blurred."""
    height, width = rgb.shape[:2]
    points = face.points[:, :2]
    right, left = points[[33, 133]].mean(axis=0), points[[263, 362]].mean(axis=0)
    angle = math.atan2(float(left[1] - right[1]), float(left[0] - right[0]))
    centre = (points[10] + points[152]) / 2
    room = min(2 * float(centre[0]), 2 * (width - float(centre[0])), height)
    side = min(max(room, face.height / LARGEST_SHARE), face.height / FACE_SHARE)
    middle = min(max(FACE_CENTRE, 1 - (height - float(centre[1])) / side), LOWEST_CENTRE)
    scale = SIZE / side
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    turn = np.array(((cos, sin), (-sin, cos)))
    move = np.array((SIZE / 2, SIZE * middle)) - turn @ centre
    if scale < 1:
        rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), 0.4 / scale), np.uint8)
    # Pixel centres lie half a pixel inside: the matrix is for their indices.
    to_frame = np.column_stack((turn, move + turn @ (0.5, 0.5) - 0.5))
    cubic = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    frame = cv2.warpAffine(rgb, to_frame, (SIZE, SIZE), flags=cubic, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(np.full((height, width), 255, np.uint8), to_frame, (SIZE, SIZE))
    outside = cv2.GaussianBlur(255 - inside, (0, 0), 4).astype(np.float32)[..., None] / 255
    if float(outside.max()) > 0:
        soft = cv2.GaussianBlur(frame, (0, 0), 24)
        frame = frame * (1 - outside) + soft * outside
    return np.clip(np.rint(frame), 0, 255).astype(np.uint8)
