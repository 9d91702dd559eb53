import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.partner.face.coarticulation import mouth
from realtalk.partner.face.motion import COLUMN, FPS
from realtalk.partner.face.prosody import loudness
from realtalk.partner.face.visemes import CLOSED, MOUTH, TUCKED, VISEMES, VOWELS, visemes
from realtalk.partner.speech.speech import Speech
from tests.spoken import spoken

SPEEDS = (0.7, 1.0, 1.4, 2.5)


def _mouth(speech: Speech) -> dict[str, np.ndarray]:
    values = mouth(speech.phones, loudness(speech))
    return {name: values[:, index] for index, name in enumerate(MOUTH)}


def _rows(speech: Speech, sounds: frozenset[str]) -> list[list[int]]:
    """For each of some sounds, the rows that show it: those less than half a row away from it."""
    half = 0.5 + 1e-6
    return [
        [
            row
            for row in range(round(speech.duration * FPS) + 1)
            if phone.span.start * FPS - half <= row <= phone.span.end * FPS + half
        ]
        for phone in speech.phones
        if phone.symbol in sounds
    ]


@pytest.mark.parametrize("rate", SPEEDS)
def test_lips_close_for_every_p_b_and_m_at_every_speed(rate):
    speech = spoken("plˈiz mˈuv mI nˈʌmbəɹ bˈɑb _ pˈApəɹ ɪmpˈOst əbˈʌp", rate)
    press = _mouth(speech)["press"]
    rows = _rows(speech, CLOSED)
    assert len(rows) == 13
    assert all(any(press[row] == 1 for row in each) for each in rows)


@pytest.mark.parametrize("rate", SPEEDS)
def test_the_lip_is_tucked_for_every_f_and_v(rate):
    speech = spoken("fˈIv vˈɛɹi fˈæst kɔfi", rate)
    tuck = _mouth(speech)["tuck"]
    assert all(any(tuck[row] == 1 for row in each) for each in _rows(speech, TUCKED))


@given(st.text("pbmfvtdnszʃklɹwjθAIOWYiuɑæɛɪəʌ ", min_size=1, max_size=40), st.floats(0.5, 3))
def test_whatever_is_said_is_in_range_and_closed_where_it_must_be(words, rate):
    speech = spoken(words or "a", rate)
    values = mouth(speech.phones, loudness(speech))
    assert np.isfinite(values).all()
    assert values.min(initial=0) >= 0
    assert values.max(initial=0) <= 1
    press = values[:, MOUTH.index("press")]
    for each in _rows(speech, CLOSED):
        assert any(press[row] == 1 for row in each if row < len(press))


def test_a_vowel_between_two_closures_is_seen():
    speech = spoken("bˈɑb", rate=1.4)
    shape = _mouth(speech)
    vowel = next(phone for phone in speech.phones if phone.symbol == "ɑ")
    row = round(vowel.span.middle * FPS)
    assert shape["press"][row] < 0.2
    assert shape["jaw"][row] > 0.2


def test_open_vowels_open_and_round_ones_round():
    jaw = {vowel: _mouth(spoken(f"tˈ{vowel}{vowel}t"))["jaw"].max() for vowel in "ɑɛi"}
    assert jaw["ɑ"] > jaw["ɛ"] > jaw["i"] > 0.1
    assert _mouth(spoken("tˈut"))["round"].max() > 0.5 > 0.2 > _mouth(spoken("tˈit"))["round"].max()
    assert _mouth(spoken("tˈit"))["wide"].max() > 0.35 > 0.1 > _mouth(spoken("tˈut"))["wide"].max()


def test_rounding_begins_before_its_vowel_and_ends_sooner_after_it():
    speech = spoken("stˈuts")
    rounding = _mouth(speech)["round"]
    vowel = next(phone for phone in speech.phones if phone.symbol == "u")
    before = np.interp(vowel.span.start - 0.05, np.arange(len(rounding)) / FPS, rounding)
    after = np.interp(vowel.span.end + 0.05, np.arange(len(rounding)) / FPS, rounding)
    assert before > after > 0


def test_a_louder_voice_opens_the_mouth_further():
    speech = spoken("tˈɑt")
    loud = loudness(speech)
    assert mouth(speech.phones, loud)[:, 0].max() > 1.5 * mouth(speech.phones, loud * 0.2)[:, 0].max()


def test_a_vowel_without_stress_is_reduced():
    assert _mouth(spoken("tˈit"))["wide"].max() > 1.2 * _mouth(spoken("tit"))["wide"].max()


def test_the_mouth_closes_in_pauses_and_not_between_words():
    speech = spoken("tˈɑk _ tˈɑk")
    pause = next(phone.span for phone in speech.phones[1:] if not phone.symbol)
    jaw = _mouth(speech)["jaw"]
    assert jaw[round(pause.middle * FPS)] < 0.05
    assert jaw[0] == pytest.approx(0, abs=0.02)


def test_no_column_jumps_but_those_that_close_the_lips():
    speech = spoken("ðə kwˈɪk bɹˈWn fˈɑks ʤˈʌmps ˈOvəɹ ðə lˈAzi dˈɔɡ _ wˈi ʃˈud ɡˈO", rate=1.4)
    steps = {name: np.abs(np.diff(values)).max() for name, values in _mouth(speech).items()}
    assert all(steps[name] < 0.4 for name in ("jaw", "wide", "round", "upper", "lower")), steps
    assert steps["tongue"] < 0.6


def test_every_sound_of_the_voices_has_a_shape_of_its_kind():
    assert 15 <= len(VISEMES) <= 24
    assert all(visemes(sound)[0].aims.get("press") == 1 for sound in CLOSED)
    assert all(visemes(sound)[0].aims.get("tuck") == 1 for sound in TUCKED)
    assert all(visemes(sound)[0].aims["jaw"] >= 0.2 for sound in VOWELS)
    assert len(visemes("I")) == len(visemes("W")) == 2
    assert visemes("")[0].name == "rest"
    assert all(len(shape.target) == len(MOUTH) == COLUMN["smile"] for shape in VISEMES)


def test_no_speech_is_no_rows():
    assert mouth((), np.zeros(0, np.float32)).shape == (0, len(MOUTH))
    assert not mouth((), np.zeros(5, np.float32)).any()
