"""The mean human face that every sitter is a variation of: the geometry that comes with MediaPipe's face
landmarker, read from its file.
"""

from __future__ import annotations

import functools
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk import weights

GEOMETRY = "geometry_pipeline_metadata_landmarks.binarypb"
MESH_FIELD, VERTEX_FIELD = 1, 3
FLOATS_PER_VERTEX = 5
"""A place in centimetres and a place in a texture."""

VARINT, BYTES, FLOAT = 0, 2, 5
"""Wire types of protocol buffers."""


@functools.cache
def mean_face() -> NDArray[Any]:
    """`(468, 3)` in centimetres: x to the viewer's right, y up, z towards the viewer. Not to be written to.

    Raises `MissingWeights` where the face landmarker has not been fetched.
    """
    with zipfile.ZipFile(weights.path("face_landmarker")) as bundle:
        metadata = bundle.read(GEOMETRY)
    mesh = next(value for number, value in _fields(metadata) if number == MESH_FIELD)
    assert isinstance(mesh, bytes)
    numbers = [value for number, value in _fields(mesh) if number == VERTEX_FIELD]
    points = np.array(numbers, np.float32).reshape(-1, FLOATS_PER_VERTEX)[:, :3].copy()
    points.flags.writeable = False
    return points


def _fields(message: bytes) -> Iterator[tuple[int, int | float | bytes]]:
    """The number and the value of every field of a protocol buffer's message."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _varint(message, at)
            yield number, value
        elif wire == FLOAT:
            yield number, struct.unpack_from("<f", message, at)[0]
            at += 4
        elif wire == BYTES:
            length, at = _varint(message, at)
            yield number, message[at : at + length]
            at += length
        else:
            raise ValueError(f"field {number} has wire type {wire}; expected 0, 2 or 5")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
