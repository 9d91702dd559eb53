"""What a user said, read for a reply: its questions, what it is about, and what was done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from realtalk.language.clauses import Clause, clauses, without_fillers
from realtalk.language.fillers import fillers
from realtalk.language.sentences import Parsed, Token, sentences
from realtalk.language.structure import Found, found
from realtalk.language.word_set import word_set
from realtalk.media import Span
from realtalk.observations import Word

MOST_WORDS, BLOCK = 600, 150
"""Words that are read of one turn, and by how many at once its beginning is left out. House rule: four
minutes of speech; in blocks, so that a model that has read the beginning seldom has to read afresh."""

MOST_LETTERS = 24
"""Letters of a word at most: what is longer was not said."""

LONGEST_DEED = 14
"""Words of a deed that is told back. House rule: more cannot be held in mind."""

_MARKS = re.compile(
    r"<\|[^<>|]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|</?(?:start|end)_of_turn>|```+|#{2,}", re.IGNORECASE
)
"""What templates of chat models stand between, and marks of text that nobody speaks."""

_ASKING = re.compile(
    r"^(?:(?:and|so|but|well|okay|ok|now|then|first|also|hi|hello|please|sorry|tell me),? )*"
    r"(?:(?:what|who|where|when|why|how|which|whose)\b(?! (?:i|we)\b)"
    r"|(?:do|did|are|were|have|had|can|could|would|will|is|was|does|has|may|should) "
    r"(?:you|your|i|it|there|they|that|this|he|she|we|the)\b)",
    re.IGNORECASE,
)
"""How a question begins, for recognisers that write no question marks."""

_STATED = re.compile(
    r"^(?:(?:and|so|but|well|then),? )*(?:what|who|where|when|why|how|which)\b(?! (?:do|did|does|are|is"
    r"|was|were|have|has|had"
    r"|can|could|would|will|should|about|many|much|old|long|often|come|far)\b).*[.,]$",
    re.IGNORECASE,
)
"""A statement with the word of a question before it: "Where it fails is the end."."""

_TELL = re.compile(
    r"\b(?:tell me (?:something |more |a bit )?about|explain|describe|i(?:'d| would) like to (?:know|ask)"
    r"|i wonder|can you tell)\b.*\b(?:you|your|yourself)\b|^(?:please )?tell me (?:more )?about (?!a )",
    re.IGNORECASE,
)

_YOURS = {
    "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your", "mine": "yours",
    "ours": "yours", "myself": "yourself", "ourselves": "yourselves", "i'm": "you're", "i've": "you've",
    "we're": "you're", "we've": "you've", "i'd": "you'd", "we'd": "you'd", "am": "are", "i'll": "you'll",
}  # fmt: skip

_JOINS = word_set("and so but then because which that when where or while")

_POINTING = word_set("it that this them these those")

_VAGUE = word_set(
    "thing things lot lots bit kind sort way time times day days week weeks month months year years people "
    "person guy guys one ones something anything everything nothing someone everyone anyone somebody moment "
    "part point fact question answer example case number stuff course end start beginning rest minute hour "
    "today yesterday tomorrow morning evening afternoon night hand side reason word words sense while "
    "thanks thank hello hi monday tuesday wednesday thursday friday saturday sunday couple chance place "
    "percent half january february march april may june july august september october november december "
    "hours minutes seconds second mr mrs sir madam okay ok yes no yeah sorry idea matter area type level "
    "spring summer autumn winter weekend name job work company role position situation result outcome "
    "life world self interest euro euros dollar dollars pound pounds car mile miles meter meters degree "
    "degrees work home house pleasure problem favor favour luck sure sentence version line order row pair"
)
"""Nouns about which there is nothing to ask."""

_STATES = word_set(
    "be have know think feel want need like love enjoy see hear mean seem guess hope believe say suppose "
    "wonder remember understand happen get try start begin"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn of the user's.

    `sentences` in order, `asked` those of them that ask, `matters` what it is about as the user said it to
    somebody ("your supplier"), the most telling first; `deeds` what they did, to go after "you" ("called your
    supplier twice a day"). `parts` are those of a story that show. `ours` says that all was done as "we".
    `words` and `clauses` are without fillers.
    """

    text: str
    sentences: tuple[str, ...]
    asked: tuple[str, ...]
    matters: tuple[str, ...]
    deeds: tuple[str, ...]
    parts: tuple[Found, ...]
    ours: bool
    words: tuple[Word, ...]

    @property
    def told(self) -> int:
        """Words that are no question."""
        asking = sum(len(sentence.split()) for sentence in self.asked)
        return max(0, len(self.words) - asking)

    def quoted(self, part: str) -> str:
        """The words that show a part of a story; "" for none."""
        for each in self.parts:
            if each.part == part:
                return _bare(" ".join(w.text for w in self.words[each.first : each.last + 1]))
        return ""


