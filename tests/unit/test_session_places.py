import pytest

from realtalk.session.places import Busy, Places


class Somebody:
    owner = "somebody"


def test_places_are_taken_and_left() -> None:
    places = Places(most=2)
    one, two, three = Somebody(), Somebody(), Somebody()
    places.take(one)
    places.take(two)
    with pytest.raises(Busy, match="2 people are practising"):
        places.take(three)
    places.leave(one)
    places.leave(one)
    places.take(three)
    assert places.taken == 2


def test_a_talk_takes_the_place_of_the_one_that_ends() -> None:
    places = Places(most=1)
    look, talk, other = Somebody(), Somebody(), Somebody()
    places.take(look)
    places.take(talk, instead_of=look)
    places.leave(look)
    with pytest.raises(Busy):
        places.take(other, instead_of=look)
    places.leave(talk)
    places.take(other)


def test_there_is_always_one_place() -> None:
    assert Places().most >= 1


def test_who_finds_no_place_is_told_what_to_do() -> None:
    busy = Busy(1)
    assert "Wait" in busy.remedy
    assert busy.retryable
