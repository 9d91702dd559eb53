import struct
import time

import numpy as np
import pytest

from realtalk.errors import RealTalkError
from realtalk.partner.cast import find
from realtalk.partner.conversation import Conversation
from realtalk.partner.face.motion import FPS, PARAMETERS
from realtalk.partner.speech.speech import RATE
from realtalk.session import partner_talk
from realtalk.session.partner_talk import PartnerTalk, Turn
from realtalk.session.partner_talks import Crowded, PartnerPlaces
from realtalk.session.stage import as_told
from tests.partner_browser import HearingBrowser
from tests.scripted_model import Scripted

ANSWER = (
    "In my last job I had to move our warehouse system to a new supplier within six weeks. I planned it "
    "with the drivers and called the supplier every day."
)


def talk(model=None, persona: str = "hiring-manager") -> PartnerTalk:
    return PartnerTalk(find(persona), Conversation(find(persona), model))


def test_they_greet_and_then_listen() -> None:
    made = talk()
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        assert "Amara" in browser.said()[0]
        assert [event["turn"] for event in browser.of("turn")] == ["thinking", "speaking", "listening"]


def test_an_answer_is_answered_with_what_was_said() -> None:
    made = talk()
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        greeted = len(browser.said())
        made.say(ANSWER)
        browser.until_turn("listening", 2)
        reply = " ".join(browser.said()[greeted:])
        assert reply.rstrip().endswith("?")
        told = browser.of("user")[-1]
        assert (told["text"], told["final"]) == (ANSWER, True)
        (latency,) = made.latencies
        assert latency.words == len(ANSWER.split())
        assert latency.first_sound <= latency.first_sentence < 5
    assert made.turn is Turn.OVER
    assert [turn.by for turn in made.conversation.exchanges] == ["partner", "user", "partner"]


def test_typing_interrupts_what_is_being_said() -> None:
    made = talk()
    with HearingBrowser(made, pace=0) as browser:
        made.begin()
        browser.until_turn("speaking")
        made.say("Sorry, may I ask something?")
        browser.until_turn("speaking", 2)
        assert browser.of("stop")
    assert made.conversation.exchanges[0].cut_off


def test_a_browser_that_tells_nothing_does_not_hold_the_talk_up(monkeypatch) -> None:
    monkeypatch.setattr("realtalk.session.playing.GUARD", -1e9)
    made = talk()
    made.stage.watched(1)
    made.begin()
    end = time.monotonic() + 20
    while made.turn is not Turn.LISTENING:
        assert time.monotonic() < end
        time.sleep(0.01)
    made.finish()


def test_a_talk_that_nobody_watches_ends_by_itself(monkeypatch) -> None:
    monkeypatch.setattr(partner_talk, "GONE", 0.3)
    made = talk()
    made.begin()
    end = time.monotonic() + 10
    while not made.over:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_clip_is_sound_and_rows_as_the_browser_reads_them() -> None:
    made = talk()
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        clip = made.stage.clip(browser.of("say")[0]["clip"])
    packed = clip.packed()
    (length,) = struct.unpack("<I", packed[:4])
    assert (4 + length) % 4 == 0
    samples = len(clip.speech.pcm)
    rows = np.frombuffer(packed[4 + length + 2 * (samples + samples % 2) :], "<f4").reshape(
        -1, len(PARAMETERS)
    )
    assert np.array_equal(rows, clip.motion.values)
    assert len(rows) / FPS == pytest.approx(samples / RATE, abs=0.1)
    assert np.abs(np.frombuffer(packed[4 + length :][: 2 * samples], "<i2")).max() > 1000


@pytest.mark.parametrize(
    "told",
    [
        {}, {"kind": "began"}, {"kind": "eaten", "clip": 1}, {"kind": "ended", "clip": "1"},
        {"kind": "ended", "clip": 1, "seconds": float("nan")}, {"kind": "ended", "clip": 1, "seconds": -1},
        {"kind": "ended", "clip": 1, "seconds": 1e9}, {"kind": "ended", "clip": True, "seconds": "x"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_taken_for_told(told) -> None:
    assert as_told(told) is None


def test_no_more_talk_than_the_machine_carries() -> None:
    places = PartnerPlaces(2)
    first, second = object(), object()
    places.take(first)
    places.take(second)
    with pytest.raises(Crowded, match="2 conversations"):
        places.take(object())
    places.leave(first)
    places.take(object())


def test_what_was_heard_before_an_interruption_stays_said() -> None:
    made = talk()
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        greeting = made.conversation.exchanges[0]
        made.say(ANSWER)
        end = time.monotonic() + 20
        while len(browser.said()) < 3:  # the acknowledgement, and the reply's first sentence
            assert time.monotonic() < end
            time.sleep(0.01)
        made.say("Wait, one thing more.")
        browser.until_turn("listening", 2)
    turns = made.conversation.exchanges
    assert turns[0] == greeting, "an earlier turn is not touched"
    assert [turn.by for turn in turns[:4]] == ["partner", "user", "partner", "user"]


def test_a_reply_that_was_called_off_is_not_said(monkeypatch) -> None:
    made = talk()
    slow = made.mouthpiece.made

    def slowly(said):
        time.sleep(0.5)
        return slow(said)

    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        monkeypatch.setattr(made.mouthpiece, "made", slowly)
        made.say(ANSWER)
        browser.until_turn("thinking", 2)
        time.sleep(0.7)  # the acknowledgement is said; the first sentence is being made
        made.say("Sorry, what is your name?")
        browser.until_turn("listening", 2)
        after = [event["n"] for event in browser.of("user")][-1]
        assert all(event["n"] < after or event["kind"] != "stop" for event in browser.of("stop"))
    assert made.conversation.exchanges[-1].by == "partner"


def test_a_model_that_fails_is_told_once_and_the_rules_go_on() -> None:
    down = RealTalkError("The language model does not answer.", "Start it again.", retryable=True)
    made = talk(Scripted(down, local=False))
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        for count, text in enumerate((ANSWER, "It took six weeks and all of us were proud."), 2):
            made.say(text)
            browser.until_turn("listening", count)
        (told,) = browser.of("trouble")
    assert told["what"] == down.what
    assert told["remedy"] == "Amara Okafor goes on by rules. Start it again."
    assert made.conversation.exchanges[-1].text.endswith("?")


def test_a_talk_that_is_ended_in_mid_sentence_keeps_what_was_heard() -> None:
    made = talk()
    with HearingBrowser(made, pace=0) as browser:
        made.begin()
        browser.until_turn("speaking")
        made.finish()
    (greeting,) = made.conversation.exchanges
    assert greeting.cut_off
    assert len(greeting.text) < len(made.persona.greeting)


def test_a_voice_that_fails_is_at_least_read(monkeypatch) -> None:
    made = talk()

    def broken(_said):
        raise RealTalkError("The recording of this voice is damaged.", "Take another voice.")

    monkeypatch.setattr(made.mouthpiece, "made", broken)
    with HearingBrowser(made) as browser:
        made.begin()
        browser.until_turn("listening")
        assert "Amara" in browser.of("line")[0]["text"]
        assert browser.of("trouble")[0]["remedy"] == "Take another voice."
        assert not made.over
