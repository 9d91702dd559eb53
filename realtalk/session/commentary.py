"""What is said of a talk while it goes on: dials, their history, cues, captions; looked at once a second."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from realtalk.coaching.cues import Cue, CueCoach
from realtalk.coaching.gauges import WINDOW, Gauge, emotions_now, gauges
from realtalk.media import Span
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.loudness import own_level
from realtalk.metrics.metric import Series
from realtalk.metrics.speaker import choose
from realtalk.observations import EMOTIONS, LanguageObservation, SpeechSpan, Word
from realtalk.session.assessment import read_words
from realtalk.session.workers import SharedTimeline
from realtalk.timeline import Speaker, Timeline

READ = 45.0
"""Seconds of words that are read anew for their fillers: the dials' half minute, and what leads into it."""

CAPTION = 12.0
"""Seconds of words that captions show: two or three lines."""

STEADY = 5.0
"""Seconds between two looks at who is speaking and how loud they usually are: neither changes faster."""

HISTORY = 2.0
"""Seconds between two points of a chart."""

MOST_POINTS = 200
"""Points that a chart has at most; then every other one is let go."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """The newest look at a talk; see `Snapshot` for what each field means."""

    cue: Cue | None = None
    gauges: tuple[Gauge, ...] = ()
    emotions: tuple[float, ...] | None = None
    charts: dict[str, Series] = field(default_factory=dict[str, Series])


class Commentary:
    """Follows one talk. `look` is called by one thread about once a second, the rest by any."""

    def __init__(self, shared: SharedTimeline, *, target: float | None, video: bool, audio: bool) -> None:
        self._shared = shared
        self._coach = CueCoach(target=target, has_video=video, has_audio=audio)
        self._speaker: Speaker | None = None
        self._level: float | None = shared.timeline.calibration.level
        self._steady_at = -STEADY
        self._read: tuple[Word, ...] = ()
        self._history = History()
        self._lock = threading.Lock()
        self.remarks = Remarks()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue so far."""
        return self._coach.shown

    def look(self, now: float, unheard: float = 0.0) -> None:
        """Look at the newest part of the talk, `now` seconds after it began, whose last `unheard` seconds of
        sound nobody has listened to yet.
        """
        with self._shared.lock:
            recent = self._shared.timeline.between(Span(max(0.0, now - READ), now + 1e-3))
        if now - self._steady_at >= STEADY:
            self._steady_at = now
            self._know(recent)
        recent = self._with_fillers(recent)
        if self._speaker is not None:
            recent = recent.focus(self._speaker)
        window = recent.between(Span(max(0.0, now - WINDOW), now + 1e-3))
        window = window.calibrated(calibrate(window))
        dials, faces = gauges(window, self._level), emotions_now(window)
        self._history.add(now, dials, faces)
        cue = self._coach.look(now, window, self._level, unheard)
        self.remarks = Remarks(cue, dials, faces, self._history.charts())

    def captions(self, now: float) -> tuple[Word, ...]:
        """The words since `CAPTION` seconds before a moment, those already read with their fillers marked."""
        with self._shared.lock:
            words = tuple(_since(self._shared.timeline.track(Word), now - CAPTION))
        with self._lock:
            fillers = {(word.span, word.text) for word in self._read if word.filler}
        return tuple(
            replace(word, filler=True) if (word.span, word.text) in fillers else word for word in words
        )

    def behind(self, now: float) -> float:
        """Seconds since speech ended whose words are still to come; 0 where none are."""
        with self._shared.lock:
            words, phrases = (self._shared.timeline.track(kind) for kind in (Word, LanguageObservation))
            heard = max((each[-1].span.end for each in (words, phrases) if each), default=0.0)
            waiting = [s.span for s in _after(self._shared.timeline.track(SpeechSpan), heard + 0.3)]
        return max(0.0, now - waiting[0].end) if waiting else 0.0

    def _know(self, recent: Timeline) -> None:
        self._speaker = choose(recent)
        if self._shared.timeline.calibration.level is None:
            with self._shared.lock:
                whole = self._shared.timeline.calibrated(self._shared.timeline.calibration)
            self._level = own_level(whole)

    def _with_fillers(self, recent: Timeline) -> Timeline:
        words = recent.track(Word)
        if not words:
            return recent
        read = read_words(recent)
        with self._lock:
            self._read = tuple(read.track(Word))
        return read


def _since(words: Sequence[Word], start: float) -> Sequence[Word]:
    return words[bisect_right(words, start, key=lambda word: word.span.start) :]


def _after(spans: Sequence[SpeechSpan], start: float) -> Sequence[SpeechSpan]:
    return spans[bisect_right(spans, start, key=lambda each: each.span.start) :]


class History:
    """The dials over time, with fewer and fewer points the longer it is."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._rows: list[dict[str, float | None]] = []
        self._step = HISTORY

    def add(self, now: float, dials: Sequence[Gauge], faces: tuple[float, ...] | None) -> None:
        """Remember the dials, unless the last point is too near."""
        if self._times and now - self._times[-1] < self._step - 0.1:
            return
        row = {dial.metric.key: dial.value for dial in dials}
        row |= {f"emotion: {name}": faces[i] if faces else None for i, name in enumerate(EMOTIONS)}
        self._times.append(now)
        self._rows.append(row)
        if len(self._times) > MOST_POINTS:
            self._times, self._rows, self._step = self._times[::2], self._rows[::2], self._step * 2

    def charts(self) -> dict[str, Series]:
        """A line for each dial and each emotion that ever had a value."""
        times = tuple(self._times)
        keys = self._rows[-1] if self._rows else {}
        lines = {key: Series(times, tuple(row.get(key) for row in self._rows)) for key in keys}
        return {key: line for key, line in lines.items() if any(v is not None for v in line.values)}
