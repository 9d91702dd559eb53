"""The emotion network's conversion, against the same network computed step by step in numpy."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from realtalk import weights
from realtalk.observations import EMOTIONS
from realtalk.weights import emotion
from tests.builders import astronaut

Array = NDArray[np.floating[Any]]
Layers = dict[str, Array]

CONVOLUTIONS = {
    1: (3, 1, 8),
    2: (3, 8, 8),
    3: (1, 8, 16),
    4: (1, 16, 32),
    5: (1, 32, 64),
    6: (1, 64, 128),
    7: (3, 128, 7),
}
NORMS = {
    1: 8,
    2: 8,
    3: 16,
    4: 16,
    5: 16,
    6: 32,
    7: 32,
    8: 32,
    9: 64,
    10: 64,
    11: 64,
    12: 128,
    13: 128,
    14: 128,
}
SEPARABLE = {
    1: (8, 16),
    2: (16, 16),
    3: (16, 32),
    4: (32, 32),
    5: (32, 64),
    6: (64, 64),
    7: (64, 128),
    8: (128, 128),
}


@pytest.fixture(scope="module")
def layers() -> Layers:
    random = np.random.default_rng(7)

    def draw(*shape: int) -> Array:
        return (random.standard_normal(shape) / np.sqrt(np.prod(shape[:-1]))).astype(np.float32)

    drawn: Layers = {}
    for number, (side, before, after) in CONVOLUTIONS.items():
        drawn[f"conv2d_{number}/kernel"] = draw(side, side, before, after)
    drawn["conv2d_7/bias"] = draw(7)
    for number, (before, after) in SEPARABLE.items():
        drawn[f"separable_conv2d_{number}/depthwise_kernel"] = draw(3, 3, before, 1)
        drawn[f"separable_conv2d_{number}/pointwise_kernel"] = draw(1, 1, before, after)
    for number, filters in NORMS.items():
        for name in ("gamma", "moving_variance"):
            drawn[f"batch_normalization_{number}/{name}"] = random.uniform(0.5, 1.5, filters).astype(
                np.float32
            )
        for name in ("beta", "moving_mean"):
            drawn[f"batch_normalization_{number}/{name}"] = draw(filters)
    return drawn


def keras_file(path: Path, layers: Layers) -> Path:
    with h5py.File(path, "w") as file:
        for key, values in layers.items():
            layer, name = key.split("/")
            file[f"model_weights/{layer}/{layer}_1/{name}:0"] = values
    return path


def same(x: Array, side: int, stride: int, fill: float) -> Array:
    """Keras' padding "same": what is short is added before and after, the odd one after."""
    size = x.shape[0]
    short = max((-(-size // stride) - 1) * stride + side - size, 0)
    around = (short // 2, short - short // 2)
    return np.pad(x, (around, around, (0, 0)), constant_values=fill)


def windows(x: Array, side: int, stride: int) -> Array:
    """`(rows, columns, channels, side, side)`."""
    view = np.lib.stride_tricks.sliding_window_view(x, (side, side), (0, 1))
    return view[::stride, ::stride]


def convolved(x: Array, kernel: Array, stride: int = 1) -> Array:
    return np.einsum("rcdij,ijdf->rcf", windows(x, kernel.shape[0], stride), kernel)


def network(face: Array, layers: Layers) -> Array:
    """What the Keras network says of one `(64, 64, 1)` face in -1..1."""

    def norm(x: Array, number: int) -> Array:
        gamma, beta, mean, variance = (
            layers[f"batch_normalization_{number}/{name}"]
            for name in ("gamma", "beta", "moving_mean", "moving_variance")
        )
        return (x - mean) / np.sqrt(variance + 1e-3) * gamma + beta

    def separable(x: Array, number: int) -> Array:
        depth = layers[f"separable_conv2d_{number}/depthwise_kernel"][..., 0]
        each = np.einsum("rcdij,ijd->rcd", windows(same(x, 3, 1, 0), 3, 1), depth)
        return each @ layers[f"separable_conv2d_{number}/pointwise_kernel"][0, 0]

    x = np.maximum(norm(convolved(face, layers["conv2d_1/kernel"]), 1), 0)
    x = np.maximum(norm(convolved(x, layers["conv2d_2/kernel"]), 2), 0)
    for block in range(4):
        around = norm(convolved(x, layers[f"conv2d_{3 + block}/kernel"], 2), 3 + 3 * block)
        x = np.maximum(norm(separable(x, 1 + 2 * block), 4 + 3 * block), 0)
        x = norm(separable(x, 2 + 2 * block), 5 + 3 * block)
        x = windows(same(x, 3, 2, -np.inf), 3, 2).max((3, 4)) + around
    scores = (convolved(same(x, 3, 1, 0), layers["conv2d_7/kernel"]) + layers["conv2d_7/bias"]).mean((0, 1))
    odds = np.exp(scores - scores.max())
    return odds / odds.sum()


def doubled_and_cut(face: Array) -> Array:
    """A `(48, 48)` face in 0..1 as the network wants it, by linear interpolation between pixel centres."""
    at = np.clip((np.arange(64) + 0.5) * 48 / 64 - 0.5, 0, 47)
    low = np.floor(at).astype(int)
    high, part = np.minimum(low + 1, 47), (at - low).astype(np.float32)
    rows = face[low] * (1 - part)[:, None] + face[high] * part[:, None]
    large = rows[:, low] * (1 - part) + rows[:, high] * part
    return (large * 2 - 1)[..., None]


def run(model: Path, faces: Array) -> Array:
    session = onnxruntime.InferenceSession(str(model))
    return np.asarray(session.run(None, {"faces": faces})[0])


def test_the_network_says_what_numpy_says(tmp_path: Path, layers: Layers) -> None:
    emotion.convert(keras_file(tmp_path / "keras.hdf5", layers), tmp_path / "model.onnx")
    faces = np.random.default_rng(1).random((3, 48, 48, 1), np.float32)
    expected = [network(doubled_and_cut(face[..., 0]), layers) for face in faces]
    np.testing.assert_allclose(run(tmp_path / "model.onnx", faces), expected, atol=1e-5)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, layers: Layers) -> None:
    source = keras_file(tmp_path / "keras.hdf5", layers)
    for name in ("one", "two"):
        emotion.convert(source, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_another_network_is_refused(tmp_path: Path, layers: Layers) -> None:
    other = layers | {"conv2d_1/kernel": np.zeros((3, 3, 1, 9), np.float32)}
    with pytest.raises(ValueError, match="conv2d_1 has 9 filters, not 8"):
        emotion.convert(keras_file(tmp_path / "keras.hdf5", other), tmp_path / "model.onnx")


def test_the_astronaut_smiles() -> None:
    photo = astronaut((512, 512)).astype(np.float32)
    face = (photo @ np.array([0.299, 0.587, 0.114], np.float32))[65:185, 170:290] / 255
    small = face.reshape(40, 3, 40, 3).mean((1, 3))
    model = weights.path("emotion") / ".deepface" / "weights" / "facial_expression_model_weights.onnx"
    padded = np.pad(small, 4, mode="edge")
    odds = run(model, padded[None, :, :, None].astype(np.float32))[0]
    assert EMOTIONS[int(odds.argmax())] == "happy"
    assert (
        hashlib.sha256(model.read_bytes()).hexdigest() == weights.listing()[4].weight.files[0].digest.sha256
    )
