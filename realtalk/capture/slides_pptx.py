"""Slides from a PowerPoint file: text with the size it inherits, pictures, charts, tables and notes."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide as PptxSlide

from realtalk.capture import slides
from realtalk.capture.slides import HEIGHT, MOST_SLIDES, WIDTH, Deck, Slide
from realtalk.capture.slides_pptx_sizes import PLAIN, A, Inherited, P, points

logger = logging.getLogger(__name__)

MOST_UNPACKED, MOST_PARTS = 200 * 2**20, 20_000
"""Bytes of text that the parts of a file may unpack to, and how many there may be: a small file can be made
that unpacks to more than any machine holds. House rule: ten times the largest decks seen."""

WORTH_COUNTING = 0.01
"""The share of the slide from which a picture is one. House rule: smaller are bullets and signs."""

PER_POINT = 12_700
"""Units of a PowerPoint file in a point."""

FRAME = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders for what stands on every slide."""

_SHOWS = re.compile(rb"presentationml\.(slideshow|template)\.main")
"""What a file that opens as a show, or a template, says of itself; python-pptx takes neither."""

_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DSP = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass
class _Found:
    """What was found on a slide so far."""

    lines: list[str] = field(default_factory=list[str])
    sizes: list[float] = field(default_factory=list[float])
    title: str = ""
    pictures: int = 0
    charts: int = 0
    tables: int = 0

    def add(self, text: str, size: float) -> None:
        if sum(map(str.isalnum, text)) >= 2:
            self.sizes.append(size)


def read_pptx(path: Path, name: str) -> Deck:
    """The slides of a PowerPoint file. Sizes are as on a slide 540 points high.

    Text inside charts but for their titles is not read. Raises `UnreadableSlides`.
    """
    try:
        opened = Presentation(_without_media(path, name))
        count = len(opened.slides)
        if not count:
            raise slides.no_slides(name)
        if count > MOST_SLIDES:
            raise slides.too_many(name, count)
        return _deck(opened, name)
    except slides.UnreadableSlides:
        raise
    except Exception as error:  # python-pptx and lxml raise of all kinds for files that contradict themselves
        logger.info("slides could not be read: %s", type(error).__name__)
        raise slides.damaged(name) from error


def _without_media(path: Path, name: str) -> io.BytesIO:
    """The file with its pictures, films and fonts emptied, since python-pptx would hold all of them."""
    kept = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as new:
        parts = old.infolist()
        if len(parts) > MOST_PARTS:
            raise slides.damaged(name)
        room = MOST_UNPACKED
        for part in parts:
            if part.flag_bits & 0x1:
                raise slides.protected(name)
            content = b""
            if part.filename.endswith((".xml", ".rels")):
                with old.open(part) as packed:
                    content = packed.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise slides.damaged(name)
            if part.filename == "[Content_Types].xml":
                content = content.replace(
                    b"presentationml.slideshow.main", b"presentationml.presentation.main"
                )
                content = content.replace(
                    b"presentationml.template.main", b"presentationml.presentation.main"
                )
            new.writestr(part.filename, content)
    kept.seek(0)
    return kept


def _deck(opened: Opened, name: str) -> Deck:
    across = int(opened.slide_width or 0) / PER_POINT or WIDTH
    down = int(opened.slide_height or 0) / PER_POINT or HEIGHT
    scale = min(HEIGHT / down, WIDTH / across)
    area = across * down * PER_POINT**2
    made: list[Slide] = []
    hidden: list[int] = []
    for number, slide in enumerate(opened.slides, 1):
        if slide.element.get("show") in ("0", "false"):
            hidden.append(number)
        else:
            made.append(_slide(number, slide, Inherited(opened, slide), scale, area))
    if not made:
        raise slides.UnreadableSlides(f"All slides of {name} are hidden.", "Show at least one, then save it.")
    title = made[0].title or slides.stem(name)
    return Deck(title, "pptx", tuple(made), tuple(hidden))


def _slide(number: int, slide: PptxSlide, sizes: Inherited, scale: float, area: float) -> Slide:
    found = _Found()
    tree = slide.element.find(f"{P}cSld/{P}spTree")
    if tree is not None:
        for shape, share in _shapes(tree, 1.0):
            _read_shape(shape, slide, sizes, found, WORTH_COUNTING * area / share)
    lines = slides.kept(found.lines)
    smallest = min(found.sizes, default=None)
    return Slide(
        number,
        (found.title or (lines[0] if lines else ""))[:100],
        lines,
        None if smallest is None else round(2 * smallest * scale) / 2,
        found.pictures,
        found.charts,
        found.tables,
        _notes(slide),
    )


def _shapes(tree: Any, share: float) -> Iterator[tuple[Any, float]]:
    """Every shape in its order, those in groups and those in newer and older form once, with how many square
    units of the slide one of its own is.
    """
    for child in tree:
        if child.tag == f"{P}grpSp":
            if not _unseen(child):
                yield from _shapes(child, share * _shrunk(child))
        elif child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            yield from _shapes(choice if choice is not None else child, share)
        elif child.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp"):
            yield child, share


def _shrunk(group: Any) -> float:
    """How many square units of what is around a group one of the group's own is."""
    outside = group.find(f"{P}grpSpPr/{A}xfrm/{A}ext")
    inside = group.find(f"{P}grpSpPr/{A}xfrm/{A}chExt")
    if outside is None or inside is None:
        return 1.0
    across, down = float(inside.get("cx", 0)), float(inside.get("cy", 0))
    share = (
        float(outside.get("cx", 0)) * float(outside.get("cy", 0)) / (across * down) if across * down else 0.0
    )
    return share or 1.0


