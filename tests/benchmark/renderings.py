"""The same face with another skin, with glasses, in less light or mirrored: what must not change a metric."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Mesh = NDArray[np.float32]
Rendering = Callable[[Rgb, Mesh], Rgb]

OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176,
    149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
EYES = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
    (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249),
)
INNER_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
"""Rings of points of the face mesh."""

TEMPLES = (127, 356)


def darker(rgb: Rgb, mesh: Mesh) -> Rgb:
    """Deep brown skin: 0.55 of the lightness."""
    return _skin(rgb, mesh, 0.55, 6.0)


def lighter(rgb: Rgb, mesh: Mesh) -> Rgb:
    """Very light skin: a third of the way to white."""
    return _skin(rgb, mesh, -1.0 / 3, -6.0)


def glasses(rgb: Rgb, mesh: Mesh) -> Rgb:
    """Dark frames drawn round the eyes, with a bridge, temples and a faint reflection."""
    picture, points = rgb.copy(), mesh * rgb.shape[0]
    width = float(np.ptp(points[list(OVAL), 0]))
    frame = max(1, round(0.025 * width))
    centres = [points[list(eye)].mean(axis=0) for eye in EYES]
    radius = (round(0.19 * width), round(0.155 * width))
    across = centres[1] - centres[0]
    tilt = float(np.degrees(np.arctan2(across[1], across[0])))
    shine = picture.copy()
    for centre in centres:
        at = (round(float(centre[0])), round(float(centre[1] + 0.02 * width)))
        cv2.ellipse(shine, at, radius, tilt, 200, 260, (235, 240, 235), frame * 2)
        cv2.ellipse(picture, at, radius, tilt, 0, 360, (35, 30, 30), frame, cv2.LINE_AA)
    picture = np.asarray(cv2.addWeighted(picture, 0.85, shine, 0.15, 0), np.uint8)
    step = across / max(1e-6, float(np.hypot(*across))) * radius[0]
    ends = [(centres[0] + step, centres[1] - step)]
    ends += [(centres[0] - step, points[TEMPLES[0]]), (centres[1] + step, points[TEMPLES[1]])]
    for one, other in ends:
        line = [(round(float(p[0])), round(float(p[1]))) for p in (one, other)]
        cv2.line(picture, line[0], line[1], (35, 30, 30), frame, cv2.LINE_AA)
    return picture


def dim(rgb: Rgb, mesh: Mesh) -> Rgb:
    """A dark room: 0.4 of the light, with the noise that a webcam adds."""
    noise = np.random.default_rng(0).normal(0.0, 4.0, rgb.shape)
    return np.clip(0.4 * rgb + noise, 0, 255).astype(np.uint8)


def mirrored(rgb: Rgb, mesh: Mesh) -> Rgb:
    """Left and right exchanged."""
    return np.ascontiguousarray(rgb[:, ::-1])


RENDERINGS: Mapping[str, Rendering] = {
    "darker skin": darker,
    "lighter skin": lighter,
    "glasses drawn on": glasses,
    "0.4 of the light": dim,
    "mirrored": mirrored,
}


def _skin(rgb: Rgb, mesh: Mesh, lightness: float, redness: float) -> Rgb:
    """Another skin: its lightness times `lightness`, or that share of the way to white where negative; the
    whites of the eyes and the teeth stay.
    """
    points = np.round(mesh * rgb.shape[0]).astype(np.int32)
    skin = np.zeros(rgb.shape[:2], np.float32)
    cv2.fillPoly(skin, [points[list(OVAL)]], 1.0)
    width = float(np.ptp(points[list(OVAL), 0]))
    skin = np.asarray(cv2.GaussianBlur(skin, (0, 0), max(0.5, 0.02 * width)), np.float32)
    kept = np.zeros_like(skin)
    for ring in (*EYES, INNER_LIPS):
        cv2.fillPoly(kept, [points[list(ring)]], 1.0)
    skin *= 1.0 - np.asarray(cv2.GaussianBlur(kept, (0, 0), max(0.5, 0.004 * width)), np.float32)
    lab = np.asarray(cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
    changed = lab.copy()
    changed[:, :, 0] = (
        lab[:, :, 0] * lightness if lightness > 0 else lab[:, :, 0] - lightness * (100 - lab[:, :, 0])
    )
    changed[:, :, 1] += redness
    mixed = lab + skin[:, :, None] * (changed - lab)
    return np.clip(255 * cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), 0, 255).astype(np.uint8)
