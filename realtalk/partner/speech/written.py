"""Text made ready to be read aloud: what is written for the eye becomes what one would say."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 40
"""Letters of a word beyond which it is no word, and only its beginning is read. House rule: the longest word
in ordinary English has 29."""

_SAID = (
    (r"\be\.\s?g\.(?=\W|$),?", "for example,"),
    (r"\bi\.\s?e\.(?=\W|$),?", "that is,"),
    (r"\betc\.?(?=\W|$)", "et cetera"),
    (r"\bvs\.?(?=\s)", "versus"),
    (r"\bcf\.(?=\s)", "compare"),
    (r"\bw/o\b", "without"),
    (r"\bw/(?=\s)", "with"),
    (r"\b24\s?/\s?7\b", "twenty-four seven"),
    (r"\b9\s?-\s?to\s?-\s?5\b", "nine to five"),
    (r"\b50\s?/\s?50\b", "fifty-fifty"),
    (r"\b([Aa])nd/([Oo])r\b", r"\1nd \2r"),
    (r"\b([QH])([1-4])\b", r"\1 \2"),
    (r"(?<=\d)\s?[-–—]\s?(?=[$£€]?\d[\d.,]*\s?%)", " to "),
    (r"([$£€])(\d[\d.,]*)\s?[kKmMbB]?\s?[-–—]\s?\1?(\d[\d.,]*)\s?([kKmMbB])\b", r"\1\2\4 to \1\3\4"),
    (r"([$£€])(\d[\d.,]*)\s?[-–—]\s?\1?(\d[\d.,]*)", r"\2 to \1\3"),
    (r"(?<=\d)\s%", "%"),
    (r"(?<=\d)[xX](?=\s|$|[.,;!?])", " times"),
    (r"(?<=\w)\s?->\s?(?=\w)", " to "),
    (r"≈|~(?=\d)", "about "),
    (r"±", " plus or minus "),
    (r"×", " times "),
    (r"÷", " divided by "),
    (r"≥|>=", " at least "),
    (r"≤|<=", " at most "),
    (r"→", " to "),
    (r"(?<=\w)\s&\s(?=\w)", " and "),
)
"""What is said for what is written; the phonemiser itself knows dates, times, units, money and titles."""

_RULES = tuple((re.compile(pattern), said) for pattern, said in _SAID)

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|io|ai|co\.uk|de)\b(?:/\S*)?", re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_LINE_MARK = re.compile(r"^\s{0,8}(?:#{1,6}\s+|[-*+•]\s+|>\s?|\d{1,2}[.)]\s+(?=[A-Z]))", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_RULE_LINE = re.compile(r"^\s*(?:[-*_=]\s?){3,}\s*$", re.MULTILINE)
_DOTS = re.compile(r"\.(?:\s?\.)+")
_REPEATED = re.compile(r"([!?,;:…—])[!?,;:…—]+")
_DASHES = re.compile(r"\s+[-–]{1,2}\s+|--+")
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?\b")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")

_WORDS_WRITTEN_LARGE = 0.5
"""Share of a text's words in capitals from which they are shouted words rather than letters to be spelt."""


def speakable(text: str) -> str:
    """The text as one would read it out, on one line; empty where there is nothing to read."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    text = _unmarked(text)
    text = _MAIL.sub(lambda match: _dotted(match[0].replace("@", " at ")), text)
    text = _ADDRESS.sub(lambda match: _site(match[0]), text)
    text = _SITE.sub(lambda match: _site(match[0]), text)
    text = "".join(_readable(character) for character in text)
    text = re.sub(r"\s+", " ", text)
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    text = _DOTS.sub("…", text)
    text = _REPEATED.sub(r"\1", text)
    text = _DASHES.sub(" — ", text)
    text = _lowered(text)
    text = " ".join(_bearable(word) for word in text.split())
    return text if any(character.isalnum() for character in text) else ""


def _unmarked(text: str) -> str:
    """Without the marks of Markdown and HTML; code is left out, since nobody says it."""
    text = _FENCE.sub(" ", text)
    text = _TAGS.sub(" ", text)
    text = _RULE_LINE.sub(" ", text)
    text = _LINE_MARK.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return text.replace("`", "").replace("**", "").replace("\\", " ").replace("|", ", ")


def _site(address: str) -> str:
    """An address by its name alone: "www.example.com/x?y=1." becomes "example dot com."."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    name = re.split(r"[/?#:]", bare)[0].rstrip(".,;!)")
    stop = address[-1] if address[-1] in ".,;!?" else ""
    return _dotted(name) + stop


def _dotted(name: str) -> str:
    return re.sub(r"\.(?=\w)", " dot ", name).replace("_", " ")


def _readable(character: str) -> str:
    """The character, a space for what only the eye can read, or nothing for what joins others."""
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp", "Zs", "Co", "Cs", "Cn"):
        return " "
    if kind in ("Cf", "Sk", "Me") or "\ufe00" <= character <= "\ufe0f":
        return ""
    return " " if kind == "So" and character not in "°©®™" else character


def _lowered(text: str) -> str:
    """Shouting in lower case: single words in capitals are taken for initials, and are spelt."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    large = [word for word in words if word.isupper()]
    if len(large) < 3 or len(large) < _WORDS_WRITTEN_LARGE * len(words):
        return text
    lowered = _SHOUTED.sub(lambda match: match[0].lower(), text)
    return lowered[:1].upper() + lowered[1:]


def _bearable(word: str) -> str:
    letters = re.sub(r"(\w)\1{3,}", r"\1\1", word)
    if len(letters) <= MOST_LETTERS:
        return letters
    stop = letters[-1] if letters[-1] in ".,;:!?…" else ""
    parts = re.split(r"(?<=[-/_.,—…])", letters)
    if all(len(part) <= MOST_LETTERS for part in parts):
        return " ".join(parts)
    return letters[:MOST_LETTERS] + stop
