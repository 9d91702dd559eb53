import numpy as np
import pytest
import skimage.data

from realtalk.partner.face.coarticulation import mouth
from realtalk.partner.face.motion import FPS
from realtalk.partner.face.prosody import levels, loudness
from realtalk.partner.face.synchrony import Sync, closure_rows, lip_gaps, sync_of, synchrony
from realtalk.partner.face.visemes import MOUTH
from realtalk.partner.speech.speech import Speech
from tests.spoken import spoken

SENTENCE = "tˈɛl mi əbˈWt ə tˈIm ju sˈɑlvd ə hˈɑɹd pɹˈɑbləm _ ænd wˈʌt ju mˈAd ʌv ɪt bɪkˈʌz əv plˈAnz"


def _heard(speech: Speech) -> np.ndarray:
    return np.sqrt(levels(speech.pcm, len(loudness(speech))))


@pytest.mark.parametrize("late", [-3, -1, 0, 1, 4])
def test_lips_that_follow_the_sound_later_are_found_so_late(late):
    speech = spoken(SENTENCE)
    found = sync_of([speech], [np.roll(_heard(speech), late)])
    assert found.lag_ms == pytest.approx(late * 1000 / FPS, abs=8)


def test_half_a_row_is_found_between_the_rows():
    speech = spoken(SENTENCE)
    sound = _heard(speech)
    found = sync_of([speech], [(sound + np.roll(sound, 1)) / 2])
    assert found.lag_ms == pytest.approx(20, abs=8)


def test_lips_like_the_sound_correlate_fully_and_those_of_chance_do_not():
    speech = spoken(SENTENCE)
    assert sync_of([speech], [_heard(speech)]).r == pytest.approx(1)
    chance = sync_of([speech], [np.random.default_rng(0).random(len(_heard(speech)))])
    assert abs(chance.r) < 0.4
    assert not chance.met


def test_closures_are_counted_and_missed_where_the_lips_stay_open():
    speech = spoken("pˈɑp mˈi _ bˈu")
    rows = closure_rows(speech, len(_heard(speech)))
    assert len(rows) == 4
    gap = np.full(len(_heard(speech)), 0.05)
    gap[:5] = 0.0
    for inside in rows[:3]:
        gap[inside] = 0.005
    found = sync_of([speech], [gap])
    assert (found.closures, found.closures_met) == (4, 3)


def test_lips_that_never_open_close_nothing():
    speech = spoken("pˈɑp mˈi")
    still = np.linspace(0.001, 0.002, len(_heard(speech)))
    assert sync_of([speech], [still]).closures_met == 0


def test_the_mouth_itself_is_in_step_with_its_speech():
    speeches = [spoken(SENTENCE, rate) for rate in (0.8, 1.0, 1.3)]
    gaps = []
    for speech in speeches:
        shape = mouth(speech.phones, loudness(speech))
        column = {name: shape[:, index] for index, name in enumerate(MOUTH)}
        gaps.append((column["jaw"] + 0.2 * (column["upper"] + column["lower"])) * (1 - column["press"]))
    found = sync_of(speeches, gaps)
    assert found.closures_met == found.closures == 3 * 9
    assert found.met, found


def test_pictures_without_a_face_are_filled_in_and_only_with_them_refused():
    speech = spoken(SENTENCE)
    gap = _heard(speech).copy()
    gap[10:14] = np.nan
    found = sync_of([speech], [gap])
    assert found.seen == pytest.approx(1 - 4 / len(gap))
    assert found.r > 0.9
    with pytest.raises(ValueError, match="0 of"):
        sync_of([speech], [np.full(len(gap), np.nan)])


def test_a_real_picture_gives_a_real_gap():
    photo = skimage.data.astronaut()
    gaps = lip_gaps([photo, photo, np.zeros_like(photo)])
    assert 0.02 < gaps[0] < 0.15  # she smiles, and her teeth are seen
    assert gaps[1] == pytest.approx(gaps[0], abs=0.01)
    assert np.isnan(gaps[2])


def test_a_still_photo_is_not_in_step():
    speech = spoken("mˈɑm _ pˈɑ")
    found = synchrony(speech, [skimage.data.astronaut()] * len(_heard(speech)))
    assert not found.met
    assert found.closures_met == 0


@pytest.mark.parametrize(
    ("sync", "met"),
    [
        (Sync(-20, 0.7, 0.3, 12, 12, 1), True),
        (Sync(-46, 0.7, 0.3, 12, 12, 1), False),
        (Sync(0, 0.54, 0.1, 12, 12, 1), False),
        (Sync(0, 0.7, 0.36, 12, 12, 1), False),
        (Sync(0, 0.7, 0.3, 20, 19, 1), True),
        (Sync(0, 0.7, 0.3, 20, 18, 1), False),
    ],
)
def test_every_gate_counts(sync, met):
    assert sync.met is met
