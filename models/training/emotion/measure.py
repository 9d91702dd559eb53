"""How good an emotion network is, on halves of the validation faces split by the faces' own bytes."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import torch
from network import Network
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[3]))

from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion

LIFTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
"""The powers among which rare classes are raised; beyond them accuracy falls faster than balance rises."""


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


def lift(network: Network, trained_on: Tensor, images: Tensor, labels: Tensor) -> float:
    """Raise the rare classes in the network's last layer, by the power of their share that gives the best sum
    of accuracy and balanced accuracy (logit adjustment, Menon 2021). Gives that power.
    """
    rarity = -(torch.bincount(trained_on.long()) / len(trained_on)).log()
    found = logits(network, images)

    def worth(power: float) -> float:
        said = (found + power * rarity).argmax(1)
        counts = confusion(labels.numpy().astype(np.int64), said.numpy(), found.shape[1])
        return np.trace(counts) / len(labels) + (balanced_accuracy(counts) or 0.0)

    best = max(LIFTS, key=worth)
    with torch.no_grad():
        network.head[-1].bias += best * rarity
    return best


def measure(network: nn.Module, images: Tensor, labels: Tensor, temperature: float = 1.0) -> dict[str, float]:
    """Accuracy, its mean over the classes, and the expected calibration error over 15 bins."""
    probabilities = (logits(network, images) / temperature).softmax(1).double().numpy()
    truth = labels.numpy().astype(np.int64)
    counts = confusion(truth, probabilities.argmax(axis=1), probabilities.shape[1])
    figures = {
        "accuracy": np.trace(counts) / len(truth),
        "balanced_accuracy": balanced_accuracy(counts) or 0.0,
        "ece": calibration_error(probabilities, truth),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}
