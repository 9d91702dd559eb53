"""What a metric is, and what it says of a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from realtalk.media import Span
from realtalk.timeline import Timeline


class Band(StrEnum):
    """How a value compares with what listeners find easy: shown as a shape and a word, never by colour
    alone.
    """

    GOOD = "good"
    WATCH = "watch"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is open.

    >>> 150 in Range(140, 160)
    True
    """

    low: float | None
    high: float | None

    def __contains__(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch that shows a finding; `note` says in a few words what is to be seen or heard there.

    `praise` marks one that shows the speaker at their best, or something that is fine as it is.
    """

    span: Span
    note: str
    praise: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A second figure that explains a reading, such as the number of long pauses."""

    label: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Series:
    """A metric over time, for a chart: `values[i]` at `times[i]` seconds, None where it could not be
    measured.
    """

    times: tuple[float, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric's value over a session.

    `band` is None for what is reported and never judged. `coverage`, 0..1, is the share of the span that gave
    evidence. `moments` are the stretches to play, the most telling first. `note` is a sentence on how the
    value is to be taken, empty where there is nothing to say.
    """

    metric: str
    value: float
    span: Span
    coverage: float
    band: Band | None = None
    moments: tuple[Moment, ...] = ()
    details: tuple[Detail, ...] = ()
    series: Series | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A metric that lacks evidence, and why, as a sentence that the speaker reads."""

    metric: str
    why: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured.

    `title`, `definition` and `source` are read by the speaker. `ideal` is the band of good values, None where
    there is no target; a value outside `plausible` is a bug. `group` is the heading it stands under.
    `measure` gets a timeline focused on one speaker and calibrated.
    """

    key: str
    title: str
    group: str
    unit: str
    definition: str
    ideal: Range | None
    plausible: Range
    source: str
    measure: Callable[[Timeline], Reading | Unmeasured]
