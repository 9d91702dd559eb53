"""What a value means, in the words that a speaker reads beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from realtalk.metrics.metric import Band, Metric, Range, Reading

PARTLY = 0.8
"""The share of the time in view under which a share of time says which time it is of. House rule: up to a
fifth is made up of glances down and small gaps."""

LONG_SESSION = 600.0
"""Seconds from which breaks are told as a rate. House rule: no rate per ten minutes from less than them."""


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
    """A length of time in words, with its two largest units.

    >>> length(40), length(185), length(3900)
    ('40 seconds', '3 minutes 5 seconds', '1 hour 5 minutes')
    """
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    units = [(hours, "hour"), (minutes, "minute"), (rest, "second")]
    parts = [counted(count, noun) for count, noun in units if count]
    return " ".join(parts[:2]) or "0 seconds"


def listed(names: Sequence[str]) -> str:
    """Names in a row, one at least.

    >>> listed(["3", "5", "9"])
    '3, 5 and 9'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


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
    """A share as a whole percentage, whether the metric's unit is percent or a share from 0 to 1."""
    share = value if metric.unit.startswith("%") else value * 100
    if 0 < share < 1:
        return "under 1%"
    if 99 < share < 100:
        return "over 99%"
    return f"{share:.0f}%"


def _plain(metric: Metric, reading: Reading) -> str:
    """For a metric without a phrase of its own."""
    value = f"{number(reading.value)} {metric.unit}".strip()
    if metric.unit.startswith("%"):
        value = percent(metric, reading.value) + metric.unit.removeprefix("%")
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
    meanings = {
        Band.GOOD: ("an easy pace to follow",) * 2,
        None: ("a calm pace", "a brisk pace"),
        Band.WATCH: ("slower than listeners expect", "a little fast to follow"),
        Band.WORK: ("slow enough for minds to wander", "faster than most can follow with ease"),
    }
    slow, fast = meanings[reading.band]
    return (
        f"{number(reading.value)} words a minute, {slow if _side(metric.ideal, reading.value) < 0 else fast}"
    )


def _articulation_rate(metric: Metric, reading: Reading) -> str:
    return f"{number(reading.value)} words a minute while you were speaking, pauses left out"


def _pauses(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "none of them long enough to break a sentence",
        "a few of them long ones in the middle of a sentence",
        "many of them long ones in the middle of a sentence",
    )
    return f"{percent(metric, reading.value)} of your speaking time in pauses{meaning}"


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
        else "more up and down than listeners find natural",
        "a level voice that can sound flat",
    )
    return f"{counted_loosely(reading.value, 'semitone')} of melody{meaning}"


def _loudness(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "enough for some phrases to stand out",
        "rather even" if _side(metric.ideal, reading.value) < 0 else "and often trailing off",
        "with a stretch far under your own usual level",
    )
    return f"{counted_loosely(reading.value, 'decibel')} of change from phrase to phrase{meaning}"


def _eye_contact(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "so viewers feel spoken to",
        "enough to connect, with room for more",
        "so viewers may feel you are elsewhere",
    )
    time = _time(reading, "your face could be seen")
    return f"{percent(metric, reading.value)} of the time{time} your eyes were on the camera{meaning}"


def _time(reading: Reading, seen: str) -> str:
    """Which time a share is of, where that is not nearly all of it."""
    return f" that {seen}," if reading.coverage < PARTLY else ""


def _share(
    what: str, good: str = "", watch: str = "", work: str = "", seen: str = "your face could be seen"
) -> Callable[[Metric, Reading], str]:
    def phrase(metric: Metric, reading: Reading) -> str:
        time = _time(reading, seen)
        return f"{percent(metric, reading.value)} of the time{time} {what}{_band(reading, good, watch, work)}"

    return phrase


def _posture(metric: Metric, reading: Reading) -> str:
    time = _time(reading, "your shoulders could be seen")
    told = f"{percent(metric, reading.value)} of the time{time} you sat or stood upright and open"
    if reading.band in (None, Band.GOOD) or not reading.details:
        return told + _band(reading, "a steady frame", "", "")
    often = max(reading.details, key=lambda detail: detail.value)
    return f"{told}; else mostly: {often.label[0].lower()}{often.label[1:]}"


def _gestures(metric: Metric, reading: Reading) -> str:
    while_seen = " while your hands were in view" if reading.coverage < PARTLY else ""
    return _per_minute(reading.value, "gesture") + while_seen


