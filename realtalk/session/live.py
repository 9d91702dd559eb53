"""A live talk from its first picture to its kept rundown, by itself: no page needs to look at it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from contextlib import suppress
from functools import partial
from pathlib import Path

from realtalk.capture.webrtc import Heard, Seen
from realtalk.errors import RealTalkError
from realtalk.media import AudioChunk, Frame, Span
from realtalk.metrics.speaker import choose
from realtalk.observations import Word
from realtalk.session.canvas import Canvas
from realtalk.session.commentary import Commentary
from realtalk.session.connection import PICTURE, SOUND, Connection
from realtalk.session.ending import Ending, TooShort
from realtalk.session.inbox import SOUND_ROOM, Backlog, Newest, rate
from realtalk.session.memory import GIVE_BACK, give_back, share_heaps, sweep
from realtalk.session.overlay import Overlay
from realtalk.session.places import PLACES
from realtalk.session.plan import Plan
from realtalk.session.post import Post, lag
from realtalk.session.recorder import Recorder
from realtalk.session.senses import (
    listen_for_speech,
    listen_live,
    load_words,
    measure_voice,
    watch_live,
)
from realtalk.session.slides import SlideLog
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.talk_time import TalkSound, TalkTime
from realtalk.session.talks import listed, told
from realtalk.session.workers import SharedTimeline
from realtalk.settings import settings
from realtalk.store import interrupted, sessions
from realtalk.timeline import Timeline

logger = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between two looks at the talk: cues and dials change no faster."""

WARM = 20.0
"""Seconds at most that the talk waits for its models."""

NO_COMMENT = "The dials and cues beside your picture stumbled for a moment."


