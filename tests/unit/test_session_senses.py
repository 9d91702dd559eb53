from collections.abc import Iterable

import numpy as np

from realtalk.media import AudioChunk, Frame
from realtalk.observations import Observation, PictureObservation
from realtalk.session.senses import Thinned


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
