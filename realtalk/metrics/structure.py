"""Whether an answer tells its whole story, and a presentation leads its listeners."""

from __future__ import annotations

import re
from collections.abc import Sequence

from realtalk.media import total
from realtalk.metrics.evidence import judged, no_words
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.signals import coverage
from realtalk.metrics.words import spoken
from realtalk.observations import ANSWER_PARTS, TALK_PARTS, AnswerPart, Asked, Sentence
from realtalk.timeline import Timeline

LEAST_WORDS = 25
"""Words from which an answer is judged. House rule: two sentences; a story of four parts has no fewer."""

LEAST_TALK = 100
"""Words from which a presentation is judged. House rule: under a minute one needs no signposts."""

EDGE = 3
"""Sentences that open a presentation, and that close it."""

_OPENING = re.compile(
    r"^(?:\W*(?:so|well|okay|um|uh)\W+)*(?:hello|hi|good (?:morning|afternoon|evening)|welcome|imagine|"
    r"picture this|have you|did you|do you|who here|think of|every (?:day|year|morning)|in \d|my name)\b"
    r"|\?\s*$",
    re.IGNORECASE,
)
_PREVIEW = re.compile(
    r"\b(?:today|now|in the next|over the next)\b.{0,40}\b(?:i|we)(?:'d|'ll| will| want| would|'m going|"
    r" am going)|\bi(?:'d like| want|'m going|'m here| would like) to (?:talk|tell|show|present|explain"
    r"|share|walk)"
    r"|\b(?:two|three|four|five|several) (?:things|points|parts|reasons|steps|questions)\b"
    r"|\bi(?:'ll| will) (?:talk|tell|show|cover|present|explain|share|begin|start)",
    re.IGNORECASE,
)
_SIGNPOST = re.compile(
    r"^(?:\W*(?:so|and|well|okay|now|um|uh)\W+)*(?:first|firstly|first of all|second|secondly|third|thirdly|"
    r"next|then there|another|moving on|let's (?:turn|look|move)|finally|lastly|last but|on the other hand|"
    r"the (?:first|second|third|next|last|other|main) (?:thing|point|part|reason|step|question|one))\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:in (?:summary|conclusion|short|closing)|to (?:sum up|conclude|summarise|summarize|wrap up)|"
    r"thank you|thanks for|so remember|take ?away|i (?:invite|ask|urge|encourage) you|i leave you|let's "
    r"(?:make|"
    r"do|start|go|build)|any questions|my (?:ask|request) is|what i (?:want|'d like) you to)\b",
    re.IGNORECASE,
)

_NAMES = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "opening": "Opening",
    "preview": "What is to come",
    "signposts": "Signposts",
    "close": "Close",
}


def talk_parts(sentences: Sequence[Sentence]) -> tuple[AnswerPart, ...]:
    """What leads listeners through a presentation: its opening, what is to come, two signposts or more, its
    close.
    """
    first, last = sentences[:EDGE], sentences[-EDGE:]
    found = [AnswerPart(s.span, "opening") for s in first if _OPENING.search(s.text)][:1]
    found += [AnswerPart(s.span, "preview") for s in sentences[: 2 * EDGE] if _PREVIEW.search(s.text)][:1]
    posts = [AnswerPart(s.span, "signposts") for s in sentences if _SIGNPOST.search(s.text)]
    found += posts if len(posts) > 1 else []
    found += [AnswerPart(s.span, "close") for s in last if _CLOSE.search(s.text)][:1]
    return tuple(found)


def _structure(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_words("structure", timeline, LEAST_WORDS):
        return missing
    if len(timeline.track(Asked)) > 1:
        return _answers(timeline)
    asked = next(iter(timeline.track(Asked)), None)
    if asked is not None and asked.kind == "other":
        return Unmeasured("structure", "This question does not ask for a story of something you did.")
    if asked is not None and asked.kind == "presentation":
        if (count := len(spoken(timeline))) < LEAST_TALK:
            return Unmeasured("structure", f"A presentation of {count} words needs no signposts.")
        return _reading(timeline, talk_parts(timeline.track(Sentence)), TALK_PARTS)
    parts = timeline.track(AnswerPart)
    if asked is None and not {"action", "result"} <= {part.part for part in parts}:
        return Unmeasured(
            "structure", "RealTalk does not know what you were asked, and this does not sound like a story."
        )
    return _reading(timeline, parts, ANSWER_PARTS, hint=asked is None)


def _answers(timeline: Timeline) -> Reading | Unmeasured:
    """The mean over the stories that were asked for in a conversation."""
    answers = [timeline.between(each.span) for each in timeline.track(Asked) if each.kind == "story"]
    told = [each for each in answers if len(spoken(each)) >= LEAST_WORDS]
    if not told:
        return Unmeasured("structure", "You were not asked for a story of something you did.")
    found = [_reading(each, each.track(AnswerPart), ANSWER_PARTS) for each in told]
    mean = sum(each.value for each in found) / len(found)
    band = Band.GOOD if mean > 3.5 else Band.WATCH if mean > 2.5 else Band.WORK
    seconds = total(sentence.span for answer in told for sentence in answer.track(Sentence))
    details = [Detail("Stories", float(len(found)), "answers")]
    details += [
        Detail(
            _NAMES[name],
            float(sum(any(p.part == name for p in a.track(AnswerPart)) for a in told)),
            "answers",
        )
        for name in ANSWER_PARTS
    ]
    return Reading(
        "structure",
        mean,
        timeline.span,
        coverage(seconds, timeline.span),
        judged(band, seconds),
        tuple(moment for each in found for moment in each.moments),
        tuple(details),
        note="The mean over your answers to questions that ask for a story.",
    )


def _reading(
    timeline: Timeline, parts: Sequence[AnswerPart], wanted: Sequence[str], *, hint: bool = False
) -> Reading:
    there = [name for name in wanted if any(part.part == name for part in parts)]
    count = len(there)
    band = Band.GOOD if count == 4 else Band.WATCH if count == 3 else Band.WORK
    told = total(sentence.span for sentence in timeline.track(Sentence))
    return Reading(
        "structure",
        float(count),
        timeline.span,
        coverage(told, timeline.span),
        None if hint else judged(band, told),
        tuple(Moment(part.span, _NAMES[part.part], praise=True) for part in parts if part.part in wanted),
        tuple(Detail(_NAMES[name], float(sum(p.part == name for p in parts)), "found") for name in wanted),
        note="A hint only: RealTalk does not know what you were asked." if hint else "",
    )


STRUCTURE = Metric(
    key="structure",
    title="Structure",
    group="Words",
    unit="parts",
    definition="How many parts of a whole story your answer tells: the situation, your task, what you did, "
    "the result. In a presentation: an opening, what is to come, signposts, a close.",
    ideal=Range(4.0, None),
    plausible=Range(0.0, 4.0),
    source="STAR, as interview guidance teaches it. Judged where RealTalk asked the question.",
    measure=_structure,
)
