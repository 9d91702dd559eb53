"""Jargon of business and technology with plain words for it, and what tells another use of a phrase."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.language.word_set import word_set

BUSINESS = {
    "leverage": "use", "leveraged": "used", "leveraging": "using", "leverages": "uses", "utilize": "use",
    "utilise": "use", "utilized": "used", "utilised": "used", "utilizing": "using", "utilising": "using",
    "synergy": "working together", "synergies": "working together", "circle back": "come back to it",
    "circled back": "came back to it", "circling back": "coming back to it", "touch base": "talk",
    "touched base": "talked", "touching base": "talking", "reach out to": "ask", "reached out to": "asked",
    "reaching out to": "asking", "low-hanging fruit": "easy wins", "low hanging fruit": "easy wins",
    "move the needle": "make a difference", "moved the needle": "made a difference",
    "moves the needle": "makes a difference", "moving the needle": "making a difference",
    "pain point": "problem", "pain points": "problems", "bandwidth": "time", "deep dive": "close look",
    "deep dives": "close looks", "drill down into": "look closely at", "double click on": "look closely at",
    "double-click on": "look closely at", "actionable": "useful", "deliverable": "result",
    "deliverables": "results", "learnings": "lessons", "ideate": "think of ideas",
    "ideation": "thinking of ideas", "boil the ocean": "do everything at once",
    "drink the kool-aid": "go along with it", "value add": "benefit", "value-add": "benefit",
    "value proposition": "what we offer", "paradigm shift": "big change", "game changer": "big change",
    "game-changer": "big change", "best of breed": "the best", "best-in-class": "the best",
    "world-class": "very good", "bleeding edge": "brand new", "cutting-edge": "new", "mission critical":
    "vital", "mission-critical": "vital", "run it up the flagpole": "try it out",
    "take it offline": "talk about it later", "take this offline": "talk about this later",
    "take that offline": "talk about that later", "get our ducks in a row": "get ready",
    "ducks in a row": "everything ready", "on the same page": "agreed", "think outside the box":
    "think in new ways", "out of the box thinking": "new ideas", "push the envelope": "try something new",
    "raise the bar": "aim higher", "hit the ground running": "start fast", "peel the onion": "look deeper",
    "net-net": "in short", "net net": "in short", "win-win": "good for both", "right-size": "cut",
    "right-sizing": "cutting jobs", "rightsizing": "cutting jobs", "stakeholders": "people involved",
    "stakeholder": "person involved", "cross-functional": "from several teams", "ecosystem": "network",
    "thought leader": "expert", "thought leadership": "expertise", "core competency": "strength",
    "core competencies": "strengths", "move fast and break things": "work fast", "holistic": "whole",
    "granular": "detailed", "robust": "solid", "seamless": "smooth", "seamlessly": "smoothly",
    "operationalize": "put to use", "operationalise": "put to use", "incentivize": "encourage",
    "incentivise": "encourage", "strategize": "plan", "strategise": "plan", "streamline": "simplify",
    "streamlined": "simplified", "streamlining": "simplifying", "onboarded": "trained", "upskill": "train",
    "upskilling": "training", "go-to-market": "launch", "north star": "main goal", "buy-in": "support",
    "swim lane": "area of work", "swim lanes": "areas of work", "blue-sky thinking": "free thinking",
    "helicopter view": "overview", "thirty thousand foot view": "overview", "quick win": "early success",
    "quick wins": "early successes", "key takeaway": "main point", "key takeaways": "main points",
    "level set": "agree where we are", "sync up": "talk", "unpack": "explain", "wheelhouse": "strength",
    "key performance indicators": "measures", "kpi": "measure", "kpis": "measures", "okr": "goal",
    "okrs": "goals", "roi": "return", "b2b": "for companies", "usp": "what sets us apart",
}  # fmt: skip
"""Business phrases and plain ones, in plain lower case."""

TECHNICAL = {
    "spin up": "start", "spun up": "started", "spinning up": "starting", "tech stack": "tools",
    "greenfield": "new", "brownfield": "existing", "happy path": "normal case", "edge case": "rare case",
    "edge cases": "rare cases", "bikeshedding": "arguing over details", "yak shaving": "side work",
    "dogfooding": "using it ourselves", "technical debt": "shortcuts that cost time later",
    "tech debt": "shortcuts that cost time later", "boilerplate": "standard code", "deprecate": "retire",
    "deprecated": "retired", "idempotent": "safe to repeat", "orchestrate": "arrange",
    "orchestration": "arranging", "productionize": "make ready for use", "productionise": "make ready for "
    "use",
    "mvp": "first version", "poc": "trial", "minimum viable product": "first version", "proof of concept":
    "trial", "single source of truth": "one place for it", "end-to-end": "from start to finish",
    "state-of-the-art": "newest", "containerized": "packaged", "containerised": "packaged", "dockerized":
    "packaged", "refactor": "tidy", "refactored": "tidied", "refactoring": "tidying", "ci/cd":
    "automatic releases", "saas": "software by subscription", "ux": "how it feels to use",
    "pull request": "proposed change", "pull requests": "proposed changes", "hotfix": "urgent repair",
    "sanity test": "quick test", "sunset": "retire", "sunsetted": "retired", "bleeding-edge": "brand new",
}  # fmt: skip
"""Technical phrases and what anybody understands, in plain lower case."""

JARGON = BUSINESS | TECHNICAL


@dataclass(frozen=True, slots=True)
class Context:
    """When a phrase has the meaning that it is listed for.

    Right before it stands one of `after_any` (if any are given) and none of `not_after`; right behind it one
    of `before_any` (if any are given, "" for the end) and none of `not_before`; within `NEAR` words none of
    `not_near`.
    """

    after_any: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    before_any: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()


NEAR = 7
"""Words around a phrase that tell its sense. House rule: a clause."""


_VERB = word_set("to we i you they can could will would should let's and us must might gonna 'll we'll i'll")
_SORTS = word_set(
    "what that this these those which some any a the every one same other another my your our his her "
    "their all no certain different new right best"
)
_NATURE = word_set(
    "forest forests river rivers lake ocean animal animals species bird birds soil nature plants sea"
)
_PARTICIPLES = word_set(
    "seen done made found used said heard told taken given put read sold kept built called"
)

CONTEXTS = {
    "leverage": Context(after_any=_VERB),
    "bandwidth": Context(not_near=word_set(
        "network internet server servers megabits gigabit router wifi data cable video upload download "
        "stream signal memory"
    )),
    "ecosystem": Context(not_near=_NATURE),
    "robust": Context(not_near=word_set("statistics statistical regression coffee wine")),
    "sunset": Context(after_any=word_set("to we will they")),
    "unpack": Context(not_near=word_set("box boxes suitcase bag bags luggage")),
    "circle back": Context(not_after=word_set("the a this that full")),
    "move the needle": Context(not_before=word_set("of from on")),
    "moved the needle": Context(not_before=word_set("of from on")),
    "moves the needle": Context(not_before=word_set("of from on")),
    "raise the bar": Context(not_near=word_set("gym weights lift")),
    "at the end of the day": Context(not_before=word_set("shift i'm i was the")),
    "going forward": Context(not_before=word_set("a one two three four five to with into and"),
                             not_after=word_set("was were is keep kept by car train")),
    "moving forward": Context(not_before=word_set("a one two three four five to with into and"),
                              not_after=word_set("was were is are keep kept by car train project")),
    "in terms of": Context(not_after=word_set("defined expressed measured")),
    "i think": Context(not_before=word_set("about of so"),
                       not_after=word_set("what how when that as than whatever things than")),
    "i believe": Context(not_before=word_set("in him her them you")),
    "i hope": Context(not_before=word_set("for")),
    "kind of": Context(not_after=_SORTS), "sort of": Context(not_after=_SORTS),
    "i'm not sure": Context(not_before=word_set("of")), "i am not sure": Context(not_before=word_set("of")),
    "could be": Context(not_before=_PARTICIPLES), "might be": Context(not_before=_PARTICIPLES),
    "a little bit": Context(not_before=word_set("of more less")),
    "or so": Context(not_before=word_set("i he she they we it")),
    "or something": Context(not_before=word_set("else is was that's")),
    "actually": Context(not_before=word_set("measured used spent")),
    "sorry": Context(not_before=word_set("to as is was people")),
    "like": Context(not_before=word_set("my a the many most any every all")),
    "dumb": Context(not_before=word_set("waiter waiters bell bells")),
    "lame": Context(not_before=word_set("duck ducks")),
    "crazy": Context(not_before=word_set("horse golf about paving")),
    "third world": Context(not_before=word_set("war")),
    "oriental": Context(not_before=word_set("rug rugs carpet carpets hotel")),
    "gypsy": Context(not_before=word_set("moth moths jazz")),
    "suffers from": Context(after_any=word_set("he she who they patient person")),
    "freshman": Context(not_before=word_set("congressman")),
    "mankind": Context(), "guys": Context(not_after=word_set("bad good nice wise tough two three")),
    "manned": Context(not_after=word_set("was is")),
}  # fmt: skip
"""By phrase, for those that mean something else as well."""
