"""Whether an answer tells the whole story: situation, task, action, result, and the words that show each.

The rules read tense, subjects and verbs, and phrases such as "I had to" and "in the end"; `structure_model`
asks a language model as a second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realtalk.language.clauses import FIRST_PERSON, Clause, clauses, without_fillers
from realtalk.language.questions import QUESTIONS, Kind, presentations
from realtalk.language.word_set import word_set
from realtalk.media import Span
from realtalk.observations import ANSWER_PARTS, AnswerPart, Word

LONGEST = 900
"""Words up to which something said is read as one answer. House rule: six minutes; nobody answers longer."""

SHOWN = 2
"""Stretches at most that show a part. House rule: one is proof, two are an example more."""


_STATES = word_set(
    "be have know think feel want need like love enjoy see hear realize realise remember hope believe "
    "learn notice understand wonder expect mean seem become forget fail lose work study join grow wait "
    "care worry get win succeed struggle"
)
"""Verbs of being, sensing and wishing: with "I" before them nothing was done yet."""

_SCENES = word_set("be have work lead run join study volunteer manage live teach")
"""Verbs with which one tells where one was."""

_OUTCOMES = word_set(
    "increase decrease drop fall rise grow double triple halve improve reduce save win lose finish pass "
    "succeed achieve complete renew reach raise earn exceed beat recover"
)
"""Verbs that say by themselves how something ended."""

_OUR_OUTCOMES = _OUTCOMES | word_set("be get meet hit deliver ship launch stop")
_MY_OUTCOMES = word_set("save finish win pass learn succeed achieve reach raise beat")

_ENDINGS = frozenset({"win", "lose", "finish", "succeed", "pass"})

LEAST_STEPS = 2
"""Steps told as if they were now that make a story. House rule: one may be a habit."""

_TASK = re.compile(
    r"\b(?:i|we)(?:'d)? (?:\w+ )?(?:had|needed|have got|got) to (?!admit|say|be honest|go home)"
    r"|\b(?:i|we) needed (?!to\b)"
    r"|\b(?:my|our|the) (?:[\w']+ )?(?:wish|job|task|role|goal|aim|target|objective|mission|challenge|brief|"
    r"responsibility|assignment|deadline)\b[^.?!]{0,45}?\b(?:was|were)\b"
    r"|\b(?:i|we) (?:was|were)(?: \w+)? (?:responsible for|in charge of|supposed to|expected to|asked to|"
    r"told to|tasked|assigned|meant to|given)\b"
    r"|\b(?:asked|wanted|told|needed|expected) (?:me|us|somebody|someone) to\b"
    r"|\bwas all that mattered\b|\bit(?:'s| is) (?:up to|on) (?:me|us) to\b"
    r"|\b(?:it )?was (?:(?:up to|on) (?:me|us)|(?:my|our) (?:job|task|responsibility))\b"
    r"|\b(?:i|we) (?:wanted|was trying|were trying) to\b"
    r"|\bhad (?:\w+ ){1,3}(?:weeks|days|months|hours|weekend|minutes) to \w+"
)
"""How people say what they had to reach."""

_WHEN = re.compile(
    r"\b(?:last|that|one) (?:year|spring|summer|autumn|fall|winter|month|week|christmas|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:in|back in|since|during|around) (?:the )?(?:(?:19|20)\d\d|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b"
    r"|\b(?:years|months|weeks|days|year|month|week) ago\b"
    r"|\b(?:when|while) (?:i|we) (?:was|were|worked|joined|started|studied|had|lived)\b"
    r"|\b(?:at|in) (?:my|our) (?:\w+ ){0,2}(?:job|company|school|team|role|year|week|firm|office|"
    r"university)\b|\bduring (?:my|our|the|a)\b|\bon black friday\b|\bonce\b|\bmy first (?:day|week|month"
    r"|year)\b"
    r"|\bback then\b|\bat that time\b|\bat the time\b"
)
"""How people say when and where something was."""

_ENDED = re.compile(
    r"\bas a result\b|\blong story short\b|\bin the end\b|\bsince then\b|\bended up\b|\bturned out\b"
    r"|\bpaid off\b|\bworked out\b"
    r"|\b(?:it|that|this|which) worked\b|\bresulted in\b|\bthanks to (?:that|this)\b|\beventually\b"
    r"|\bby the end of\b|\b(?:i|we) (?:have )?(?:learned|learnt)\b|\bthe (?:result|outcome|upshot) was\b"
    r"|\bever since\b|\bto this day\b|\b(?:has|have)n't (?:\w+ )?(?:happened|had|missed)\b"
    r"|\bwas (?:a|very|really|quite)? ?(?:success|successful|happy|pleased|delighted|grateful)\b"
    r"|\bwere (?:very |really |quite )?(?:happy|pleased|delighted|grateful)\b|\bthanked (?:me|us)\b"
)
"""How people say how it ended."""

_TODAY = re.compile(r"^(?:and |so )?now\b|\b(?:still|nowadays|today|these days)\b")
"""How people say what has become of it, after what they did."""

_HABIT = re.compile(r"\b(?:always|usually|often|never|every|whenever|if|generally|tend to|try to)\b")
"""How people tell what they do as a rule, which is no story."""

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twice|double|percent|hundred|"
    r"thousand|million|zero|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)

_ASKS_FOR_STORY = re.compile(
    r"\b(?:tell (?:me|us) about (?:a|an|the|your|one|something|somebody|someone|feedback)|(?:describe|"
    r"think of|give (?:me|us)) (?:a|an|one|the|somebody|someone)|when (?:did|have|were) you|have you ever|"
    r"what did you do when)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a part shows, as places in the words; `sure` where a plain phrase or several signs say so."""

    part: str
    first: int
    last: int
    sure: bool


