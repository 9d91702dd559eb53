"""Whether the lips that are seen belong to the voice that is heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Frame
from realtalk.observations import FaceObservation
from realtalk.partner.face.motion import FPS
from realtalk.partner.face.prosody import levels
from realtalk.partner.face.visemes import CLOSED
from realtalk.partner.speech.speech import Speech
from realtalk.perception.face import FaceAnalyzer

MOST_LAG = 45.0
"""Milliseconds by which picture and sound may be apart: viewers notice from 45 ms of early sound on
(ITU-R BT.1359).
"""

LEAST_R = 0.55
"""Correlation of lips and sound at the least: a prototype that convinced reached 0.68 to 0.80."""

LEAST_CLOSURES = 0.95
"""Share of p, b and m at which the lips must be seen closed."""

SHIFTS = 20
"""Shifts of the sound against which its place is tested."""

LEAST_SHIFT = 1.0
"""Seconds of such a shift at the least: several syllables."""

CLOSED_SHARE = 0.2
"""Share of the way from the lips' smallest to their widest gap up to which they count as closed. House rule:
below it no teeth are seen between them."""

LEAST_MOVED = 0.008
"""Gap, over the height of the face, that the lips must open by for a closure to mean anything."""

_WIDEST_LAG = 0.4
"""Seconds of lag that are looked at, to both sides."""


@dataclass(frozen=True, slots=True)
class Sync:
    """How lips and sound go together.

    `lag_ms` is by how much the lips are later than the sound (negative: earlier), `r` their correlation as
    they are, `shuffled_max` the highest one with the sound moved around its own circle, to `SHIFTS` places
    `LEAST_SHIFT` at the least from where it belongs. `closures` is how many p, b and m there are,
    `closures_met` at how many of them the lips are seen closed. `seen` is the share of pictures with lips.
    """

    lag_ms: float
    r: float
    shuffled_max: float
    closures: int
    closures_met: int
    seen: float

    @property
    def met(self) -> bool:
        """Whether everything is as it should be."""
        return (
            abs(self.lag_ms) <= MOST_LAG
            and self.r >= max(LEAST_R, 2 * self.shuffled_max)
            and self.closures_met >= LEAST_CLOSURES * self.closures
        )


def synchrony(speech: Speech, pictures: Iterable[NDArray[np.uint8]]) -> Sync:
    """How the lips in some pictures, `(h, w, 3)` each and `FPS` a second, go with a speech that begins with
    the first of them. Raises `ValueError` where hardly any shows a face.
    """
    return sync_of((speech,), (lip_gaps(pictures),))


def lip_gaps(pictures: Iterable[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """The gap between the lips over the height of the face in each picture, as MediaPipe sees it; NaN where
    it sees no face.
    """
    gaps: list[float] = []
    analyzer = FaceAnalyzer(per_second=10 * FPS)
    for index, rgb in enumerate(pictures):
        seen = analyzer.feed(Frame(index / FPS, rgb))
        lips = [each.lips for each in seen if isinstance(each, FaceObservation) and each.lips is not None]
        gaps.append(lips[0] if lips else np.nan)
    for _ in analyzer.finish():
        pass
    return np.array(gaps, np.float32)


def sync_of(speeches: Iterable[Speech], gaps: Iterable[NDArray[np.float32]]) -> Sync:
    """How lips and sound go together over several sentences as one, given the lips' gaps in the pictures."""
    sounds: list[NDArray[np.float64]] = []
    lips: list[NDArray[np.float64]] = []
    needed: list[list[NDArray[np.float64]]] = []
    rows = known = 0
    for speech, gap in zip(speeches, gaps, strict=True):
        seen = np.flatnonzero(np.isfinite(gap))
        rows, known = rows + len(gap), known + len(seen)
        if not len(seen):
            continue
        whole = np.interp(np.arange(len(gap)), seen, gap[seen])
        sounds.append(np.sqrt(levels(speech.pcm, len(gap))).astype(np.float64))
        lips.append(whole)
        needed.append([whole[inside] for inside in closure_rows(speech, len(gap))])
    if known < rows / 2 or not lips:
        raise ValueError(f"a face is seen in {known} of {rows} pictures")
    sound, gap = np.concatenate(sounds), np.concatenate(lips)
    r, lag = _correlated(gap, sound), _lag(gap, sound)
    shut, wide = np.quantile(gap, (0.05, 0.95))
    limit = shut + CLOSED_SHARE * (wide - shut)
    closures = list(chain.from_iterable(needed))
    met = sum(bool(each.min() <= limit) for each in closures) if wide - shut >= LEAST_MOVED else 0
    return Sync(lag * 1000, r, _shuffled(gap, sound), len(closures), met, known / rows)


def closure_rows(speech: Speech, rows: int) -> list[NDArray[np.intp]]:
    """For every p, b and m, the rows that are less than half a row away from it."""
    found: list[NDArray[np.intp]] = []
    at = np.arange(rows)
    for phone in speech.phones:
        if phone.symbol[:1] in CLOSED:
            start, end = phone.span.start * FPS - 0.51, phone.span.end * FPS + 0.51
            inside = np.flatnonzero((at >= start) & (at <= end))
            if len(inside):
                found.append(inside)
    return found


def _correlated(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _lag(gap: NDArray[np.float64], sound: NDArray[np.float64]) -> float:
    """Seconds by which the lips are later, where both go together best: between rows by a parabola."""
    most = min(round(_WIDEST_LAG * FPS), len(gap) // 3)
    shifts = np.arange(-most, most + 1)
    alike = np.array(
        [
            _correlated(gap[max(0, s) : len(gap) + min(0, s)], sound[max(0, -s) : len(gap) - max(0, s)])
            for s in shifts
        ]
    )
    best = int(alike.argmax())
    between = 0.0
    if 0 < best < len(shifts) - 1:
        before, here, after = alike[best - 1 : best + 2]
        bend = before - 2 * here + after
        between = 0.5 * (before - after) / bend if bend else 0.0
    return float((shifts[best] + between) / FPS)


def _shuffled(gap: NDArray[np.float64], sound: NDArray[np.float64]) -> float:
    least = round(LEAST_SHIFT * FPS)
    if len(gap) < 2 * least:
        least = len(gap) // 3
    shifts = np.unique(np.linspace(least, len(gap) - least, SHIFTS).round().astype(int))
    return max(_correlated(gap, np.roll(sound, shift)) for shift in shifts)
