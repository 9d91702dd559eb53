"""A live talk from its first picture to its kept rundown, by itself: no page needs to look at it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from realtalk.capture.webrtc import Heard, Seen
from realtalk.coaching.cues import Cue
from realtalk.errors import RealTalkError
from realtalk.media import AudioChunk, Frame, Span
from realtalk.metrics.speaker import choose
from realtalk.observations import Gap
from realtalk.session.canvas import Canvas
from realtalk.session.commentary import Commentary
from realtalk.session.ending import Ending, TooShort
from realtalk.session.inbox import Backlog, Newest, rate
from realtalk.session.memory import give_back, share_heaps
from realtalk.session.overlay import Overlay
from realtalk.session.places import PLACES
from realtalk.session.post import Post
from realtalk.session.recorder import Recorder
from realtalk.session.senses import (
    listen_for_speech,
    listen_live,
    load_words,
    measure_voice,
    watch_live,
)
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.talk_time import TalkSound, TalkTime
from realtalk.session.workers import SharedTimeline
from realtalk.settings import settings
from realtalk.store import sessions
from realtalk.timeline import Calibration, Timeline

logger = logging.getLogger(__name__)

SOUND_ROOM = 12 * 2**20
"""Bytes of sound that may wait: three minutes, far more than a recogniser ever falls behind."""

LOOK = 1.0
"""Seconds between two looks at the talk: cues and dials change no faster."""

AWAY = 3.0
"""Seconds without picture or sound after which the connection seems lost: longer than a network's hiccup."""

GIVEN_UP = 15.0
"""Seconds without either after which the talk ends. House rule: who reconnects does so within ten."""

UNPLUGGED = 5.0
"""Seconds without one of the two, while the other goes on, after which the speaker is told."""

WARM = 20.0
"""Seconds at most that the talk waits for its models."""

GIVE_BACK = 30.0
"""Seconds between two times that free memory is handed back."""

