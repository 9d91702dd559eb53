from realtalk.observations import Box
from realtalk.perception.people import ESTABLISHED, People


def face(x: float, size: float = 0.3) -> Box:
    return Box(x, 0.3, size, size)


def settled(people: People, until: float = 5.0) -> None:
    for look in range(int(until * 5)):
        assert people.assign(look / 5, [face(0.2)]) == [0]


def test_a_stray_face_does_not_make_a_speaker_two() -> None:
    people = People()
    settled(people)
    assert people.assign(5.0, [face(0.2), face(1.5, 0.1)]) == [0, 1]
    assert people.assign(5.2, [face(0.2)]) == [0]
    assert people.assign(20.0, [face(1.0)]) == [0]


def test_two_people_who_stay_keep_their_numbers_after_a_break() -> None:
    people = People()
    for look in range(2 * ESTABLISHED):
        assert people.assign(look / 5, [face(0.1), face(1.2)]) == [0, 1]
    assert people.assign(30.0, [face(1.25)]) == [1]
    assert people.assign(30.2, [face(1.25), face(0.15)]) == [1, 0]


def test_a_quick_lean_is_the_same_person() -> None:
    people = People()
    settled(people)
    assert people.assign(5.0, [face(0.5)]) == [0]
