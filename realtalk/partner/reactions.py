"""What a persona says to show that they listened, before they ask on."""

from __future__ import annotations

import re
from random import Random

from realtalk.partner.heard import Heard
from realtalk.partner.persona import Manner

_SAD = re.compile(
    r"\b(?:(?:mother|father|mum|mom|dad|brother|sister|wife|husband|friend|dog|cat|grand\w+|son"
    r"|daughter) (?:has |just |recently )*"
    r"(?:died|passed away|is (?:very |seriously )?(?:ill|sick|dying))|i (?:just |recently )?(?:lost my"
    r"|got (?:fired|laid off|divorced)"
    r"|was (?:fired|laid off|diagnosed|made redundant))|i (?:am|'m|feel|felt|have been|was) (?:so |very "
    r"|really |quite )?(?:sad|lonely|depressed|burnt out"
    r"|burned out|heartbroken|grieving|desperate|ill|alone)|passed away|funeral)\b",
    re.IGNORECASE,
)
_NERVOUS = re.compile(
    (
        r"\bi(?:'m| am| feel| get) (?:so |very |really |a bit |a little |quite )?(?:nervous|anxious|scared"
        r"|afraid|stressed)"
    ),
    re.I,
)
_GLAD = re.compile(
    r"\bi(?:'m| am| was| felt| feel) (?:so |very |really |quite )?(?:proud|happy|glad|delighted|excited"
    r"|thrilled|grateful)"
    r"|\b(?:we|i) won\b",
    re.IGNORECASE,
)


def reaction(answer: Heard, manner: Manner, met_for: str, random: Random, used: set[str]) -> str:
    """A sentence that fits what was said, and names something of it where it can; seldom the same twice in a
    talk: `used` remembers.
    """
    if _SAD.search(answer.text):
        return _new(_SADNESS, random, used)
    if _NERVOUS.search(answer.text):
        return _new(_NERVES[manner], random, used)
    if _GLAD.search(answer.text) and manner is not Manner.TOUGH:
        return _new(_GLADNESS, random, used)
    chat = met_for in ("stranger", "historical")
    named = [m for m in answer.matters if m not in used]
    matter = next(iter(weighed(answer, named)), named[0] if named and chat else "")
    if matter and answer.told >= 5:
        used.add(matter)
        among = _CHATTING if chat else _ON_MATTER[manner] if met_for != "colleague" else _QUARREL[manner]
        text = _new(among, random, used).format(matter=known(matter))
        return text[0].upper() + text[1:]
    return brief(manner, random, used)


def weighed(answer: Heard, named: list[str]) -> list[str]:
    """Those of the things named that an answer was about: first what somebody did something with."""
    done = [m for m in named if any(re.match(rf"{_DID}{re.escape(m)}\b", deed) for deed in answer.deeds)]
    return list(dict.fromkeys([*done, *(m for m in named if telling(m, answer.text))]))


def telling(matter: str, text: str) -> bool:
    """Whether something named is what an answer was about, and not a thing by the way: it is named more
    closely, is somebody's own, or comes up again.
    """
    words = matter.split()
    closely = len(words) > 2 or (len(words) == 2 and words[0] not in _ARTICLES)
    again = len(re.findall(rf"\b{re.escape(words[-1].rstrip('s'))}", text, re.IGNORECASE)) > 1
    return closely or again or words[-1][0].isupper()


def known(matter: str) -> str:
    """Something as one speaks of it the second time: "a small check" to "the small check"."""
    return re.sub(r"^(?:an?|some|another) ", "the ", matter)


def felt(answer: Heard) -> bool:
    """Whether somebody told of grief or fear, to which one reacts before anything else."""
    return bool(_SAD.search(answer.text) or _NERVOUS.search(answer.text))


def grieves(answer: Heard) -> bool:
    """Whether somebody told of a loss."""
    return bool(_SAD.search(answer.text))


def brief(manner: Manner, random: Random, used: set[str]) -> str:
    """A word or two that says that the answer was heard."""
    return _new(_BRIEF[manner], random, used)


def _new(among: tuple[str, ...], random: Random, used: set[str]) -> str:
    """One of several that was not said in this talk, as long as there is one."""
    if used.issuperset(among):
        used.difference_update(among)
    text = random.choice([each for each in among if each not in used])
    used.add(text)
    return text


_DID = r"(?!told|asked|called|showed|met|saw|thanked|lost)\w+ (?:(?:up|out|down|off) )?"
_ARTICLES = ("a", "an", "the", "some", "another")

_S, _N, _T = Manner.SUPPORTIVE, Manner.NEUTRAL, Manner.TOUGH

_SADNESS = (
    "I am sorry to hear that.",
    "That must have been hard, and I am sorry.",
    "Thank you for telling me. That is a lot to carry.",
)
_NERVES = {
    _S: ("That is quite all right; most people who sit here feel like that.",
         "There is no need to be. We are just talking.",),
    _N: ("That is normal. Take the time that you need.", "That is quite common, and it passes."),
    _T: ("Then take a breath, and we go on.", "Nerves are no obstacle here."),
}  # fmt: skip
_GLADNESS = (
    "I can hear that it meant something to you.",
    "That is good to hear.",
    "I can see why you are glad of it.",
)

_BRIEF = {
    _S: (
        "Thank you, that helps me.",
        "I see, thank you.",
        "That is good to know.",
        "Thank you for being so clear.",
        "I understand.",
        "That makes sense to me.",
        "Good, I can follow that.",
        "That gives me a picture, thank you.",
    ),
    _N: (
        "I see.",
        "All right.",
        "Thank you.",
        "Understood.",
        "Very well.",
        "That is clear.",
        "Good.",
        "I can follow that.",
    ),
    _T: (
        "Fine.",
        "I hear you.",
        "All right, so far.",
        "Noted.",
        "We will see.",
        "That is an answer.",
        "Very well.",
    ),
}

_ON_MATTER = {
    _S: (
        "Thank you for telling me about {matter}.",
        "It was good to hear about {matter}.",
        "I will remember what you said about {matter}.",
        "What you say about {matter} helps me to picture it.",
        "I have a good idea of {matter} now, thank you.",
    ),
    _N: (
        "Thank you for telling me about {matter}.",
        "I have made a note of {matter}.",
        "Good, I have an idea of {matter} now.",
        "All right, that tells me enough about {matter}.",
        "I see what you mean with {matter}.",
    ),
    _T: (
        "I have heard about {matter}, and I will leave it there.",
        "So much for {matter}.",
        "I am not convinced about {matter} yet, but let us go on.",
        "I have my doubts about {matter}, but let us go on.",
        "All right, I shall remember {matter}.",
    ),
}
_QUARREL = {
    _S: ("I had not thought of {matter} like that.", "When you put {matter} so calmly, I can listen."),
    _N: ("So it is about {matter}.", "I hear that {matter} bothers you."),
    _T: (
        "So now I am to blame for {matter}.",
        "You bring up {matter} as if I had nothing else to do.",
        "I see {matter} quite differently.",
        "With {matter} it is always the same.",
    ),
}
_CHATTING = (
    "I like the sound of {matter}.",
    "Now I am curious about {matter}.",
    "One does not hear about {matter} every day.",
    "It is nice to hear about {matter}.",
    "Thank you for telling me about {matter}.",
)
