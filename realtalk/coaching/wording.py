"""What a value means, in the words that a speaker reads beside it."""

from __future__ import annotations

from collections.abc import Callable

from realtalk.metrics.metric import Band, Metric, Range, Reading


def in_words(metric: Metric, reading: Reading) -> str:
    """The value with its unit and its plain meaning: "148 words a minute, an easy pace to follow"."""
    phrase = _PHRASES.get(metric.key)
    if phrase is None:
        return _plain(metric, reading)
    return phrase(metric, reading)


def clock(seconds: float) -> str:
    """A moment as a player shows it: 1:05, 1:02:03.

    >>> clock(65.4)
    '1:05'
    """
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, seconds_left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def length(seconds: float) -> str:
    """A length of time in words: "40 seconds", "3 minutes", "1 hour 5 minutes".

    >>> length(185)
    '3 minutes'
    """
    if seconds < 89.5:
        return counted(round(seconds), "second")
    minutes = round(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return counted(minutes, "minute")
    return counted(hours, "hour") + (f" {counted(minutes, 'minute')}" if minutes else "")


def counted(count: int, noun: str) -> str:
    """A count with its noun in the right number.

    >>> counted(1, "pause"), counted(2, "pause")
    ('1 pause', '2 pauses')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def number(value: float) -> str:
    """A number as one would say it: whole from 10 up, else with one decimal where it matters.

    >>> number(147.6), number(3.0), number(0.25)
    ('148', '3', '0.2')
    """
    if abs(value) >= 10:
        return f"{value:,.0f}"
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("0.0", "-0.0") else text.removesuffix(".0")


def percent(metric: Metric, value: float) -> str:
    """A share as a whole percentage, whether the metric counts in percent or from 0 to 1."""
    share = value if metric.unit.strip() in ("%", "percent", "per cent") else value * 100
    if 0 < share < 1:
        return "under 1%"
    if 99 < share < 100:
        return "over 99%"
    return f"{share:.0f}%"


def _plain(metric: Metric, reading: Reading) -> str:
    """For a metric without a phrase of its own."""
    if metric.unit.strip() in ("%", "percent", "share"):
        value = percent(metric, reading.value)
    else:
        value = f"{number(reading.value)} {metric.unit}".strip()
    meaning = {
        Band.GOOD: "where listeners like it",
        Band.WATCH: "close to where listeners like it",
        Band.WORK: "worth some practice",
    }
    return value if reading.band is None else f"{value}, {meaning[reading.band]}"


def _side(ideal: Range | None, value: float) -> int:
    """-1 below the ideal, 1 above it, 0 inside or without one."""
    if ideal is None or value in ideal:
        return 0
    return -1 if ideal.low is not None and value < ideal.low else 1


def _band(reading: Reading, good: str, watch: str, work: str, none: str = "") -> str:
    words = {Band.GOOD: good, Band.WATCH: watch, Band.WORK: work, None: none}[reading.band]
    return f", {words}" if words else ""


def _speech_rate(metric: Metric, reading: Reading) -> str:
    side = _side(metric.ideal, reading.value)
    if reading.band == Band.GOOD or side == 0:
        meaning = "an easy pace to follow"
    elif side < 0:
        meaning = "a calm pace" if reading.band == Band.WATCH else "slow enough for minds to wander"
    else:
        meaning = "a brisk pace" if reading.band == Band.WATCH else "faster than most can follow with ease"
    return f"{number(reading.value)} words a minute, {meaning}"


def _articulation_rate(metric: Metric, reading: Reading) -> str:
    return f"{number(reading.value)} words a minute while you were speaking, pauses left out"


def _pauses(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "with room for listeners to think",
        "a few of them long, in the middle of a sentence",
        "several of them long, in the middle of a sentence",
    )
    return f"{_amount(metric, reading, 'pause')}{meaning}"


def _fillers(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "few enough that nobody minds",
        "enough for listeners to notice",
        "enough to pull attention from what you say",
    )
    return f"{_per_minute(reading.value, 'filler')}{meaning}"


def _pitch_variation(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "a lively voice",
        "some melody, with room for more"
        if _side(metric.ideal, reading.value) <= 0
        else "a very lively melody",
        "a level voice that can sound flat"
        if _side(metric.ideal, reading.value) <= 0
        else "more up and down than listeners find natural",
    )
    return f"{number(reading.value)} semitones of melody{meaning}"


def _loudness(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "a voice with life in it",
        "a rather even loudness",
        "nearly the same loudness throughout",
    )
    return f"{number(reading.value)} decibels between your softer and louder phrases{meaning}"


def _eye_contact(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "so viewers feel spoken to",
        "enough to connect, with room for more",
        "so viewers may feel you are elsewhere",
    )
    return f"{percent(metric, reading.value)} of the time your eyes were on the camera{meaning}"


def _share(what: str, good: str = "", watch: str = "", work: str = "") -> Callable[[Metric, Reading], str]:
    def phrase(metric: Metric, reading: Reading) -> str:
        return f"{percent(metric, reading.value)} of the time {what}{_band(reading, good, watch, work)}"

    return phrase


def _gestures(metric: Metric, reading: Reading) -> str:
    return _per_minute(reading.value, "gesture") + _band(
        reading, "hands that help you speak", "fairly quiet hands", "very quiet hands"
    )


def _grammar(metric: Metric, reading: Reading) -> str:
    meaning = _band(reading, "clean sentences", "a few slips", "slips that listeners will notice")
    return f"{number(reading.value)} out of 10{meaning}"


def _talk_share(metric: Metric, reading: Reading) -> str:
    return f"{percent(metric, reading.value)} of the talking was yours"


def _longest_turn(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "short enough to keep people with you",
        "long for one go",
        "long enough to feel like a monologue",
    )
    return f"{length(reading.value)} in one go at the longest{meaning}"


def _interruptions(metric: Metric, reading: Reading) -> str:
    meaning = _band(reading, "a smooth run", "a few breaks in the flow", "many breaks in the flow")
    return f"{counted_loosely(reading.value, 'break')} in ten minutes{meaning}"


def counted_loosely(value: float, noun: str) -> str:
    """A count that may be a fraction, with its noun.

    >>> counted_loosely(1.0, "filler"), counted_loosely(0.4, "filler")
    ('1 filler', '0.4 fillers')
    """
    text = number(value)
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"


def _per_minute(value: float, noun: str) -> str:
    return f"{counted_loosely(value, noun)} a minute"


def _amount(metric: Metric, reading: Reading, noun: str) -> str:
    if metric.unit.strip() in ("%", "percent", "share"):
        return f"{percent(metric, reading.value)} of the time in {noun}s"
    return f"{number(reading.value)} {metric.unit}".strip()


_PHRASES: dict[str, Callable[[Metric, Reading], str]] = {
    "speech_rate": _speech_rate,
    "articulation_rate": _articulation_rate,
    "pauses": _pauses,
    "fillers": _fillers,
    "pitch_variation": _pitch_variation,
    "loudness": _loudness,
    "eye_contact": _eye_contact,
    "face_visible": _share(
        "your whole face was in view", "well framed", "with a few slips out of view", "often out of view"
    ),
    "smile": _share("you were smiling"),
    "posture": _share(
        "you sat or stood upright and open", "a steady frame", "with a few slumps", "with many slumps"
    ),
    "gestures": _gestures,
    "grammar": _grammar,
    "talk_share": _talk_share,
    "longest_turn": _longest_turn,
    "interruptions": _interruptions,
}
