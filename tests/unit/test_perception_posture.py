import numpy as np

from realtalk.media import Frame
from realtalk.observations import PostureObservation
from realtalk.perception.posture import PostureAnalyzer
from tests.builders import astronaut


def test_the_newest_body_is_kept_for_drawing() -> None:
    analyzer = PostureAnalyzer(1.0)
    assert analyzer.seen is None
    pictures = [Frame(i / 10, astronaut((640, 480))) for i in range(15)]
    found = [o for frame in pictures for o in analyzer.feed(frame) if isinstance(o, PostureObservation)]
    assert [o.t for o in found] == [0.0, 1.0]
    assert found[-1].body is not None
    assert analyzer.seen == found[-1].body
    assert analyzer.seen_at == 1.0


def test_nobody_in_view_leaves_nothing_to_draw() -> None:
    analyzer = PostureAnalyzer(1.0)
    for t in range(6):
        list(analyzer.feed(Frame(float(t), astronaut((640, 480)))))
    for t in range(6, 12):
        list(analyzer.feed(Frame(float(t), np.full((480, 640, 3), 90, np.uint8))))
    assert analyzer.seen is None
    assert analyzer.seen_at == 11.0
