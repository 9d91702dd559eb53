import numpy as np
import pytest

from realtalk.errors import RealTalkError
from realtalk.partner.portraits.album import picture
from realtalk.partner.portraits.gallery import PORTRAITS, portrait


def test_every_portrait_is_in_the_album() -> None:
    for portrait_id in PORTRAITS:
        rgb = picture(portrait_id)
        assert rgb.shape == (768, 768, 3)
        assert rgb.std() > 15


def test_the_album_holds_what_the_code_draws() -> None:
    drawn = portrait("headscarf-teal").astype(float)
    assert np.abs(picture("headscarf-teal") - drawn).mean() < 3, "draw it again: python -m ...portraits.album"


def test_whoever_has_a_picture_may_change_it() -> None:
    picture("headscarf-teal")[:] = 0
    assert picture("headscarf-teal").any()


def test_nobody_is_drawn_for_an_unknown_id() -> None:
    with pytest.raises(RealTalkError):
        picture("nobody")
