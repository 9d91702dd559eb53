"""The phonemes of made speech are heard when they are said to be."""

import itertools

import numpy as np
import pytest

from realtalk.partner.speech.catalogue import voice
from realtalk.partner.speech.hibari_network import FRAME, resident_network
from realtalk.partner.speech.level import LOUDNESS
from realtalk.partner.speech.reading import reading
from realtalk.partner.speech.speech import RATE, Speech

SENTENCES = (
    "Tell me about a time when you led a team through change, please.",
    "My grandfather kept bees behind the house for many years.",
    "How did your boss react when you told her about the missing papers?",
)
VOWELS = set("iɪɛæAIOWYuəɑɔʌʊɐɜ")


def spectrum(speech: Speech) -> np.ndarray:
    """Power of each 12.5 ms, `(frames, 40 Hz bins)`, from 25 ms around it."""
    padded = np.pad(speech.pcm, (FRAME // 2, 2 * FRAME))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * FRAME)[::FRAME]
    return np.abs(np.fft.rfft(windows * np.hanning(2 * FRAME), axis=1)) ** 2


def frame(t: float) -> int:
    return round(t * RATE / FRAME)


@pytest.mark.parametrize("speed", [0.7, 1.0, 1.33])
def test_a_unit_of_duration_is_two_frames_at_any_speed(speed: float) -> None:
    network = resident_network()
    read = reading(network.tokens(SENTENCES[0]))
    frames = network.frames(read.symbols, speed)
    assert len(frames.units) == len(read.symbols) + 2
    assert frames.harmonic.shape[1] == 2 * sum(frames.units)


@pytest.mark.parametrize(
    "id", ["heart", "ada", "marcus", "walter"]
)  # the briskest and the slowest among them
def test_phones_cover_the_sound_and_words_lie_in_order(id: str) -> None:
    speech = voice(id).say("In 2024 we grew 10-15%, e.g. at the CEO's request. Really?!", speed=1.1, pitch=1)
    assert speech.phones[0].span.start == 0
    assert speech.phones[-1].span.end == pytest.approx(speech.duration, abs=1e-9)
    for before, after in itertools.pairwise(speech.phones):
        assert before.span.end == pytest.approx(after.span.start, abs=1e-9)
        assert before.span.duration > 0
    spans = [word.span for word in speech.words]
    assert [word.text for word in speech.words] == speech.text.split()
    assert all(b.start >= a.end - 1e-9 for a, b in itertools.pairwise(spans))
    assert all(span.duration > 0.04 for span in spans)


@pytest.mark.parametrize(("id", "speeds"), [("heart", (0.8, 1.0, 1.25)), ("marcus", (1.0,))])
def test_mouths_are_closed_when_it_is_quiet_and_hisses_are_heard(id: str, speeds: tuple[float, ...]) -> None:
    closed, hissing = [], []
    for speech in (voice(id).say(text, speed=speed) for text in SENTENCES for speed in speeds):
        power = spectrum(speech)
        level = 10 * np.log10(power.sum(axis=1) + 1e-9)
        sharp = 10 * np.log10(power[:, 100:].sum(axis=1) / (power[:, 4:50].sum(axis=1) + 1e-9) + 1e-9)
        for before, phone, after in zip(speech.phones, speech.phones[1:], speech.phones[2:], strict=False):
            start, end = frame(phone.span.start), frame(phone.span.end)
            if {before.symbol, after.symbol} <= VOWELS and phone.symbol in set("pbkɡ"):
                around = (frame(before.span.middle), frame(after.span.middle) + 1)
                closed.append(level[start:end].min() <= level[slice(*around)].min() + 1)
            if before.symbol in VOWELS and phone.symbol in set("szʃ") and after.symbol in VOWELS:
                inside = sharp[start:end].mean()
                beside = max(sharp[frame(before.span.middle)], sharp[frame(after.span.middle)])
                hissing.append(inside > beside + 6)
    assert len(closed) >= 3 * len(speeds)
    assert np.mean(closed) >= 0.95
    assert len(hissing) >= len(speeds)
    assert np.mean(hissing) >= 0.95


def test_the_silences_at_the_ends_are_short() -> None:
    speech = voice("heart").say(SENTENCES[1])
    assert not speech.phones[0].symbol
    assert speech.phones[0].span.duration <= 0.0501
    assert not speech.phones[-1].symbol
    assert speech.phones[-1].span.duration <= 0.2501
    assert np.abs(speech.pcm[-RATE // 10 :]).max() < 0.02


def test_a_pause_is_silence() -> None:
    speech = voice("heart").say("We waited for a while, and then we left.")
    pauses = [phone for phone in speech.phones[1:-1] if not phone.symbol]
    assert len(pauses) == 1
    sound = speech.pcm[round(pauses[0].span.start * RATE) : round(pauses[0].span.end * RATE)]
    assert 20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-9) < LOUDNESS - 20


def test_words_written_for_the_eye_have_the_time_of_what_is_said() -> None:
    speech = voice("heart").say("It cost $1.5M in Q3.")
    times = {word.text: word.span for word in speech.words}
    assert list(times) == ["It", "cost", "$1.5M", "in", "Q3."]
    assert times["$1.5M"].duration > 3 * times["cost"].duration
