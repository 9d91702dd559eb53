"""The one or two words that a speaker is shown now and then while they talk."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from realtalk.coaching.gauges import NOW, understood
from realtalk.media import Span
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import metric
from realtalk.metrics.evidence import LEAST_SPEECH
from realtalk.metrics.face import in_view
from realtalk.metrics.loudness import QUIET, phrases
from realtalk.metrics.metric import Band, Reading
from realtalk.metrics.sampling import SLOW_HOLD
from realtalk.observations import SpeechSpan
from realtalk.timeline import Timeline

APART = 20.0
"""Seconds from one cue to the next: one or two words every 20 s were liked best (Rhema 2015)."""

ON_SCREEN = 3.5
"""Seconds that a cue stands: two words are read in one. House rule."""

FIRST = 15.0
"""Seconds of talk before the first cue. House rule: nobody is corrected in their first two sentences, and
there is hardly evidence yet."""

AGAIN = 30.0
"""Seconds until the same thing is said again to who did not follow. House rule: no nagging, and another cue
fits in between."""

THINNER, RAREST = 2.0, 240.0
"""How much longer that becomes each time the speaker has come back and held it, and the longest it gets.
House rule: who can do it by themselves is reminded after 30 s, 60 s, 2 minutes and 4, as practice fades."""

HELD = 5.0
"""Seconds for which a value must be back until that is praised. House rule: more than chance, soon enough to
be felt as an answer."""

LATE = 20.0
"""Seconds after which praise has lost what it was for. House rule: one turn of the slot."""

OUT = 3.0
"""Seconds without a whole face until that is said. House rule: who reaches for the glass is back by then."""

SILENT = 3.0
"""Seconds since the last speech after which the speaker is thinking, and left alone. House rule. Speech is
known when a stretch of it has ended, so that a cue may come in the breath after it; what nobody has listened
to yet may be speech."""

HELD_UP = 1.0
"""The same for somebody who stammers: nobody is told anything while they are held up in a word, as they may
be in what nobody has listened to yet."""

WRAP_SHARE, WRAP_LEAST, WRAP_MOST = 0.1, 10.0, 30.0
"""How long before the wished end, and again after it, one is told to wrap up: a tenth of the talk, between 10
and 30 seconds. House rule: time for a closing sentence or two."""

TARGET = "target"
"""The `Cue.metric` of what is about the length of the talk."""

Need: TypeAlias = bool | None
"""True where a cue is called for, False where all is well, None in between or where too little is known."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands in the one slot from `start` until `until`, seconds of the talk; at most two words.

    `metric` is the key of what it is about, or `TARGET`. `praise` marks what the speaker has come back to.
    """

    text: str
    metric: str
    praise: bool
    start: float
    until: float


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that cues are about: what is said, what is said on coming back, how it is judged."""

    metric: str
    text: str
    praise: str
    judge: Callable[[Timeline, float | None], Need]
    at_once: bool = False
    """Whether it comes before praise: without it nothing else can be seen."""


def _read(key: str, window: Timeline) -> Reading | None:
    result = metric(key).measure(window)
    return result if isinstance(result, Reading) else None


def _face(window: Timeline, own_level: float | None) -> Need:
    if _read("face_visible", window) is None:
        return None
    times, _, whole = in_view(window)
    newest = times >= times[-1] - OUT
    stale = window.span.end - times[-1] > OUT
    if stale or times[-1] - times[newest][0] < OUT - 2 * SLOW_HOLD:
        return None
    if whole[newest].all():
        return False
    return None if whole[newest].any() else True


def _eyes(window: Timeline, own_level: float | None) -> Need:
    """Against the speaker's zero, found as in the rundown where there is no baseline."""
    reading = _read("eye_contact", window.calibrated(calibrate(window)))
    return _by_band(reading)


def _pace(window: Timeline, own_level: float | None) -> Need:
    """Too fast only. A slow half minute is mostly a speaker who thinks, or a recogniser that lags."""
    reading, easy = _read("speech_rate", understood(window)), metric("speech_rate").ideal
    if reading is None or easy is None or easy.high is None:
        return None
    if reading.band in (None, Band.GOOD):
        return False
    return True if reading.value > easy.high else None


def _melody(window: Timeline, own_level: float | None) -> Need:
    return _by_band(_read("pitch_variation", window))


def _loudness(window: Timeline, own_level: float | None) -> Need:
    starts, ends, levels = phrases(window.last(NOW))
    lengths = ends - starts
    if own_level is None or lengths.sum() < LEAST_SPEECH:
        return None
    return float(np.average(levels, weights=lengths)) - own_level <= QUIET


def _by_band(reading: Reading | None) -> Need:
    """A cue for what is work, praise for what is good, nothing in between."""
    if reading is None or reading.band in (None, Band.WATCH):
        return None
    return reading.band is Band.WORK