def kind_of(question: str) -> str | None:
    """What a title asks for: "story" for a question about the speaker's own past, "presentation", "other" for
    any other question; None where it is no question, such as the name of a file.
    """
    text = question.removeprefix("Again: ").strip()
    if any(text == prompt.text for prompt in presentations()):
        return "presentation"
    for known in QUESTIONS:
        if text == known.text:
            return "story" if known.kind is Kind.BEHAVIOURAL else "other"
    if _ASKS_FOR_STORY.search(text):
        return "story"
    return "other" if text.endswith("?") else None


def answer_parts(words: Sequence[Word]) -> tuple[AnswerPart, ...]:
    """The parts of an answer by the rules, in time order, at most `SHOWN` stretches each. Words are the
    speaker's own, in English, fillers marked. Nothing for more than `LONGEST` words.
    """
    meant = without_fillers(words)
    if not meant or len(meant) > LONGEST:
        return ()
    return located(found(meant), meant)


def located(parts: Sequence[Found], words: Sequence[Word]) -> tuple[AnswerPart, ...]:
    """The parts with their times."""
    return tuple(
        sorted(
            (AnswerPart(Span(words[p.first].span.start, words[p.last].span.end), p.part) for p in parts),
            key=lambda part: (part.span, part.part),
        )
    )


def missing(parts: Sequence[AnswerPart]) -> tuple[str, ...]:
    """The parts of a story that do not show, in their order."""
    there = {part.part for part in parts}
    return tuple(part for part in ANSWER_PARTS if part not in there)


def found(words: Sequence[Word]) -> tuple[Found, ...]:
    """The parts by the rules, in words without fillers."""
    _, spoken = clauses(words)
    if not spoken:
        return ()
    story = _Story(words, spoken)
    parts = [*story.situation(), *story.task(), *story.action(), *story.result()]
    kept: list[Found] = []
    for part in sorted(parts, key=_telling_first):
        if sum(other.part == part.part for other in kept) < SHOWN:
            kept.append(part)
    return tuple(kept)


def _telling_first(part: Found) -> tuple[bool, int]:
    """The sure ones first; of several deeds the one told at most length."""
    return not part.sure, part.first - part.last if part.part == "action" else part.first


