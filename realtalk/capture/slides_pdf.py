"""Slides from a PDF: each page's text with the size it has on the screen, its pictures, and itself drawn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from realtalk.capture import slides
from realtalk.capture.slides import HEIGHT, MOST_SLIDES, WIDTH, Deck, Slide

MOST_LETTERS = 20_000
"""Letters read from one page. House rule: five times what fills a printed page."""

MOST_OBJECTS = 5_000
"""Pictures looked at on one page; more is a drawing made of specks."""

WORTH_COUNTING = 0.01
"""The share of the page from which a picture is one. House rule: smaller are bullets and signs."""

RUNNING = 0.5
"""The share of the pages on which the same line or picture stands in one place from which it is the frame of
all slides and not the content of one. House rule."""

EDGES = 0.06, 0.88
"""Above and below these shares of the page's height stand running heads, page numbers and dates. House rule:
titles and what is built up step by step stand between them."""

FEW = 3
"""Pages under which nothing can be said to stand on every one."""

HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium gives for a hyphen at the end of a line, where a word goes on in the next."""

UNTITLED = frozenset({"", "untitled", "presentation", "powerpoint presentation"})
"""What programs call a file that nobody gave a title."""

_PDFIUM = Lock()
"""PDFium may be used by one thread at a time."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words with their sizes in points, and where its middle is, 0..1 from above."""

    words: tuple[tuple[str, float], ...]
    height: float

    @property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)

    @property
    def size(self) -> float:
        return max((size for _, size in self.words), default=0.0)

    @property
    def place(self) -> tuple[str, int] | None:
        """The same for a line at the edge of every page: its text without numbers, and where it stands. None
        for a line that is not at the edge.
        """
        if EDGES[0] < self.height < EDGES[1]:
            return None
        return "".join("#" if c.isdigit() else c for c in self.text), round(20 * self.height)


_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Page:
    lines: tuple[_Line, ...]
    boxes: tuple[_Box, ...]


def read_pdf(path: Path, name: str) -> Deck:
    """The pages of a PDF as slides. Sizes are as on a screen 540 points high that shows the whole page.

    Charts and tables are drawings like any other there, so they are not told. Raises `UnreadableSlides`.
    """
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise slides.protected(name) from error
            raise slides.damaged(name) from error
        with document:
            count = len(document)
            if not count:
                raise slides.no_slides(name)
            if count > MOST_SLIDES:
                raise slides.too_many(name, count)
            stated = slides.tidy(document.get_metadata_value("Title"))[:100]
            pages = [_page(document, index) for index in range(count)]
    notes = tuple(
        f"Page {number} is damaged and could not be read." for number, page in enumerate(pages, 1) if not page
    )
    read = [page or _Page((), ()) for page in pages]
    lines = _everywhere([{line.place for line in page.lines if line.place} for page in read])
    boxes = _everywhere([set(page.boxes) for page in read])
    made = tuple(
        _slide(
            number,
            [line for line in page.lines if line.place not in lines],
            [box for box in page.boxes if box not in boxes],
        )
        for number, page in enumerate(read, 1)
    )
    title = made[0].title or ("" if stated.casefold() in UNTITLED else stated) or slides.stem(name)
    return Deck(title, "pdf", made, (), notes)


def draw(path: Path, width: int, height: int) -> Iterator[NDArray[np.uint8] | None]:
    """Every page as a picture `(h, w, 3)` in BGR that fits into so many pixels; None for a damaged one."""
    with _PDFIUM, pdfium.PdfDocument(path) as document:
        for index in range(min(len(document), MOST_SLIDES)):
            try:
                page = document[index]
                across, down = page.get_size()
                scale = min(width / max(across, 1.0), height / max(down, 1.0))
                bitmap = page.render(scale=scale, limit_image_cache=True)
                picture = np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
                bitmap.close()
                page.close()
            except pdfium.PdfiumError:
                yield None
            else:
                yield picture


def _page(document: pdfium.PdfDocument, index: int) -> _Page | None:
    """What is on a page; None for a damaged one."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        across, down = page.get_size()
        scale = min(HEIGHT / down, WIDTH / across) if across > 0 and down > 0 else 1.0
        text = page.get_textpage()
        try:
            lines = tuple(_lines(text, scale, page.get_bbox(), page.get_rotation()))
        finally:
            text.close()
        return _Page(lines, tuple(_merged(_images(page))))
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def _lines(text: pdfium.PdfTextPage, scale: float, frame: Sequence[float], turned: int) -> Iterator[_Line]:
    """The lines in the order in which they stand in the file, of a page shown `turned` by so many degrees.

    PDFium breaks words and lines itself, and now and then takes a line for one that runs downwards: so where
    it breaks, the places of the letters decide.
    """
    words: list[tuple[str, float]] = []
    letters: list[_Letter] = []
    heights: list[float] = []
    broken = hyphen = False
    last: _Letter | None = None
    for letter in _letters(text, frame):
        if letter is None:
            broken = True
            continue
        if letter.code in HYPHENS:
            hyphen = True
            continue
        ends_line = last is not None and not letter.follows(last) and not hyphen
        if ends_line or (last is not None and broken and letter.apart(last)):
            words += _word(letters, scale)
            letters = []
        if ends_line and words:
            yield _Line(tuple(words), _mean(heights))
            words, heights = [], []
        letters.append(letter)
        heights.append(_height(letter, frame, turned))
        last, broken, hyphen = letter, False, False
    words += _word(letters, scale)
    if words:
        yield _Line(tuple(words), _mean(heights))


def _height(letter: _Letter, frame: Sequence[float], turned: int) -> float:
    """How far down a letter stands on the page as it is seen, 0..1."""
    left, bottom, right, top = frame
    across, up = letter.x - left, letter.y - bottom
    wide, high = max(right - left, 1.0), max(top - bottom, 1.0)
    return {90: across / wide, 180: up / high, 270: 1 - across / wide}.get(turned, 1 - up / high)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: where it begins, which way its line runs, how far it reaches and how large it is, in the
    page's units.
    """

    code: int
    x: float
    y: float
    way: tuple[float, float]
    width: float
    size: float

    def follows(self, last: _Letter) -> bool:
        """Whether it stands on the line of the letter before it, and after that."""
        along, across = self._from(last)
        return abs(across) < 0.5 * max(self.size, last.size) and along > -0.5 * last.size

    def apart(self, last: _Letter) -> bool:
        """Whether there is room for a space between it and the letter before it."""
        along, _ = self._from(last)
        return along - last.width > 0.12 * last.size

    def _from(self, last: _Letter) -> tuple[float, float]:
        dx, dy = self.x - last.x, self.y - last.y
        return dx * last.way[0] + dy * last.way[1], dy * last.way[0] - dx * last.way[1]


