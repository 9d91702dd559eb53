"""Slides made to measure: PDF and PowerPoint files of which every word, size and picture is known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches, Pt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

STANDARD = (960.0, 540.0)
"""Points of a new PowerPoint slide."""


@dataclass(frozen=True)
class Made:
    """What one slide was made of: a title, lines with their sizes in points, and counts of the rest."""

    title: str
    lines: tuple[tuple[str, float], ...] = ()
    title_size: float = 40.0
    pictures: int = 0
    charts: int = 0
    tables: int = 0
    notes: str = ""
    hidden: bool = False

    @property
    def words(self) -> int:
        return len(" ".join([self.title, *(line for line, _ in self.lines)]).split())

    @property
    def smallest(self) -> float | None:
        sizes = [size for _, size in self.lines] + ([self.title_size] if self.title else [])
        return min(sizes, default=None)


BRIDGE = (
    Made("A new bridge over our river", (("Why we should build it this year", 24.0),), 44.0),
    Made(
        "People wait every morning",
        (("Eleven thousand cross the old bridge", 28.0), ("Half of them wait ten minutes", 28.0)),
        pictures=1,
    ),
    Made(
        "What it costs",
        (("Two years and nine million", 24.0), ("Source: report of the town, page 12", 9.0)),
        notes="Say that the county pays half of it.",
    ),
    Made("Where it stands", pictures=2),
    Made("What we ask you for", (("A vote on Monday", 32.0), ("and your patience", 20.0))),
)
"""Five slides as somebody might show them."""


def picture(seed: int = 0, size: tuple[int, int] = (120, 160)) -> bytes:
    """A PNG of noise."""
    noise = np.random.default_rng(seed).integers(0, 255, (*size, 3), np.uint8)
    done, encoded = cv2.imencode(".png", noise)
    assert done
    return encoded.tobytes()


def pdf(
    path: Path, made: Sequence[Made] = BRIDGE, size: tuple[float, float] = STANDARD, *, frame: bool = False,
    password: str | None = None, turned: int = 0,
) -> Path:  # fmt: skip
    """A PDF with a page for each; all is scaled with the page, so that the sizes are those of the standard
    slide. With `frame` a page number and a date stand on every page. `turned` pages lie on their side, or on
    their head, in the file, and are shown upright.
    """
    across, down = size
    scale = max(down / STANDARD[1], across / STANDARD[0])
    canvas = Canvas(str(path), pagesize=size, encrypt=password)
    for number, slide in enumerate(made, 1):
        canvas.setPageRotation(turned)
        canvas.saveState()
        canvas.transform(*{
            0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, down, 0), 180: (-1, 0, 0, -1, across, down),
            270: (0, -1, 1, 0, 0, across),
        }[turned])  # fmt: skip
        canvas.scale(scale, scale)
        height = down / scale
        canvas.setFont("Helvetica-Bold", slide.title_size)
        canvas.drawString(60, height - 90, slide.title)
        y = height - 150
        for line, points in slide.lines:
            canvas.setFont("Helvetica", points)
            canvas.drawString(60, y, line)
            y -= 1.5 * points
        for place in range(slide.pictures):
            image = ImageReader(io.BytesIO(picture(10 * number + place)))
            canvas.drawImage(image, 60 + 320 * place, 60 + number, 280, 200)
        if frame:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, 20, f"12 May 2026   {number}")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return path


def pptx(path: Path, made: Sequence[Made] = BRIDGE, size: tuple[float, float] = STANDARD) -> Path:
    """A PowerPoint file with a slide for each, the title in its placeholder, the lines in a text box; all is
    scaled with the slide.
    """
    deck = Presentation()
    scale = max(size[1] / STANDARD[1], size[0] / STANDARD[0])
    deck.slide_width, deck.slide_height = Emu(round(12_700 * size[0])), Emu(round(12_700 * size[1]))
    for number, slide in enumerate(made, 1):
        page = deck.slides.add_slide(deck.slide_layouts[5])
        if slide.hidden:
            page.element.set("show", "0")
        if slide.title:
            page.shapes.title.text_frame.text = slide.title
            page.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(scale * slide.title_size)
        frame = page.shapes.add_textbox(Inches(1), Inches(2), Inches(8), Inches(3)).text_frame
        for place, (line, points) in enumerate(slide.lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size = line, Pt(scale * points)
        for place in range(slide.pictures):
            image = io.BytesIO(picture(10 * number + place))
            x, y, across, down = (Inches(scale * each) for each in (1 + 4 * place, 4, 3, 2))
            page.shapes.add_picture(image, x, y, across, down)
        for _ in range(slide.charts):
            data = CategoryChartData()
            data.categories, values = ["2024", "2025"], (1.0, 2.0)
            data.add_series("Riders", values)
            page.shapes.add_chart(
                XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(4), Inches(3), data
            )
        for _ in range(slide.tables):
            page.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1))
        if slide.notes:
            page.notes_slide.notes_text_frame.text = slide.notes
    deck.save(str(path))
    return path
