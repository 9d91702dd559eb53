"""The short sound with which a persona shows that they heard, while they think of what to say."""

from __future__ import annotations

from random import Random

from realtalk.partner.heard import asks
from realtalk.partner.persona import Manner

LEAST_WORDS = 5
"""Words from which on a turn is acknowledged. House rule: after "Yes." one answers at once."""

LONG = 40
"""Words from which on a turn was a whole answer. House rule: a quarter of a minute."""


def fitting(text: str, manner: Manner, random: Random, before: str, goes_on: bool = False) -> str:
    """A sound that fits what was said so far, other than the one `before`; "" where silence is better. With
    `goes_on` the turn may not be over.
    """
    words = text.split()
    sentences = [each for each in _sentences(text) if each]
    if len(words) < LEAST_WORDS or not sentences:
        return ""
    if goes_on:
        among = _PAUSED[manner]
    elif asks(sentences[-1]):
        among = () if len(words) < LONG // 2 else _ASKED[manner]
    else:
        among = _TOLD[manner] if len(words) >= LONG else _SAID[manner]
    fresh = [each for each in among if each != before]
    return random.choice(fresh) if fresh else ""


def _sentences(text: str) -> list[str]:
    ends = "".join(sign + ("\n" if sign in ".?!" else "") for sign in text)
    return [line.strip() for line in ends.split("\n") if line.strip()]


_S, _N, _T = Manner.SUPPORTIVE, Manner.NEUTRAL, Manner.TOUGH

_PAUSED = {_S: ("Mm-hm.", "I see.", "Right."), _N: ("Mm-hm.", "I see."), _T: ("Mm-hm.", "Hm.")}
_ASKED = {_S: ("Good question.", "Let me think."), _N: ("Let me think.", "Well."), _T: ("Hm.", "Well.")}
_SAID = {
    _S: ("Mm-hm.", "I see.", "Yes.", "Right."),
    _N: ("I see.", "Mm-hm.", "Right."),
    _T: ("Hm.", "Right.", "I see."),
}
_TOLD = {
    _S: ("Thank you.", "I see, thank you.", "Right, thank you.", "Mm-hm, I see."),
    _N: ("Thank you.", "All right.", "I see."),
    _T: ("Right.", "Okay.", "I see."),
}
