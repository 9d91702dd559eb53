"""A rig in one piece for the browser: numbers first, then pictures and fields.

    "RTF1"  length of the header (uint32)  header (JSON)  parts one after the other

All numbers are little-endian. The part "atlas" is WebP with its alpha apart in "cover", and "maps", "cover"
and "fields" are deflated (zlib). Fields are int16 in 1/64 pixels, each value less the one before it in its
row, for the nodes of a window of the lattice.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face import drawing, eyelids
from realtalk.partner.face.coefficients import COEFFICIENTS
from realtalk.partner.face.lattice import LOW, NODES, STEP, UP, sample
from realtalk.partner.face.mark import corner, mark
from realtalk.partner.face.motion import PARAMETERS
from realtalk.partner.face.photo import SIZE
from realtalk.partner.face.rig import LIP_RANGE, Rig

MAGIC = b"RTF1"

FINENESS = 64
"""Steps of a pixel that movements are told in."""

QUALITY = 90
"""Of the WebP picture: what is lost is under 2 of 255 a pixel."""


def packed(rig: Rig) -> bytes:
    """The rig, its mark and every number that both drawings share."""
    windows, values = _windows(rig)
    marked = mark()
    parts = {
        "atlas": _webp(rig.atlas[..., :3]),
        "cover": zlib.compress(rig.atlas[SIZE:, :, 3].tobytes(), 9),
        "maps": zlib.compress(rig.maps.tobytes(), 9),
        "mark": zlib.compress(marked.tobytes(), 9),
        "fields": zlib.compress(values, 9),
    }
    header: dict[str, Any] = {
        "version": rig.version,
        "size": SIZE,
        "step": STEP,
        "nodes": NODES,
        "parameters": PARAMETERS,
        "coefficients": COEFFICIENTS,
        "atlas": rig.atlas.shape[:2][::-1],
        "maps": rig.maps.shape[:2][::-1],
        "mark": (*corner(), *marked.shape[:2][::-1]),
        "patches": {name: asdict(patch) for name, patch in rig.patches.items()},
        "rows": rig.rows,
        "line": np.round(rig.line, 3).tolist(),
        "centre": np.round(rig.line.mean(axis=0), 3).tolist(),
        "head": np.round(_head(rig), 4).tolist(),
        "mouthWidth": rig.mouth_width,
        "eyeWidths": rig.eye_widths,
        "windows": windows,
        "fineness": FINENESS,
        "constants": {
            "overlap": drawing.OVERLAP,
            "shadow": drawing.SHADOW,
            "roundDark": drawing.ROUND_DARK,
            "roundRise": drawing.ROUND_RISE,
            "shadowFades": drawing.SHADOW_FADES,
            "jawDrop": drawing.JAW_DROP,
            "lift": drawing.LIFT,
            "tongueDrop": drawing.TONGUE_DROP,
            "tipRise": drawing.TIP_RISE,
            "skinBy": drawing.SKIN_BY,
            "lid": eyelids.LID,
            "farthest": eyelids.FARTHEST,
            "highest": eyelids.HIGHEST,
            "turn": eyelids.TURN,
            "lipRange": LIP_RANGE,
        },
        "parts": [{"name": name, "bytes": len(data)} for name, data in parts.items()],
    }
    told = json.dumps(header, separators=(",", ":")).encode()
    return b"".join((MAGIC, len(told).to_bytes(4, "little"), told, *parts.values()))


def _windows(rig: Rig) -> tuple[list[list[int]], bytes]:
    """For each coefficient and sheet: coefficient, sheet, first row, first column, rows, columns; the lower
    sheet only where it differs from the upper one.
    """
    windows: list[list[int]] = []
    values: list[bytes] = []
    fine = np.rint(rig.fields * FINENESS).astype(np.int16)
    for k in range(len(fine)):
        for sheet, moved in ((UP, fine[k, UP]), (LOW, fine[k, LOW] - fine[k, UP])):
            there = np.nonzero(moved.any(axis=2))
            if not len(there[0]):
                continue
            (top, left), (bottom, right) = (
                (int(each[0]), int(each[1])) for each in (np.min(there, axis=1), np.max(there, axis=1) + 1)
            )
            cut = moved[top:bottom, left:right]
            windows.append([k, sheet, top, left, bottom - top, right - left])
            values.append(np.diff(cut, axis=1, prepend=np.int16(0)).transpose(2, 0, 1).tobytes())
    return windows, b"".join(values)


def _head(rig: Rig) -> NDArray[np.float64]:
    """How far each coefficient moves what lies behind the lips."""
    moves = np.zeros((len(COEFFICIENTS), 2))
    for name in drawing.HEAD:
        k = COEFFICIENTS.index(name)
        moves[k] = sample(rig.fields[k, UP], rig.line.mean(axis=0)[None])[0]
    return moves


def _webp(rgb: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(
        ".webp", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_WEBP_QUALITY, QUALITY)
    )
    assert done
    return data.tobytes()
