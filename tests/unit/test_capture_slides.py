"""Slides read from files whose every word, size and picture is known."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches, Pt
from reportlab.pdfgen.canvas import Canvas

from realtalk.capture import slides_pptx
from realtalk.capture.slides import MOST_SLIDES, READING_RATE, Deck, Slide, UnreadableSlides, read_slides
from tests.slide_files import BRIDGE, STANDARD, Made, pdf, picture, pptx

SIZES = [STANDARD, (720.0, 405.0), (720.0, 540.0), (2880.0, 1620.0)]


def assert_known(deck: Deck, made: tuple[Made, ...] = BRIDGE) -> None:
    assert [slide.number for slide in deck.slides] == list(range(1, len(made) + 1))
    assert [slide.title for slide in deck.slides] == [each.title for each in made]
    assert [slide.words for slide in deck.slides] == [each.words for each in made]
    assert [slide.smallest_font for slide in deck.slides] == [each.smallest for each in made]
    assert [slide.pictures for slide in deck.slides] == [each.pictures for each in made]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("write", [pdf, pptx])
def test_words_sizes_and_pictures_are_found_whatever_the_page_measures(tmp_path, write, size):
    deck = read_slides(write(tmp_path / "any", size=size))
    assert_known(deck)
    assert deck.title == "A new bridge over our river"
    assert deck.notes == ()


def test_what_stands_on_every_page_is_not_counted(tmp_path):
    assert_known(read_slides(pdf(tmp_path / "framed.pdf", frame=True)))


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_are_turned_in_the_file_are_read_as_they_are_seen(tmp_path, turned):
    assert_known(read_slides(pdf(tmp_path / "turned.pdf", frame=True, turned=turned)))


def test_reading_takes_as_long_as_adults_take():
    slide = Slide(1, "", ("word " * 238,), 24.0, 0)
    assert slide.reading_time == pytest.approx(60.0)
    assert READING_RATE == 238


def test_charts_tables_notes_and_hidden_slides_of_a_powerpoint_file_are_told(tmp_path):
    made = (Made("One", charts=1), Made("Two", tables=2, notes="Say it slowly."), Made("Three", hidden=True))
    deck = read_slides(pptx(tmp_path / "a.pptx", made))
    assert [(slide.charts, slide.tables, slide.notes) for slide in deck.slides] == [(1, 0, 0), (0, 2, 3)]
    assert deck.hidden == (3,)
    assert deck.slide(3) is None


def text_of(page: Any, place: int) -> Any:
    """The text of one of a slide's placeholders."""
    return page.placeholders[place].text_frame


def test_sizes_are_inherited_from_layout_and_master_and_shrunk_where_text_was_fitted(tmp_path):
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[1])
    page.shapes.title.text = "A title"
    body = text_of(page, 1)
    body.text = "first level"
    deeper = body.add_paragraph()
    deeper.text, deeper.level = "third level", 2
    fitted = text_of(deck.slides.add_slide(deck.slide_layouts[1]), 1)
    fitted.text = "fitted in"
    about = fitted.paragraphs[0]._p.getparent().bodyPr
    about.get_or_change_to_normAutofit().set("fontScale", "62500")
    box = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.text_frame.text = "a plain box"
    subtitle = deck.slides.add_slide(deck.slide_layouts[0])
    text_of(subtitle, 1).text = "under the title"
    deck.save(str(tmp_path / "inherited.pptx"))
    found = read_slides(tmp_path / "inherited.pptx").slides
    assert [slide.smallest_font for slide in found] == [24.0, 20.0, 18.0, 32.0]


def test_a_paragraph_may_state_the_size_and_a_raised_sign_is_no_small_print(tmp_path):
    deck = Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 1, 1).text_frame
    frame.text = "large enough"
    frame.paragraphs[0].font.size = Pt(30)
    sign = frame.paragraphs[0].add_run()
    sign.text, sign.font.size = "note", Pt(8)
    sign.font._rPr.set("baseline", "30000")
    deck.save(str(tmp_path / "raised.pptx"))
    assert read_slides(tmp_path / "raised.pptx").slides[0].smallest_font == 30.0


def test_text_and_pictures_in_groups_and_tables_count(tmp_path):
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    group = page.shapes.add_group_shape()
    group.shapes.add_picture(io.BytesIO(picture()), 0, 0, Inches(4), Inches(3))
    group.shapes.add_picture(io.BytesIO(picture(1)), 0, 0, Inches(0.3), Inches(0.3))
    inner = group.shapes.add_group_shape().shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame
    inner.text = "deep inside"
    inner.paragraphs[0].runs[0].font.size = Pt(11)
    table = page.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "left cell", "right"
    deck.save(str(tmp_path / "grouped.pptx"))
    slide = read_slides(tmp_path / "grouped.pptx").slides[0]
    assert slide.words == 5
    assert slide.smallest_font == 11.0
    assert (slide.pictures, slide.tables) == (1, 1)


