import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from realtalk.coaching.rundown import Advice
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Range, Unmeasured
from realtalk.observations import Word
from realtalk.report.html import in_script, to_html
from realtalk.report.markup import NO_WORDS, amount, ideal_in_words, view
from realtalk.report.transcript import paragraphs
from tests.rundowns import rundown

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class Page(HTMLParser):
    """The elements and the text outside scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text, self.inside = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.inside):
            self.text.append(data)


def words_of(page):
    return " ".join(" ".join(page.text).split())


def test_the_report_needs_nothing_from_elsewhere():
    text = to_html(rundown())
    page = Page(text)
    assert not [v for name, v in page.attributes if name in ("src", "href", "srcset") and v]
    assert not {"link", "iframe", "video", "audio", "object"} & set(page.tags)
    assert "default-src 'none'" in text


def test_the_report_says_what_the_rundown_says():
    made = rundown()
    said = words_of(Page(to_html(made)))
    for card in (made.strength, made.priority, made.drill):
        assert card is not None
        assert card.title in said
        assert card.text in said
    for metric in METRICS:
        assert metric.title in said
        assert metric.definition in said
    assert "Could not measure. fewer than 50 words were heard." in said
    assert "Let the pause stand where you now say um." in said


def test_the_figure_in_the_report_is_data():
    text = to_html(rundown())
    found = re.search(r'<script type="application/json" id="rt-figure">(.*?)</script>', text, re.S)
    assert found is not None
    assert {"figure", "templates"} == set(json.loads(found.group(1)))


@pytest.mark.parametrize("render", [to_html, view])
def test_hostile_text_stays_text(render):
    base = rundown()
    hostile = replace(
        base,
        file=HOSTILE,
        strength=Advice(HOSTILE, HOSTILE, "fillers", Span(0, 1)),
        words=(Word(HOSTILE, Span(0, 1), 0.9, True), *base.words),
        notes=(HOSTILE,),
        results=((METRICS[0], Unmeasured(METRICS[0].key, HOSTILE)), *base.results[1:]),
    )
    clean, dirty = Page(render(base)), Page(render(hostile))
    assert dirty.tags.count("script") == clean.tags.count("script")
    assert "img" not in dirty.tags
    assert not [name for name, _ in dirty.attributes if name.startswith("on")]
    assert HOSTILE in "".join(dirty.text)


def test_json_in_a_script_keeps_its_meaning_and_never_ends_the_script():
    packed = in_script({"a": HOSTILE + "<!--\u2028"})
    assert "<" not in packed
    assert json.loads(packed) == {"a": HOSTILE + "<!--\u2028"}


def test_emotions_can_be_left_out_of_the_page():
    assert "Facial emotions" in view(rundown())
    assert "Facial emotions" not in view(rundown(), emotions=False)


def test_bands_are_shape_and_word():
    text = view(rundown())
    for name, words in (("good", "Good"), ("watch", "Keep an eye on it"), ("work", "Worth some work")):
        assert re.search(rf'<span class="band {name}"><svg.*?</svg>{words}</span>', text, re.S)


def test_a_drill_without_a_clip_plays_what_it_is_to_change():
    made = rundown()
    assert made.drill is not None
    assert made.priority is not None
    assert made.priority.clip is not None
    bare = replace(made, drill=replace(made.drill, clip=None))
    card = view(bare).split('class="card drill"')[1].split("</article>")[0]
    assert f'data-start="{made.priority.clip.start:.2f}"' in card


def test_several_faces_and_voices_can_be_chosen_from():
    assert 'class="choice"' not in view(rundown())
    text = view(rundown(people=2, voices=2))
    assert len(re.findall(r'class="choice"', text)) == 4
    assert len(re.findall(r'aria-pressed="true"', text)) == 2


def test_a_recording_without_words_says_so():
    assert NO_WORDS in view(replace(rundown(), words=(), corrections=()))
    assert "has no sound" in view(replace(rundown(), words=(), corrections=(), has_audio=False))


def test_the_transcript_keeps_every_word_once_in_order():
    made = rundown(duration=400, text=" ".join(["one two three four five. six"] * 60))
    found = [piece.text for paragraph in paragraphs(made) for piece in paragraph.pieces if piece.text]
    assert found == [word.text for word in made.words]
    assert len(paragraphs(made)) > 2


def test_long_pauses_stand_where_they_were():
    pieces = [p for paragraph in paragraphs(rundown()) for p in paragraph.pieces]
    pause = next(p for p in pieces if p.seconds)
    assert pause.seconds == pytest.approx(2.1)
    after = pieces[pieces.index(pause) + 1]
    assert after.end > pause.start


@pytest.mark.parametrize(("ideal", "unit", "said"), [
    (Range(140, 160), "words per minute", "140 to 160 words per minute"),
    (Range(None, 5), "per minute", "5 per minute or less"),
    (Range(0, 5), "per minute", "up to 5 per minute"),
    (Range(75, None), "% of the time", "75% of the time or more"),
])  # fmt: skip
def test_what_is_good_is_said_in_words(ideal, unit, said):
    assert ideal_in_words(ideal, unit) == said


def test_amounts_have_their_unit():
    assert (amount(62.4, "% of the time"), amount(2.5, "s")) == ("62% of the time", "2.5 s")
