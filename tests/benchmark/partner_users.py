"""What one user's conversation costs this machine, and how conversations fare beside each other.

python -m tests.benchmark.partner_users
"""

from __future__ import annotations

import json
import statistics
import time
from contextlib import ExitStack
from typing import Any

import numpy as np
import psutil

from realtalk.partner.cast import ready_made
from realtalk.partner.conversation import Conversation
from realtalk.partner.persona import Persona
from realtalk.session.live import LiveSession
from realtalk.session.partner_talk import PartnerTalk, Turn
from realtalk.session.partner_talks import PARTNER_PLACES
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase
from realtalk.session.studio import Studio
from realtalk.session.talks import told
from tests.benchmark.partner_talk import STORIES, TYPED, as_heard, until
from tests.partner_browser import HearingBrowser
from tests.replaying import Replay

SECONDS = 45.0
"""Of conversation that are measured: two or three turns of both."""

THINKS = 3.0
"""Seconds that a user takes to type an answer: faster than anybody, so that the cost is an upper bound."""

SILENCE = 48_000 * 300


def measure() -> dict[str, Any]:
    """CPU seconds a second of conversation and bytes to the browser, of conversations typed and spoken."""
    most = PARTNER_PLACES.most
    _typed(1, 10.0)  # loads what all share
    return {
        "conversations at most": most,
        "typed": {str(count): _typed(count, SECONDS) for count in sorted({1, 2, most})},
        "spoken": _spoken(),
    }


def _typed(count: int, seconds: float) -> dict[str, Any]:
    """So many conversations at once, in which every sentence is heard as fast as it is spoken."""
    people = (ready_made() * count)[:count]
    with ExitStack() as stack:
        talks = [_begun(person, stack) for person in people]
        for _, browser in talks:
            browser.until_turn(Turn.LISTENING.value, 1, 60)
        cpu, began = _cpu(), time.monotonic()
        listening_since = [began] * count
        answered = [0] * count
        while time.monotonic() - began < seconds:
            for at, (talk, _) in enumerate(talks):
                if talk.turn is not Turn.LISTENING:
                    listening_since[at] = time.monotonic()
                elif time.monotonic() - listening_since[at] > THINKS:
                    talk.say(TYPED[answered[at] % len(TYPED)])
                    answered[at] += 1
                    listening_since[at] = time.monotonic()
            time.sleep(0.05)
        took, cost = time.monotonic() - began, _cpu() - cpu
        clips = [talk.stage.clip(e["clip"]) for talk, browser in talks for e in browser.of("say")]
        heard = [clip for clip in clips if clip is not None]
        sounds = [latency.first_sound for talk, _ in talks for latency in talk.latencies]
        return {
            "answers": sum(answered),
            "cpu_share_of_a_core_a_user": round(cost / took / count, 3),
            "bytes_a_second_of_speech": round(
                sum(len(clip.packed()) for clip in heard) / sum(clip.speech.duration for clip in heard)
            ),
            "first_sound_s": round(statistics.median(sounds), 3) if sounds else None,
            "first_sound_s_longest": round(max(sounds), 3) if sounds else None,
        }


def _begun(person: Persona, stack: ExitStack) -> tuple[PartnerTalk, HearingBrowser]:
    talk = PartnerTalk(person, Conversation(person, None))
    browser = stack.enter_context(HearingBrowser(talk, pace=1.0))
    talk.begin()
    return talk, browser


def _spoken() -> dict[str, Any]:
    """One user who speaks for a minute, without a camera: what is spent while they speak and are answered."""
    person = ready_made()[0]
    talk, studio = PartnerTalk(person, Conversation(person, None)), Studio()
    live = LiveSession(Plan("Talk", has_video=False, record=False, company=talk.company))
    studio.attend(live)
    sound = as_heard(STORIES[0])
    with HearingBrowser(talk, pace=4.0) as browser:
        with Replay(studio, None, np.zeros(SILENCE, np.int16)):
            until(lambda: live.snapshot().phase is Phase.TALKING, 60)
            talk.begin(live)
            browser.until_turn(Turn.LISTENING.value, 1, 60)
        cpu, began = _cpu(), time.monotonic()
        with Replay(studio, None, np.concatenate([sound, np.zeros(SILENCE, np.int16)])):
            until(lambda: bool(talk.latencies), len(sound) / 48_000 + 60)
            took, cost = time.monotonic() - began, _cpu() - cpu
    live.discard()
    live.wait(30)
    told(live)
    return {"seconds": round(took, 1), "cpu_share_of_a_core_a_user": round(cost / took, 3)}


def _cpu() -> float:
    times = psutil.Process().cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
