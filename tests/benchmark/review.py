"""What a review costs: whole process by length, each stage alone, and beside two peers.

python -m tests.benchmark.review --minutes 1 10 60 --out results.json
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import psutil

from realtalk.media import AudioChunk, Frame
from realtalk.perception.analyzer import Analyzer
from realtalk.session.senses import EMOTION_PICTURES, PICTURES, POSTURE_PICTURES
from tests.benchmark.clips import base_clip, looped

WARM_UP = 100
"""Pieces of media that every analyzer gets beforehand, so that loading a model does not count as using it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--runs", type=int, default=3, help="of the one-minute recording")
    parser.add_argument("--out", type=Path, default=Path("benchmark.json"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = base_clip(Path(folder) / "base.mp4")
        report: dict[str, Any] = {
            "machine": {
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "system": platform.platform(),
            },
            "stages": stages(base),
            "review": [
                whole(base, Path(folder), m, arguments.runs if m == 1 else 1) for m in arguments.minutes
            ],
        }
    arguments.out.write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def whole(base: Path, folder: Path, minutes: int, runs: int) -> dict[str, Any]:
    """One command on a recording of some minutes, from start to exit: median of the runs."""
    clip = base if minutes == 1 else looped(base, folder / f"{minutes}.mp4", minutes)
    measured = [_command(clip, folder) for _ in range(runs)]
    middle = {key: statistics.median(run[key] for run in measured) for key in measured[0]}
    seconds = 60 * minutes
    return {
        "minutes": minutes,
        "runs": runs,
        **{key: round(value, 3) for key, value in middle.items()},
        "share_of_length": round(middle["wall_s"] / seconds, 4),
        "cpu_per_second": round(middle["cpu_s"] / seconds, 4),
    }


def _command(clip: Path, folder: Path) -> dict[str, float]:
    started = time.monotonic()
    log = folder / "stderr.txt"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "realtalk", "review", str(clip), "--json", str(folder / "out.json")],
            stderr=stderr,
        )
    watched = psutil.Process(process.pid)
    peak, cpu, first_tick = 0, 0.0, 0.0
    while process.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
            times = watched.cpu_times()
            cpu = times.user + times.system
        except psutil.Error:
            break
        if not first_tick and "Watching" in log.read_text():
            first_tick = time.monotonic() - started
        time.sleep(0.05)
    if process.wait() != 0:
        raise RuntimeError(f"the review of {clip.name} failed")
    return {
        "wall_s": time.monotonic() - started,
        "cpu_s": cpu,
        "peak_mb": peak / 1e6,
        "first_tick_s": first_tick,
    }


def stages(clip: Path) -> dict[str, dict[str, float]]:
    """CPU seconds a second of media that each stage takes alone, and its share of their sum."""
    from realtalk.capture.recording import open_recording

    costs: dict[str, float] = {}

    def read(proxy: Path | None) -> list[Frame | AudioChunk]:
        with open_recording(clip) as recording:
            media = list(recording.media(picture_rate=PICTURES, proxy=proxy))
            list(recording.finish_proxy())
            return media

    costs["reading"], media = _cost(lambda: read(None))
    with tempfile.TemporaryDirectory() as folder:
        costs["player copy"] = max(0.0, _cost(lambda: read(Path(folder) / "proxy.mp4"))[0] - costs["reading"])
    for _, analyzers in _analyzers():
        _feed(media[:WARM_UP], analyzers)
    for name, analyzers in _analyzers():
        costs[name] = _cost(lambda analyzers=analyzers: _feed(media, analyzers))[0]
    costs["emotion"] = max(0.0, costs.pop("face and emotion") - costs["face"])
    costs["transcription"] = max(0.0, costs.pop("speech and words") - costs["speech"])
    costs["voices"] = max(0.0, costs.pop("speech and voices") - costs["speech"])
    seconds = max(piece.t for piece in media)
    whole = sum(costs.values())
    return {
        name: {"cpu_per_second": round(cost / seconds, 4), "share": round(cost / whole, 3)}
        for name, cost in sorted(costs.items(), key=lambda item: -item[1])
    }


def _analyzers() -> Iterable[tuple[str, Sequence[Analyzer]]]:
    from realtalk.perception.emotion import EmotionAnalyzer
    from realtalk.perception.face import FaceAnalyzer
    from realtalk.perception.hands import HandsAnalyzer
    from realtalk.perception.hearing import HearingAnalyzer
    from realtalk.perception.posture import PostureAnalyzer
    from realtalk.perception.transcription import transcriber
    from realtalk.perception.voice import VoiceAnalyzer
    from realtalk.perception.voices import Voices, resident_encoder
    from realtalk.settings import settings

    yield "face", (FaceAnalyzer(PICTURES),)
    faces = FaceAnalyzer(PICTURES)
    yield "face and emotion", (faces, EmotionAnalyzer(faces, EMOTION_PICTURES))
    yield "hands", (HandsAnalyzer(PICTURES),)
    yield "posture", (PostureAnalyzer(POSTURE_PICTURES),)
    yield "pitch and level", (VoiceAnalyzer(),)
    yield "speech", (HearingAnalyzer(None, None),)
    yield "speech and words", (HearingAnalyzer(transcriber(settings()), None),)
    yield "speech and voices", (HearingAnalyzer(None, Voices(resident_encoder())),)


def _feed(media: Iterable[Frame | AudioChunk], analyzers: Sequence[Analyzer]) -> None:
    for piece in media:
        for analyzer in analyzers:
            list(analyzer.feed(piece))
    for analyzer in analyzers:
        list(analyzer.finish())


def _cost(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


if __name__ == "__main__":
    main()
