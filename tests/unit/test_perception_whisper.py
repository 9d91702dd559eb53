"""What is made of Whisper's words before they are taken for ours."""

import pytest
from faster_whisper.transcribe import Word as Piece

from realtalk.perception.whisper import whole


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([" 40", ",000", " euros"], [" 40,000", " euros"]),
        ([" a", " part", "-time", " job."], [" a", " part-time", " job."]),
        ([" 2", ",200", " 5", ".5", " self", "-service"], [" 2,200", " 5.5", " self-service"]),
        ([" 3", ".5", "%", " more"], [" 3.5%", " more"]),
        (["她", "来", "了"], ["她", "来", "了"]),
        ([" I", "-I", "-I", " w", "-we"], [" I", "-I", "-I", " w", "-we"]),
        (["-time"], ["-time"]),
        ([], []),
    ],
)
def test_a_word_cut_in_front_of_a_sign_is_put_together(pieces, words):
    cut = [Piece(float(i), i + 0.5, text, 0.9 - i / 10) for i, text in enumerate(pieces)]
    assert [word.word for word in whole(cut)] == words


def test_a_word_put_together_lasts_as_long_and_is_as_sure_as_its_least_piece():
    (word,) = whole([Piece(1.0, 1.4, " 40", 0.9), Piece(1.4, 2.0, ",000", 0.6)])
    assert (word.start, word.end, word.probability) == (1.0, 2.0, 0.6)
