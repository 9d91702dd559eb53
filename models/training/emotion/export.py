"""Writes the network in the form that DeepFace loads."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from network import Network
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

LARGE = 1000
"""Numbers in a tensor from which it is kept in half precision: it is half the file, and no answer changes."""


class DeepFaceForm(nn.Module):
    """`(n, 48, 48, 1)` faces in 0..1 to `(n, 7)` calibrated probabilities."""

    def __init__(self, network: Network, temperature: float) -> None:
        super().__init__()
        self.network, self.temperature = network, temperature

    def forward(self, faces: Tensor) -> Tensor:
        return (self.network(faces.reshape(-1, 1, 48, 48)) / self.temperature).softmax(1)


def export(network: Network, temperature: float, file: Path) -> None:
    """Write the network with its normalisation, its temperature and its softmax as one ONNX file."""
    form = DeepFaceForm(network, temperature).eval()
    torch.onnx.export(
        form,
        (torch.zeros(2, 48, 48, 1),),
        str(file),
        dynamo=False,
        input_names=["faces"],
        output_names=["emotions"],
        dynamic_axes={"faces": {0: "n"}, "emotions": {0: "n"}},
        opset_version=17,
    )
    model = onnx.load(file)
    _halve(model.graph)
    onnx.checker.check_model(model, full_check=True)
    file.write_bytes(model.SerializeToString(deterministic=True))


def _halve(graph: onnx.GraphProto) -> None:
    """Keep large tensors in half precision; they are made whole again when the file is loaded."""
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < LARGE:
            continue
        half = numpy_helper.from_array(values.astype("float16"), f"{tensor.name}.half")
        graph.initializer.append(half)
        graph.node.insert(0, helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
        graph.initializer.remove(tensor)
