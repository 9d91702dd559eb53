"""What a face looks like: seven emotions (DeepFace with our own network)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from realtalk import weights
from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import AudioChunk, Frame
from realtalk.observations import Box, EmotionObservation, Observation
from realtalk.perception.face import FaceAnalyzer, square
from realtalk.perception.rate import Rate

MARGIN, RAISED = 1.1, 0.06
"""The square that the network reads: so many times the face mesh's box, and so much of that higher.

The framing of FER2013, which the network learned from: its faces measure 1.09 and 0.06 (medians). From 1.0 to
1.3 and from 0 to 0.1 accuracy differs by two points.
"""

PIXELS = 48
"""Across the face that the network reads."""


class EmotionAnalyzer:
    """Everybody's emotions, `per_second` times a second. Fed after the `FaceAnalyzer` whose faces it
    reads.
    """

    def __init__(self, faces: FaceAnalyzer, per_second: float) -> None:
        self._faces = faces
        self._rate = Rate(per_second)
        deepface()

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if not isinstance(media, Frame) or self._faces.seen_at != media.t or not self._rate.due(media.t):
            return
        for face in self._faces.seen:
            if face.mesh is not None:
                yield EmotionObservation(media.t, face.person, emotions(framed(media.rgb, face.box)))

    def finish(self) -> Iterable[Observation]:
        return ()


def framed(rgb: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """A face as the network is to see it: a square, `(n, n, 3)` RGB, of a picture around a mesh's box."""
    raised = replace(box, y=box.y - RAISED * max(box.width, box.height))
    return square(rgb, raised, MARGIN)


def emotions(crop: NDArray[np.uint8]) -> tuple[float, ...]:
    """How likely each of the seven emotions is on a face that fills a square crop, `(n, n, 3)` RGB."""
    shrinks = crop.shape[0] > PIXELS
    small = cv2.resize(crop, (PIXELS, PIXELS), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    bgr = np.asarray(small[:, :, ::-1], np.float32) / 255
    scores = np.asarray(deepface().predict(bgr), np.float64)
    return tuple((scores / scores.sum()).tolist())


@cache
def deepface() -> Any:
    """DeepFace's client for emotions, with its network on one thread.

    It looks for weights where it is told before it is imported. Its own session spins on every core, which
    takes them from the other models. `DeepFace.analyze` would first blow the face up to 224 pixels.
    """
    home = weights.path("emotion")
    os.environ["DEEPFACE_HOME"] = str(home)
    with ONE_AT_A_TIME:
        from deepface import DeepFace

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    graph = home / ".deepface" / "weights" / "facial_expression_model_weights.onnx"
    client: Any = DeepFace.build_model(task="facial_attribute", model_name="Emotion")
    client.model = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    return client