def cleaned(text: str) -> str:
    """What was said or typed as plain words: no control characters, no marks of a chat template, bounded."""
    text = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text[:60_000])
    before = ""
    while before != text:
        before, text = text, _MARKS.sub(" ", text)
    text = re.sub(r"<\||\|>|[<>{}«»\\`]", " ", text)
    words = [word for word in text.split() if len(word) <= 2 * MOST_LETTERS]
    if len(words) > MOST_WORDS:
        words = words[-(-(len(words) - MOST_WORDS) // BLOCK) * BLOCK :]
    return " ".join(words)


@lru_cache(maxsize=32)
def heard(text: str) -> Heard:
    """A turn, read as English. Text is cleaned."""
    words = [Word(word, Span(i, i + 1.0), 1.0) for i, word in enumerate(text.split())]
    read = list(sentences(words))
    fill: set[int] = set()
    for place, parsed in enumerate(read):
        fill |= fillers(parsed.tokens, opening=place == 0)
    meant = without_fillers([Word(w.text, w.span, 1.0, i in fill) for i, w in enumerate(words)])
    if not meant:
        meant = words
    if not meant:
        return Heard(text, (), (), (), (), (), False, ())
    parsed, spoken = clauses(meant)
    written = tuple(" ".join(w.text for w in meant[p.first : p.last]) for p in parsed)
    asked = tuple(sentence for sentence in written if asks(sentence))
    parts = found(meant)
    deeds = [c for c in spoken if _is_deed(c)]
    best = sorted(deeds, key=lambda c: (not c.object, c.subject != "i", -(c.last - c.word)))
    best = [c for c in best if c.object not in _POINTING or c.last - c.word > 2]
    told = [
        yours(meant[c.word : last + 1])
        for c in best
        for last in [_hanging(spoken, c)]
        if 1 <= last - c.word < LONGEST_DEED
    ]
    statements = [p for p, s in zip(parsed, written, strict=True) if s not in asked]
    return Heard(
        text,
        written,
        asked,
        tuple(_matters(statements or parsed, meant)),
        tuple(dict.fromkeys(told)),
        parts,
        bool(deeds) and all(c.subject == "we" for c in deeds),
        tuple(meant),
    )


def asks(sentence: str) -> bool:
    """Whether a sentence asks the one who hears it."""
    if sentence.rstrip().endswith("?"):
        return True
    if _STATED.search(sentence):
        return False
    return bool(_ASKING.search(sentence) or _TELL.search(sentence))


def yours(words: Sequence[Word]) -> str:
    """The words as said to the one who said them: "called my supplier" to "called your supplier"."""
    texts = [_swapped(word.text) for word in words]
    while texts and _bare(texts[-1]).lower() in _JOINS:
        texts.pop()
    return " ".join(texts).strip(" ,.;:?!…")


def _swapped(word: str) -> str:
    bare = _bare(word)
    new = _YOURS.get(bare.lower().replace("’", "'"))
    return word.replace(bare, new) if new else word


def _bare(text: str) -> str:
    return text.strip(' .,;:?!…"“”()')


def _is_deed(clause: Clause) -> bool:
    if clause.role == "relcl":
        return False
    past = clause.tense in {"past", "perfect"}
    return clause.own and past and not clause.negated and clause.lemma not in _STATES and not clause.ongoing


def _hanging(spoken: Sequence[Clause], clause: Clause) -> int:
    """Where a clause ends with those that hang on it: "made a rule that mails are answered"."""
    last = clause.last
    for each in spoken:
        if each.first == last + 1 and each.role in {"relcl", "ccomp", "xcomp"}:
            last = each.last
    return last if last - clause.word < LONGEST_DEED else clause.last


def _matters(read: Sequence[Parsed], words: Sequence[Word]) -> list[str]:
    """Nouns with what belongs to them, as told back, the most telling first."""
    found: dict[str, float] = {}
    for parsed in read:
        for i, token in enumerate(parsed.tokens):
            if not token.tag.startswith("NN") or token.role in {"compound", "npadvmod", "ROOT", "intj"}:
                continue
            first = _begins(parsed.tokens, i)
            if first and parsed.tokens[first - 1].tag == "POS":
                continue
            told = _told_back(parsed.tokens[first : i + 1], words)
            if told:
                inside = i - first
                weight = len(token.text) / 6 + min(inside, 3) + (token.tag.startswith("NNP")) * 1.5
                weight += {"dobj": 1.0, "nsubj": 0.5, "pobj": 0.5}.get(token.role, 0.0)
                found[told] = max(found.get(told, 0.0), weight)
    return sorted(found, key=lambda told: -found[told])


def _begins(tokens: Sequence[Token], noun: int) -> int:
    first = noun
    while first and tokens[first - 1].tag in {
        "DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "HYPH", "VBN",
    }:  # fmt: skip
        if tokens[first - 1].tag == "VBN" and tokens[first - 1].role != "amod":
            break
        first -= 1
        if tokens[first].tag in {"DT", "PRP$"}:
            break
    return first


def _told_back(tokens: Sequence[Token], words: Sequence[Word]) -> str:
    noun = tokens[-1]
    if noun.lower in _VAGUE or noun.lemma in _VAGUE or not noun.text[0].isalpha() or len(noun.text) < 3:
        return ""
    if tokens[0].tag == "CD" or len(tokens) > 6 or any("'" in t.text or "’" in t.text for t in tokens):
        return ""
    texts = [_bare(words[place].text) for place in dict.fromkeys(t.word for t in tokens)]
    lead = texts[0].lower()
    if lead in {"his", "her", "their", "its", "no", "any", "every", "each", "your", "what", "which", "all"}:
        return ""
    if lead in {"this", "that", "these", "those"}:
        texts[0] = "the"
    elif lead in {"my", "our"}:
        texts[0] = "your"
    elif lead in {"a", "an", "the", "some", "another"} or (
        texts[0][:1].isupper() and tokens[0].tag[:3] != "NNP" and _opens(words, tokens[0].word)
    ):
        texts[0] = lead
    if len(texts) > 1 and all(t.lower() in _VAGUE for t in texts[1:-1]) and len(texts) > 2:
        return ""
    return " ".join(texts)


def _opens(words: Sequence[Word], place: int) -> bool:
    """Whether a word is the first of its sentence, and written large for that."""
    return not place or words[place - 1].text[-1:] in ".?!:"