def _unseen(shape: Any) -> bool:
    about = next(shape.iter(f"{P}cNvPr"), None)
    return about is not None and about.get("hidden") in ("1", "true")


def _read_shape(shape: Any, slide: PptxSlide, sizes: Inherited, found: _Found, least: float) -> None:
    if _unseen(shape):
        return
    placeholder = shape.find(f"*/{P}nvPr/{P}ph")
    kind = placeholder.get("type", "obj") if placeholder is not None else None
    if kind in FRAME:
        return
    if shape.tag == f"{P}pic":
        found.pictures += _area(shape, sizes.frame(placeholder)) >= least
        return
    if shape.tag == f"{P}graphicFrame":
        _read_frame(shape, slide, sizes, found)
        return
    if shape.find(f"{P}spPr/{A}blipFill") is not None:
        found.pictures += _area(shape, sizes.frame(placeholder)) >= least
    body = shape.find(f"{P}txBody")
    if body is None:
        return
    lines = _read_text(body, lambda level: sizes.of(body, placeholder, level), found)
    if kind in ("title", "ctrTitle") and lines:
        found.title = slides.tidy(" ".join(lines))
        found.lines[:0] = lines
    else:
        found.lines += lines


def _read_text(body: Any, inherited: Any, found: _Found) -> list[str]:
    """The lines of a text, whose sizes are noted on the way; `inherited` gives a level's size."""
    fitted = body.find(f"{A}bodyPr/{A}normAutofit")
    shrunk = int(fitted.get("fontScale", "100000").rstrip("%")) / 100_000 if fitted is not None else 1.0
    shrunk = shrunk if 0.01 <= shrunk <= 1 else 1.0
    lines: list[str] = []
    for paragraph in body.iter(f"{A}p"):
        about = paragraph.find(f"{A}pPr")
        level = int(about.get("lvl", "0")) if about is not None else 0
        usual = points(about.find(f"{A}defRPr")) if about is not None else None
        pieces: list[str] = []
        for piece in paragraph:
            if piece.tag == f"{A}br":
                pieces.append("\n")
            elif piece.tag == f"{A}r" or (piece.tag == f"{A}fld" and piece.get("type") != "slidenum"):
                text = piece.findtext(f"{A}t") or ""
                own = piece.find(f"{A}rPr")
                raised = own is not None and own.get("baseline", "0") not in ("0", "0%")
                if not raised:
                    found.add(text, (points(own) or usual or inherited(level)) * shrunk)
                pieces.append(text)
        lines += [line for line in "".join(pieces).replace("\v", "\n").split("\n") if line.strip()]
    return lines


def _read_frame(shape: Any, slide: PptxSlide, sizes: Inherited, found: _Found) -> None:
    """A table, a chart or a diagram."""
    data = shape.find(f"{A}graphic/{A}graphicData")
    if data is None or not len(data):
        return
    inside = data[0]
    if inside.tag == f"{A}tbl":
        found.tables += 1
        for row in inside.iter(f"{A}tr"):
            cells = [
                " ".join(_read_text(body, lambda _: sizes.plain, found)) for body in row.iter(f"{A}txBody")
            ]
            found.lines.append(" ".join(filter(None, cells)))
    elif inside.tag == f"{_C}chart":
        found.charts += 1
        part = _part(slide, inside.get(f"{_R}id"))
        titles = part.iterfind(f"{_C}chart/{_C}title/{_C}tx/{_C}rich") if part is not None else ()
        for title in titles:
            found.lines += _read_text(title, lambda _: sizes.plain, found)
    elif inside.tag == f"{_DGM}relIds":
        _read_diagram(slide, inside, found)


def _read_diagram(slide: PptxSlide, ids: Any, found: _Found) -> None:
    """A SmartArt: as it was last drawn, with sizes, or else the bare text behind it."""
    data = _part(slide, ids.get(f"{_R}dm"))
    if data is None:
        return
    drawn = next((each.get("relId") for each in data.iter(f"{_DSP}dataModelExt")), None)
    drawing = _part(slide, drawn)
    if drawing is not None:
        for body in drawing.iter(f"{_DSP}txBody"):
            found.lines += _read_text(body, lambda _: PLAIN, found)
        return
    for point in data.iter(f"{_DGM}pt"):
        found.lines.append(" ".join(text.text or "" for text in point.iter(f"{A}t")))


def _part(slide: PptxSlide, id_: str | None) -> Any:
    """The XML of a part that a slide refers to; None where it is missing or broken."""
    if id_ is None or id_ not in slide.part.rels:
        return None
    relation = slide.part.rels[id_]
    if relation.is_external:
        return None
    try:
        return parse_xml(relation.target_part.blob)
    except SyntaxError:
        return None


def _area(shape: Any, inherited: Any) -> float:
    """Square units that a shape takes; those of its placeholder where it has no size of its own."""
    own = shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    extent = own if own is not None else inherited
    return float(extent.get("cx", 0)) * float(extent.get("cy", 0)) if extent is not None else 0.0


def _notes(slide: PptxSlide) -> int:
    """Words of the speaker's notes."""
    if not any(each.reltype == RT.NOTES_SLIDE for each in slide.part.rels.values()):
        return 0
    frame = slide.notes_slide.notes_text_frame
    return slides.count_words(frame.text) if frame is not None else 0