def _letters(text: pdfium.PdfTextPage, frame: Sequence[float]) -> Iterator[_Letter | None]:
    """The letters inside the page; None for a space, and where PDFium breaks a word or a line."""
    left, bottom, right, top = frame
    x, y, matrix, box = c_double(), c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    for index in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if not 0 < code < 0x110000 or chr(code).isspace():
            yield None
            continue
        if not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if not (left - 1 <= x.value <= right + 1 and bottom - 1 <= y.value <= top + 1):
            continue
        size, way = raw.FPDFText_GetFontSize(text, index), (1.0, 0.0)
        if raw.FPDFText_GetMatrix(text, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            length = math.hypot(matrix.a, matrix.b)
            way = (matrix.a / length, matrix.b / length) if length else way
        width = 0.5 * size
        if raw.FPDFText_GetLooseCharBox(text, index, box):
            width = abs((box.right - box.left) * way[0]) + abs((box.top - box.bottom) * way[1])
        yield _Letter(code, x.value, y.value, way, width, size)


def _word(letters: Sequence[_Letter], scale: float) -> list[tuple[str, float]]:
    """Letters as a word with its size in points, to half a point; empty without any."""
    # A pair of surrogates comes as two letters.
    text = "".join(chr(letter.code) for letter in letters)
    text = slides.tidy(text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore"))
    size = max((letter.size for letter in letters), default=0.0)
    return [(text, round(2 * size * scale) / 2)] if text else []


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _images(page: pdfium.PdfPage) -> Iterator[_Box]:
    """Where pictures are, as shares of the page, rounded so that the same picture has the same place."""
    left, bottom, right, top = page.get_bbox()
    across, down = max(right - left, 1.0), max(top - bottom, 1.0)
    for count, image in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
        if count >= MOST_OBJECTS:
            return
        matrix, around = image.get_matrix(), image.container
        while around is not None:
            matrix, around = matrix.multiply(around.get_matrix()), around.container
        corners = [matrix.on_point(x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
        xs = [min(1.0, max(0.0, (x - left) / across)) for x, _ in corners]
        ys = [min(1.0, max(0.0, (y - bottom) / down)) for _, y in corners]
        box = (round(min(xs), 3), round(min(ys), 3), round(max(xs), 3), round(max(ys), 3))
        if box[2] > box[0] and box[3] > box[1]:
            yield box


def _merged(boxes: Iterator[_Box]) -> list[_Box]:
    """Pictures that programs cut into strips put together again; those too small to count left out."""
    found: list[_Box] = []
    for box in boxes:
        strip = found[-1] if found else None
        if strip is not None and _continues(strip, box):
            joined = (*map(min, strip[:2], box[:2]), *map(max, strip[2:], box[2:]))
            found[-1] = (joined[0], joined[1], joined[2], joined[3])
        else:
            found.append(box)
    return [box for box in found if (box[2] - box[0]) * (box[3] - box[1]) >= WORTH_COUNTING]


def _continues(one: _Box, other: _Box) -> bool:
    """Whether a picture is the next strip of the one before: as wide as that, and right above or below it."""
    near = 0.003
    same = abs(one[0] - other[0]) <= near and abs(one[2] - other[2]) <= near
    return same and (abs(one[1] - other[3]) <= near or abs(one[3] - other[1]) <= near)


def _everywhere(pages: Sequence[set[tuple[str, int]] | set[_Box]]) -> set[object]:
    """What stands in the same place on most pages."""
    counts = Counter[object](each for page in pages for each in page)
    return {each for each, count in counts.items() if count >= FEW and count > RUNNING * len(pages)}


def _slide(number: int, lines: Sequence[_Line], boxes: Sequence[_Box]) -> Slide:
    sizes = [
        size for line in lines for word, size in line.words if sum(map(str.isalnum, word)) >= 2 and size > 0
    ]
    return Slide(
        number,
        _title(lines),
        slides.kept(line.text for line in lines),
        min(sizes, default=None),
        len(boxes),
    )


def _title(lines: Sequence[_Line]) -> str:
    """The largest letters in the upper part, and what follows them in the same size."""
    upper = [line for line in lines if line.height < 0.6] or list(lines)
    largest = max((line.size for line in upper), default=0.0)
    at = next((place for place, line in enumerate(upper) if line.size == largest), 0)
    title: list[str] = []
    for line in upper[at : at + 3]:
        if line.size < largest:
            break
        title.append(line.text)
    return slides.tidy(" ".join(title))[:100]