class LiveSession:
    """One talk. Raises `Busy` where too many talk already, `RealTalkError` where nothing could be kept.

    It takes the place of `instead_of`, which is about to end. `picture` and `sound` are called by the
    camera's callbacks: they stamp, copy references and return.
    """

    def __init__(self, plan: Plan, instead_of: LiveSession | None = None) -> None:
        self.plan = plan
        self._shared = SharedTimeline(Timeline(calibration=plan.calibration))
        self._time, self._chunks = TalkTime(), TalkSound()
        self.slides = SlideLog(plan.slides, self._time, self._shared)
        self._canvas = Canvas()
        self._commentary = Commentary(
            self._shared, target=plan.target, video=plan.has_video, audio=plan.has_audio
        )
        self._shown: deque[float] = deque()
        self._connection = Connection(video=plan.has_video, audio=plan.has_audio)
        self._phase = Phase.WARMING
        self._session: str | None = None
        self._error: RealTalkError | None = None
        self._troubles: dict[str, None] = {}
        self._notes: list[str] = []
        self._phases, self._sounding = threading.RLock(), threading.Lock()
        self._over_at: float | None = None
        self.source: object = None
        """Which studio feeds it: the last one that attended."""
        self._ended, self._discarded = threading.Event(), threading.Event()
        self._folder: Path | None = None
        self._hold: interrupted.Hold | None = None
        self._recorder: Recorder | None = None
        self._eyes: list[Post[Newest]] = []
        self._ears: list[Post[Backlog]] = []
        PLACES.take(self, instead_of)
        try:
            share_heaps()
            if plan.keep:
                self._folder = sessions.new_folder()
                self._hold = interrupted.hold(self._folder, plan.title)
                self.slides.keep_in(self._folder)
            self._recorder = self._made_recorder()
            self._eyes, self._ears = self._made_eyes(), self._made_ears()
        except BaseException:
            self._ending().give_up()
            self._leave()
            raise
        listed(self)
        self._thread = threading.Thread(target=self._run, name="realtalk-live", daemon=True)
        self._thread.start()

    @property
    def owner(self) -> str:
        return self.plan.owner

    @property
    def overlay(self) -> Overlay | None:
        """What is to be drawn over the own picture; None while nothing is looked at."""
        return self._canvas.overlay if self._phase is Phase.TALKING else None

    @property
    def over_since(self) -> float | None:
        """When it was over, by `time.monotonic`; None while it is not."""
        return self._over_at

    def now(self) -> float:
        """Seconds talked so far."""
        return self._time.now

    def picture(self, seen: Seen) -> float | None:
        """Take in a picture, whose array nobody changes any more; when in the talk it was, None if it does
        not belong to it.
        """
        self._connection.came(PICTURE)
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
        self._connection.came(SOUND)
        t = self._time.at(heard.t)
        with self._sounding:
            if t is None or self._ended.is_set():
                return
            if self._recorder is not None:
                mixed = company.mixed(t, heard) if (company := self.plan.company) else heard.pcm
                self._recorder.sound(t, mixed, heard.rate)
            for chunk in self._chunks.feed(t, heard):
                self._hand_over(chunk)

    def closed(self) -> None:
        """The stream was closed: the talk ends unless another one comes soon."""
        self._connection.close()

    def pause(self) -> None:
        """Leave out what comes until `resume`."""
        with self._phases:
            if self._phase in (Phase.TALKING, Phase.AWAY):
                self._time.pause()
                self._phase = Phase.PAUSED

    def resume(self) -> None:
        """Go on after a pause."""
        with self._phases:
            if self._phase is Phase.PAUSED:
                self._connection.begin()
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

    def heard(self, t: float) -> tuple[list[Word], float]:
        """The words that were said after `t`, and until when words are there."""
        return self._shared.words_after(t)

    def snapshot(self) -> Snapshot:
        """A look at it now, from any thread."""
        now, said = self._time.now, self._commentary.remarks
        phase, cue = self._phase, said.cue
        behind = max(self._commentary.behind(now), self._unheard())
        return Snapshot(
            phase=phase,
            t=now,
            cue=cue if phase is Phase.TALKING and cue is not None and now < cue.until else None,
            captions=self._commentary.captions(now - behind),
            behind=behind if phase is Phase.TALKING else 0.0,
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
        watch = partial(watch_live, self.plan.emotion, self._canvas)
        return [Post("your picture", watch, self._shared, lambda: Newest(settings().pictures, self._unheard))]

    def _made_ears(self) -> list[Post[Backlog]]:
        if not self.plan.has_audio:
            return []
        stammers = self.plan.calibration.stammers
        conversing = self.plan.company is not None
        listen = partial(listen_live, stammers, conversing, self._unheard)
        makers = {"your voice": measure_voice, "your words": listen if self.plan.keep else listen_for_speech}
        return [
            Post(what, prepare, self._shared, lambda: Backlog(SOUND_ROOM)) for what, prepare in makers.items()
        ]

    def _unheard(self) -> float:
        """Seconds of sound that wait to be listened to."""
        return lag(self._ears)

    def _hand_over(self, chunk: AudioChunk) -> None:
        if self.plan.company is not None:
            self.plan.company.hear(chunk)
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
                    self._comment()
                if time.monotonic() - given_back > GIVE_BACK:
                    given_back = time.monotonic()
                    give_back()
        except Exception:
            logger.exception("a live talk broke")
            self._notes.append("Something went wrong inside RealTalk, and the talk ended there.")
        finally:
            self._ended.set()
            self._end()

    def _comment(self) -> None:
        """Look at dials and cues; a talk does not end because one of them stumbles."""
        try:
            self._commentary.look(self._time.now, self._unheard())
        except Exception:
            if NO_COMMENT not in self._notes:
                logger.exception("a live look broke")
                self._notes.append(NO_COMMENT)

    def _warm(self) -> None:
        """Wait for the models; the talk begins when they are there."""
        until = time.monotonic() + WARM
        if self.plan.has_audio:
            threading.Thread(target=_load_words, name="realtalk-reader", daemon=True).start()
        posts = (*self._eyes, *self._ears)
        while not all(post.ready for post in posts) and time.monotonic() < until:
            if self._ended.wait(0.02):
                return
        sweep()
        self._time.start()
        self._connection.begin()
        self._phase = Phase.TALKING

    def _watch(self) -> None:
        """See whether everything still comes and works."""
        for post in (*self._eyes, *self._ears):
            failure = post.inspect()
            if failure is None:
                continue
            if post.given_up:
                self._notes.append(
                    f"RealTalk could not follow {post.what} to the end. {_told(failure)}".strip()
                )
                sentence = f"RealTalk can no longer follow {post.what}. {_told(failure)}".strip()
                self._trouble(f"{sentence} Your talk goes on without it.")
            else:
                self._notes.append(f"The part of RealTalk that follows {post.what} stumbled for a moment.")
        if self._recorder is not None and self._recorder.trouble is not None:
            trouble = self._recorder.trouble
            self._trouble(f"{trouble.what} Your talk goes on; the recording ends here. {trouble.remedy}")
        self._look_for_media()

    def _look_for_media(self) -> None:
        if lost := self._connection.lost:
            self._notes.append(f"{lost}, and the talk ended there.")
            self._ended.set()
        with self._phases:
            if self._phase is Phase.PAUSED:
                return
            self._phase = Phase.AWAY if self._connection.away else Phase.TALKING
        missing = self._connection.missing()
        for what in (PICTURE, SOUND):
            sentence = f"No {what} has come for a while. Look whether the cable or a switch is off."
            if what in missing:
                self._trouble(sentence)
            else:
                self._troubles.pop(sentence, None)

    def _trouble(self, sentence: str) -> None:
        self._troubles[sentence] = None

    def _end(self) -> None:
        with self._phases:
            self._time.stop()
            self._phase = Phase.FINISHING
        phase = Phase.FAILED
        try:
            with self._sounding:
                for chunk in self._chunks.finish():
                    self._hand_over(chunk)
            self._session = self._ending().keep(
                self._notes,
                self._time.pauses,
                self._chunks.holes,
                worked_off=self.slides.close,
                stopped=self._discarded,
                waiting=self._unsaved,
            )
            self._error, phase = None, Phase.DONE
        except RealTalkError as error:
            self._error = error
        except BaseException:
            logger.exception("a live talk could not be finished")
            self._error = _unexpected()
        finally:
            self._let_go()
            self._phase = phase

    def _let_go(self) -> None:
        """Free what only a talk that goes on needs; what it led to stays until somebody has asked for it."""
        self.slides.close()
        self._leave()
        self._over_at = time.monotonic()
        if self._discarded.is_set() or isinstance(self._error, TooShort):
            told(self)
        empty = SharedTimeline()
        self._shared, self._recorder, self._eyes, self._ears = empty, None, [], []
        self._commentary = Commentary(empty, target=None, video=False, audio=False)
        give_back()

    def _leave(self) -> None:
        PLACES.leave(self)
        if self._hold is not None:
            self._hold.release()

    def _ending(self) -> Ending:
        posts = (*self._eyes, *self._ears)
        return Ending(self.plan, self._shared, posts, self._recorder, self._folder)

    def _unsaved(self, error: RealTalkError) -> None:
        PLACES.leave(self)
        self._error, self._phase = error, Phase.UNSAVED


def _told(failure: BaseException) -> str:
    """What an error says to people; nothing for one that was not made for them."""
    return f"{failure.what} {failure.remedy}" if isinstance(failure, RealTalkError) else ""


def _load_words() -> None:
    """Load ahead; what cannot be loaded fails again where it is needed, and is told there."""
    with suppress(Exception):
        load_words()


def _unexpected() -> RealTalkError:
    return RealTalkError(
        "Something went wrong inside RealTalk, and your talk could not be finished.",
        "Try it once more. If it happens again, please report it with the lines that the terminal shows.",
        retryable=True,
    )
