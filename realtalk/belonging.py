"""Whose body and whose hands: those near a person's face."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from realtalk.observations import Body, Box, FaceObservation, HandsObservation, Point, PostureObservation

NEAR_IN_TIME = 0.6
"""Seconds between a look at a body and the look at a face that tells whose it is."""

NEAR_IN_PLACE = 1.0
"""Face widths by which a nose may lie outside a face's box and still be its nose: people move between two
looks."""


def body_of(
    person: int | None, bodies: Sequence[PostureObservation], faces: Sequence[FaceObservation]
) -> Iterator[PostureObservation]:
    """The bodies with a person's face; where only one person is ever seen, all of them.

    A look that found somebody else's body gives None: this person's could not be read then.
    """
    alone = _alone(faces)
    for observation in bodies:
        if alone or observation.body is None:
            yield observation
        else:
            box = _face_at(observation.t, faces).get(person)
            mine = box is not None and _holds(box, observation.body)
            yield observation if mine else replace(observation, body=None)


def hands_of(
    person: int | None, looks: Sequence[HandsObservation], faces: Sequence[FaceObservation]
) -> Iterator[HandsObservation]:
    """The hands that lie nearer, from side to side, to a person's face than to anybody else's."""
    alone = _alone(faces)
    for observation in looks:
        if alone or not observation.hands:
            yield observation
            continue
        boxes = _face_at(observation.t, faces)
        mine = tuple(hand for hand in observation.hands if _nearest(hand.centre, boxes) == person)
        yield replace(observation, hands=mine)


def _alone(faces: Sequence[FaceObservation]) -> bool:
    return len({face.person for face in faces}) <= 1


def _face_at(t: float, faces: Sequence[FaceObservation]) -> dict[int | None, Box]:
    """Everybody's face nearest in time to `t`."""
    first = bisect_left(faces, t - NEAR_IN_TIME, key=lambda face: face.t)
    found: dict[int | None, FaceObservation] = {}
    for face in faces[first:]:
        if face.t > t + NEAR_IN_TIME:
            break
        known = found.get(face.person)
        if known is None or abs(face.t - t) < abs(known.t - t):
            found[face.person] = face
    return {who: face.box for who, face in found.items()}


def _holds(box: Box, body: Body) -> bool:
    reach = NEAR_IN_PLACE * box.width
    return (
        box.x - reach <= body.nose.x <= box.x + box.width + reach
        and box.y - reach <= body.nose.y <= box.y + box.height + reach
    )


def _nearest(place: Point, boxes: dict[int | None, Box]) -> int | None:
    return min(boxes, key=lambda who: abs(boxes[who].centre.x - place.x), default=None)