def test_letters_that_a_matrix_enlarges_have_the_size_they_are_seen_at(tmp_path):
    canvas = Canvas(str(tmp_path / "scaled.pdf"), pagesize=STANDARD)
    canvas.setFont("Helvetica", 1)
    canvas.scale(31, 31)
    canvas.drawString(2, 8, "enlarged")
    canvas.save()
    assert read_slides(tmp_path / "scaled.pdf").slides[0].smallest_font == 31.0


def test_pages_that_are_pictures_say_that_no_text_could_be_read(tmp_path):
    scanned = tuple(Made("", pictures=1) for _ in range(2))
    deck = read_slides(pdf(tmp_path / "scan.pdf", scanned), "My scan.pdf")
    assert "No text could be read" in deck.notes[0]
    assert [slide.smallest_font for slide in deck.slides] == [None, None]
    assert deck.title == "My scan"


def test_five_hundred_pages_are_read_and_more_are_refused(tmp_path):
    many = tuple(Made(f"Page number {number}") for number in range(MOST_SLIDES))
    assert len(read_slides(pdf(tmp_path / "many.pdf", many)).slides) == MOST_SLIDES
    with pytest.raises(UnreadableSlides, match="501 slides"):
        read_slides(pdf(tmp_path / "more.pdf", (*many, Made("one more"))))


def test_a_show_opens_as_a_presentation_does(tmp_path):
    with (
        zipfile.ZipFile(pptx(tmp_path / "a.pptx")) as old,
        zipfile.ZipFile(tmp_path / "a.ppsx", "w") as show,
    ):
        for name in old.namelist():
            show.writestr(name, old.read(name).replace(b"presentation.main", b"slideshow.main"))
    assert_known(read_slides(tmp_path / "a.ppsx"))


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def unreadable(folder: Path) -> dict[str, tuple[bytes | Path, str]]:
    old = b"\xd0\xcf\x11\xe0" + bytes(600)
    whole = pptx(folder / "whole.pptx").read_bytes()
    bomb = {"ppt/presentation.xml": bytes(4 * 2**20), "[Content_Types].xml": b""}
    return {
        "empty": (b"", "is empty"),
        "locked.pdf": (pdf(folder / "locked", password="secret"), "protected by a password"),
        "locked.pptx": (old + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        "old.ppt": (old + "PowerPoint Document".encode("utf-16-le"), "old format"),
        "other.doc": (old, "holds no slides"),
        "mine.key": (zipped(folder / "k", {"Index/Slide.iwa": b""}), "Keynote"),
        "mine.odp": (
            zipped(folder / "o", {"mimetype": b"application/vnd.oasis.opendocument.presentation"}),
            "LibreOffice",
        ),
        "mine.docx": (zipped(folder / "d", {"[Content_Types].xml": b""}), "no slides"),
        "some.zip": (zipped(folder / "z", {"a.txt": b""}), "no slides"),
        "bomb.pptx": (zipped(folder / "b", bomb), "damaged"),
        "half.pptx": (whole[: len(whole) // 2], "damaged"),
        "half.pdf": (b"%PDF-1.7\n1 0 obj", "damaged"),
        "hollow.pptx": (zipped(folder / "h", {"ppt/presentation.xml": b"<a/>"}), "damaged"),
        "face.pdf": (picture(), "is a picture"),
        "../../e\x00vil\n.pdf": (b"hello", "neither"),
    }


def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(slides_pptx, "MOST_UNPACKED", 2**20)
    for name, (content, said) in unreadable(tmp_path).items():
        path = content if isinstance(content, Path) else tmp_path / "any"
        if isinstance(content, bytes):
            path.write_bytes(content)
        with pytest.raises(UnreadableSlides, match=said) as told:
            read_slides(path, name)
        assert told.value.remedy, name


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["pdf", "pptx"]))
def test_a_file_that_was_damaged_anywhere_is_read_or_refused(seed, kind, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    whole = folder / f"whole.{kind}"
    if not whole.exists():
        (pdf if kind == "pdf" else pptx)(whole, BRIDGE[:3])
    rng, content = random.Random(seed), bytearray(whole.read_bytes())
    for _ in range(rng.choice([1, 5, 40])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    broken = folder / "broken"
    broken.write_bytes(content)
    with suppress(UnreadableSlides):
        assert read_slides(broken).slides
