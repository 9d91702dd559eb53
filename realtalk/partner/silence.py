"""What a silence means: somebody thinks, trails off, or has said what they wanted to say."""

from __future__ import annotations

import re
from enum import Enum

PATIENCE = (0.5, 2.5)
"""From the least to the most patient a partner can be set; 1 is usual."""

BREATH = 0.3
"""Seconds of silence inside a phrase that nobody takes for a turn's end. Stivers et al. 2009: most turns
change hands after 0 to 0.3 s between people who see each other; a listener that cannot see must wait
longer."""

SAID, OPEN, LEFT_OPEN = 0.7, 1.1, 2.4
"""Seconds after which somebody is done: their last words end a sentence, may go on, or must go on. House
rule: between the 0.5 s and the 6 s at which voice assistants and telephone interviewers give up waiting."""

LEAST_WORDS = 2
"""Words that make a turn; with fewer somebody has only begun. House rule: "Yes." is the exception."""

_WHOLE = re.compile(
    r"^(?:yes|yeah|yep|no|nope|sure|okay|ok|hi|hello|thanks|maybe|absolutely|exactly|why|bye)$"
)

_MUST_GO_ON = re.compile(
    r"(?:\b(?:and|or|but|so|because|cause|that|which|who|when|where|while|if|although|the|a|an|to|of|for|with|from|"
    r"in|on|at|by|as|than|my|your|our|their|his|her|its|is|was|are|were|i|we|they|like|um|uh|er|erm|hmm|well|then|"
    r"also|very|really|just|about|into|not)|,|-|–|…|\.\.\.)$"
)


class Rung(Enum):
    """How far down the ladder of a silence somebody is."""

    TALKING = "talking"
    THINKING = "thinking"
    TRAILING = "trailing off"
    DONE = "done"


def rung(silence: float, said: str, patience: float = 1.0) -> Rung:
    """What a silence of so many seconds means after these last words; `said` is "" where they are not known
    yet.
    """
    if silence < BREATH:
        return Rung.TALKING
    wait = wait_for(said) * min(max(patience, PATIENCE[0]), PATIENCE[1])
    if silence >= wait:
        return Rung.DONE
    return Rung.THINKING if silence < (BREATH + wait) / 2 else Rung.TRAILING


def wait_for(said: str) -> float:
    """Seconds of silence after these words that end a turn, at usual patience."""
    text = said.strip().lower()
    # A recogniser closes every phrase with a full stop, whether or not somebody was done.
    bare = text if text.endswith("...") else text.rstrip(".!?\"' ")
    words = bare.split()
    if not words:
        return OPEN
    if _MUST_GO_ON.search(bare) or (len(words) < LEAST_WORDS and not _WHOLE.match(bare)):
        return LEFT_OPEN
    return SAID if text.endswith((".", "!", "?")) else OPEN
