from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.observations import Word
from realtalk.report.subtitles import LINE, LONGEST, SHORTEST, to_vtt

STAMP = r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"^{STAMP} --> {STAMP}$")


def spoken(text: str, start: float = 0.0, each: float = 0.4) -> list[Word]:
    words = text.split()
    return [Word(w, Span(start + i * each, start + i * each + 0.9 * each), 0.9) for i, w in enumerate(words)]


def captions(text: str) -> list[tuple[float, float, list[str]]]:
    """The captions of a WebVTT text; fails where it is not well formed."""
    head, *blocks = text.split("\n\n")
    assert head.strip() == "WEBVTT"
    found: list[tuple[float, float, list[str]]] = []
    for block in blocks:
        timing, *lines = block.rstrip("\n").split("\n")
        match = TIMING.match(timing)
        assert match, timing
        h1, m1, s1, u1, h2, m2, s2, u2 = map(int, match.groups())
        assert lines
        assert all(line.strip() for line in lines)
        for line in lines:
            assert "-->" not in line
            assert not re.search(r"<|&(?!amp;|lt;|gt;)", line)
        found.append((h1 * 3600 + m1 * 60 + s1 + u1 / 1000, h2 * 3600 + m2 * 60 + s2 + u2 / 1000, lines))
    return found


def test_no_words_are_no_captions():
    assert to_vtt([]) == "WEBVTT\n"


def test_a_short_sentence_is_one_caption():
    assert to_vtt(spoken("Hello world.")) == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello world.\n"


def test_captions_break_at_sentences():
    found = captions(to_vtt(spoken("This is the first sentence. And here comes the second one.")))
    assert [" ".join(lines) for _, _, lines in found] == [
        "This is the first sentence.",
        "And here comes the second one.",
    ]


def test_captions_break_at_pauses():
    found = captions(to_vtt([*spoken("I thought about this"), *spoken("for a long time", start=5.0)]))
    assert [start for start, _, _ in found] == [0.0, 5.0]


def test_a_long_sentence_is_cut_into_readable_pieces():
    text = "We measured every stop in the town and found that half of all shelters stand where nobody boards "
    found = captions(to_vtt(spoken(text * 3)))
    assert len(found) >= 4
    for start, end, lines in found:
        assert len(lines) <= 2
        assert all(len(line) <= LINE for line in lines)
        assert SHORTEST <= end - start <= LONGEST


def test_two_quick_sentences_share_a_caption():
    found = captions(to_vtt(spoken("Yes. No. Maybe so, who knows.", each=0.25)))
    assert found[0][2] == ["Yes. No. Maybe so, who knows."]


def test_signs_of_the_format_are_text():
    found = to_vtt(spoken("Tom&Jerry <b>say</b> a --> b"))
    assert "Tom&amp;Jerry &lt;b&gt;say&lt;/b&gt; a --&gt; b" in found
    captions(found)


def test_hours_are_written_out():
    assert "01:00:01.500 --> " in to_vtt([Word("Late.", Span(3601.5, 3602), 0.9)])


def test_a_word_longer_than_a_line_stands_alone():
    found = captions(to_vtt([Word("a" * 60, Span(0, 1), 1), Word("b", Span(1, 2), 1)]))
    assert found[0][2][0] == "a" * 60


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=20)
            | st.sampled_from(["So", "then,", "we", "went.", "-->", "\n\n", "NOTE", "WEBVTT"]),
            st.floats(-5, 4000) | st.just(float("nan")),
            st.floats(-1, 20),
        ),
        max_size=40,
    )
)
def test_any_words_make_captions_in_order(pieces: list[tuple[str, float, float]]):
    words = [Word(text, Span(start, start + length), 0.5) for text, start, length in pieces]
    found = captions(to_vtt(words))
    assert all(start < end <= start + LONGEST + 0.0015 for start, end, _ in found)
    assert all(end <= start + 0.0005 for (_, end, _), (start, _, _) in pairwise(found))
    assert to_vtt(words) == to_vtt(words)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["I", "we", "the", "plan", "river,", "bridge.", "yes?", "again"]),
        min_size=1,
        max_size=60,
    )
)
def test_every_word_is_shown_once_in_order(texts: list[str]):
    words = spoken(" ".join(texts))
    assert " ".join(line for _, _, lines in captions(to_vtt(words)) for line in lines) == " ".join(texts)
