"""How a speaker thinks it went, before they see how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from realtalk.coaching.wording import counted_loosely, number
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Metric, Reading, Unmeasured
from realtalk.metrics.pitch import FLAT, LIVELY, RESTLESS


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to guess: a question, and a scale from `low` to `high` in steps of `step`.

    `unit` stands behind the number; where it is empty the number says nothing to a speaker and only the
    words at the two ends, `at_low` and `at_high`, are shown. `default` is None: nothing is suggested.
    """

    metric: str
    question: str
    low: float
    high: float
    step: float
    unit: str
    at_low: str
    at_high: str
    default: float | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """What a speaker guessed of a metric, in its own unit."""

    metric: str
    value: float


@dataclass(frozen=True, slots=True)
class GuessGap:
    """A guess beside what was measured, None where it could not be and `why` says why; `text` tells both."""

    metric: Metric
    guess: float
    measured: float | None
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class _Topic:
    """`close` is how far off a guess may be and still be right; `more` and `less` are for a value over and
    under the guess, `told` is the value in words.
    """

    asked: Asked
    close: float
    told: Callable[[float], str]
    more: str = "more"
    less: str = "less"


def _of_the_time(percent: float) -> str:
    return f"{percent:.0f}% of the time"


def _melody(semitones: float) -> str:
    if semitones < FLAT:
        return "a level voice"
    if semitones < LIVELY:
        return "some melody"
    return "a lively voice" if semitones <= RESTLESS else "a very lively voice"


_TOPICS = {
    topic.asked.metric: topic
    for topic in (
        _Topic(
            Asked(
                "speech_rate", "How fast did you talk?", 60, 240, 5, "words a minute", "very slowly",
                "very fast",
            ),
            15.0,
            lambda value: f"{number(value)} words a minute",
            "faster",
            "slower",
        ),
        _Topic(
            Asked(
                "fillers", "How often did you say um, uh and the like?", 0, 20, 1, "a minute", "never",
                "all the time",
            ),
            2.0,
            lambda value: f"{counted_loosely(value, 'filler')} a minute",
            less="fewer",
        ),
        _Topic(
            Asked(
                "eye_contact", "How much of the time did you look at the camera?", 0, 100, 5, "%", "never",
                "always",
            ),
            10.0,
            _of_the_time,
        ),
        _Topic(
            Asked(
                "pitch_variation", "How lively was your voice?", 0, 8, 0.5, "", "all on one note",
                "up and down a lot",
            ),
            1.0,
            _melody,
            "livelier",
            "calmer",
        ),
        _Topic(
            Asked(
                "pauses", "How much of your speaking time was silence?", 0, 60, 5, "%", "none",
                "more than half",
            ),
            5.0,
            lambda value: f"{value:.0f}% of your speaking time",
        ),
        _Topic(
            Asked("smile", "How much of the time did you smile?", 0, 100, 5, "%", "never", "always"),
            10.0,
            _of_the_time,
        ),
        _Topic(
            Asked(
                "gestures", "How often did your hands move with your words?", 0, 40, 1, "a minute", "never",
                "all the time",
            ),
            5.0,
            lambda value: f"{counted_loosely(value, 'gesture')} a minute",
            less="fewer",
        ),
        _Topic(
            Asked(
                "posture", "How much of the time did you sit or stand upright and open?", 0, 100, 5, "%",
                "never", "always",
            ),
            10.0,
            _of_the_time,
        ),
    )
}  # fmt: skip
"""House rule for what is close: a step that listeners would hardly notice, and about what a metric is sure
of. Only what one can imagine as a number, or between two words, is asked."""

_BOTH = ("speech_rate", "fillers", "eye_contact", "pitch_variation")
_HEARD = ("speech_rate", "fillers", "pauses", "pitch_variation")
_SEEN = ("eye_contact", "smile", "gestures", "posture")


def asked(has_video: bool, has_audio: bool) -> tuple[Asked, ...]:
    """The four things to guess of a talk that was seen, heard or both."""
    keys = _BOTH if has_video and has_audio else _HEARD if has_audio else _SEEN
    return tuple(_TOPICS[key].asked for key in keys)


def gaps(
    guesses: Sequence[Guess], results: Sequence[tuple[Metric, Reading | Unmeasured]]
) -> tuple[GuessGap, ...]:
    """Every guess beside what was measured, in the order of the guesses; a guess of what is not asked is left
    out.
    """
    measured = {of.key: result for of, result in results}
    return tuple(_gap(g, measured.get(g.metric)) for g in guesses if g.metric in _TOPICS)


def _gap(guess: Guess, result: Reading | Unmeasured | None) -> GuessGap:
    of, topic = metric(guess.metric), _TOPICS[guess.metric]
    thought = f"You guessed {topic.told(guess.value)}."
    if not isinstance(result, Reading):
        why = result.why if result else "It was not measured."
        return GuessGap(of, guess.value, None, why, f"{thought} It could not be measured. {why}")
    return GuessGap(of, guess.value, result.value, "", f"{thought} {_compared(topic, guess, result.value)}")


def _compared(topic: _Topic, guess: Guess, value: float) -> str:
    told = topic.told(value)
    if told == topic.told(guess.value):
        return "It was just that."
    if abs(value - guess.value) <= topic.close:
        return f"It was {told}, close to your guess."
    return f"It was {told}: {topic.more if value > guess.value else topic.less} than it felt like."
