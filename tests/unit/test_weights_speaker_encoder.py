"""The speaker encoder's conversion: the checkpoint's reader, and the network against numpy."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import types
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from realtalk import weights
from realtalk.weights import speaker_encoder

Array = NDArray[np.floating[Any]]
HIDDEN = 256


class Storage:
    """Stands for torch's storage when a checkpoint is written."""

    def __init__(self, values: Array) -> None:
        self.values = values


class Tensor:
    def __init__(self, values: Array) -> None:
        self.values = values

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        strides = tuple(step // 4 for step in self.values.strides)
        arguments = (Storage(self.values.ravel()), 0, self.values.shape, strides, False, OrderedDict())
        return sys.modules["torch._utils"]._rebuild_tensor_v2, arguments  # type: ignore[attr-defined]


class Pickler(pickle.Pickler):
    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, protocol=2)
        self.storages: dict[str, Array] = {}

    def persistent_id(self, obj: object) -> object:
        if not isinstance(obj, Storage):
            return None
        key = str(len(self.storages))
        self.storages[key] = obj.values
        return ("storage", sys.modules["torch"].FloatStorage, key, "cpu", len(obj.values), None)


@pytest.fixture(autouse=True)
def torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just enough of torch's names to write a checkpoint the way torch did before 1.6."""
    package, private = types.ModuleType("torch"), types.ModuleType("torch._utils")

    def _rebuild_tensor_v2(*_: object) -> None: ...

    _rebuild_tensor_v2.__module__, _rebuild_tensor_v2.__qualname__ = "torch._utils", "_rebuild_tensor_v2"
    private._rebuild_tensor_v2 = _rebuild_tensor_v2  # type: ignore[attr-defined]
    package.FloatStorage = type("FloatStorage", (), {"__module__": "torch"})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "torch", package)
    monkeypatch.setitem(sys.modules, "torch._utils", private)


def checkpoint(content: object) -> bytes:
    file = io.BytesIO()
    for header in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}):
        pickle.dump(header, file, protocol=2)
    pickler = Pickler(file)
    pickler.dump(content)
    pickle.dump(list(pickler.storages), file, protocol=2)
    for values in pickler.storages.values():
        file.write(len(values).to_bytes(8, "little"))
        file.write(values.astype("<f4").tobytes())
    return file.getvalue()


@pytest.fixture(scope="module")
def drawn() -> dict[str, Array]:
    random = np.random.default_rng(3)

    def draw(*shape: int) -> Array:
        return (random.standard_normal(shape) / 16).astype(np.float32)

    found = {"linear.weight": draw(HIDDEN, HIDDEN), "linear.bias": draw(HIDDEN)}
    for layer in range(3):
        found[f"lstm.weight_ih_l{layer}"] = draw(4 * HIDDEN, 40 if layer == 0 else HIDDEN)
        found[f"lstm.weight_hh_l{layer}"] = draw(4 * HIDDEN, HIDDEN)
        found[f"lstm.bias_ih_l{layer}"] = draw(4 * HIDDEN)
        found[f"lstm.bias_hh_l{layer}"] = draw(4 * HIDDEN)
    return found


def encoded(mels: Array, w: Mapping[str, Array]) -> Array:
    """What torch computes for one clip `(frames, 40)`: gates in the order input, forget, cell, output."""

    def sigmoid(x: Array) -> Array:
        return 1 / (1 + np.exp(-x))

    x = mels
    for layer in range(3):
        h, c = np.zeros(HIDDEN, np.float32), np.zeros(HIDDEN, np.float32)
        states: list[Array] = []
        for frame in x:
            gates = w[f"lstm.weight_ih_l{layer}"] @ frame + w[f"lstm.bias_ih_l{layer}"]
            gates = gates + w[f"lstm.weight_hh_l{layer}"] @ h + w[f"lstm.bias_hh_l{layer}"]
            i, f, g, o = np.split(gates, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            states.append(h)
        x = np.stack(states)
    raw = np.maximum(w["linear.weight"] @ x[-1] + w["linear.bias"], 0)
    return raw / np.linalg.norm(raw)


def test_the_encoder_says_what_numpy_says(tmp_path: Path, drawn: dict[str, Array]) -> None:
    source, target = tmp_path / "pretrained.pt", tmp_path / "model.onnx"
    source.write_bytes(checkpoint({"step": 7, "model_state": {k: Tensor(v) for k, v in drawn.items()}}))
    speaker_encoder.convert(source, target)
    mels = np.random.default_rng(4).random((2, 30, 40), np.float32)
    session = onnxruntime.InferenceSession(str(target))
    voices = np.asarray(session.run(None, {"mels": mels})[0])
    np.testing.assert_allclose(voices, [encoded(clip, drawn) for clip in mels], atol=1e-5)


def test_a_checkpoint_gives_its_tensors_whatever_their_order_in_memory() -> None:
    plain = np.arange(12, dtype=np.float32).reshape(3, 4)
    read = speaker_encoder.read_checkpoint(io.BytesIO(checkpoint({"step": 7, "inner": {"a": Tensor(plain)}})))
    assert read["step"] == 7
    np.testing.assert_array_equal(read["inner"]["a"], plain)


class Command:
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return subprocess.check_call, (["echo", "this must not run"],)


def test_a_checkpoint_that_names_a_command_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError, match="must not name"):
        speaker_encoder.read_checkpoint(io.BytesIO(checkpoint({"model_state": Command()})))


class Outside(Tensor):
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        rebuild, arguments = super().__reduce__()
        return rebuild, (arguments[0], 10_000, *arguments[2:])


def test_a_tensor_outside_its_numbers_is_refused() -> None:
    wrong = checkpoint({"model_state": {"a": Outside(np.zeros((2, 2), np.float32))}})
    with pytest.raises(ValueError, match="outside its numbers"):
        speaker_encoder.read_checkpoint(io.BytesIO(wrong))


def test_the_real_encoder_gives_unit_vectors() -> None:
    session = onnxruntime.InferenceSession(str(weights.path("speaker_encoder")))
    voices = np.asarray(session.run(None, {"mels": np.full((2, 160, 40), 0.01, np.float32)})[0])
    assert voices.shape == (2, HIDDEN)
    np.testing.assert_allclose(np.linalg.norm(voices, axis=1), 1, atol=1e-5)
    assert (voices >= 0).all()
