"""What the voice sounded like, against the speaker's own neutral voice: shown, never judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.media import Span, merge
from realtalk.metrics.evidence import no_sound
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Series, Unmeasured
from realtalk.metrics.sampling import Array, overlaps, series, window_means
from realtalk.metrics.signals import coverage
from realtalk.metrics.turns import speech
from realtalk.metrics.voice_geometry import GEOMETRY
from realtalk.metrics.voice_neutral import intonation, neutral, points, probabilities
from realtalk.observations import VOICE_EMOTIONS, VoiceEmotionObservation
from realtalk.timeline import Timeline

MINE = 0.5
"""The share of a stretch in which the speaker must be the one who speaks. House rule."""

CLEAR = 0.6
"""The probability from which it is said what a voice sounds like: on held-out speakers nine of ten such
stretches of mixed talks were right. Less is unclear."""

AROUND = 8.0
"""Seconds over which stretches are averaged, for a voice does not change with each phrase. House rule: two or
three phrases."""

LEAST = 10.0
"""Seconds of speech under which nothing is said. House rule: four stretches."""

LEAST_CLEAR = 0.2
"""The share of the speech heard that must be clear for a reading. House rule: less is chance."""

SHORTEST = 4.0
GAP = 2.0
"""Seconds of a moment, and of silence that it may hold. House rule: two phrases, a breath between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Sounded:
    """Stretches of the speaker's speech, each `(n,)` from `starts` to `ends`, with `seconds` of speech in it
    and how `likely` `(n, 3)` it sounded neutral, happy, nervous.
    """

    starts: Array
    ends: Array
    seconds: Array
    likely: Array

    @property
    def middles(self) -> Array:
        return (self.starts + self.ends) / 2


def heard(timeline: Timeline) -> tuple[list[Span], Array, Array]:
    """The speaker's stretches with their seconds of speech `(n,)` and their points `(n, 2)`: see `points`."""
    spoken = speech(timeline)
    track = timeline.track(VoiceEmotionObservation)
    starts = np.array([o.span.start for o in track], dtype=np.float64)
    ends = np.array([o.span.end for o in track], dtype=np.float64)
    seconds = overlaps(spoken, starts, ends)
    pitch = intonation(timeline, [o.span for o in track])
    kept = (seconds >= MINE * (ends - starts)) & (seconds > 0) & ~np.isnan(pitch).any(axis=1)
    scores = np.array([o.scores for o in track], dtype=np.float64).reshape(-1, len(VOICE_EMOTIONS))
    spans = [o.span for o, mine in zip(track, kept, strict=True) if mine]
    return spans, seconds[kept], points(scores[kept], pitch[kept], GEOMETRY)


def neutral_voice(timeline: Timeline) -> tuple[float, float, float] | None:
    """What `Calibration.voice_emotion` holds, of a speaker who was asked to say something as usual; None
    where too little was heard.
    """
    _, seconds, found = heard(timeline)
    if not len(found):
        return None
    happy, nervous = np.average(found, axis=0, weights=seconds)
    return 0.0, float(happy), float(nervous)


def sounded(timeline: Timeline) -> Sounded:
    """How likely each stretch sounded neutral, happy or nervous, averaged over a few seconds around it."""
    spans, seconds, found = heard(timeline)
    starts = np.array([span.start for span in spans], dtype=np.float64)
    ends = np.array([span.end for span in spans], dtype=np.float64)
    if not len(found):
        return Sounded(starts, ends, seconds, np.zeros((0, len(VOICE_EMOTIONS))))
    known = timeline.calibration.voice_emotion
    zero = None if known is None else np.array([known[1] - known[0], known[2] - known[0]])
    likely = probabilities(found, neutral(found, seconds, GEOMETRY, zero), GEOMETRY)
    middles = (starts + ends) / 2
    reach = AROUND / 2 + 1e-6  # stretches at the very edge count on both sides, whenever the session began
    around = window_means(middles, likely, seconds, middles - reach, middles + reach)
    return Sounded(starts, ends, seconds, around)


