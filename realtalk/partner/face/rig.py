"""A photo made ready to be moved: its picture at rest, what it hides, and how every place can go."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner.face.eyelids import FARTHEST, HIGHEST, Eye, eyes
from realtalk.partner.face.fields import fields
from realtalk.partner.face.lattice import Points
from realtalk.partner.face.mouth_interior import Interior, interior
from realtalk.partner.face.neutral import at_rest
from realtalk.partner.face.photo import SIZE, Photo

VERSION = 1
"""Of the rig's files: another one cannot be read and is made anew from the photo."""

LIP_RANGE = 30.0
"""Pixels to both sides of where the lips meet that the map of the lips tells."""

SKIN = np.array((0.95, 0.79, 0.70))
"""Bright skin in white light: its highlights differ less between light and dark skin than skin does."""

LAYERS = ("cavity", "tongue", "lower", "tip", "upper")

AROUND = 2
"""Pixels of its own edge around each picture of a sheet, so that no neighbour shines in."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A window of the frame with its corner at `left`, `top`, kept on a sheet of pictures at `x`, `y`."""

    left: int
    top: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Rig:
    """What both drawings need of a face.

    `atlas` is `(height, 512, 4)`: on top the frame at rest, below it the patches "shut_left", "shut_right"
    and the layers of the mouth, the fourth channel saying how much they cover. `maps` is `(height, width,
    4)` with the patches "eye_left", "eye_right" (how far down the lid, the eye's opening, the gaze) and
    "lips" (pixels above where they meet). `fields` is `(coefficients, 2, nodes, nodes, 2)` pixels, `line`
    where the lips meet, `(41, 2)`; `rows` are the first and the last row of nodes that the mouth cuts.
    """

    atlas: NDArray[np.uint8]
    maps: NDArray[np.uint8]
    fields: NDArray[np.float32]
    line: Points
    patches: Mapping[str, Patch]
    mouth_width: float
    eye_widths: tuple[float, float]
    rows: tuple[int, int]
    version: int = VERSION

    def save(self, path: Path) -> None:
        """Into one npz file."""
        told = {name: asdict(patch) for name, patch in self.patches.items()}
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                atlas=self.atlas,
                maps=self.maps,
                fields=self.fields.astype(np.float16),
                line=self.line,
                numbers=np.array((self.mouth_width, *self.eye_widths)),
                rows=np.array(self.rows),
                version=np.array(self.version),
                patches=np.frombuffer(json.dumps(told).encode(), np.uint8),
            )

    @classmethod
    def load(cls, path: Path) -> Rig:
        """From such a file; a RealTalkError where it is another version's or damaged."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                if int(kept["version"]) != VERSION:
                    raise ValueError("another version")
                told = json.loads(kept["patches"].tobytes())
                width, left, right = (float(each) for each in kept["numbers"])
                first, last = (int(each) for each in kept["rows"])
                return cls(
                    kept["atlas"],
                    kept["maps"],
                    kept["fields"].astype(np.float32),
                    kept["line"],
                    {name: Patch(**each) for name, each in told.items()},
                    width,
                    (left, right),
                    (first, last),
                )
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as error:
            raise RealTalkError("This face cannot be read.", "Make it again from its photo.") from error

    def packed(self) -> bytes:
        """One piece for the browser's drawing."""
        from realtalk.partner.face.rig_packing import packed

        return packed(self)


def make_rig(photo: Photo, progress: Callable[[float], None] | None = None) -> Rig:
    """A rig for a checked photo; `progress` is told shares of the work, 0..1."""
    tell = progress or (lambda share: None)
    tell(0.0)
    rest = at_rest(photo)
    tell(0.35)
    moved, rows = fields(rest.points, rest.line)
    tell(0.85)
    width = float(rest.line[-1, 0] - rest.line[0, 0])
    inside = interior(rest.line, width, _light(rest.rgb[_face(rest.points)]))
    both = eyes(rest.rgb, rest.points)
    atlas, maps, patches = _sheets(rest.rgb, rest.line, both, inside)
    tell(1.0)
    return Rig(atlas, maps, moved, rest.line, patches, width, (both[0].width, both[1].width), rows)


