"""However long a sentence is read, it is read in parts that the networks can take, and heard as one."""

import itertools

import numpy as np
import pytest

from realtalk.partner.speech.catalogue import voice
from realtalk.partner.speech.hibari_network import resident_network
from realtalk.partner.speech.hibari_voice import MOST_SYMBOLS
from realtalk.partner.speech.reading import reading, runs


def test_a_sentence_full_of_figures_is_read_a_part_at_a_time(monkeypatch) -> None:
    network = resident_network()
    frames, asked = network.frames, []
    monkeypatch.setattr(network, "frames", lambda *given: asked.append(given[0]) or frames(*given))
    text = "We took " + "$1,234,567.89 " * 7 + "and spent it."
    speech = voice("heart").say(text)
    assert len(asked) >= 2
    assert max(map(len, asked)) <= MOST_SYMBOLS
    assert [word.text for word in speech.words] == text.split()
    assert speech.phones[0].span.start == 0
    assert speech.phones[-1].span.end == pytest.approx(speech.duration)
    for before, after in itertools.pairwise(speech.phones):
        assert before.span.end == pytest.approx(after.span.start)
        assert before.symbol or after.symbol
    for before, after in itertools.pairwise(speech.words):
        assert before.span.end <= after.span.start + 1e-6
    assert max(phone.span.duration for phone in speech.phones if not phone.symbol) < 0.8
    assert np.abs(np.diff(speech.pcm)).max() < 0.7


@pytest.mark.parametrize("most", [400, 508])
@pytest.mark.parametrize(
    "text", ["$1,234,567.89 " * 22, "a" * 2000, "one, two, " * 100, "(" * 2000, "Good morning."]
)
def test_runs_hold_every_symbol_and_none_is_too_long(text: str, most: int) -> None:
    read = reading(resident_network().tokens(text))
    parts = runs(read, most)
    assert all(0 < len(part.symbols) <= most and not part.silent for part in parts)
    assert [owner for part in parts for owner in part.owners if owner >= 0] == [
        owner for owner in read.owners if owner >= 0
    ]
    if not read.silent:
        assert "".join(part.symbols for part in parts) == read.symbols
    assert len(parts) <= 1 + len(read.symbols) // (most // 2)
    assert not any(part.symbols[0] in "ː\u0303ʰʲ" or part.symbols[-1] in "ˈˌ" for part in parts)
    if "," in text and not read.silent:
        assert all(part.symbols.endswith(" ") for part in parts[:-1])
