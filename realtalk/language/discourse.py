"""Which uses of like, so, you know and their kind add nothing to a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from realtalk.language.sentences import Token
from realtalk.language.word_set import word_set

STARTERS = word_set("and but so because cause cos then well yeah yes no okay ok oh")
"""What one says before a sentence really begins."""

PRONOUNS = word_set("i you he she it we they this that there who")

_LIKENS = word_set(
    "feel feels felt look looks looked sound sounds sounded seem seems seemed something things anything "
    "nothing stuff people just more much would 'd ca to n't not did do does really"
)
"""Before "like": a comparison, or a verb of liking."""

BE = word_set("am is are was were be been 's 're 'm")

_ABOUT = word_set("hundred thousand million couple dozen few bunch")
"""After "like a": a rough count."""

_MOVES = word_set("go goes going went gone come came been moved travelled talked spoke listened")
"""Before "to like": one goes to like every shop, and learns to like every task."""

_SAID = word_set("said say mentioned told explained did do does")
"""After "like I": a comparison with what was said or done."""

_LIKERS = word_set("i you we they people")
"""After "what" and before "like": somebody likes something."""

_KNOWS = word_set(
    "do did if what as that when how where who whether all everything anything before until than let like "
    "things people once the which something nothing ones know think believe guess sure hope"
)
"""Before "you know": somebody really knows."""

_KNOWN = word_set(
    "what how who where why when which whether if that about him her me them us better exactly nothing "
    "everything best"
)
"""After "you know": what is known."""

_MEANS = word_set("what do did if that which how when than know who")
"""Before "I mean": a meaning is told."""

_MEANT = word_set("it to that this by business every what no well them")
"""After "I mean": what is meant, unless a sentence begins with it."""

_KINDS = word_set("what one other same every the a some any this that those these another which")
"""Before "kind of": a sort of thing."""


class Spoken:
    """A sentence's tokens, asked by position; beyond the ends stand empty ones."""

    def __init__(self, tokens: Sequence[Token], found: set[int], opening: bool) -> None:
        self.tokens = tokens
        self.found = found
        self.opening = opening

    def at(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else Token("", "", "", i, -1)

    def comma(self, i: int) -> bool:
        return self.at(i).text in {",", "...", "…", "-", "–", "—", ";"}

    def ends(self, i: int) -> bool:
        """Whether the sentence is over at `i`."""
        return i >= len(self.tokens) or self.at(i).text in {".", "?", "!", "..."}

    def filled(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.at(i).word in self.found

    def begins(self, i: int) -> bool:
        """Whether the sentence begins at `i`, fillers, commas and starters before it left out."""
        return all(
            self.comma(j) or self.filled(j) or self.at(j).lower in STARTERS or self.at(j).tag == "UH"
            for j in range(i)
        )

    def objects(self, i: int) -> list[Token]:
        """What hangs on a token as its object or the clause it introduces."""
        roles = {"dobj", "obj", "pobj", "ccomp", "xcomp", "pcomp", "attr"}
        return [t for j, t in enumerate(self.tokens) if t.head == i and j > i and t.role in roles]


def _like(s: Spoken, i: int) -> bool:
    token, before, after = s.at(i), s.at(i - 1), s.at(i + 1)
    if before.lower == "of" and s.filled(i - 1):
        return s.comma(i + 1)  # "sort of like a family" compares
    if before.lower in _LIKERS and s.at(i - 2).lower == "what" and after.tag in {"VBZ", "VBD", "MD"}:
        return False  # "what I like is"
    if before.lower in BE and after.lower == "the" and s.at(i + 2).tag == "JJS":
        return True
    if before.lower == "to" and s.at(i - 2).lower in _MOVES:
        return True
    if before.lower in _LIKENS and not s.comma(i + 1) and after.tag != "CD":
        return before.lower in {"just", "really", "people"} and _interrupts(s, i)
    if (s.comma(i - 1) or i == 0) and s.comma(i + 1):
        return True
    if s.comma(i + 1):
        return token.tag == "UH" or before.tag in {"IN", "DT", "CC", "TO"} or s.filled(i - 1)
    if after.tag == "CD" or after.lower in {"maybe", "around", "almost"}:
        return token.tag not in {"VB", "VBP"} or s.comma(i - 1)
    if after.lower == "a" and s.at(i + 2).lower in _ABOUT:
        return not token.tag.startswith("VB")
    if after.tag == "PRP" and s.at(i + 2).lower in _SAID:
        return False
    if token.tag == "UH":
        return True
    if token.tag.startswith("VB"):
        subject = before.lower in {"he", "she", "it"} and token.tag == "VBP"
        return subject or _interrupts(s, i)
    return _interrupts(s, i)


def _interrupts(s: Spoken, i: int) -> bool:
    """Whether the sentence goes on after `i` as though the word were not there."""
    before, after = s.at(i - 1), s.at(i + 1)
    if after.tag == "VBD" and before.lower in {"just", "really"}:
        return s.at(i - 2).tag in {"PRP", "NN", "NNS", "NNP"}
    if after.tag in {"VBG", "VBN"} and before.lower not in BE:
        return False
    if after.tag in {"VBD", "VBZ", "MD", "VBN", "VBG"}:
        return before.tag in {"PRP", "NN", "NNS", "NNP", "WDT", "WP", "EX"} or before.tag.startswith("VB")
    if after.tag in {"RB", "JJ", "VB"} and before.tag in {"MD", "VBD", "VBZ", "VBP", "TO", "RB"}:
        following = s.at(i + 2).tag
        return after.tag != "JJ" or not following.startswith("NN")
    if after.tag == "RB" and before.tag == "PRP":
        return s.at(i + 2).tag in {"VBD", "VBZ", "MD"}
    return before.tag in {"DT", "IN", "PRP$"} and after.tag.startswith(("NN", "JJ", "DT"))


def _so(s: Spoken, i: int) -> bool:
    before, after = s.at(i - 1), s.at(i + 1)
    beside = s.filled(i + 1) or (s.comma(i + 1) and s.filled(i + 2)) or (s.filled(i - 1) and s.begins(i))
    if beside or (s.comma(i + 1) and s.begins(i)):
        return before.lower not in {"or", "do", "think", "hope"}
    if s.ends(i + 1) and (s.comma(i - 1) or before.lower in {"yeah", "yes"}):
        return True
    if after.lower in {"yeah", "okay", "ok", "well"}:
        return True
    if not (s.opening and s.begins(i)):
        return False
    return after.tag in {"PRP", "PRP$", "DT", "EX", "NNP", "WP", "WRB", "VB", "UH"} or after.lower in {
        "today",
        "basically",
        "actually",
    }


def _you_know(s: Spoken, i: int) -> bool:
    before, after = s.at(i - 1), s.at(i + 2)
    if before.lower in _KNOWS:
        return s.comma(i + 2) and before.lower in {"the", "that", "like"}
    if after.lower in _KNOWN:
        return after.lower == "what" and s.at(i + 3).lower == "i" and s.at(i + 4).lower == "mean"
    if s.ends(i + 2):
        return i > 0 and not (s.at(i).role == "nsubj" and s.begins(i))
    if s.comma(i + 2) or s.filled(i + 2) or s.comma(i - 1):
        return True
    if after.lower in {"and", "but"} and before.tag.startswith("NN"):
        return s.at(i + 3).tag in {"PRP", "EX"} or s.at(i + 3).lower in {"everybody", "everyone", "nobody"}
    if before.tag in {"IN", "DT", "TO", "PRP$", "MD", "VBZ", "VBD", "VBP", "CC", "RB", "PRP"}:
        return before.tag != "IN" or after.tag in {"DT", "PRP$", "NNP", "RB", "JJ", "NN", "NNS"}
    return False


def _i_mean(s: Spoken, i: int) -> bool:
    before, after = s.at(i - 1), s.at(i + 2)
    if before.lower in _MEANS or (s.at(0).lower == "by" and i > 1 and not s.comma(i - 1)):
        return False
    if s.comma(i + 2):
        return True
    if after.lower in _MEANT:
        return after.lower in {"it", "that", "this", "what", "no", "every", "them"} and _starts_clause(
            s, i + 2
        )
    return not s.ends(i + 2)


def _starts_clause(s: Spoken, i: int) -> bool:
    """Whether the token is the subject of a finite verb that follows."""
    token = s.at(i)
    verb = s.at(token.head)
    near = s.at(i + 1).tag in {"VBD", "VBZ", "VBP", "MD"}
    return near or (
        token.role in {"nsubj", "nsubjpass", "expl"} and token.head > i and verb.tag[:2] in {"VB", "MD"}
    )


def _kind_of(s: Spoken, i: int) -> bool:
    token, before, after = s.at(i), s.at(i - 1), s.at(i + 2)
    determined = (
        before.tag in {"DT", "PDT", "WDT", "WP", "CD", "JJ", "JJS", "PRP$", "JJR"} or before.lower in _KINDS
    )
    if determined and not (before.lower in {"a", "that", "this"} and after.tag.startswith("VB")):
        return False
    if token.lower == "kind" and after.lower in {"you", "him", "her", "them"}:
        return False
    return not (
        token.lower == "sort" and token.tag.startswith("VB") and before.lower in {"to", "will", "can"}
    )


def _aside(s: Spoken, i: int) -> bool:
    """Whether a word stands apart: at the start or end, between commas, or beside another filler."""
    if s.at(i - 1).lower in {"not", "n't", "what", "who", "did", "does", "do", "is", "are"} and not s.comma(
        i + 1
    ):
        return False
    if s.comma(i - 1) or s.comma(i + 1) or s.filled(i - 1) or s.filled(i + 1):
        return True
    return (s.begins(i) and not s.ends(i + 1)) or (s.ends(i + 1) and i > 1)


def _apart(s: Spoken, i: int) -> bool:
    """The same for words that say how something is done where they end a sentence: "he answered honestly"."""
    return _aside(s, i) and not (s.ends(i + 1) and not s.comma(i - 1))


def _mostly(s: Spoken, i: int) -> bool:
    """For words that hardly ever add anything."""
    return s.at(i - 1).lower not in {
        "not",
        "n't",
        "more",
        "quite",
        "translated",
        "translate",
        "it",
    } or s.comma(i + 1)


def _tag_question(s: Spoken, i: int) -> bool:
    """Whether "right" or "okay" asks for a nod, or opens a sentence: ", right?" or "Right, ..."."""
    closes = s.comma(i - 1) and (s.ends(i + 1) or s.comma(i + 1))
    opens = s.begins(i) and (s.comma(i + 1) or s.ends(i + 1) or s.filled(i + 1) or s.at(i + 1).lower == "so")
    return closes or opens


def _well(s: Spoken, i: int) -> bool:
    return s.begins(i) and (s.comma(i + 1) or s.filled(i + 1) or s.at(i + 1).lower in PRONOUNS)


JUDGES: dict[tuple[str, ...], Callable[[Spoken, int], bool]] = {
    ("you", "know"): _you_know,
    ("ya", "know"): _you_know,
    ("y'know",): lambda s, i: True,
    ("yknow",): lambda s, i: True,
    ("i", "mean"): _i_mean,
    ("sort", "of"): _kind_of,
    ("kind", "of"): _kind_of,
    ("sorta",): lambda s, i: True,
    ("kinda",): lambda s, i: True,
    ("like",): _like,
    ("basically",): _mostly,
    ("literally",): _mostly,
    ("actually",): _aside,
    ("honestly",): _apart,
    ("obviously",): _aside,
    ("right",): _tag_question,
    ("okay",): _tag_question,
    ("ok",): _tag_question,
    ("well",): _well,
    ("so",): _so,
}
"""How each candidate is judged, those first that the others lean on."""
