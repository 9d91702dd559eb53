"""Whether a sentence that a language model wrote can be spoken by a persona as it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from realtalk.language.facts import invented, novelty, stems
from realtalk.partner.english import in_english
from realtalk.partner.persona import Persona

LONGEST = 45
"""Words of a sentence that can be said in one breath. House rule: three lines of text."""

ALIKE = 0.75
"""The share of two sentences' words with matter from which on the second repeats the first. House rule."""

PARROTED = 0.3
"""The share of new words below which somebody repeats what the other one said of themselves."""

_STAGE = re.compile(
    r"\*[^*]{0,80}\*|\[[^\]]{0,80}\]|\((?:smil|nod|laugh|paus|sigh|lean|chuckl|think|look)[^)]{0,60}\)", re.I
)
_MARKS = re.compile(r"[*_#`~|<>{}«»]+|^\s*(?:[-•–]|\d{1,2}[.)])\s+")
_LEAKS = re.compile(
    r"\bas an? (?:ai|artificial|language|virtual|large)\b|\b(?:ai|language) (?:language )?model\b"
    r"|\bi(?:'m| am) (?:an? |just an? )?(?:ai|virtual|assistant|chatbot|bot)\b"
    r"|\b(?:system )?prompt\b|\binstructions?\b[^.?!]{0,20}\b(?:say|tell|told|given|forbid)"
    r"|\bin brackets\b|\b(?:in|out of|break\w*) character\b|\bthe user\b|\bopenai\b|\bqwen\b|\balibaba\b"
    r"|\bchatgpt\b"
    r"|\bhow (?:can|may) i (?:help|assist) you\b|\b(?:happy|glad|here) to (?:help|assist) you\b"
    r"|\bfeel free to\b|\bi(?:'m| am) sorry,? but i (?:can't|cannot|can not)\b"
    r"|\bstage directions?\b|\bnever an instruction\b|\bshort sentences?\b|\brole-?play",
    re.IGNORECASE,
)
_TELLS_OF_SELF = re.compile(r"^(?:and |so |well,? |yes,? )?(?:i|we|my|our)\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"^(?:i'd|i would|i want|i'm|i am) (?:love|like|curious|interested|glad|happy|sorry|impressed)", re.I
)


LATIN = 0x250
"""Signs from here on are of other letters than those of European names."""

_SERVING = re.compile(
    r"\b(?:any (?:other |more |further )?questions|let me know if|what else (?:can|would you like) (?:i"
    r"|me)|is there anything else"
    r"|i (?:don't|do not) have (?:personal|any personal|access|feelings|a physical)|i can (?:help"
    r"|assist) you)\b",
    re.IGNORECASE,
)


@dataclass
class Check:
    """What holds for the sentences of one turn.

    `known` is all that may be told of, `said` what the user said, `before` what the persona said lately;
    `asks` says that a question is wanted, otherwise none is taken.
    """

    persona: Persona
    known: str
    said: str
    before: list[str]
    asks: bool

    def checked(self, sentence: str) -> tuple[str, str]:
        """The sentence as it can be spoken, and what is wrong with it, "" where nothing is."""
        text = bare(sentence, self.persona)
        return text, self.trouble(text)

    def trouble(self, sentence: str) -> str:
        """Why a sentence (see `bare`) is not spoken: "" where it can be."""
        words, plain = sentence.split(), sentence.replace("’", "'")
        if len(words) < 2 or not any(sign.isalpha() for sign in sentence):
            return "empty"
        if len(words) > LONGEST:
            return "long"
        if _LEAKS.search(plain) or stopped_words(plain):
            return "leak"
        letters = [sign for sign in sentence if sign.isalpha()]
        if sum(ord(sign) < LATIN for sign in letters) < 0.95 * len(letters) or not in_english(sentence):
            return "language"
        if _of_oneself(sentence, self.persona):
            return "third person"
        if any(_alike(sentence, each) for each in self.before):
            return "repeated"
        question = sentence.endswith("?")
        if sentence.count("?") > (1 if self.asks else 0):
            return "questions"
        own = _TELLS_OF_SELF.search(sentence) and not _OFFERED.search(plain)
        if own and not question and stems(sentence) and novelty(self.said, sentence) < PARROTED:
            return "parroted"
        made_up = [fact for fact in invented(self.known, sentence) if fact.kind in ("number", "name", "date")]
        if made_up:
            return "invented"
        if question and not stems(sentence) & stems(" ".join((self.said, self.known))):
            return "off topic"
        return ""


def bare(sentence: str, persona: Persona) -> str:
    """A sentence without marks, stage directions, emoji and a speaker's name before it."""
    text = _MARKS.sub(" ", _STAGE.sub(" ", sentence))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("So", "Sk", "Cs", "Co", "Cn"))
    text = " ".join(text.replace("“", '"').replace("”", '"').split())
    names = "|".join(re.escape(each) for each in (persona.name, *persona.name.split()))
    before = rf"^(?:{names}|me|you|answer|response|reply|reaction|question)\s*:\s*"
    text = re.sub(before, "", text, flags=re.IGNORECASE)
    if text.count('"') % 2 or (text.startswith('"') and text.rstrip(".?!").endswith('"')):
        text = text.replace('"', "")
    text = re.sub(r"!+", ".", text).strip(" -–")
    if text and text[-1] not in ".?…\"')":
        text += "."
    return text[:1].upper() + text[1:]


def stopped_words(sentence: str) -> bool:
    """Whether a sentence offers what a model offers, and no person in a talk."""
    return bool(_SERVING.search(sentence))


def _of_oneself(sentence: str, persona: Persona) -> bool:
    """Whether a persona speaks of themselves as of somebody else."""
    names = [re.escape(part) for part in persona.name.split() if len(part) > 2 and part[0].isupper()]
    if not names:
        return False
    told = re.search(rf"\b(?:{'|'.join(names)})(?:'s)?\b", sentence)
    return told is not None and not re.search(
        rf"\b(?:I am|I'm|name is|call me|called)\b[^.]{{0,20}}\b(?:{'|'.join(names)})\b", sentence
    )


def _alike(one: str, other: str) -> bool:
    a, b = stems(one), stems(other)
    if not a or not b:
        return one.lower().strip(" .?") == other.lower().strip(" .?")
    return len(a & b) >= ALIKE * len(a | b)
