"""Numbers as people say and write them: "twenty-five", "2,000", "a hundred and twenty", "zero point six"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_PLACES = "third fourth fifth sixth seventh eighth ninth tenth"
_VALUES = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = {word: 10 * tens for tens, word in enumerate(_DECADES.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {word: str(value) for value, word in enumerate(_PLACES.split(), start=3)}
_SHARES = {
    "half": "half", "halves": "half", "halved": "half", "halve": "half", "quarter": "quarter",
    "double": "double", "doubled": "double", "twice": "double", "triple": "triple", "tripled": "triple",
    "dozen": "12", "couple": "couple", "percent": "",
}  # fmt: skip

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|%")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: its `value` in one spelling ("25", "0.6", "half"), and where it stands in
    letters.
    """

    value: str
    start: int
    end: int


def numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of a text in order; a bare "one" is none, since it mostly stands for somebody or something.

    >>> [n.value for n in numerals("twenty-five of 2,000, half of them, zero point six percent")]
    ['25', '2000', 'half', '0.6']
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Numeral]:
    pieces = [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _PIECE.finditer(text)]
    i = 0
    while i < len(pieces):
        word, start, end = pieces[i]
        if word[0].isdigit():
            value, last = _digits(word), i
            scaled = last + 1 < len(pieces) and pieces[last + 1][0] in ("thousand", "million", "billion")
            if scaled and re.fullmatch(r"\d{1,15}(\.\d{1,15})?", value):
                last += 1
                value = _plain(float(value) * _SCALES[pieces[last][0]])
            yield Numeral(value, start, pieces[last][2])
            i = last + 1
        elif word in _VALUES or word in _TENS or (word in _SCALES and i and pieces[i - 1][0] == "a"):
            value, last = _spelled([piece[0] for piece in pieces], i, text, pieces)
            if not (last == i and word == "one"):
                yield Numeral(value, start, pieces[last][2])
            i = last + 1
        else:
            value = _SHARES.get(word) or _ORDINALS.get(word) or ("many" + word if word in _MANY else "")
            if value:
                yield Numeral(value, start, end)
            i += 1


LONGEST = 30
"""Signs of a number up to which its value is worked out; a longer one is no quantity that anybody means."""

_MANY = {"hundreds", "thousands", "millions", "dozens"}


def _digits(word: str) -> str:
    if re.fullmatch(r"\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?", word):
        word = word.replace(",", "")
    return word.rstrip(".,") if re.fullmatch(r"\d+[.,]?", word) else _trimmed(word)


def _trimmed(word: str) -> str:
    word = word.replace(",", ".")
    return _plain(float(word)) if word.count(".") == 1 and len(word) < LONGEST else word


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _spelled(words: list[str], i: int, text: str, pieces: list[tuple[str, int, int]]) -> tuple[str, int]:
    """The value of a run of number words, and the place of its last one."""
    total, part, last, j = 0, 0, i, i
    small = False
    while j < len(words):
        word = words[j]
        if j > i and re.search(r"[,.;:!?]", text[pieces[j - 1][2] : pieces[j][1]]):
            break
        if word in _SCALES:
            if _SCALES[word] == 100:
                part = max(part, 1) * 100
            else:
                total, part = total + max(part, 1) * _SCALES[word], 0
            small = False
        elif word in _TENS and (part % 100 == 0):
            if j > i and small:
                break
            part, small = part + _TENS[word], False
        elif word in _VALUES and not small and (part % 10 == 0) and (_VALUES[word] < 10 or part % 100 == 0):
            part, small = part + _VALUES[word], True
        elif word in _VALUES | _TENS and total == 0 and 10 <= part < 100 and j == last + 1:
            return _year(words, part, j)  # "twenty nineteen"
        elif word == "and" and j + 1 < len(words) and last == j - 1 and words[j - 1] in _SCALES:
            if words[j + 1] not in _VALUES and words[j + 1] not in _TENS:
                break
            j += 1
            continue
        elif word == "point" and j + 1 < len(words) and words[j + 1] in _VALUES:
            digits, j = "", j + 1
            while j < len(words) and words[j] in _VALUES and _VALUES[words[j]] < 10:
                digits, last, j = digits + str(_VALUES[words[j]]), j, j + 1
            value = float(f"{total + part}.{digits or 0}")
            if j < len(words) and words[j] in _SCALES:
                value, last = value * _SCALES[words[j]], j
            return _plain(round(value, 6)), last
        else:
            break
        last, j = j, j + 1
    return str(total + part), last


def _year(words: list[str], century: int, j: int) -> tuple[str, int]:
    value, last = _TENS.get(words[j], 0) or _VALUES[words[j]], j
    if words[j] in _TENS and j + 1 < len(words) and 0 < _VALUES.get(words[j + 1], 0) < 10:
        value, last = value + _VALUES[words[j + 1]], j + 1
    return str(century * 100 + value) if value >= 10 else str(century + value), last