class _Story:
    """An answer's clauses, asked for its parts."""

    def __init__(self, words: Sequence[Word], spoken: Sequence[Clause]) -> None:
        self._clauses = spoken
        self._texts = [" ".join(w.text for w in words[c.first : c.last + 1]).lower().replace("’", "'")
                       for c in spoken]  # fmt: skip
        self._past = sum(c.tense == "past" for c in spoken)
        self._tasks = [bool(_TASK.search(text)) for text in self._texts]
        self._telling = self._tells_in_present()
        self._deeds = [i for i in range(len(spoken)) if self._is_deed(i)]
        self._first = self._deeds[0] if self._deeds else len(spoken)
        self._last = self._deeds[-1] if self._deeds else -1

    def _found(self, part: str, i: int, sure: bool) -> Found:
        return Found(part, self._clauses[i].first, self._clauses[i].last, sure)

    def situation(self) -> Iterator[Found]:
        for i, clause in enumerate(self._clauses):
            if i > self._first or (i == self._first and not _WHEN.search(self._texts[i])):
                return
            placed = _WHEN.search(self._texts[i]) is not None
            now = self._telling and clause.tense == "present"
            if not (clause.tense == "past" or now) or self._within_task(i, placed):
                continue
            ended = _ENDED.search(self._texts[i]) is not None
            if not ended and (placed or self._is_scene(clause)):
                yield self._found("situation", i, placed)

    def _within_task(self, i: int, placed: bool) -> bool:
        """Whether a clause only tells what was to be reached: "I had to see that everybody was paid"."""
        clause = self._clauses[i]
        if self._tasks[i]:
            return not placed or clause.subject in FIRST_PERSON
        before = self._clauses[i - 1] if i else None
        inside = before is not None and before.sentence == clause.sentence and self._tasks[i - 1]
        return inside and not clause.main

    def _is_scene(self, clause: Clause) -> bool:
        if clause.lemma in _OUTCOMES and clause.subject in {"it", "that", "this"}:
            return False
        if clause.subject in FIRST_PERSON:
            return clause.lemma in _SCENES | {"use"} and bool(clause.object) and clause.object_tag != "JJ"
        if clause.subject in {"it", "that", "this"}:
            return clause.lemma == "be" and clause.object_tag.startswith("NN")
        return bool(clause.subject) and clause.subject not in {"what", "which"}

    def task(self) -> Iterator[Found]:
        ended = next((i for i, t in enumerate(self._texts) if _ENDED.search(t)), len(self._texts))
        for i, clause in enumerate(self._clauses):
            if (
                self._tasks[i]
                and clause.tense in {"past", "present"}
                and i <= ended
                and not self._after_deeds(i)
            ):
                yield self._found("task", i, True)

    def _after_deeds(self, i: int) -> bool:
        """Whether most of what was done was told before."""
        return len(self._deeds) > 1 and i > self._deeds[len(self._deeds) // 2]

    def action(self) -> Iterator[Found]:
        for i in self._deeds:
            yield self._found("action", i, self._clauses[i].subject == "i")

    def _is_deed(self, i: int) -> bool:
        clause, text = self._clauses[i], self._texts[i]
        told = clause.tense in {"past", "perfect"} or self._told_in_past(clause)
        if not (clause.own and told) or clause.negated or self._tasks[i]:
            return False
        if clause.lemma == "do" and clause.object in {"", "what"}:
            return False
        if clause.ongoing or clause.lemma in _STATES or clause.object in {"mistake", "error"}:
            return False
        if (clause.lemma == "find" and not clause.object) or (
            clause.subject == "we" and clause.lemma == "use"
        ):
            return False
        if clause.subject == "we" and clause.lemma in _OUR_OUTCOMES:
            return False
        if clause.lemma in _OUTCOMES and clause.subject == "i" and clause.lemma in {"pass", "finish"}:
            return False
        return not (clause.role == "advcl" and _WHEN.search(text))

    def _told_in_past(self, clause: Clause) -> bool:
        """Whether a present form tells of the past: the same in both ("I cut"), or a story told as if now."""
        if clause.tense != "present":
            return False
        same = clause.lemma in {"cut", "put", "set", "let", "split", "read", "hit"}
        return self._telling or (same and self._past > 0)

    def _tells_in_present(self) -> bool:
        """Whether a story is told as if it were now: "So I go to him and I say"."""
        steps = [
            c.own and c.tense == "present" and c.lemma not in _STATES | {"try"} and not _HABIT.search(text)
            for c, text in zip(self._clauses, self._texts, strict=True)
        ]
        past = any(c.own and c.tense == "past" and c.lemma not in _STATES for c in self._clauses)
        return sum(steps) >= LEAST_STEPS and not past

    def result(self) -> Iterator[Found]:
        for i, clause in enumerate(self._clauses):
            if clause.tense == "modal":
                continue
            after = i > self._last >= 0 and clause.tense == "present" and not clause.own
            if _ENDED.search(self._texts[i]) or (after and _TODAY.search(self._texts[i])):
                yield self._found("result", i, True)
            elif self._is_ending(i) or (clause.tense in {"past", "perfect"} and self._is_outcome(i)):
                yield self._found("result", i, clause.lemma in _OUTCOMES)

    def _is_ending(self, i: int) -> bool:
        """Whether the end is told where no step was: "We were three down. We won"."""
        clause = self._clauses[i]
        return i > 0 and not self._deeds and clause.own and clause.lemma in _ENDINGS

    def _is_outcome(self, i: int) -> bool:
        clause, text = self._clauses[i], self._texts[i]
        aside = clause.role not in {"ROOT", "conj", "ccomp", "parataxis"} or text.startswith("because ")
        if i <= self._first or aside:
            return False
        if clause.subject == "i":
            return clause.lemma in _MY_OUTCOMES and bool(_NUMBER.search(text) or clause.lemma == "learn")
        if clause.subject == "we":
            return clause.lemma in _OUR_OUTCOMES
        if clause.lemma in _OUTCOMES or (clause.lemma == "go" and _NUMBER.search(text)):
            return True
        if clause.lemma == "be" and clause.subject in {"it", "that", "this", "what"}:
            return False
        return i > self._last and bool(clause.subject) and clause.main
