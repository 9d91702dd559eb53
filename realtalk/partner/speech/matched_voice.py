"""A voice that was matched to a recording, and how it is kept. It resembles; it is no copy of a voice."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from realtalk.errors import RealTalkError
from realtalk.partner.speech.shape import BANDS, Shape
from realtalk.store.writing import told, write

FILE = "matched_voice.npz"
_FORMAT = 1
_NUMBERS = tuple(field.name for field in fields(Shape) if field.name != "equaliser")
_LIMIT = 1000.0
"""No number of a shape is as large: one that is comes from a damaged file."""


@dataclass(frozen=True, slots=True)
class MatchedVoice:
    """A shape fitted to a recording, starting from the voice `preset`.

    `before` and `after` are how alike recording and voice are to the speaker encoder (a cosine: 1 is the same
    voice), with the preset and with the shape, on sentences that the fitting did not use.
    """

    shape: Shape
    preset: str
    before: float
    after: float

    def save(self, folder: Path) -> None:
        """Keep it in a persona's folder. Raises `RealTalkError`."""
        packed = io.BytesIO()
        np.savez(
            packed,
            format=np.array(_FORMAT),
            numbers=np.array([getattr(self.shape, name) for name in _NUMBERS], np.float64),
            equaliser=np.array(self.shape.equaliser, np.float64),
            preset=np.array(self.preset),
            likeness=np.array([self.before, self.after], np.float64),
        )
        with told():
            write(folder, {FILE: packed.getvalue()})

    @classmethod
    def load(cls, folder: Path) -> MatchedVoice:
        """The one kept in a persona's folder. Raises `RealTalkError` where there is none that can be read."""
        try:
            with np.load(folder / FILE, allow_pickle=False) as data:
                numbers = np.asarray(data["numbers"], np.float64).ravel()
                equaliser = np.asarray(data["equaliser"], np.float64).ravel()
                before, after = np.asarray(data["likeness"], np.float64).ravel()
                sound = int(data["format"]) == _FORMAT and len(numbers) == len(_NUMBERS)
                sound &= len(equaliser) in (0, len(BANDS))
                sound &= bool(np.all(np.abs(np.concatenate([numbers, equaliser, [before, after]])) < _LIMIT))
                if not sound:
                    raise ValueError("not a matched voice of this kind")
                named = dict(zip(_NUMBERS, numbers.tolist(), strict=True))
                shape = Shape(**named, equaliser=tuple(equaliser.tolist()))
                return cls(shape, str(data["preset"]), float(before), float(after))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise RealTalkError(
                "The matched voice of this persona is missing or damaged.",
                "Match the voice to the recording again, or choose another voice.",
            ) from error
