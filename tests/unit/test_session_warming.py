"""Warming up imports what a review needs, quietly."""

import os
import subprocess
import sys

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