PICTURE, SOUND = "picture", "sound"


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody is about to do.

    `title` is what the rundown is called, `target` the seconds they want to talk, None for as long as they
    like. `record` says whether the player gets a recording. `keep` is False for the look at camera and
    microphone before a talk: nothing is recognised, recorded or kept. `calibration` is the baseline, `owner`
    the browser's cookie.
    """

    title: str
    target: float | None = None
    has_video: bool = True
    has_audio: bool = True
    record: bool = True
    emotion: bool = True
    keep: bool = True
    calibration: Calibration = field(default_factory=Calibration)
    owner: str = ""


class LiveSession:
    """One talk. Raises `Busy` where too many talk already, `RealTalkError` where nothing could be kept.

    `picture` and `sound` are called by the camera's callbacks: they stamp, copy references and return.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._shared = SharedTimeline(Timeline(calibration=plan.calibration))
        self._time, self._chunks = TalkTime(), TalkSound()
        self._canvas = Canvas()
        self._commentary = Commentary(
            self._shared, target=plan.target, video=plan.has_video, audio=plan.has_audio
        )
        self._shown: deque[float] = deque()
        self._newest = dict.fromkeys(_expected(plan), time.monotonic())
        self._phase = Phase.WARMING
        self._session: str | None = None
        self._error: RealTalkError | None = None
        self._troubles: dict[str, None] = {}
        self._notes: list[str] = []
        self._away_since: float | None = None
        self._ended, self._discarded = threading.Event(), threading.Event()
        PLACES.take(self)
        try:
            share_heaps()
            self._folder = sessions.new_folder() if plan.keep else None
            self._recorder = self._made_recorder()
            self._eyes, self._ears = self._made_eyes(), self._made_ears()
        except BaseException:
            PLACES.leave(self)
            raise
        if plan.keep:
            _LIVE.append(self)
        self._thread = threading.Thread(target=self._run, name="realtalk-live", daemon=True)
        self._thread.start()

    @property
    def owner(self) -> str:
        return self.plan.owner

    @property
    def overlay(self) -> Overlay | None:
        """What is to be drawn over the own picture."""
        return self._canvas.overlay

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue shown so far."""
        return self._commentary.cues

    def now(self) -> float:
        """Seconds talked so far."""
        return self._time.now

    def picture(self, seen: Seen) -> float | None:
        """Take in a picture, whose array nobody changes any more; when in the talk it was, None if it does
        not belong to it.
        """
        self._came(PICTURE)
        self._shown.append(time.monotonic())
        t = self._time.at(seen.t)
        if t is not None and not self._ended.is_set():
            for post in self._eyes:
                post.put(Frame(t, seen.rgb))
            if self._recorder is not None:
                self._recorder.picture(t, seen.rgb)
        return t

    def sound(self, heard: Heard) -> None:
        """Take in the next piece of sound."""
        self._came(SOUND)
        t = self._time.at(heard.t)
        if t is not None and not self._ended.is_set():
            if self._recorder is not None:
                self._recorder.sound(t, heard.pcm, heard.rate)
            for chunk in self._chunks.feed(t, heard):
                self._hand_over(chunk)

    def pause(self) -> None:
        """Leave out what comes until `resume`."""
        if self._phase in (Phase.TALKING, Phase.AWAY):
            self._time.pause()
            self._phase = Phase.PAUSED

    def resume(self) -> None:
        """Go on after a pause."""
        if self._phase is Phase.PAUSED:
            self._newest = dict.fromkeys(self._newest, time.monotonic())
            self._time.resume()
            self._phase = Phase.TALKING

    def finish(self) -> None:
        """End the talk; the rest happens by itself, and `snapshot` tells how far it is."""
        self._ended.set()

    def discard(self) -> None:
        """End the talk and keep nothing."""
        self._discarded.set()
        self._ended.set()

    def wait(self, seconds: float | None = None) -> Snapshot:
        """Wait until it is over, or at most some seconds."""
        self._thread.join(seconds)
        return self.snapshot()

    def recent(self, seconds: float) -> Timeline:
        """A copy of the newest seconds, focused on the speaker."""
        now = self._time.now
        with self._shared.lock:
            cut = self._shared.timeline.between(Span(max(0.0, now - seconds), now + 1e-3))
        return cut.focus(choose(cut))

    def snapshot(self) -> Snapshot:
        """A look at it now, from any thread."""
        now, said = self._time.now, self._commentary.remarks
        running = self._phase.running
        return Snapshot(
            phase=self._phase,
            t=now,
            cue=said.cue if running and said.cue is not None and now < said.cue.until else None,
            captions=self._commentary.captions(now),
            behind=self._commentary.behind(now) if running else 0.0,
            analysed=sum(post.inbox.per_second for post in self._eyes),
            shown=rate(self._shown),
            gauges=said.gauges,
            emotions=said.emotions,
            charts=said.charts,
            troubles=tuple(self._troubles),
            session=self._session,
            error=self._error,
        )

    def _made_recorder(self) -> Recorder | None:
        if self._folder is None or not self.plan.record:
            return None
        media = self._folder / sessions.MEDIA
        return Recorder(media, video=self.plan.has_video, audio=self.plan.has_audio)

    def _made_eyes(self) -> list[Post[Newest]]:
        if not self.plan.has_video:
            return []
        lag = lambda: max((post.inbox.behind for post in self._ears), default=0.0)  # noqa: E731
        return [
            Post(
                "your picture",
                lambda: watch_live(self.plan.emotion, self._canvas),
                self._shared,
                lambda: Newest(settings().pictures, lag),
            )
        ]

    def _made_ears(self) -> list[Post[Backlog]]:
        if not self.plan.has_audio:
            return []
        listen = listen_live if self.plan.keep else listen_for_speech
        makers = {"your voice": measure_voice, "your words": listen}
        return [
            Post(what, prepare, self._shared, lambda: Backlog(SOUND_ROOM)) for what, prepare in makers.items()
        ]

    def _came(self, what: str) -> None:
        if what in self._newest:
            self._newest[what] = time.monotonic()

    def _hand_over(self, chunk: AudioChunk) -> None:
        for post in self._ears:
            post.put(chunk)

    def _run(self) -> None:
        """The life of the talk: look at it once a second, then end it."""
        try:
            self._warm()
            given_back = time.monotonic()
            while not self._ended.wait(LOOK):
                self._watch()
                if self._phase is Phase.TALKING and self.plan.keep:
                    self._commentary.look(self._time.now)
                if time.monotonic() - given_back > GIVE_BACK:
                    given_back = time.monotonic()
                    give_back()
        except Exception:
            logger.exception("a live talk broke")
            self._notes.append("Something went wrong inside RealTalk, and the talk ended there.")
        finally:
            self._ended.set()
            self._end()

    def _warm(self) -> None:
        """Wait for the models; the talk begins when they are there."""
        until = time.monotonic() + WARM
        if self.plan.has_audio:
            threading.Thread(target=_load_words, name="realtalk-reader", daemon=True).start()
        posts = (*self._eyes, *self._ears)
        while not all(post.ready for post in posts) and time.monotonic() < until:
            if self._ended.wait(0.02):
                return
        self._time.start()
        self._newest = dict.fromkeys(self._newest, time.monotonic())
        self._phase = Phase.TALKING

    def _watch(self) -> None:
        """See whether everything still comes and works."""
        for post in (*self._eyes, *self._ears):
            if post.inspect() is not None:
                self._notes.append(f"The part of RealTalk that follows {post.what} stumbled for a moment.")
                if post.given_up:
                    self._trouble(f"RealTalk can no longer follow {post.what}. Your talk goes on without it.")
        if self._recorder is not None and self._recorder.trouble is not None:
            trouble = self._recorder.trouble
            self._trouble(f"{trouble.what} Your talk goes on; the recording ends here. {trouble.remedy}")
        self._look_for_media()

    def _look_for_media(self) -> None:
        now = time.monotonic()
        silent = {what: now - newest for what, newest in self._newest.items()}
        least = min(silent.values(), default=0.0)
        if least >= GIVEN_UP:
            self._notes.append("The connection to your camera and microphone was lost; the talk ended there.")
            self._ended.set()
        elif self._phase is Phase.PAUSED:
            return
        elif least >= AWAY:
            if self._phase is Phase.TALKING:
                self._phase, self._away_since = Phase.AWAY, self._time.now - least
        elif self._phase is Phase.AWAY:
            self._phase = Phase.TALKING
            gap = Span(self._away_since or 0.0, self._time.now - least)
            with self._shared.lock:
                self._shared.timeline.add([Gap(gap, "the connection was lost")])
        for what, seconds in silent.items():
            sentence = f"No {what} has come for a while. Look whether the cable or a switch is off."
            if least < AWAY and seconds >= UNPLUGGED:
                self._trouble(sentence)
            elif seconds < AWAY:
                self._troubles.pop(sentence, None)

    def _trouble(self, sentence: str) -> None:
        self._troubles[sentence] = None

    def _end(self) -> None:
        self._phase = Phase.FINISHING
        for chunk in self._chunks.finish():
            self._hand_over(chunk)
        ending = Ending(self.plan, self._shared, (*self._eyes, *self._ears), self._recorder, self._folder)
        try:
            self._session = ending.keep(
                self._notes, self._time.pauses, stopped=self._discarded, waiting=self._unsaved
            )
            self._error = None
            self._phase = Phase.DONE
        except RealTalkError as error:
            self._error, self._phase = error, Phase.FAILED
        except Exception:
            logger.exception("a live talk could not be finished")
            self._error, self._phase = _unexpected(), Phase.FAILED
        finally:
            PLACES.leave(self)
            if self._discarded.is_set() or isinstance(self._error, TooShort):
                told(self)
            give_back()

    def _unsaved(self, error: RealTalkError) -> None:
        self._error, self._phase = error, Phase.UNSAVED


_LIVE: list[LiveSession] = []


def running(owner: str) -> LiveSession | None:
    """The newest talk of this browser that goes on, or that ended without anybody having been told how."""
    return next((live for live in reversed(_LIVE.copy()) if live.owner == owner), None)


def told(live: LiveSession) -> None:
    """Somebody has seen how it ended: `running` finds it no more."""
    with suppress(ValueError):
        _LIVE.remove(live)


def _load_words() -> None:
    """Load ahead; what cannot be loaded fails again where it is needed, and is told there."""
    with suppress(Exception):
        load_words()


def _expected(plan: Plan) -> tuple[str, ...]:
    return (*((PICTURE,) if plan.has_video else ()), *((SOUND,) if plan.has_audio else ()))


def _unexpected() -> RealTalkError:
    return RealTalkError(
        "Something went wrong inside RealTalk, and your talk could not be finished.",
        "Try it once more. If it happens again, please report it with the lines that the terminal shows.",
        retryable=True,
    )
