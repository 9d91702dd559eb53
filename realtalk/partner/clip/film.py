"""What a persona says, as a clip that one may keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from realtalk.partner.clip.filming import filmed
from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.motion import Motion
from realtalk.partner.face.rig import Rig
from realtalk.partner.speech.speech import Speech


def film(
    rig: Rig,
    pieces: Sequence[tuple[Speech, Motion]],
    out: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """An mp4 at `out`, 512x512 and `FPS` pictures a second, of a face that says some pieces one after the
    other; it is marked as AI-generated in every picture and in its tags, and signed. Otherwise as
    `filming.filmed`.
    """
    return filmed(lambda: Drawing(rig, mark=True), pieces, out, progress, cancelled)
