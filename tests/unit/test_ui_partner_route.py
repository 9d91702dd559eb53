import json

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from realtalk.media import Span
from realtalk.partner.face.motion import PARAMETERS, Motion
from realtalk.partner.speech.speech import RATE, Phone, Speech
from realtalk.session.stage import Stage
from realtalk.ui import partner_route
from realtalk.ui.media_route import COOKIE
from realtalk.ui.partner_route import LONGEST, MOST, Granted, grant, withdraw

BROWSER = "b" * 32


class Talk:
    def __init__(self) -> None:
        self.stage = Stage()
        self.over = False
        self.heard: list[tuple[str, int, float]] = []

    def told(self, kind: str, clip: int, seconds: float) -> None:
        self.heard.append((kind, clip, seconds))


@pytest.fixture
def talk():
    made = Talk()
    yield made
    withdraw(made)


@pytest.fixture
def client():
    with TestClient(Starlette(routes=partner_route.routes), cookies={COOKIE: BROWSER}) as made:
        yield made


def motion() -> Motion:
    return Motion(np.zeros((25, len(PARAMETERS)), np.float32))


def address_of(talk: Talk, browser: str = BROWSER) -> str:
    return grant(Granted(talk, browser, (lambda: b"face",), (lambda: {"listening": motion()},)))


def events(client: TestClient, address: str, **headers: str) -> list[dict]:
    answer = client.get(f"{address}/events", headers=headers)
    assert answer.status_code == 200
    return [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]


def test_what_happened_is_told_in_order_and_then_the_end(client, talk) -> None:
    address = address_of(talk)
    talk.stage.tell("turn", turn="listening")
    talk.stage.tell("user", text="Hello", final=True)
    talk.over = True
    told = events(client, address)
    assert [event["kind"] for event in told] == ["hello", "turn", "user", "end"]
    assert told[0]["upto"] == 2
    assert talk.stage.alone_for < 5


def test_a_browser_that_comes_back_misses_nothing_and_hears_nothing_twice(client, talk) -> None:
    address = address_of(talk)
    for name in "abc":
        talk.stage.tell("user", text=name, final=True)
    talk.over = True
    told = events(client, address, **{"Last-Event-ID": "2"})
    assert told[0] == {"kind": "hello", "upto": 2}
    assert [event["text"] for event in told if event["kind"] == "user"] == ["c"]


def test_a_sentence_is_there_for_its_own_browser_alone(client, talk) -> None:
    address = address_of(talk)
    speech = Speech("Hi", np.zeros(RATE, np.float32), (Phone("", Span(0, 1)),), ())
    clip = talk.stage.say(speech, motion(), who=0)
    assert client.get(f"{address}/clip/{clip.number}").content == clip.packed()
    assert client.get(f"{address}/clip/99").status_code == 404
    for cookies in ({COOKIE: "c" * 32}, {}):
        stranger = TestClient(client.app, cookies=cookies)
        for path in ("clip/1", "face/0", "idle/0", "events"):
            assert stranger.get(f"{address}/{path}").status_code == 404
        assert stranger.post(f"{address}/told", content=b"{}").status_code == 404
    assert client.get("/partner/unknown/face/0").status_code == 404


def test_the_face_and_how_it_moves(client, talk) -> None:
    address = address_of(talk)
    assert client.get(f"{address}/face/0").content == b"face"
    assert client.get(f"{address}/face/1").status_code == 404
    assert b'"listening": 25' in client.get(f"{address}/idle/0").content


def test_what_the_browser_heard_is_handed_on(client, talk) -> None:
    address = address_of(talk)
    answer = client.post(f"{address}/told", content=json.dumps({"kind": "ended", "clip": 3, "seconds": 1.5}))
    assert answer.status_code == 204
    assert talk.heard == [("ended", 3, 1.5)]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"kind": "x", "clip": 1}', b"\xff", b"9" * 1000])
def test_what_makes_no_sense_is_refused(client, talk, body) -> None:
    assert client.post(f"{address_of(talk)}/told", content=body).status_code == 400
    assert not talk.heard


def test_a_long_tale_is_refused(client, talk) -> None:
    assert client.post(f"{address_of(talk)}/told", content=b" " * (LONGEST + 1)).status_code == 413


def test_an_address_is_the_same_each_time_and_ends_with_the_conversation(client, talk) -> None:
    address = address_of(talk)
    assert address_of(talk) == address
    withdraw(talk)
    assert client.get(f"{address}/face/0").status_code == 404


def test_old_conversations_make_room() -> None:
    talks = [Talk() for _ in range(MOST + 1)]
    addresses = [address_of(each) for each in talks]
    client = TestClient(Starlette(routes=partner_route.routes), cookies={COOKIE: BROWSER})
    assert client.get(f"{addresses[0]}/face/0").status_code == 404
    assert client.get(f"{addresses[-1]}/face/0").status_code == 200
    for each in talks:
        withdraw(each)
