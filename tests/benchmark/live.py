"""What a live talk costs, and how soon it answers: played in real time, each run in a process of its own.

python -m tests.benchmark.live --minutes 1 --talks 1 2 3 --out live.json
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from tests.benchmark.clips import base_clip

BEHIND = 5.0
"""Seconds that captions may lag for a machine to count as able to carry so many talks."""

SECONDS_TOGETHER = 45.0
"""Seconds that talks go on side by side."""

SETTLED = 10.0
"""Seconds after the start from which anything counts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--talks", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--out", type=Path, default=Path("live.json"))
    parser.add_argument("--inside", nargs=3, metavar=("CLIP", "TALKS", "SECONDS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        clip, talks, seconds = arguments.inside
        print(json.dumps(_talk(Path(clip), int(talks), float(seconds))))
        return
    with tempfile.TemporaryDirectory() as name:
        clip = base_clip(Path(name) / "base.mp4")
        report = measured(clip, arguments.minutes, arguments.talks)
    arguments.out.write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def measured(clip: Path, minutes: float, talks: list[int]) -> dict[str, Any]:
    """One talk of some minutes, and several at once until captions fall behind."""
    report: dict[str, Any] = {"one": _run(clip, 1, 60 * minutes), "together": []}
    for count in talks:
        row = _run(clip, count, SECONDS_TOGETHER)
        report["together"].append({"talks": count, **{key: row[key] for key in TOGETHER}})
        if row["behind_s"]["most"] > BEHIND:
            break
    held = [row["talks"] for row in report["together"] if row["behind_s"]["most"] <= BEHIND]
    return report | {"held": max(held, default=0)}


TOGETHER = ("analysed_per_second", "shown_per_second", "behind_s", "cores", "callback_to_drawn_ms")


def _run(clip: Path, talks: int, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmark.live", "--inside", str(clip), str(talks), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _talk(clip: Path, talks: int, seconds: float) -> dict[str, Any]:
    """Talks side by side in this process, from the camera's callbacks to their rundowns."""
    from realtalk.settings import settings

    weights = settings().weights
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "REALTALK_HOME": home,
            "REALTALK_WEIGHTS": str(weights),
            "REALTALK_LIVE": str(talks),
        }
        settings.cache_clear()
        return _measure(clip, talks, seconds)


def _measure(clip: Path, talks: int, seconds: float) -> dict[str, Any]:
    from realtalk.session.live import LiveSession
    from realtalk.session.plan import Plan
    from realtalk.session.snapshot import Phase
    from realtalk.session.studio import Studio
    from tests.replaying import Replay, pictures_of, sound_of

    pictures, sound = pictures_of(clip, 15.0), sound_of(clip)
    studios = [Studio() for _ in range(talks)]
    sessions = [LiveSession(Plan(f"Talk {i}", owner=str(i))) for i in range(talks)]
    for studio, session in zip(studios, sessions, strict=True):
        studio.attend(session)
        studio.show_everything = True
    while any(session.snapshot().phase is Phase.WARMING for session in sessions):
        time.sleep(0.05)
    replays = [Replay(studio, pictures, sound) for studio in studios]
    process, looks, memory = psutil.Process(), [], []
    time.sleep(SETTLED)
    cpu, wall, before = _cpu(process), time.monotonic(), _threads(process)
    while time.monotonic() < wall + seconds:
        time.sleep(0.5)
        looks += [session.snapshot() for session in sessions]
        memory.append(process.memory_info().rss / 2**20)
    cores = (_cpu(process) - cpu) / (time.monotonic() - wall)
    shares = {
        name: (spent - before.get(name, 0.0)) / (time.monotonic() - wall)
        for name, spent in _threads(process).items()
    }
    stopped = time.monotonic()
    for session in sessions:
        session.finish()
    for session in sessions:
        assert session.wait(120).phase is Phase.DONE
    after_stop = time.monotonic() - stopped
    for replay in replays:
        replay.stop()
    took = [each for studio in studios for each in studio.took]
    delays = [each for studio in studios for each in studio.delays]
    return {
        "seconds": seconds,
        "shown_per_second": round(float(np.mean([look.shown for look in looks])), 1),
        "analysed_per_second": round(float(np.mean([look.analysed for look in looks])), 1),
        "callback_ms": _spread(took),
        "callback_to_drawn_ms": _spread(delays),
        "behind_s": {
            "median": round(float(np.median([look.behind for look in looks])), 2),
            "most": round(max(look.behind for look in looks), 2),
        },
        "cores": round(cores, 2),
        "cores_by_thread": {
            name: round(share, 3) for name, share in sorted(shares.items(), key=lambda item: -item[1])
        },
        "rundown_after_stop_s": round(after_stop, 2),
        "memory_mb": {"settled": round(memory[len(memory) // 4]), "end": round(memory[-1])},
    }


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _threads(process: psutil.Process) -> dict[str, float]:
    """CPU seconds by what a thread is there for; what models start by themselves counts as theirs."""
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    spent: defaultdict[str, float] = defaultdict(float)
    for thread in process.threads():
        spent[_role(names.get(thread.id, ""))] += thread.user_time + thread.system_time
    return dict(spent)


def _role(name: str) -> str:
    roles = {
        "realtalk-your picture": "face, gaze, emotion, hands, pose",
        "realtalk-your words": "speech and words",
        "realtalk-your voice": "pitch and level",
        "realtalk-live": "dials, cues, captions",
        "realtalk-recorder": "recording",
    }
    if name in roles:
        return roles[name]
    if "_show" in name or "_play" in name:
        return "callbacks (with the making of their frames)"
    return "the models' own threads" if not name else "the rest"


def _spread(values: list[float]) -> dict[str, float]:
    middle, most = np.percentile(np.array(values) * 1000, [50, 95])
    return {"median": round(float(middle), 1), "p95": round(float(most), 1)}


if __name__ == "__main__":
    main()
