"""The section on slides, and what is taken away of it."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from realtalk.capture.slides import Deck, Slide
from realtalk.coaching.slide_advice import of_deck, of_talk
from realtalk.metrics.metric import Band
from realtalk.metrics.slides import presented
from realtalk.report.exports import as_document, to_csv
from realtalk.report.html import to_html
from realtalk.report.markup import view
from realtalk.report.slides import slide_table
from realtalk.timeline import Timeline
from tests.decks import DECK, SLIDES, beside
from tests.rundowns import rundown

SCHEMA = Path(__file__).parents[2] / "docs" / "rundown.schema.json"


@pytest.fixture(scope="module")
def made():
    return beside(rundown())


def test_advice_names_the_slides_and_where_it_comes_from():
    found = of_deck(DECK)
    assert [each.band for each in found] == [Band.WORK, Band.WORK, Band.WATCH]
    assert found[0].text.startswith("Slide 2 has 88 words: people read it")
    assert found[1].text.startswith("Slides 2 and 4 have letters under 18 points, slide 4 even 9.")
    assert found[2].text.startswith("Slide 4 has 50 words or more")
    assert "Duarte" in found[0].source
    assert "Microsoft" in found[1].source


def test_advice_on_a_talk_has_the_time_of_each_and_what_was_not_shown(made):
    texts = [each.text for each in of_talk(made.slides)]
    assert texts[0] == "Slide 2 was there for 8 seconds; its 88 words take 22 seconds to read."
    assert "You did not show slide 5. Leave out what you have no time for." in texts
    assert of_talk(made.slides)[0].clip.start == 10.0


def test_fine_slides_get_no_advice():
    assert of_deck(Deck("Fine", "pdf", (SLIDES[0], SLIDES[2]))) == ()


def test_a_presentation_of_text_alone_is_told_to_show_something():
    text = tuple(replace(SLIDES[4], number=n, charts=0, tables=0) for n in (1, 2, 3))
    (advice,) = of_deck(Deck("Text", "pptx", text))
    assert advice.text.startswith("None of the 3 slides has a picture or a chart.")


def test_many_slides_are_counted_and_not_listed():
    many = tuple(Slide(n, "", ("word " * 80,), 24.0, 1) for n in range(1, 9))
    assert of_deck(Deck("Many", "pdf", many))[0].text.startswith("8 slides have over 75 words")


def test_the_table_holds_each_slide_with_its_time(made):
    table = slide_table(made.slides)
    assert [row.words for row in table.rows] == ["11", "88", "10", "50", "2"]
    assert [row.font for row in table.rows] == ["32 pt", "14 pt", "28 pt", "9 pt", "40 pt"]
    assert [row.shown for row in table.rows] == ["10 s", "8 s", "22 s", "18 s", "not shown"]
    assert table.rows[2].inside == "2 pictures"
    assert slide_table(None) is None


def test_where_the_times_are_unknown_the_page_says_why_and_shows_none():
    page = view(replace(rundown(), slides=presented(DECK, Timeline())))
    assert "could not be measured: RealTalk did not see when you changed slides" in page
    assert "not shown" not in page
    assert ">Shown<" not in page


def test_the_section_stands_on_the_page_and_in_the_report_with_its_text_escaped(made):
    for page in (view(made), to_html(made)):
        assert "Your slides" in page
        assert "&lt;b&gt;Costs&lt;/b&gt;" in page
        assert "<b>Costs</b>" not in page
    assert "Your slides" not in view(rundown())


def test_json_and_tables_hold_the_slides(made):
    document = json.loads(json.dumps(as_document(made)))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert document["slides"]["timing"] == "seen"
    assert [each["seconds"] for each in document["slides"]["slides"]] == [10, 8, 22, 18, 0]
    rows = list(csv.DictReader(io.StringIO(to_csv(made)["slides.csv"])))
    assert [row["words"] for row in rows] == ["11", "88", "10", "50", "2"]
    assert "slides.csv" not in to_csv(rundown())
