"""A session's observations, in time order: what everything after perception reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from realtalk.belonging import body_of, hands_of
from realtalk.media import Span, meeting, merge
from realtalk.observations import (
    Correction,
    EmotionObservation,
    FaceObservation,
    GazeObservation,
    HandsObservation,
    Observation,
    PictureObservation,
    PostureObservation,
    Sentence,
    SpeechSpan,
    VoiceObservation,
    VoiceTurn,
    Word,
    span_of,
)

T = TypeVar("T", bound=Observation)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose session it is: a face by `FaceObservation.person`, a voice by `VoiceTurn.voice`; None where
    there is none.
    """

    person: int | None
    voice: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A speaker's own zero, found from the session or from a few seconds of looking at the camera.

    `gaze_yaw`, `gaze_pitch` are the degrees at which the eyes meet the lens, `gaze_spread` the spread of
    those looks; `neutral_face` is `(52,)`; `nose_height` is nose above shoulders over shoulder width when
    upright; `level` the usual level of the voice and `noise` that of the room in silence, in dB of full
    scale; `voice_emotion` are the scores of `VoiceEmotionObservation` when the voice is neutral. Each is None
    where it could not be found. `asked` says that the gaze was found while the speaker was asked to look at
    the lens. `stammers` says that the speaker told us so: blocks and repetitions are then no slips.
    """

    gaze_yaw: float | None = None
    gaze_pitch: float | None = None
    neutral_face: NDArray[np.float32] | None = None
    nose_height: float | None = None
    level: float | None = None
    gaze_spread: float | None = None
    noise: float | None = None
    asked: bool = False
    voice_emotion: tuple[float, float, float] | None = None
    stammers: bool = False


def _start(observation: Observation) -> float:
    return span_of(observation).start


class Timeline:
    """A session's observations, each kind a track in time order whatever order they came in.

    Not safe for several threads at once: who shares one holds a lock.
    """

    def __init__(
        self,
        observations: Iterable[Observation] = (),
        *,
        calibration: Calibration | None = None,
        speaker: Speaker | None = None,
        window: Span | None = None,
    ) -> None:
        self.calibration = calibration or Calibration()
        self.speaker = speaker
        self._window = window
        self._tracks: dict[type, list[Observation]] = {}
        self._longest: dict[type, float] = {}  # seconds that the longest of a kind lasts
        self.add(observations)

    def add(self, observations: Iterable[Observation]) -> None:
        """Put observations in their tracks; those of equal time stay in the order they came."""
        for observation in observations:
            kind = type(observation)
            track = self._tracks.setdefault(kind, [])
            self._longest[kind] = max(self._longest.get(kind, 0.0), span_of(observation).duration)
            if not track or _start(track[-1]) <= _start(observation):
                track.append(observation)
            else:
                insort(track, observation, key=_start)

    def track(self, kind: type[T]) -> Sequence[T]:
        """All observations of one kind, in time order; empty where there are none."""
        return self._tracks.get(kind, [])  # type: ignore[return-value]

    def observations(self) -> Iterable[Observation]:
        """Every observation, kind by kind."""
        for track in self._tracks.values():
            yield from track

    @property
    def span(self) -> Span:
        """From the first to the last moment observed, or the window that `between` cut."""
        if self._window is not None:
            return self._window
        ends = [span_of(o) for track in self._tracks.values() if track for o in (track[0], track[-1])]
        return Span(min((s.start for s in ends), default=0.0), max((s.end for s in ends), default=0.0))

    @property
    def window(self) -> Span | None:
        """The stretch that `between` cut; None for a whole session."""
        return self._window

    @property
    def watched(self) -> bool:
        """Whether any picture was analysed."""
        return bool(self.track(PictureObservation))

    @property
    def heard(self) -> bool:
        """Whether any sound was analysed."""
        return bool(self.track(VoiceObservation))

    def between(self, span: Span) -> Timeline:
        """The observations inside a span; stretches are cut at its edges, words belong where their middle
        is.
        """
        cut = Timeline(calibration=self.calibration, speaker=self.speaker, window=span)
        for kind, track in self._tracks.items():
            first = bisect_left(track, span.start - self._longest.get(kind, 0.0), key=_start)
            last = bisect_right(track, span.end, key=_start)
            cut.add(piece for o in track[first:last] if (piece := _cut(o, span)) is not None)
        return cut

    def last(self, seconds: float) -> Timeline:
        """The newest `seconds` of the session."""
        end = self.span.end
        return self.between(Span(max(self.span.start, end - seconds), end))

    def replaced(self, kind: type[T], observations: Iterable[T]) -> Timeline:
        """The same session with one kind of observation exchanged, such as words whose fillers were
        marked.
        """
        copy = self._copy()
        copy._tracks.pop(kind, None)
        copy.add(observations)
        return copy

    def calibrated(self, calibration: Calibration) -> Timeline:
        """The same observations with a speaker's zero."""
        return self._copy(calibration=calibration)

    def focus(self, speaker: Speaker) -> Timeline:
        """The session as the chosen speaker's: only that face with its body, and only what that voice said.

        Other people's words, sentences, corrections and speech are left out, and their stretches of
        `VoiceObservation` become NaN; `VoiceTurn` and `PictureObservation` keep everybody.
        """
        view = self._copy(speaker=speaker)
        faces = self.track(FaceObservation)
        view._tracks[HandsObservation] = list(hands_of(speaker.person, self.track(HandsObservation), faces))
        view._tracks[PostureObservation] = list(
            body_of(speaker.person, self.track(PostureObservation), faces)
        )
        for kind in (FaceObservation, GazeObservation, EmotionObservation):
            view._tracks[kind] = [o for o in self.track(kind) if o.person == speaker.person]
        turns = self.track(VoiceTurn)
        if speaker.voice is None or not turns:
            return view
        others = merge(turn.span for turn in turns if turn.voice != speaker.voice)
        if not others:
            return view
        for kind in (Word, Sentence, Correction):
            view._tracks[kind] = [
                o for o in self.track(kind) if self.voice_at(o.span.middle) == speaker.voice
            ]
        mine = merge(turn.span for turn in turns if turn.voice == speaker.voice)
        view._tracks[SpeechSpan] = [
            SpeechSpan(part)
            for speech in self.track(SpeechSpan)
            for turn in meeting(mine, speech.span)
            if (part := speech.span.clip(turn)).duration > 0
        ]
        view._tracks[VoiceObservation] = [_without(o, others) for o in self.track(VoiceObservation)]
        return view

    def voice_at(self, t: float) -> int | None:
        """Whose turn it is, or whose is nearest: a recogniser's word may lie beside its speech. None
        without turns.
        """
        turns = self.track(VoiceTurn)
        after = bisect_left(turns, t, key=lambda turn: turn.span.start)
        near = turns[max(0, after - 1) : after + 1]
        nearest = min(near, key=lambda turn: max(turn.span.start - t, t - turn.span.end, 0.0), default=None)
        return nearest.voice if nearest else None

    def _copy(self, *, calibration: Calibration | None = None, speaker: Speaker | None = None) -> Timeline:
        copy = Timeline(
            calibration=calibration or self.calibration, speaker=speaker or self.speaker, window=self._window
        )
        copy._tracks = {kind: list(track) for kind, track in self._tracks.items()}
        copy._longest = dict(self._longest)
        return copy


def _without(voice: VoiceObservation, others: Sequence[Span]) -> VoiceObservation:
    times = voice.times()
    silenced = np.zeros(len(times), dtype=bool)
    for span in meeting(others, voice.span):
        silenced |= (times >= span.start) & (times < span.end)
    nan = np.float32(np.nan)
    return replace(
        voice, level=np.where(silenced, nan, voice.level), pitch=np.where(silenced, nan, voice.pitch)
    )


def _cut(observation: Observation, span: Span) -> Observation | None:
    """The part of an observation inside a span, or None."""
    if isinstance(observation, VoiceObservation):
        kept = (observation.times() >= span.start) & (observation.times() < span.end)
        if not kept.any():
            return None
        first = int(np.argmax(kept))
        return replace(
            observation,
            t=float(observation.times()[first]),
            level=observation.level[kept],
            pitch=observation.pitch[kept],
        )
    whole = span_of(observation)
    if isinstance(observation, Word | Sentence | Correction):
        return observation if span.contains(whole.middle) else None
    if whole.duration == 0:
        return observation if span.contains(whole.start) else None
    part = whole.clip(span)
    return replace(observation, span=part) if part.duration > 0 else None  # type: ignore[call-arg]
