"""How voices differ, learned from labelled speakers (written by models/training/voice_emotion)."""

from __future__ import annotations

import numpy as np

from realtalk.metrics.voice_neutral import Geometry

GEOMETRY = Geometry(
    pitch=np.array([[0.5189, 0.6147], [0.8291, -0.3552]]),
    means=np.array([[0.0, 0.0], [7.7643, 6.0297], [6.6906, 10.4042]]),
    within=np.array([[10.5914, 9.1528], [9.1528, 12.9299]]),
    population=np.array([3.1901, -0.844]),
    between=np.array([[42.2976, 33.3999], [33.3999, 45.4008]]),
    baseline=np.array([[4.1719, 2.0976], [2.0976, 5.1271]]),
    boundary=np.array([[-0.5212, 0.7257, -0.2045], [-0.5087, -0.2085, 0.7172], [2.6939, -1.0217, -1.6723]]),
    own_boundary=np.array([[-0.573, 0.9596, -0.3866], [-0.6297, -0.3541, 0.9839], [-1.8059, 1.0698, 0.7361]]),
)
