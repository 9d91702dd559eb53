"""Slides read and drawn in a process of its own, which a broken file may take down without harm to anybody.

`python -m realtalk.capture.slides_process read FILE NAME` writes the deck as JSON to standard output;
`… draw FILE FOLDER` draws the pages of a PDF as 001.webp and so on, the first one first.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from realtalk.capture.slides import Deck, Slide, UnreadableSlides, read_slides

MEMORY = 2 * 2**30
"""Bytes of address space at most: a file that needs more is made to hurt."""

CPU = {"read": 60, "draw": 600}
"""Seconds of a core at most."""

WIDTH, HEIGHT = 1600, 900
"""Pixels that a drawn page fits into: twice what it takes on the page, for dense screens."""

QUALITY = 80


def to_plain(deck: Deck) -> dict[str, Any]:
    """A deck as plain values."""
    return asdict(deck)


def from_plain(plain: Any) -> Deck:
    """The deck that `to_plain` was given."""
    slides = tuple(Slide(**slide) for slide in plain["slides"])
    slides = tuple(replace(slide, lines=tuple(slide.lines)) for slide in slides)
    return Deck(plain["title"], plain["kind"], slides, tuple(plain["hidden"]), tuple(plain["notes"]))


def picture_name(number: int) -> str:
    """What the drawn page of a number is called."""
    return f"{number:03}.webp"


def _read(path: Path, name: str) -> None:
    try:
        answer: dict[str, Any] = {"deck": to_plain(read_slides(path, name))}
    except UnreadableSlides as error:
        answer = {"error": [error.what, error.remedy]}
    json.dump(answer, sys.stdout)


def _draw(path: Path, folder: Path) -> None:
    import cv2

    from realtalk.capture.slides_pdf import draw

    parent = os.getppid()
    for number, picture in enumerate(draw(path, WIDTH, HEIGHT), 1):
        if os.getppid() != parent or not folder.is_dir():
            return
        if picture is None:
            continue
        done, encoded = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
        if done:
            beside = folder / f".{number}"
            beside.write_bytes(encoded.tobytes())
            beside.replace(folder / picture_name(number))


def _bound(what: str) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU[what], CPU[what]))


def main(what: str, file: str, other: str) -> None:
    """Do what the command line says."""
    _bound(what)
    if what == "read":
        _read(Path(file), other)
    else:
        with suppress(AttributeError, OSError):
            os.nice(10)
        _draw(Path(file), Path(other))


if __name__ == "__main__":
    main(*sys.argv[1:4])
