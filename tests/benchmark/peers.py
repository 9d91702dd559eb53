"""Beside two peers on the same recording: pictures analysed a second by each, one after the other in one run.

    python -m tests.benchmark.peers --fer PYTHON_WITH_FER --out results.json

`fer` needs TensorFlow and older packages, so it runs in an environment of its own, which also lends
DeepFace the face cascades it wants; without one both peers are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from realtalk import weights
from realtalk.capture.recording import open_recording
from realtalk.media import Frame
from realtalk.perception.emotion import EmotionAnalyzer, deepface
from realtalk.perception.face import FaceAnalyzer
from realtalk.perception.hands import HandsAnalyzer
from realtalk.perception.posture import PostureAnalyzer
from tests.benchmark.clips import base_clip

PICTURES = 150
EVERY = 1000.0
"""Pictures a second that analyzers take here: all of them, as the peers do."""

FER_SCRIPT = """
import sys, tempfile, time, json
from fer.fer import FER
from fer.classes import Video
detector = FER(mtcnn=False)
video = Video(sys.argv[1], outdir=tempfile.mkdtemp())
options = dict(display=False, save_video=False, annotate_frames=False, save_frames=False, zip_images=False)
video.analyze(detector, max_results=2, **options)
started = time.perf_counter()
found = Video(sys.argv[1], outdir=tempfile.mkdtemp()).analyze(detector, **options)
print("RESULT", json.dumps({"pictures": len(found), "seconds": time.perf_counter() - started}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fer", type=Path, help="a Python with fer 25.10.3 and TensorFlow")
    parser.add_argument("--out", type=Path, default=Path("peers.json"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clip = base_clip(Path(folder) / "base.mp4", seconds=PICTURES / 30)
        report = compared(clip, arguments.fer)
    arguments.out.write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def compared(clip: Path, fer: Path | None) -> dict[str, Any]:
    """Pictures a second of each, and how many times the peers' rates ours are."""
    with open_recording(clip) as recording:
        frames = [piece for piece in recording.media(picture_rate=None) if isinstance(piece, Frame)]
    faces = FaceAnalyzer(EVERY)
    rates = {
        "RealTalk: face, gaze, emotion": _rate(frames, [faces, EmotionAnalyzer(faces, EVERY)]),
    }
    faces = FaceAnalyzer(EVERY)
    everything = [faces, EmotionAnalyzer(faces, EVERY), HandsAnalyzer(EVERY), PostureAnalyzer(EVERY)]
    rates["RealTalk: face, gaze, emotion, hands, pose"] = _rate(frames, everything)
    if fer is not None:
        rates["DeepFace.analyze"] = _deepface(frames, _deepface_home(clip.parent / "deepface", fer))
        rates["fer Video.analyze"] = _fer(clip, fer)
    ours = rates["RealTalk: face, gaze, emotion"]
    return {
        "pictures": len(frames),
        "pictures_per_second": {name: round(rate, 2) for name, rate in rates.items()},
        "ours_over_theirs": {
            name: round(ours / rate, 2) for name, rate in rates.items() if not name.startswith("RealTalk")
        },
    }


def _rate(frames: list[Frame], analyzers: list[Any]) -> float:
    for analyzer in analyzers:
        list(analyzer.feed(frames[0]))
    started = time.perf_counter()
    for frame in frames[1:]:
        for analyzer in analyzers:
            list(analyzer.feed(frame))
    taken = time.perf_counter() - started
    for analyzer in analyzers:
        analyzer.finish()
    return (len(frames) - 1) / taken


def _deepface(frames: list[Frame], home: Path) -> float:
    """`home` holds OpenCV's face cascades, which DeepFace would download and OpenCV 5 no longer carries."""
    deepface()  # where its weights are
    from deepface import DeepFace

    analyze = DeepFace.analyze
    os.environ["DEEPFACE_HOME"] = str(home)
    options: dict[str, Any] = {"actions": ["emotion"], "enforce_detection": False, "silent": True}
    analyze(frames[0].rgb[:, :, ::-1].copy(), **options)
    started = time.perf_counter()
    for frame in frames[1:]:
        analyze(frame.rgb[:, :, ::-1].copy(), **options)
    return (len(frames) - 1) / (time.perf_counter() - started)


def _deepface_home(home: Path, fer: Path) -> Path:
    folder = home / ".deepface" / "weights"
    folder.mkdir(parents=True)
    asked = subprocess.run(
        [str(fer), "-c", "import cv2; print(cv2.data.haarcascades)"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name in ("haarcascade_frontalface_default.xml", "haarcascade_eye.xml"):
        shutil.copy(Path(asked.stdout.strip()) / name, folder)
    shutil.copy(
        weights.path("emotion") / ".deepface" / "weights" / "facial_expression_model_weights.onnx", folder
    )
    return home


def _fer(clip: Path, python: Path) -> float:
    done = subprocess.run(
        [str(python), "-c", FER_SCRIPT, str(clip)],
        capture_output=True,
        text=True,
        check=True,
        cwd=clip.parent,
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    result = json.loads(line.removeprefix("RESULT"))
    return result["pictures"] / result["seconds"]


if __name__ == "__main__":
    main()
