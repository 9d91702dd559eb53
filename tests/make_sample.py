"""Make the sample recording that comes with the app: `python -m tests.make_sample`.

A short interview answer of our own writing, spoken by hibari's voice, over NASA's portrait of Eileen Collins
with slight motion. Needs hibari-tts and scikit-image, which the tests need anyway.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from hibari import Hibari
from skimage import data

TARGET = Path(__file__).parent.parent / "realtalk" / "ui" / "sample" / "sample.mp4"
WIDTH, HEIGHT, PICTURES_A_SECOND, RATE = 480, 360, 12, 24_000

SAID: tuple[tuple[str, float], ...] = (
    ("So, um, a time when I had to change my mind.", 0.7),
    ("Two years ago I was, uh, leading a small team at a bakery, and we wanted to open a second shop.", 0.6),
    ("I was sure about it. I had the numbers, I had the place, and I had already told everyone.", 0.8),
    ("Then our newest colleague, um, she asked a question that nobody had asked before.", 0.5),
    ("Who is going to", 2.9),
    ("bake the bread at four in the morning?", 0.9),
    ("And, uh, we had no answer. So we waited for six months, and we trained two people first.", 0.7),
    ("The second shop opened in spring, and, um, it has paid for itself since the summer.", 0.6),
    (
        "What I took from it is simple. The person who asks the plain question is the one I listen to now.",
        0.6,
    ),
)
"""What is said, and the seconds of silence after it."""

AWAY = (18.5, 21.0)
"""Seconds between which the speaker leans out of the picture."""


def sound() -> np.ndarray:
    """The answer as `(n,)` float32 at `RATE`, with breaths of room noise in its pauses."""
    speak = Hibari()
    rng = np.random.default_rng(1)
    parts = [np.zeros(int(0.5 * RATE), np.float32)]
    for text, silence in SAID:
        spoken = np.asarray(speak(text), np.float32).ravel()
        parts += [
            spoken / max(1e-6, float(np.abs(spoken).max())) * 0.6,
            np.zeros(int(silence * RATE), np.float32),
        ]
    joined = np.concatenate(parts)
    return joined + rng.normal(0, 0.0008, len(joined)).astype(np.float32)


def picture(t: float, portrait: np.ndarray) -> np.ndarray:
    """The portrait at a moment: a slow sway, a little nearer and farther, and once a lean to the side."""
    scale = 1.32 + 0.02 * np.sin(t / 2.3)
    lean = np.interp(t, [AWAY[0] - 0.6, AWAY[0], AWAY[1], AWAY[1] + 0.6], [0, 1, 1, 0])
    x = 225 + 5 * np.sin(t / 1.7) + 165 * lean
    y = 140 + 3 * np.sin(t / 1.1)
    matrix = np.array([[scale, 0, WIDTH / 2 - scale * x], [0, scale, HEIGHT / 2 - scale * y]])
    matrix[0, 1] = 0.02 * np.sin(t / 3.1)
    return cv2.warpAffine(
        portrait, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT
    )


def main() -> None:
    pcm = sound()
    portrait = data.astronaut()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(TARGET), "w", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=PICTURES_A_SECOND)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"crf": "33", "preset": "veryslow", "g": "24", "threads": "1"}
        audio = container.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 40_000
        for n in range(int(len(pcm) / RATE * PICTURES_A_SECOND)):
            frame = av.VideoFrame.from_ndarray(picture(n / PICTURES_A_SECOND, portrait), format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, PICTURES_A_SECOND)
            container.mux(video.encode(frame))
        container.mux(video.encode())
        for start in range(0, len(pcm), 1024):
            chunk = av.AudioFrame.from_ndarray(pcm[None, start : start + 1024], format="fltp", layout="mono")
            chunk.sample_rate, chunk.pts, chunk.time_base = RATE, start, Fraction(1, RATE)
            container.mux(audio.encode(chunk))
        container.mux(audio.encode())
    print(f"{TARGET.name}: {len(pcm) / RATE:.1f} s, {TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
