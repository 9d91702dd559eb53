"""What a webcam does to a face, at random: place, tilt, light, blur, coarse pixels, JPEG, a hand in front."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

_TILT = 12.0
"""Degrees either way."""
_SIZE = (0.85, 1.15)
_SHIFT = 0.06
"""Of the face's width, beyond what cutting out a smaller square moves it."""
_COARSE, _BLUR, _JPEG, _NOISE, _SHADE, _COVER = 0.2, 0.15, 0.2, 0.15, 0.2, 0.4
"""How often each happens."""


def augmented(faces: Tensor, size: int, rng: torch.Generator) -> Tensor:
    """`(n, 1, 48, 48)` faces in 0..1 as `(n, 1, size, size)` faces that a camera might have taken of them."""
    faces = _jpeg(_coarse(faces, rng), rng)
    faces = _blurred(_moved(faces, size, rng), rng)
    faces = _noisy(_lit(faces, rng), rng).clamp(0, 1)
    return _covered(faces, rng)


def _uniform(n: int, low: float, high: float, rng: torch.Generator) -> Tensor:
    return low + (high - low) * torch.rand(n, generator=rng)


def _some(n: int, share: float, rng: torch.Generator) -> Tensor:
    return torch.rand(n, generator=rng) < share


def _moved(faces: Tensor, size: int, rng: torch.Generator) -> Tensor:
    """Mirrored, tilted, nearer or further, shifted; a square of `size` at the pixel pitch of the original."""
    n, width = len(faces), faces.shape[-1]
    angle = torch.deg2rad(_uniform(n, -_TILT, _TILT, rng))
    zoom = _uniform(n, *_SIZE, rng) * (size / width)
    mirror = torch.where(_some(n, 0.5, rng), -1.0, 1.0)
    slack = 2 * _SHIFT + (1 - size / width)
    matrix = torch.zeros(n, 2, 3)
    matrix[:, 0, 0] = mirror * zoom * torch.cos(angle)
    matrix[:, 0, 1] = -zoom * torch.sin(angle)
    matrix[:, 1, 0] = mirror * zoom * torch.sin(angle)
    matrix[:, 1, 1] = zoom * torch.cos(angle)
    matrix[:, 0, 2] = _uniform(n, -slack, slack, rng)
    matrix[:, 1, 2] = _uniform(n, -slack, slack, rng)
    grid = functional.affine_grid(matrix, [n, 1, size, size], align_corners=False)
    return functional.grid_sample(faces, grid, padding_mode="border", align_corners=False)


def _lit(faces: Tensor, rng: torch.Generator) -> Tensor:
    """Another gamma, contrast and brightness; some with a shade across the face."""
    n, size = len(faces), faces.shape[-1]
    each = (n, 1, 1, 1)
    faces = faces.clamp(1e-4, 1) ** torch.exp(_uniform(n, -0.4, 0.4, rng)).view(each)
    faces = (
        (faces - 0.5) * _uniform(n, 0.6, 1.3, rng).view(each) + 0.5 + _uniform(n, -0.15, 0.15, rng).view(each)
    )
    angle = _uniform(n, 0, 2 * torch.pi, rng).view(each)
    ramp = torch.linspace(-1, 1, size)
    slope = torch.cos(angle) * ramp.view(1, 1, 1, -1) + torch.sin(angle) * ramp.view(1, 1, -1, 1)
    shade = 1 + slope * (_uniform(n, 0, 0.6, rng) * _some(n, _SHADE, rng)).view(each)
    return faces * shade


def _coarse(faces: Tensor, rng: torch.Generator) -> Tensor:
    """Some as if the face had been small in the picture."""
    chosen = _some(len(faces), _COARSE, rng)
    if not chosen.any():
        return faces
    size = int(_uniform(1, 20, 40, rng))
    small = functional.interpolate(faces[chosen], size=size, mode="area")
    faces = faces.clone()
    faces[chosen] = functional.interpolate(small, size=faces.shape[-1], mode="bilinear", align_corners=False)
    return faces


def _jpeg(faces: Tensor, rng: torch.Generator) -> Tensor:
    faces = faces.clone()
    for index in _some(len(faces), _JPEG, rng).nonzero().flatten().tolist():
        quality = int(_uniform(1, 25, 80, rng))
        pixels = (faces[index, 0].numpy() * 255).round().astype(np.uint8)
        coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        faces[index, 0] = torch.from_numpy(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)) / 255
    return faces


def _blurred(faces: Tensor, rng: torch.Generator) -> Tensor:
    chosen = _some(len(faces), _BLUR, rng)
    if not chosen.any():
        return faces
    sigma = float(_uniform(1, 0.4, 1.4, rng))
    taps = torch.exp(-(torch.arange(-3.0, 4.0) ** 2) / (2 * sigma**2))
    taps = taps / taps.sum()
    blurred = functional.conv2d(
        functional.pad(faces[chosen], (3, 3, 3, 3), "replicate"), taps.view(1, 1, 1, 7)
    )
    faces = faces.clone()
    faces[chosen] = functional.conv2d(blurred, taps.view(1, 1, 7, 1))
    return faces


def _noisy(faces: Tensor, rng: torch.Generator) -> Tensor:
    strength = _uniform(len(faces), 0, 0.06, rng) * _some(len(faces), _NOISE, rng)
    return faces + torch.randn(faces.shape, generator=rng) * strength.view(-1, 1, 1, 1)


def _covered(faces: Tensor, rng: torch.Generator) -> Tensor:
    """Some with a grey rectangle over a part, as a hand, a microphone or hair would be."""
    faces = faces.clone()
    size = faces.shape[-1]
    for index in _some(len(faces), _COVER, rng).nonzero().flatten().tolist():
        height, width = (_uniform(2, 0.15, 0.45, rng) * size).int().tolist()
        top, left = (_uniform(2, -0.1, 0.9, rng) * size).int().clamp(0).tolist()
        faces[index, 0, top : top + height, left : left + width] = float(torch.rand(1, generator=rng))
    return faces
