"""How good an emotion network is, on halves of the validation faces split by the faces' own bytes."""

from __future__ import annotations

import hashlib

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

_BINS = 15


def halves(images: Tensor, labels: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """One half to tune on, one to report: by the last bit of each image's sha256, so it never changes."""
    odd = np.array([hashlib.sha256(image.tobytes()).digest()[-1] & 1 for image in images.numpy()], bool)
    side = torch.from_numpy(odd)
    return (images[~side], labels[~side]), (images[side], labels[side])


@torch.no_grad()
def logits(network: nn.Module, images: Tensor) -> Tensor:
    """The network's `(n, 7)` logits for `(n, 48, 48)` uint8 faces."""
    network.eval()
    return torch.cat([network(batch.unsqueeze(1) / 255).float() for batch in images.split(256)])


def calibrated(network: nn.Module, images: Tensor, labels: Tensor) -> float:
    """The temperature that makes the probabilities fit these faces best (Guo 2017)."""
    scores = logits(network, images)
    candidates = torch.linspace(0.3, 3.0, 271)
    losses = [float(functional.cross_entropy(scores / t, labels.long())) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def measure(network: nn.Module, images: Tensor, labels: Tensor, temperature: float = 1.0) -> dict[str, float]:
    """Accuracy, its mean over the classes, and the expected calibration error over 15 bins."""
    probabilities = (logits(network, images) / temperature).softmax(1)
    sure, said = probabilities.max(1)
    right = said == labels
    recall = [float(right[labels == kind].float().mean()) for kind in labels.unique()]
    bins = (sure * _BINS).long().clamp(max=_BINS - 1)
    error = sum(
        float((right[bins == b].float().mean() - sure[bins == b].mean()).abs() * (bins == b).float().mean())
        for b in bins.unique()
    )
    figures = {
        "accuracy": float(right.float().mean()),
        "balanced_accuracy": float(np.mean(recall)),
        "ece": error,
    }
    return {name: round(value, 4) for name, value in figures.items()}
