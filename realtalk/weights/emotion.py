"""The facial emotion network (mini-XCEPTION, trained on FER2013) in the form that DeepFace loads.

The Keras file holds a network for 64x64 grey faces scaled to -1..1. DeepFace feeds 48x48 grey faces scaled to
0..1, so both steps stand in front of the network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import h5py
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET, _IR = 17, 8
"""Fixed, so that the same source gives the same bytes whatever version of onnx writes them."""
_EPSILON = 1e-3
_BLOCKS = (16, 32, 64, 128)
"""Filters of the four residual blocks."""

_SHORTCUTS = (("conv2d_3", 3), ("conv2d_4", 6), ("conv2d_5", 9), ("conv2d_6", 12))
"""Each block's shortcut and its batch normalisation; Keras numbered the block's two others after that one."""


def convert(source: Path, target: Path) -> None:
    """Write the network of a Keras file as ONNX.

    It takes `(n, 48, 48, 1)` float32 in 0..1 and gives `(n, 7)` probabilities in `EMOTIONS`' order.
    Raises `KeyError` or `ValueError` for a file with other layers, which the hash check rules out beforehand.
    """
    with h5py.File(source, "r") as file:
        graph = _Graph(cast("h5py.Group", file["model_weights"]))
        graph.resized()
        x = graph.relu(graph.normalised(graph.convolved("resized", "conv2d_1", 8), 1))
        x = graph.relu(graph.normalised(graph.convolved(x, "conv2d_2", 8), 2))
        for block, (filters, (shortcut, norm)) in enumerate(zip(_BLOCKS, _SHORTCUTS, strict=True)):
            around = graph.normalised(graph.convolved(x, shortcut, filters, stride=2), norm)
            x = graph.normalised(graph.separable(x, 2 * block + 1, filters), norm + 1)
            x = graph.normalised(graph.separable(graph.relu(x), 2 * block + 2, filters), norm + 2)
            pooled = graph.node("MaxPool", [x], kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER")
            x = graph.node("Add", [pooled, around])
        x = graph.convolved(x, "conv2d_7", 7, same=True, bias=True)
        x = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])])
        graph.node("Softmax", [x], name="emotions", axis=1)
    target.write_bytes(graph.model().SerializeToString(deterministic=True))


class _Graph:
    """The ONNX graph as it is laid, node by node, with the weights of the Keras file."""

    def __init__(self, weights: h5py.Group) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: list[onnx.TensorProto] = []

    def node(self, operator: str, inputs: list[str], name: str | None = None, **attributes: Any) -> str:
        """Lay a node and return its output's name."""
        output = name or f"{operator.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def tensor(self, name: str, values: NDArray[np.generic]) -> str:
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def resized(self) -> None:
        """From DeepFace's input to the network's: 64x64 pixels, -1..1."""
        shape = self.tensor("planes", np.array([-1, 1, 48, 48], np.int64))
        scales = self.tensor("scales", np.array([1, 1, 64 / 48, 64 / 48], np.float32))
        planes = self.node("Reshape", ["faces", shape])
        large = self.node(
            "Resize", [planes, "", scales], mode="linear", coordinate_transformation_mode="half_pixel"
        )
        two = self.tensor("two", np.array(2, np.float32))
        one = self.tensor("one", np.array(1, np.float32))
        self.node("Sub", [self.node("Mul", [large, two]), one], name="resized")

    def convolved(
        self, x: str, layer: str, filters: int, *, stride: int = 1, same: bool = False, bias: bool = False
    ) -> str:
        kernel = self._read(layer, "kernel").transpose(3, 2, 0, 1)
        if kernel.shape[0] != filters:
            raise ValueError(f"{layer} has {kernel.shape[0]} filters, not {filters}")
        inputs = [x, self.tensor(f"{layer}.kernel", kernel)]
        if bias:
            inputs.append(self.tensor(f"{layer}.bias", self._read(layer, "bias")))
        padding = {"auto_pad": "SAME_UPPER"} if same else {}
        return self.node("Conv", inputs, strides=[stride, stride], **padding)

    def separable(self, x: str, number: int, filters: int) -> str:
        layer = f"separable_conv2d_{number}"
        depth = self._read(layer, "depthwise_kernel").transpose(2, 3, 0, 1)
        point = self._read(layer, "pointwise_kernel").transpose(3, 2, 0, 1)
        if point.shape[0] != filters:
            raise ValueError(f"{layer} has {point.shape[0]} filters, not {filters}")
        kernel = self.tensor(f"{layer}.depth", depth)
        each = self.node("Conv", [x, kernel], group=depth.shape[0], auto_pad="SAME_UPPER")
        return self.node("Conv", [each, self.tensor(f"{layer}.point", point)])

    def normalised(self, x: str, number: int) -> str:
        layer = f"batch_normalization_{number}"
        names = ("gamma", "beta", "moving_mean", "moving_variance")
        tensors = [self.tensor(f"{layer}.{name}", self._read(layer, name)) for name in names]
        return self.node("BatchNormalization", [x, *tensors], epsilon=_EPSILON)

    def relu(self, x: str) -> str:
        return self.node("Relu", [x])

    def model(self) -> onnx.ModelProto:
        """The graph as a model, checked by ONNX's own rules."""
        faces = helper.make_tensor_value_info("faces", TensorProto.FLOAT, ["n", 48, 48, 1])
        emotions = helper.make_tensor_value_info("emotions", TensorProto.FLOAT, ["n", 7])
        graph = helper.make_graph(self._nodes, "emotion", [faces], [emotions], self._tensors)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(model, full_check=True)
        return model

    def _read(self, layer: str, name: str) -> NDArray[np.float32]:
        return np.asarray(self._weights[f"{layer}/{layer}_1/{name}:0"], dtype=np.float32)
