"""Warming up imports what a review needs, quietly."""

import gc
import os
import subprocess
import sys
import weakref

from realtalk.session.memory import sweep

PROGRAM = """
import sys
from realtalk.session.warming import warm_up
warm_up(patience=0).join()
heavy = {"mediapipe", "deepface", "faster_whisper", "speech_recognition", "realtalk.session.upload"}
print(sorted(heavy - sys.modules.keys()))
"""


def test_everything_heavy_is_imported_and_nothing_is_said() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=True
    )
    assert said.stdout == "[]\n"
    assert said.stderr == ""


def test_what_is_missing_is_left_for_the_review_to_say(tmp_path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace('"deepface", ', "")],
        env=os.environ | {"REALTALK_WEIGHTS": str(tmp_path)},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert (said.stdout, said.stderr) == ("[]\n", "")


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_in_use_is_searched_at_sweeps_alone_and_garbage_goes_with_the_next() -> None:
    try:
        ring = Ring()
        gone = weakref.ref(ring)
        sweep()
        assert gc.get_freeze_count() > len(gc.get_objects(generation=2))
        del ring
        gc.collect()
        assert gone() is not None
        sweep()
        assert gone() is None
    finally:
        gc.unfreeze()
