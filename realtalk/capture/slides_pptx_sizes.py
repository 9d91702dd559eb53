"""How large letters of a PowerPoint slide are, where neither they nor their paragraph say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.presentation import Presentation as Opened
from pptx.slide import Slide as PptxSlide

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

PLAIN = 18.0
"""Points where nothing else is written: ECMA-376, the default of DrawingML's text."""

TITLES = frozenset({"title", "ctrTitle"})
BODIES = frozenset({"body", "subTitle", "obj", "chart", "tbl", "clipArt", "dgm", "media", "pic", None})
"""Kinds of placeholders that take the master's style for titles, and for text; the others take the third."""


def points(properties: Any) -> float | None:
    """The size that properties of text state, in points; None where they state none."""
    stated = properties.get("sz") if properties is not None else None
    return int(stated) / 100 if stated and stated.isdigit() else None


class Inherited:
    """The sizes that one slide's text takes from its layout, its master and the presentation.

    The order is that of ECMA-376: the shape's own list style, its layout's placeholder, its master's
    placeholder, the master's style for that kind of text, the presentation's default.
    """

    def __init__(self, opened: Opened, slide: PptxSlide) -> None:
        layout = slide.slide_layout
        self._layout = list(layout.element.iter(f"{P}sp", f"{P}pic"))
        master = layout.slide_master.element
        self._master = list(master.iter(f"{P}sp"))
        self._styles = master.find(f"{P}txStyles")
        self._default = opened.element.find(f"{P}defaultTextStyle")

    @property
    def plain(self) -> float:
        """Points of text outside placeholders, as in tables."""
        return _stated(self._default, 0) or PLAIN

    def of(self, body: Any, placeholder: Any, level: int) -> float:
        """Points of a paragraph of a level, 0 for the first, in a shape's text `body`."""
        styles = [body.find(f"{A}lstStyle"), *self._above(placeholder)]
        sizes = (_stated(style, level) for style in styles)
        return next((size for size in sizes if size), PLAIN)

    def frame(self, placeholder: Any) -> Any:
        """The size of the layout's placeholder, as an element with `cx` and `cy`; None without one."""
        match = self._match(placeholder, self._layout) if placeholder is not None else None
        return match.find(f"{P}spPr/{A}xfrm/{A}ext") if match is not None else None

    def _above(self, placeholder: Any) -> Iterator[Any]:
        if placeholder is None:
            yield self._default
            return
        kind = placeholder.get("type")
        inherited = self._match(placeholder, self._layout)
        if inherited is not None:
            yield inherited.find(f"{P}txBody/{A}lstStyle")
            kind = kind or inherited.find(f"{P}nvSpPr/{P}nvPr/{P}ph").get("type")
        group = TITLES if kind in TITLES else BODIES if kind in BODIES else frozenset({kind})
        for shape in self._master:
            theirs = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if theirs is not None and theirs.get("type") in group:
                yield shape.find(f"{P}txBody/{A}lstStyle")
                break
        if self._styles is not None:
            style = "titleStyle" if group is TITLES else "bodyStyle" if group is BODIES else "otherStyle"
            yield self._styles.find(f"{P}{style}")
        yield self._default

    def _match(self, placeholder: Any, shapes: list[Any]) -> Any:
        """The layout's placeholder that a slide's one stands for: of the same number, or else of its kind."""
        kind, number = placeholder.get("type"), placeholder.get("idx", "0")
        found = [(shape, shape.find(f"*/{P}nvPr/{P}ph")) for shape in shapes]
        known = [(shape, ph) for shape, ph in found if ph is not None]
        if kind in TITLES:
            return next((shape for shape, ph in known if ph.get("type") in TITLES), None)
        same = [shape for shape, ph in known if ph.get("idx", "0") == number and ph.get("type") not in TITLES]
        return next(iter(same or [shape for shape, ph in known if ph.get("type") == kind]), None)


def _stated(style: Any, level: int) -> float | None:
    """What a list style says of a level, or else of all levels."""
    if style is None:
        return None
    own = points(style.find(f"{A}lvl{min(level, 8) + 1}pPr/{A}defRPr"))
    return own or points(style.find(f"{A}defPPr/{A}defRPr"))
