"""Where somebody looks, from the head and the eyes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from realtalk.observations import BLENDSHAPES, FaceObservation

EYE_TURN = 26.0
"""Degrees that the eyes turn at a blendshape of 1, sideways as well as up and down, fitted on faces that look
at the camera: with it head and eyes make up for each other. On 59 people 35 up and down, as often given, told
looks at the camera from others worse (docs/accuracy.md)."""

ASIDE = 0.09
"""What the sideways blendshapes sum to for eyes straight ahead: the model reads a face and its mirror image
as both looking 0.091 (standard error 0.007, 259 faces of 59 people) to the speaker's left."""

SHUT = 0.5
"""Blink from which the eyes say nothing of where they look."""


def head_angles(matrix: NDArray[np.float32]) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees against the line from the face to the lens, from MediaPipe's `(4, 4)`
    face matrix.
    """
    rotation = matrix[:3, :3] / np.linalg.norm(matrix[:3, :3], axis=0)
    forward = rotation[:, 2]
    to_lens = -matrix[:3, 3] / np.linalg.norm(matrix[:3, 3])
    yaw = math.atan2(forward[0], forward[2]) - math.atan2(to_lens[0], to_lens[2])
    pitch = math.asin(_unit(forward[1])) - math.asin(_unit(to_lens[1]))
    roll = math.atan2(rotation[1, 0], rotation[0, 0])
    return math.degrees(yaw), math.degrees(pitch), math.degrees(roll)


def gaze_angles(face: FaceObservation) -> tuple[float, float] | None:
    """Yaw and pitch of the gaze in degrees, uncalibrated; None while the eyes are shut or the face cannot
    be read.
    """
    if face.blendshapes is None or face.yaw is None or face.pitch is None:
        return None
    shape = dict(zip(BLENDSHAPES, face.blendshapes.tolist(), strict=True))
    if max(shape["eyeBlinkLeft"], shape["eyeBlinkRight"]) > SHUT:
        return None
    across = (
        shape["eyeLookOutLeft"] - shape["eyeLookInLeft"] + shape["eyeLookInRight"] - shape["eyeLookOutRight"]
    )
    up = (
        shape["eyeLookUpLeft"]
        - shape["eyeLookDownLeft"]
        + shape["eyeLookUpRight"]
        - shape["eyeLookDownRight"]
    )
    return face.yaw + EYE_TURN * (across / 2 - ASIDE), face.pitch + EYE_TURN * up / 2


def _unit(value: float) -> float:
    return max(-1.0, min(1.0, float(value)))
