"""Slides as an audience sees them: how much there is to read on each, how small it is, what else is there."""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from realtalk.errors import RealTalkError
from realtalk.importing import ONE_AT_A_TIME

READING_RATE = 238.0
"""Words a minute that adults read silently: Brysbaert 2019, doi 10.1016/j.jml.2019.104047, for English
non-fiction (190 studies; most people lie between 175 and 300)."""

HEIGHT, WIDTH = 540.0, 960.0
"""Points of the slide that sizes refer to: 7.5 by 13.33 inches, as PowerPoint makes a new one. A slide of
another size is shown as large as it fits in there, and its letters with it."""

MOST_SLIDES = 500
"""House rule: more is a book, and nobody presents it."""

MOST_BYTES = 300 * 2**20
"""Of a file. House rule: ten times what slides with many photographs take."""

MOST_TEXT = 4000
"""Characters that are kept of one slide. House rule: a page of a novel has fewer."""

AS_PDF = (
    "Save it as a PDF, then add that: in PowerPoint with File, Export; in Keynote with File, Export To; in "
    "LibreOffice with File, Export As; in Google Slides with File, Download."
)

_WORDY = re.compile(r"\w", re.UNICODE)


class UnreadableSlides(RealTalkError):
    """A file that holds no slides that can be read: damaged, protected, empty, of another kind."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its `number` in the file, counted from 1, and what is on it.

    `lines` is its text as one reads it, without what stands on every slide. `smallest_font` is in points on a
    slide 540 points high, None without text. `pictures` are those of a hundredth of the slide and more;
    `charts` and `tables` are None where the file does not tell them from other drawings. `notes` counts the
    words of the speaker's notes.
    """

    number: int
    title: str
    lines: tuple[str, ...]
    smallest_font: float | None
    pictures: int
    charts: int | None = None
    tables: int | None = None
    notes: int = 0

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return sum(count_words(line) for line in self.lines)

    @property
    def reading_time(self) -> float:
        """Seconds that an adult takes to read it."""
        return 60.0 * self.words / READING_RATE


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides that are shown, in their order.

    `kind` is "pdf" or "pptx"; `hidden` are the numbers of slides that a presentation passes over. `notes` say
    what could not be read.
    """

    title: str
    kind: str
    slides: tuple[Slide, ...]
    hidden: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What tells these slides from others: the same for the same numbers with the same words."""
        told = repr([(slide.number, slide.title, slide.words) for slide in self.slides])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def slide(self, number: int) -> Slide | None:
        """The slide of a number; None where it is not shown."""
        return next((slide for slide in self.slides if slide.number == number), None)


def count_words(text: str) -> int:
    """Words with a letter or a digit in them.

    >>> count_words("Costs – down 12 %")
    3
    """
    return sum(bool(_WORDY.search(part)) for part in text.split())


def read_slides(path: Path, name: str | None = None) -> Deck:
    """The slides of a PDF or a PowerPoint file, told apart by what is in it and not by its ending.

    `name` is what the user calls the file. Raises `UnreadableSlides`. PDFium, which reads PDFs, is no place
    for several threads and not proof against every broken file: where that matters, use `session.slides`.
    """
    called = name or path.name
    match kind_of(path, called):
        case "pdf":
            with ONE_AT_A_TIME:
                from realtalk.capture.slides_pdf import read_pdf

            deck = read_pdf(path, called)
        case _:
            with ONE_AT_A_TIME:
                from realtalk.capture.slides_pptx import read_pptx

            deck = read_pptx(path, called)
    unread = [slide.number for slide in deck.slides if not slide.words]
    if len(unread) == len(deck.slides):
        note = "No text could be read: the slides are pictures, as scanned pages are."
        return Deck(deck.title, deck.kind, deck.slides, deck.hidden, (note, *deck.notes))
    return deck


def kind_of(path: Path, name: str) -> str:
    """What a file is, "pdf" or "pptx". Raises `UnreadableSlides` for all else, with what to do instead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise UnreadableSlides(f"{name} could not be opened.", "Choose it again.") from error
    if not size:
        raise UnreadableSlides(f"{name} is empty.", "Choose the file with your slides.")
    if size > MOST_BYTES:
        raise UnreadableSlides(
            f"{name} is over {MOST_BYTES >> 20} MB.", f"Make its pictures smaller. {AS_PDF}"
        )
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return _kind_of_zip(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(path, name)
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        raise UnreadableSlides(f"{name} is a picture or a film, not slides.", "Choose a PDF or a PPTX file.")
    raise UnreadableSlides(
        f"{name} is neither a PDF nor a PowerPoint file, or it is damaged.", "Choose a PDF or a PPTX file."
    )


def _kind_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as file:
            inside = set(file.namelist())
            told = b""
            if "mimetype" in inside:
                with file.open("mimetype") as part:
                    told = part.read(200)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise damaged(name) from error
    if "ppt/presentation.xml" in inside:
        return "pptx"
    if b"opendocument" in told:
        raise UnreadableSlides(f"{name} is a LibreOffice file, which RealTalk cannot read.", AS_PDF)
    if any(each.startswith("Index/") or each.endswith(".iwa") for each in inside):
        raise UnreadableSlides(f"{name} is a Keynote file, which RealTalk cannot read.", AS_PDF)
    if "[Content_Types].xml" in inside:
        raise UnreadableSlides(
            f"{name} is an Office file, but holds no slides.", "Choose a PDF or a PPTX file."
        )
    raise UnreadableSlides(f"{name} holds no slides.", "Choose a PDF or a PPTX file.")


def _old_office(path: Path, name: str) -> UnreadableSlides:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return protected(name)
        if content.find("PowerPoint Document".encode("utf-16-le")) >= 0:
            return UnreadableSlides(
                f"{name} is in PowerPoint's old format, which RealTalk cannot read.",
                f"Open it in PowerPoint and save it as PPTX. Or: {AS_PDF}",
            )
    return UnreadableSlides(f"{name} holds no slides.", "Choose a PDF or a PPTX file.")


def damaged(name: str) -> UnreadableSlides:
    """What to say of a file that breaks off or makes no sense."""
    return UnreadableSlides(f"{name} is damaged and could not be read.", f"Save it once more. {AS_PDF}")


def protected(name: str) -> UnreadableSlides:
    """What to say of a file with a password."""
    return UnreadableSlides(
        f"{name} is protected by a password.", "Take the password off and save it, then add it again."
    )


def too_many(name: str, count: int) -> UnreadableSlides:
    """What to say of more slides than anybody presents."""
    return UnreadableSlides(
        f"{name} has {count:,} slides; RealTalk takes up to {MOST_SLIDES}.",
        "Save the part that you present as a file of its own.",
    )


def no_slides(name: str) -> UnreadableSlides:
    """What to say of a file without a slide."""
    return UnreadableSlides(f"{name} holds no slides.", "Choose a file with at least one slide.")


def tidy(text: str) -> str:
    """A line without control characters and with single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def kept(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that hold a word, cut off where a slide holds more than anybody reads."""
    found: list[str] = []
    room = MOST_TEXT
    for line in map(tidy, lines):
        if line and room > 0:
            found.append(line[:room])
            room -= len(line)
    return tuple(found)


def stem(name: str) -> str:
    """What slides without a title of their own are called."""
    return tidy(os.path.splitext(name)[0])[:100] or "Slides"