def lane(timeline: Timeline, name: str) -> Series:
    """How likely the voice sounded so over time, 0..1, by one of `VOICE_EMOTIONS`."""
    found = sounded(timeline)
    return series(found.middles, found.likely[:, VOICE_EMOTIONS.index(name)])


def _voice_emotion(timeline: Timeline) -> Reading | Unmeasured:
    key = "voice_emotion"
    if missing := no_sound(key, timeline):
        return missing
    if not timeline.track(VoiceEmotionObservation):
        return Unmeasured(key, "What your voice sounds like was not listened for.")
    found = sounded(timeline)
    heard_for = float(found.seconds.sum())
    if heard_for < LEAST:
        return Unmeasured(key, f"Your voice could be followed for less than {told(LEAST)}.")
    clear = found.likely.max(axis=1) >= CLEAR
    if found.seconds[clear].sum() < LEAST_CLEAR * heard_for:
        return Unmeasured(key, "What your voice sounded like stayed unclear nearly all of the time.")
    leading = found.likely.argmax(axis=1)
    weights = np.where(clear, found.seconds, 0.0)
    sums = np.bincount(leading, weights=weights, minlength=len(VOICE_EMOTIONS)).astype(np.float64)
    shares = 100.0 * sums / heard_for
    most = int(shares.argmax())
    sure = float(np.average(found.likely.max(axis=1)[clear], weights=found.seconds[clear]))
    return Reading(
        key,
        float(shares[most]),
        timeline.span,
        coverage(heard_for, timeline.span),
        moments=_moments(timeline, found),
        details=(
            *(Detail(VOICE_EMOTIONS[i].capitalize(), float(shares[i]), "%") for i in _order(shares)),
            Detail("Unclear", max(0.0, 100.0 - float(shares.sum())), "%"),
            Detail("How sure, where it is clear", 100.0 * sure, "%"),
        ),
        series=series(found.middles, 100.0 * found.likely[:, most]),
        note=_note(timeline),
    )


def _order(shares: Array) -> list[int]:
    return [int(i) for i in np.argsort(-shares, kind="stable")]


def _note(timeline: Timeline) -> str:
    against = (
        "Told against your own voice before the talk."
        if timeline.calibration.voice_emotion is not None
        else "Told against most people's voices and your own talk, since you said no sentence before it: "
        "take it with more care."
    )
    return f"{against} How a voice sounds is not what its owner feels."


def _moments(timeline: Timeline, found: Sounded) -> tuple[Moment, ...]:
    """Where the voice clearly sounded happy or nervous, the longest first."""
    moments: list[Moment] = []
    for index in range(1, len(VOICE_EMOTIONS)):
        marked = (found.likely.argmax(axis=1) == index) & (found.likely[:, index] >= CLEAR)
        ends = zip(found.starts[marked].tolist(), found.ends[marked].tolist(), strict=True)
        for span in merge((Span(start, end) for start, end in ends), GAP):
            if span.duration < SHORTEST:
                continue
            there = marked & (found.starts < span.end) & (found.ends > span.start)
            sure = 100.0 * float(np.average(found.likely[there, index], weights=found.seconds[there]))
            moments.append(Moment(span, f"Sounded {VOICE_EMOTIONS[index]}, {sure:.0f}% sure"))
    return tuple(sorted(moments, key=lambda moment: -moment.span.duration))


VOICE_EMOTION = Metric(
    key="voice_emotion",
    title="How your voice sounded",
    group="Voice",
    unit="%",
    definition="How much of your speech sounded like the most frequent of neutral, happy and nervous, "
    "against your own neutral voice; what is unclear counts for none of them.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="House rule: never judged. It was learned from actors (RAVDESS, 2018), whose fear is plainer than "
    "a speaker's nerves, and it hears languages and microphones that it does not know less well.",
    measure=_voice_emotion,
)
