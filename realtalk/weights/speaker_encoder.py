"""The speaker encoder (Resemblyzer's three LSTM layers) as ONNX, from its torch checkpoint without torch.

A checkpoint is a pickle, which could run any code: the reader here builds arrays and refuses everything else.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET, _IR = 17, 8
"""Fixed, so that the same source gives the same bytes whatever version of onnx writes them."""
_LAYERS, _MELS, _HIDDEN = 3, 40, 256
_HEADER_PICKLES = 3
"""Torch's old format begins with a magic number, a protocol version and the machine's facts."""


def convert(source: Path, target: Path) -> None:
    """Write the encoder as ONNX.

    It takes mel spectrograms `(clips, frames, 40)` float32 and gives unit vectors `(clips, 256)`. The mel
    bands are power, not decibels, of 25 ms windows every 10 ms at 16 kHz. Raises `ValueError` or
    `pickle.UnpicklingError` for another checkpoint, which the hash check rules out beforehand.
    """
    with source.open("rb") as file:
        weights = read_checkpoint(file)["model_state"]
    target.write_bytes(_model(weights).SerializeToString(deterministic=True))


def _model(weights: Mapping[str, NDArray[np.float32]]) -> onnx.ModelProto:
    nodes: list[onnx.NodeProto] = []
    tensors: list[onnx.TensorProto] = []

    def tensor(name: str, values: NDArray[np.generic]) -> str:
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(operator: str, inputs: list[str], outputs: list[str], **attributes: Any) -> None:
        nodes.append(helper.make_node(operator, inputs, outputs, name=outputs[-1], **attributes))

    axis = tensor("directions", np.array([1], np.int64))
    node("Transpose", ["mels"], ["layer_0"], perm=[1, 0, 2])
    for layer in range(_LAYERS):
        w = _gates(weights[f"lstm.weight_ih_l{layer}"], _MELS if layer == 0 else _HIDDEN)
        r = _gates(weights[f"lstm.weight_hh_l{layer}"], _HIDDEN)
        biases = [_gates(weights[f"lstm.bias_{part}_l{layer}"]) for part in ("ih", "hh")]
        inputs = [
            f"layer_{layer}",
            tensor(f"lstm_{layer}.w", w[np.newaxis]),
            tensor(f"lstm_{layer}.r", r[np.newaxis]),
            tensor(f"lstm_{layer}.b", np.concatenate(biases)[np.newaxis]),
        ]
        node("LSTM", inputs, [f"states_{layer}", f"last_{layer}"], hidden_size=_HIDDEN)
        if layer + 1 < _LAYERS:
            node("Squeeze", [f"states_{layer}", axis], [f"layer_{layer + 1}"])
    node("Squeeze", [f"last_{_LAYERS - 1}", tensor("first", np.array([0], np.int64))], ["summary"])
    linear = [
        tensor("linear.weight", weights["linear.weight"]),
        tensor("linear.bias", weights["linear.bias"]),
    ]
    node("Gemm", ["summary", *linear], ["projected"], transB=1)
    node("Relu", ["projected"], ["positive"])
    node("LpNormalization", ["positive"], ["voices"], axis=1, p=2)
    mels = helper.make_tensor_value_info("mels", TensorProto.FLOAT, ["clips", "frames", _MELS])
    voices = helper.make_tensor_value_info("voices", TensorProto.FLOAT, ["clips", _HIDDEN])
    graph = helper.make_graph(nodes, "speaker_encoder", [mels], [voices], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    onnx.checker.check_model(model, full_check=True)
    return model


def _gates(values: NDArray[np.float32], columns: int | None = None) -> NDArray[np.float32]:
    """An LSTM's weights with their gates in ONNX's order (i, o, f, c), from torch's (i, f, c, o)."""
    if values.shape != ((4 * _HIDDEN,) if columns is None else (4 * _HIDDEN, columns)):
        raise ValueError(f"an LSTM weight has the shape {values.shape}")
    gates = values.reshape(4, _HIDDEN, -1)[[0, 3, 1, 2]]
    return gates.reshape(values.shape)


@dataclass(slots=True)
class _Storage:
    """A run of numbers that tensors share; filled after the structure has been read."""

    values: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class _Tensor:
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> NDArray[np.float32]:
        values = self.storage.values
        if values is None:
            raise ValueError("the checkpoint lacks a tensor's numbers")
        steps = tuple(step * values.itemsize for step in self.strides)
        reach = (
            self.offset + 1 + sum((n - 1) * step for n, step in zip(self.shape, self.strides, strict=True))
        )
        if self.offset < 0 or min(self.strides, default=0) < 0 or reach > len(values):
            raise ValueError("a tensor reaches outside its numbers")
        return np.lib.stride_tricks.as_strided(values[self.offset :], self.shape, steps).copy()


def _rebuilt(
    storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: Any
) -> _Tensor:
    return _Tensor(storage, offset, shape, strides)


_KNOWN = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuilt,
    ("torch", "FloatStorage"): np.float32,
}


class _Unpickler(pickle.Unpickler):
    """A reader of torch's pickles that knows tensors of 32-bit floats, and runs nothing it is told."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"a checkpoint must not name {module}.{name}") from None

    def persistent_load(self, pid: Any) -> _Storage:
        kind, _, key = pid[:3]
        if kind != "storage":
            raise pickle.UnpicklingError(f"a checkpoint must not refer to a {kind}")
        return self.storages.setdefault(key, _Storage())


def read_checkpoint(file: BinaryIO) -> dict[str, Any]:
    """The checkpoint's dictionaries with every tensor as a float32 array, from torch's format before 1.6."""
    for _ in range(_HEADER_PICKLES):
        _Unpickler(file).load()
    reader = _Unpickler(file)
    content = reader.load()
    for key in cast("list[str]", _Unpickler(file).load()):
        count = int.from_bytes(file.read(8), "little")
        numbers = np.frombuffer(file.read(4 * count), dtype="<f4")
        reader.storages.setdefault(key, _Storage()).values = numbers
    return {name: _arrays(value) for name, value in content.items()}


def _arrays(value: Any) -> Any:
    if isinstance(value, _Tensor):
        return value.array()
    if isinstance(value, dict):
        return {key: _arrays(part) for key, part in cast("dict[Any, Any]", value).items()}
    return value