def _grammar(metric: Metric, reading: Reading) -> str:
    meaning = _band(reading, "hardly a slip", "a few slips", "slips that listeners will notice")
    return f"{number(reading.value)} out of 10 for grammar{meaning}"


def _talk_share(metric: Metric, reading: Reading) -> str:
    return f"{percent(metric, reading.value)} of the talking was yours"


def _longest_turn(metric: Metric, reading: Reading) -> str:
    meaning = _band(
        reading,
        "short enough to keep people with you",
        "long enough to feel like a monologue",
        "long enough to feel like a monologue",
    )
    return f"{length(reading.value)} in one go at the longest{meaning}"


def _interruptions(metric: Metric, reading: Reading) -> str:
    there = reading.coverage * reading.span.duration
    count = round(reading.value * there / LONG_SESSION)
    if there >= LONG_SESSION:
        told = f"{counted_loosely(reading.value, 'break')} in ten minutes"
    else:
        told = f"{counted(count, 'break')} in {length(there)}"
    meaning = _band(reading, "a smooth run", "enough for listeners to notice", "so that the thread gets lost")
    return f"{told}{meaning}"


def counted_loosely(value: float, noun: str) -> str:
    """A count that may be a fraction, with its noun.

    >>> counted_loosely(1.0, "filler"), counted_loosely(0.4, "filler")
    ('1 filler', '0.4 fillers')
    """
    text = number(value)
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"


def _per_minute(value: float, noun: str) -> str:
    return f"{counted_loosely(value, noun)} a minute"


def _vocabulary(metric: Metric, reading: Reading) -> str:
    return f"{percent(metric, reading.value)} of your words differ from each other within any fifty"


def _sentiment(metric: Metric, reading: Reading) -> str:
    return f"{percent(metric, reading.value)} of your sentences use positive words"


def _structure(metric: Metric, reading: Reading) -> str:
    told = f"{number(reading.value)} of the 4 parts of a good answer"
    lacking = [detail.label.lower() for detail in reading.details if not detail.value]
    if not lacking:
        return f"{told}{_band(reading, 'none left out', 'close to complete', 'a start')}"
    return f"{told}; not found: {', '.join(lacking)}"


def _movement(metric: Metric, reading: Reading) -> str:
    return f"you move by {percent(metric, reading.value)} of your shoulders' width each second"


def _expressiveness(metric: Metric, reading: Reading) -> str:
    return f"{counted_loosely(reading.value, 'point')} of movement in your face, where a face at rest has 0"


def _vocal_tone(metric: Metric, reading: Reading) -> str:
    return f"{percent(metric, reading.value)} of your phrases sound positive"


def _voice_emotion(metric: Metric, reading: Reading) -> str:
    kinds = [detail.label.lower() for detail in reading.details][:1]
    sounded = f"your voice sounded {kinds[0]}" if kinds else "your voice sounded the same"
    return f"for {percent(metric, reading.value)} of your speech {sounded}"


def _emotion(metric: Metric, reading: Reading) -> str:
    looks = [detail.label.lower() for detail in reading.details][:1]
    look = f"looked {looks[0]}" if looks else "kept its most frequent look"
    time = _time(reading, "your face could be seen")
    return f"{percent(metric, reading.value)} of the time{time} {'it' if time else 'your face'} {look}"


_PHRASES: dict[str, Callable[[Metric, Reading], str]] = {
    "speech_rate": _speech_rate,
    "articulation_rate": _articulation_rate,
    "pauses": _pauses,
    "fillers": _fillers,
    "pitch_variation": _pitch_variation,
    "loudness": _loudness,
    "eye_contact": _eye_contact,
    "face_visible": _share(
        "your whole face was in view",
        "well framed",
        "but cut off or gone now and then",
        "but too often cut off or gone",
        seen="there was a picture",
    ),
    "expressiveness": _expressiveness,
    "movement": _movement,
    "vocabulary": _vocabulary,
    "sentiment": _sentiment,
    "structure": _structure,
    "vocal_tone": _vocal_tone,
    "voice_emotion": _voice_emotion,
    "emotion": _emotion,
    "picture": _share(
        "the picture of you was clear",
        "well lit and framed",
        "but hard to see now and then",
        "but too often hard to see",
    ),
    "smile": _share("you were smiling"),
    "posture": _posture,
    "gestures": _gestures,
    "grammar": _grammar,
    "talk_share": _talk_share,
    "longest_turn": _longest_turn,
    "interruptions": _interruptions,
}