def _light(face: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What white looks like in a photo: as bright as its brightest skin, halfway to its light's colour."""
    bright = np.percentile(face.reshape(-1, 3), 95, axis=0) / 255
    colour = bright / SKIN
    colour = np.clip(colour / colour.max(), 0.35, 1)
    return ((0.35 + 0.65 * bright.max()) * (0.4 + 0.6 * colour)).astype(np.float32)


def _face(points: NDArray[np.float32]):
    (left, top), (right, bottom) = points[:468, :2].min(axis=0), points[:468, :2].max(axis=0)
    return np.s_[int(max(0, top)) : int(bottom), int(max(0, left)) : int(right)]


def _sheets(
    rgb: NDArray[np.uint8], line: Points, both: tuple[Eye, Eye], inside: Interior
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], dict[str, Patch]]:
    pictures: dict[str, tuple[int, int, NDArray[np.uint8]]] = {}
    tables: dict[str, tuple[int, int, NDArray[np.uint8]]] = {}
    for side, eye in zip(("left", "right"), both, strict=True):
        opaque = np.full((*eye.shut.shape[:2], 1), 255, np.uint8)
        pictures[f"shut_{side}"] = (eye.left, eye.top, np.concatenate((eye.shut, opaque), axis=2))
        channels = (
            (eye.down + FARTHEST) / (2 * FARTHEST),
            eye.opening / HIGHEST,
            eye.gaze,
            np.ones_like(eye.down),
        )
        tables[f"eye_{side}"] = (eye.left, eye.top, _bytes(np.stack(channels, axis=-1)))
    for name in LAYERS:
        pictures[name] = (inside.left, inside.top, getattr(inside, name))
    left, right = int(line[0, 0]) - 16, int(line[-1, 0]) + 16
    top, bottom = int(line[:, 1].min() - LIP_RANGE), int(line[:, 1].max() + LIP_RANGE) + 1
    y, x = np.mgrid[top:bottom, left:right] + 0.5
    above = np.interp(x, *line.T) - y
    lips = np.repeat((above / (2 * LIP_RANGE) + 0.5)[..., None], 4, axis=2)
    tables["lips"] = (left, top, _bytes(lips))
    below, patches = _laid_out(pictures, SIZE)
    frame = np.concatenate((rgb, np.full((SIZE, SIZE, 1), 255, np.uint8)), axis=2)
    patches = {name: Patch(p.left, p.top, p.x, p.y + SIZE, p.width, p.height) for name, p in patches.items()}
    maps, more = _laid_out(tables, max(each[2].shape[1] for each in tables.values()) + 2 * AROUND)
    return np.concatenate((frame, below)), maps, patches | more


def _bytes(shares: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.clip(np.rint(shares * 255), 0, 255).astype(np.uint8)


def _laid_out(
    pictures: Mapping[str, tuple[int, int, NDArray[np.uint8]]], width: int
) -> tuple[NDArray[np.uint8], dict[str, Patch]]:
    """Pictures in rows on one sheet, and where each lies."""
    patches: dict[str, Patch] = {}
    x = y = tallest = 0
    for name, (left, top, picture) in pictures.items():
        height, across = picture.shape[:2]
        if x + across + 2 * AROUND > width:
            x, y, tallest = 0, y + tallest, 0
        patches[name] = Patch(left, top, x + AROUND, y + AROUND, across, height)
        x, tallest = x + across + 2 * AROUND, max(tallest, height + 2 * AROUND)
    sheet = np.zeros((y + tallest, width, 4), np.uint8)
    for name, (_, _, picture) in pictures.items():
        p = patches[name]
        edged = np.pad(picture, ((AROUND, AROUND), (AROUND, AROUND), (0, 0)), mode="edge")
        sheet[p.y - AROUND : p.y + p.height + AROUND, p.x - AROUND : p.x + p.width + AROUND] = edged
    return sheet, patches
