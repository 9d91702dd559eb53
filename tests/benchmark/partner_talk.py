"""How soon a partner answers: from the end of a typed or spoken turn to the first sound, and to the first
sentence that depends on what was said, in one process as the app runs them.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from realtalk.language.client import LanguageModel
from realtalk.partner.cast import find
from realtalk.partner.conversation import Conversation
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.persona import Manner, VoiceChoice
from realtalk.partner.speech.speaking import speak
from realtalk.partner.speech.speech import RATE
from realtalk.session.answering import Latency
from realtalk.session.language_model import embedded, fetched
from realtalk.session.live import LiveSession
from realtalk.session.partner_talk import PartnerTalk, Turn
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase
from realtalk.session.studio import Studio
from realtalk.session.talks import told
from tests.partner_browser import HearingBrowser
from tests.replaying import Replay, Sound

PERSONA = "hiring-manager"

SENTENCES = (
    "Thank you, that gives me a clear picture of your last year.",
    "How did your colleagues take the change when you told them?",
    "You said that the deadline moved twice, and that is not unusual here.",
    "What would you do differently if you had to begin again tomorrow?",
    "I would like to hear more about the part that went wrong.",
    "Which of those steps was your own idea, and which came from others?",
    "Let us turn to something else for a moment.",
    "When did you notice that the numbers could not be right?",
    "That must have been a difficult conversation with your manager.",
    "How many people were waiting for your decision that morning?",
)

STORIES = (
    "In my last job I was responsible for the stock of a warehouse with forty people. One Monday in March "
    "our system stopped, and nobody could tell what was on the shelves. My task was to keep the deliveries "
    "to the hospitals going. I divided the hall into six parts, gave each part to two colleagues with paper "
    "lists, and called the three largest hospitals myself to ask what they could not do without. Then I sat "
    "with the people from the computer department through the night and told them which tables mattered "
    "most. By Tuesday noon we had counted everything, and all but two of the ninety deliveries left on "
    "time. We kept the paper lists, and the next time it happened we needed four hours instead of a day.",
    "Two years ago I led a small team that answered letters from customers. We were eight, and we were "
    "always three weeks behind. I was asked to bring that down to five days without hiring anybody. I read "
    "two hundred letters myself and found that half of them asked the same four questions. So I wrote short "
    "answers to these with a lawyer, put them on our website, and changed the form so that people found "
    "them before they wrote. I also asked each colleague which letters they liked, and let them choose. "
    "After two months the number of letters had fallen by a third, and we answered within four days. One "
    "colleague told me it was the first time that she left on a Friday with an empty desk.",
    "Last summer I had to tell a customer that we would deliver their machine six weeks late. The contract "
    "said that we would have to pay for each week, and my manager wanted me to wait. I disagreed, because "
    "they were building a hall for it. I called them the same afternoon, explained which part was missing "
    "and why, and offered to send two of our people to set up everything else on the old date. They were "
    "angry for a day, and then they agreed. In the end the machine came five weeks late, we paid for one "
    "week, and they ordered a second one in the autumn. I learned that bad news gets more expensive every "
    "day it waits.",
)
"""Answers of about a minute, ours."""

TYPED = (
    "I led the move of our warehouse to a new system within six weeks.",
    "We had to cut costs by ten percent, so I called every supplier myself.",
    "My manager was unhappy at first, but I explained the plan to her and it worked.",
    "I have worked in logistics for seven years, five of them with a team of my own.",
    "The hardest part was telling two colleagues that their shifts would change.",
    "I made a list of everything that could break and tested it with the night shift.",
)


def measure() -> dict[str, Any]:
    """All latencies in seconds: median and 95th percentile."""
    found: dict[str, Any] = {"text": _text_alone(), "typed": _figures(_typed(None))}
    found["spoken"] = _figures(_spoken(None))
    if fetched():
        model = embedded()
        found["typed_with_model"] = _figures(_typed(model))
        found["spoken_with_model"] = _figures(_spoken(model))
        model.stop()
    return found


def _text_alone() -> dict[str, Any]:
    """From a sentence to its sound and motion, ready to be sent; every sentence for the first time."""
    speak("Warm.", VoiceChoice())
    seconds: list[float] = []
    for sentence in SENTENCES:
        start = time.perf_counter()
        speech = speak(sentence, VoiceChoice())
        speaking(speech, Manner.NEUTRAL, 0.5)
        seconds.append(time.perf_counter() - start)
    return _spread(seconds)


def _typed(model: LanguageModel | None) -> list[Latency]:
    talk = PartnerTalk(find(PERSONA), Conversation(find(PERSONA), model))
    with HearingBrowser(talk, pace=4.0) as browser:
        talk.begin()
        browser.until_turn(Turn.LISTENING.value, 1, 60)
        for count, text in enumerate(TYPED, 2):
            talk.say(text)
            browser.until_turn(Turn.LISTENING.value, count, 90)
    return talk.latencies


def _spoken(model: LanguageModel | None) -> list[Latency]:
    return [latency for story in STORIES for latency in _told(story, model)]


def _told(story: str, model: LanguageModel | None) -> Sequence[Latency]:
    """One answer of a minute into the microphone, in real time."""
    talk = PartnerTalk(find(PERSONA), Conversation(find(PERSONA), model))
    studio = Studio()
    live = LiveSession(Plan("Talk", has_video=False, record=False, company=talk.company))
    studio.attend(live)
    sound = as_heard(story)
    with HearingBrowser(talk, pace=4.0) as browser:
        with Replay(studio, None, np.zeros(48_000 * 60, np.int16)):
            until(lambda: live.snapshot().phase is Phase.TALKING, 60)
            talk.begin(live)
            browser.until_turn(Turn.LISTENING.value, 1, 60)
        with Replay(studio, None, np.concatenate([sound, np.zeros(48_000 * 60, np.int16)])):
            until(lambda: bool(talk.latencies), len(sound) / 48_000 + 60)
        found = list(talk.latencies)
    live.discard()
    live.wait(30)
    told(live)
    return found


def as_heard(story: str) -> Sound:
    """A story as a microphone gives it."""
    pcm = resample_poly(speak(story, VoiceChoice("leo", speed=0.95)).pcm, 48_000, RATE)
    return np.clip(pcm * 32767, -32768, 32767).astype(np.int16)


def until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait for it. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it did not come to that")
        time.sleep(0.02)


def _figures(found: Sequence[Latency]) -> dict[str, Any]:
    return {
        "n": len(found),
        "by_model": sum(latency.by_model for latency in found),
        "words": round(statistics.mean(latency.words for latency in found)) if found else 0,
        "first_sound": _spread([latency.first_sound for latency in found]),
        "first_sentence": _spread([latency.first_sentence for latency in found]),
    }


def _spread(seconds: Sequence[float]) -> dict[str, Any]:
    if not seconds:
        return {"n": 0}
    return {
        "n": len(seconds),
        "median": round(statistics.median(seconds), 3),
        "p95": round(float(np.percentile(seconds, 95)), 3),
    }
