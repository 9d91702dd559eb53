"""How long a portrait takes, and how closely the landmarker's points lie where they were drawn."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canvas import OVER, pixels
from realtalk.partner.portraits.gallery import PORTRAITS, portrait, sitter
from realtalk.partner.portraits.head import face_points
from realtalk.perception.face_points import faces_in

SEEDS = 40

PARTS = {
    "lips": (*lm.LIP_TOP, *lm.LIP_BOTTOM),
    "eyes": (*lm.LEFT_EYE_TOP, *lm.LEFT_EYE_BOTTOM, *lm.RIGHT_EYE_TOP, *lm.RIGHT_EYE_BOTTOM),
    "brows": (*lm.LEFT_BROW_TOP, *lm.LEFT_BROW_BOTTOM, *lm.RIGHT_BROW_TOP, *lm.RIGHT_BROW_BOTTOM),
    "outline": lm.OVAL,
}


def measure() -> dict[str, Any]:
    """Seconds a portrait; faces found; distances in per cent of the face's width; lips' gap in per cent of
    its height.
    """
    names = [*PORTRAITS, *(f"random:{seed}" for seed in range(SEEDS))]
    seconds: list[float] = []
    away: dict[str, list[float]] = {"all": [], **{part: [] for part in PARTS}}
    gaps: list[float] = []
    turned: list[float] = []
    lost: list[str] = []
    portrait(names[0])
    for name in names:
        started = time.perf_counter()
        rgb = portrait(name)
        seconds.append(time.perf_counter() - started)
        faces = faces_in(rgb)
        if len(faces) != 1 or faces[0].points is None:
            lost.append(name)
            continue
        found = faces[0].points
        places = pixels(face_points(sitter(name))) / OVER
        distance = np.linalg.norm(found.points[:468, :2] - places, axis=1) / found.width * 100
        away["all"].append(float(distance.mean()))
        for part, indices in PARTS.items():
            away[part].append(float(distance[list(indices)].mean()))
        gaps.append(float(np.linalg.norm(found.points[13, :2] - found.points[14, :2]) / found.height * 100))
        turned.append(max(abs(angle) for angle in found.angles))
    return {
        "portraits": len(names),
        "not_one_face": lost,
        "seconds": _spread(seconds),
        "percent_of_face_width_away": {part: _spread(values) for part, values in away.items()},
        "lip_gap_percent_of_face_height": _spread(gaps),
        "degrees_from_frontal": _spread(turned),
    }


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "median": round(float(np.median(values)), 2),
        "p95": round(float(np.percentile(values, 95)), 2),
        "worst": round(max(values), 2),
    }
