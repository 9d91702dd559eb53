import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from realtalk.coaching.rundown import Advice
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Band, Range, Reading, Unmeasured
from realtalk.observations import Word
from realtalk.report.emotions import without_emotions
from realtalk.report.exports import to_csv, to_json
from realtalk.report.html import figure_data, in_script, to_html
from realtalk.report.markup import NO_WORDS, amount, ideal_in_words, view
from realtalk.report.transcript import paragraphs
from tests.rundowns import rundown

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class Page(HTMLParser):
    """The elements and the text outside scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.elements, self.attributes, self.text, self.inside = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.elements.append((tag, attrs))
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
    assert "Facial emotions" not in view(without_emotions(rundown()))


def test_emotions_that_are_left_out_are_in_no_download():
    made = without_emotions(rundown())
    data = json.loads(to_json(made))
    assert "emotion" not in data["readings"]
    assert data["tracks"]["emotion"] == []
    drawn = json.dumps(figure_data(made))
    page = to_html(made).split('id="rt-figure"')[0].split("<script>")[0]
    for text in (*to_csv(made).values(), page, drawn):
        left = text.lower().replace("voice_emotion", "").replace("emotion of the voice", "")
        assert "emotion" not in left


def judged(reading_of, band, value):
    """A rundown in which one metric has a value and a band, or none."""
    made = rundown()
    results = tuple(
        (m, replace(r, band=band, value=value) if m.key == reading_of and isinstance(r, Reading) else r)
        for m, r in made.results
    )
    return replace(made, results=results)


def row(text, key):
    return text.split(f'data-metric="{key}"')[1].split('class="acts"')[0]


@pytest.mark.parametrize(
    ("key", "band", "value", "said"),
    [
        ("speech_rate", None, 130.0, "Fine as it is"),
        ("speech_rate", Band.GOOD, 150.0, "Good"),
        ("eye_contact", None, 20.0, "Not judged"),
        ("movement", None, 20.0, ""),
    ],
)
def test_what_has_no_band_says_why_where_others_have_one(key, band, value, said):
    text = view(judged(key, band, value))
    assert ("Fine as it is" in row(text, key)) == (said == "Fine as it is")
    assert ("Not judged" in row(text, key)) == (said == "Not judged")
    if key != "movement":
        steady = text.split('class="steady"')[1].split("</section>")[0]
        assert said in steady


def test_in_the_report_only_what_works_looks_as_if_it_did():
    page = Page(to_html(rundown()))
    controls = [dict(attrs) for tag, attrs in page.elements if tag == "button"]
    assert controls
    assert all("why" in (control["class"] or "").split() for control in controls)
    assert "data-start" not in {name for name, _ in page.attributes}
    assert "0:19 to 0:27" in words_of(page)


def test_a_strength_alone_says_why_there_is_no_priority():
    lone = replace(rundown(), priority=None, drill=None)
    assert "Nothing that was judged needs work." in view(lone)
    assert "Nothing that was judged needs work." not in view(rundown())
    assert 'class="cards' not in view(replace(lone, strength=None))


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
    assert "about face 1 and voice 1" in text
    assert re.findall(r'role="group" aria-label="(\w+)"', text) == ["Faces", "Voices"]
    assert "about voice 1." in view(rundown(voices=2))


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
