"""A look at a live talk: everything that the page shows of it at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from realtalk.coaching.cues import Cue
from realtalk.coaching.gauges import Gauge
from realtalk.errors import RealTalkError
from realtalk.metrics.metric import Series
from realtalk.observations import Word


class Phase(Enum):
    """Where a talk is in its life; the last two are final.

    WARMING: the models are being loaded, nothing counts yet. AWAY: neither picture nor sound has come for
    some seconds. UNSAVED is a finished talk that could not be written yet, as on a full disk: it is kept in
    memory and saved as soon as that can be done.
    """

    WARMING = "warming"
    TALKING = "talking"
    PAUSED = "paused"
    AWAY = "away"
    FINISHING = "finishing"
    UNSAVED = "unsaved"
    DONE = "done"
    FAILED = "failed"

    @property
    def running(self) -> bool:
        """Whether the talk itself goes on."""
        return self in (Phase.WARMING, Phase.TALKING, Phase.PAUSED, Phase.AWAY)

    @property
    def over(self) -> bool:
        return self in (Phase.DONE, Phase.FAILED)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A look at a live talk.

    `t` is seconds talked. `captions` are the newest words, `behind` the seconds by which words lag.
    `analysed` and `shown` are pictures a second; `emotions` the speaker's, in the order of
    `observations.EMOTIONS`, None while unseen. `charts` hold the gauges over time by metric key, and one
    line for each emotion under "emotion: NAME". `troubles` are sentences on what went wrong while the talk
    goes on. `session` is the kept session's id when done, `error` what is in the way of saving or made the
    talk fail.
    """

    phase: Phase
    t: float = 0.0
    cue: Cue | None = None
    captions: tuple[Word, ...] = ()
    behind: float = 0.0
    analysed: float = 0.0
    shown: float = 0.0
    gauges: tuple[Gauge, ...] = ()
    emotions: tuple[float, ...] | None = None
    charts: dict[str, Series] = field(default_factory=dict[str, Series])
    troubles: tuple[str, ...] = ()
    session: str | None = None
    error: RealTalkError | None = None