SEEN = (
    Kind("face_visible", "Into view", "Well framed", _face, at_once=True),
    Kind("eye_contact", "Eye contact", "Good contact", _eyes),
)
HEARD = (
    Kind("speech_rate", "Slower", "Good pace", _pace),
    Kind("pitch_variation", "Vary pitch", "Lively voice", _melody),
    Kind("loudness", "Louder", "Well heard", _loudness),
)
"""The first that is called for is said. A face out of view comes first, since nothing else is seen without
it; then the catalogue's order, that of influence on listeners: eye contact (.45 with ratings, Martin-Raugh
2023), fluency, prosody (Naim 2015). Since none is repeated at once, the others get their turn."""


@dataclass(slots=True)
class _Course:
    """How a speaker does with one kind of cue."""

    cued: float | None = None
    open: bool = False
    """Whether the last cue has not been followed yet."""
    fine_since: float | None = None
    praise_from: float | None = None
    wait: float = AGAIN
    need: Need = None


class CueCoach:
    """Decides what a speaker is shown, looking about once a second; it reads no clock but `now`.

    A kind is measured on the window, or on what came after its last cue, so that a speaker who follows one is
    not held to what they did before. `target` is the wished length in seconds.
    """

    def __init__(self, *, target: float | None, has_video: bool, has_audio: bool) -> None:
        self._target = target
        self._has_audio = has_audio
        self._kinds = (*(SEEN if has_video else ()), *(HEARD if has_audio else ()))
        self._courses = {kind.metric: _Course() for kind in self._kinds}
        self._wrapped = 0
        self._shown: list[Cue] = []

    @property
    def shown(self) -> tuple[Cue, ...]:
        """Every cue so far."""
        return tuple(self._shown)

    def look(self, now: float, window: Timeline, own_level: float | None, unheard: float = 0.0) -> Cue | None:
        """The cue to show `now`, seconds into the talk, the running one or a new one; None when all is well.

        `window` is the newest half minute, focused on the speaker, with the baseline if there is one;
        `own_level` their usual level in dB of full scale, None where it is not known yet; `unheard` how many
        seconds of sound at its end nobody has listened to yet.
        """
        for kind in self._kinds:
            self._follow(kind, now, window, own_level)
        last = self._shown[-1] if self._shown else None
        if last is not None and now < last.until:
            return last
        if (
            now < FIRST
            or (last is not None and now - last.start < APART)
            or self._silent(now, window, unheard)
        ):
            return None
        return self._next(now)

    def _follow(self, kind: Kind, now: float, window: Timeline, own_level: float | None) -> None:
        course, span = self._courses[kind.metric], window.span
        if course.cued is not None and course.cued > span.start:
            window = window.between(Span(course.cued, span.end))
        course.need = kind.judge(window, own_level)
        if course.need is not False:
            course.fine_since = course.praise_from = None
            return
        if course.fine_since is None:
            course.fine_since = now
        if course.open and now - course.fine_since >= HELD:
            course.open, course.praise_from = False, now
            course.wait = min(course.wait * THINNER, RAREST)

    def _silent(self, now: float, window: Timeline, unheard: float) -> bool:
        if not self._has_audio:
            return False
        spoken = window.track(SpeechSpan)
        silence = now - spoken[-1].span.end if spoken else math.inf
        return silence > (HELD_UP if window.calibration.stammers else SILENT + unheard)

    def _next(self, now: float) -> Cue | None:
        due = [kind for kind in self._kinds if self._due(kind, now)]
        if urgent := [kind for kind in due if kind.at_once]:
            return self._cue(urgent[0], now)
        if self._over(now):
            self._wrapped += 1
            return self._show("Wrap up", TARGET, False, now)
        if self._target is not None and not self._wrapped and now < self._target < now + APART:
            return None  # what is said now would keep the wrapping up beyond the end
        for kind in self._kinds:
            course = self._courses[kind.metric]
            if course.praise_from is not None and now - course.praise_from <= LATE:
                course.praise_from = None
                return self._show(kind.praise, kind.metric, True, now)
        return self._cue(due[0], now) if due else None

    def _due(self, kind: Kind, now: float) -> bool:
        course = self._courses[kind.metric]
        return course.need is True and (course.cued is None or now - course.cued >= course.wait)

    def _over(self, now: float) -> bool:
        """Whether the end is near or, where that was said, well past."""
        if self._target is None or self._wrapped == 2:
            return False
        margin = min(WRAP_MOST, max(WRAP_LEAST, WRAP_SHARE * self._target))
        return now >= self._target + (margin if self._wrapped else -margin)

    def _cue(self, kind: Kind, now: float) -> Cue:
        course = self._courses[kind.metric]
        course.cued, course.open, course.fine_since, course.praise_from = now, True, None, None
        return self._show(kind.text, kind.metric, False, now)

    def _show(self, text: str, about: str, praise: bool, now: float) -> Cue:
        self._shown.append(Cue(text, about, praise, now, now + ON_SCREEN))
        return self._shown[-1]
