import threading
from collections.abc import Iterable

import numpy as np
import pytest

from realtalk.media import AudioChunk, Frame
from realtalk.observations import Observation, PictureObservation
from realtalk.session.senses import Abreast, Thinned


class Looking:
    def __init__(self) -> None:
        self.looks = 0

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.looks += 1
        yield PictureObservation(media.t, 1.0, 0.5, 0)

    def finish(self) -> Iterable[Observation]:
        yield PictureObservation(99.0, 1.0, 0.5, 0)


def test_every_picture_is_looked_at_and_some_observations_are_kept() -> None:
    inner = Looking()
    thinned = Thinned(inner, per_second=5.0)
    kept = [o for i in range(150) for o in thinned.feed(Frame(i / 15, np.zeros((2, 2, 3), np.uint8)))]
    assert inner.looks == 150
    assert len(kept) == 50
    assert thinned.newest == (PictureObservation(149 / 15, 1.0, 0.5, 0),)
    assert list(thinned.finish()) == [PictureObservation(99.0, 1.0, 0.5, 0)]


PICTURE = Frame(1.0, np.zeros((2, 2, 3), np.uint8))


class Meeting(Looking):
    """Looks on only when another one looks at the same time."""

    def __init__(self, barrier: threading.Barrier) -> None:
        super().__init__()
        self.barrier = barrier

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.barrier.wait(10)
        return super().feed(media)


class Broken(Looking):
    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        raise ValueError("broken")


def test_rows_look_at_the_same_time_and_all_that_they_find_is_kept() -> None:
    barrier = threading.Barrier(2)
    one, other, last = Meeting(barrier), Meeting(barrier), Looking()
    abreast = Abreast([one], [other, last])
    assert len(list(abreast.feed(PICTURE))) == 3
    assert (one.looks, other.looks, last.looks) == (1, 1, 1)
    assert len(list(abreast.finish())) == 3


@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_breaks_is_told_after_the_other_has_looked(first: bool) -> None:
    good = Looking()
    abreast = Abreast([Broken()], [good]) if first else Abreast([good], [Broken()])
    with pytest.raises(ValueError, match="broken"):
        list(abreast.feed(PICTURE))
    assert good.looks == 1
    list(abreast.finish())
