"""Train the facial emotion network on FER2013 and write it as the ONNX file that DeepFace loads.

    python models/training/emotion/train.py DATA --cache FOLDER [--out FILE]

DATA holds train.npz and val.npz (`images` uint8 (n, 48, 48), `labels` uint8). After each epoch
everything is written to FOLDER/checkpoint.pt, and the same command goes on from there.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from augmentation import augmented
from export import export
from measure import calibrated, halves, lift, measure
from network import EMOTIONS, Network
from torch import Tensor, nn
from torch.nn import functional

MODEL = Path(__file__).parents[2] / "emotion.onnx"
SEED = 20
EPOCHS, FULL_SIZE_FROM = 92, 50
"""From epoch 50 on it sees whole faces of 48 pixels; before, squares of 40, at 0.6 of the cost."""
SIZES = (40, 48)
BATCH, MOMENTUM, DECAY, WARM_UP = 128, 0.9, 5e-4, 3
RATES = ((0, 60, 0.1), (60, EPOCHS, 0.05))
"""From epoch, to epoch, and the learning rate that it comes down from in between (SGDR, Loshchilov 2017)."""
SMOOTHING = 0.1
OWN_VIEW, OWN_VIEW_FROM, OWN_MEMORY = 0.4, 12, 0.9
"""Many of FER2013's labels are wrong: people agree with 65% (Goodfellow 2013). From epoch 12 a face's target
is 0.6 of its label and 0.4 of what the network has said of it (self-adaptive training, Huang 2020)."""
RARER = 0.25
"""A class of share p weighs p**-0.25: disgust, 1.5% of the faces, twice as much as happy."""
LOOK_EVERY = 2
AVERAGE = 0.999
"""The weights that are kept are an average over the last thousand steps."""


def averaged(kept: list[Tensor], new: list[Tensor], steps: Tensor | int) -> None:
    """Move the average towards the newest weights: fast at first, so that it forgets where they started."""
    keep = min(AVERAGE, (1 + float(steps)) / (10 + float(steps)))
    for average, tensor in zip(kept, new, strict=True):
        if average.is_floating_point():
            average.lerp_(tensor, 1 - keep)
        else:
            average.copy_(tensor)


class Training:
    """The network, its running average, its optimiser and what it has said of each face so far."""

    def __init__(self, images: Tensor, labels: Tensor) -> None:
        torch.manual_seed(SEED)
        self.images, self.labels = images, labels
        self.network = Network().to(memory_format=torch.channels_last)
        self.average = torch.optim.swa_utils.AveragedModel(
            self.network, multi_avg_fn=averaged, use_buffers=True
        )
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        groups: list[dict[str, Any]] = [{"params": decayed}, {"params": plain, "weight_decay": 0.0}]
        self.optimiser = torch.optim.SGD(
            groups, lr=RATES[0][2], momentum=MOMENTUM, weight_decay=DECAY, nesterov=True
        )
        smooth = functional.one_hot(labels.long(), len(EMOTIONS)).float()
        self.given = smooth * (1 - SMOOTHING) + SMOOTHING / len(EMOTIONS)
        self.said = self.given.clone()
        share = torch.bincount(labels.long(), minlength=len(EMOTIONS)) / len(labels)
        self.weight = share**-RARER / (share ** (1 - RARER)).sum()
        self.epoch = 0

    def step_rate(self, progress: float) -> float:
        """The learning rate `progress` epochs in: up in a line, then down along a cosine, twice."""
        start, end, rate = next(part for part in RATES if progress < part[1])
        into = progress - start
        if into < WARM_UP:
            return rate * (into + 0.1) / (WARM_UP + 0.1)
        return rate * 0.5 * (1 + math.cos(math.pi * (into - WARM_UP) / (end - start - WARM_UP)))

    def run_epoch(self) -> float:
        """Go through every face once in an order of the epoch's own; gives the mean loss."""
        rng = torch.Generator().manual_seed(SEED * 1000 + self.epoch)
        torch.manual_seed(SEED * 1000 + self.epoch)
        size = SIZES[self.epoch >= FULL_SIZE_FROM]
        order = torch.randperm(len(self.images), generator=rng)
        steps = len(order) // BATCH
        total = 0.0
        self.network.train()
        for step in range(steps):
            chosen = order[step * BATCH : (step + 1) * BATCH]
            for group in self.optimiser.param_groups:
                group["lr"] = self.step_rate(self.epoch + step / steps)
            total += self._learn(chosen, augmented(self.images[chosen].unsqueeze(1) / 255, size, rng))
        self.epoch += 1
        return total / steps

    def _learn(self, chosen: Tensor, faces: Tensor) -> float:
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.network(faces.to(memory_format=torch.channels_last))
        logits = logits.float()
        self.said[chosen] = OWN_MEMORY * self.said[chosen] + (1 - OWN_MEMORY) * logits.detach().softmax(1)
        own = OWN_VIEW if self.epoch >= OWN_VIEW_FROM else 0.0
        target = (1 - own) * self.given[chosen] + own * self.said[chosen]
        each = -(target * logits.log_softmax(1)).sum(1) * self.weight[self.labels[chosen].long()]
        loss = each.mean()
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.average.update_parameters(self.network)
        return float(loss.detach())

    def save(self, file: Path) -> None:
        """Write everything that the next epoch depends on, whole or not at all."""
        fresh = file.with_suffix(".new")
        state = {part: getattr(self, part).state_dict() for part in ("network", "average", "optimiser")}
        torch.save(state | {"said": self.said, "epoch": self.epoch}, fresh)
        os.replace(fresh, file)

    def load(self, file: Path) -> None:
        state = torch.load(file, weights_only=True)
        for part in ("network", "average", "optimiser"):
            getattr(self, part).load_state_dict(state[part])
        self.said, self.epoch = state["said"], state["epoch"]


def faces(file: Path) -> tuple[Tensor, Tensor]:
    """Images `(n, 48, 48)` uint8 and labels `(n,)` of an .npz file."""
    arrays = np.load(file)
    return torch.from_numpy(arrays["images"]), torch.from_numpy(arrays["labels"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("data", type=Path, help="a folder with train.npz and val.npz")
    arguments.add_argument("--cache", type=Path, required=True, help="where training goes on from")
    arguments.add_argument("--out", type=Path, default=MODEL)
    chosen = arguments.parse_args()
    chosen.cache.mkdir(parents=True, exist_ok=True)
    checkpoint = chosen.cache / "checkpoint.pt"
    training = Training(*faces(chosen.data / "train.npz"))
    if checkpoint.exists():
        training.load(checkpoint)
    tune, held = halves(*faces(chosen.data / "val.npz"))
    while training.epoch < EPOCHS:
        start = time.monotonic()
        loss = training.run_epoch()
        training.save(checkpoint)
        if training.epoch % LOOK_EVERY and training.epoch < EPOCHS:
            continue
        figures = measure(training.average.module, *tune)
        note = {"epoch": training.epoch, "loss": round(loss, 4), "seconds": round(time.monotonic() - start)}
        print(json.dumps(note | figures), flush=True)
    network = training.average.module.eval()
    strength = lift(network, training.labels, *tune)
    temperature = calibrated(network, *tune)
    export(network, temperature, chosen.out)
    print(
        json.dumps(
            {"lift": strength, "temperature": temperature, "held": measure(network, *held, temperature)}
        )
    )


if __name__ == "__main__":
    main()
