"""Whether a text is English, as far as its small words tell."""

from __future__ import annotations

from realtalk.language.word_set import word_set

SHARE = 0.12
"""The share of small English words from which on a text is English. House rule: half of any English text is
such words, and other languages share a few."""

LEAST = 6
"""Words below which the share tells nothing."""

_WORDS = word_set(
    "the a an i you he she it we they me my your our his her its their and or but so that this these "
    "those to of in "
    "on at by for with from as is was are were be been am do did does have had has will would could can "
    "should not "
    "no yes what how when where why who which there if because about up out just it's i'm don't didn't "
    "get go went "
    "one very well thanks thank hello hi than then into more"
)


def in_english(text: str) -> bool:
    """Whether a text is English; a few words of Latin letters always are.

    >>> in_english("Ich habe gestern mit meinem Chef sehr lange gesprochen")
    False
    """
    words = [word.strip('.,;:?!"“”').lower().replace("’", "'") for word in text.split()]
    words = [word for word in words if word]
    letters = [sign for word in words for sign in word if sign.isalpha()]
    if letters and sum(ord(sign) < 0x250 for sign in letters) < 0.7 * len(letters):
        return False
    return len(words) < LEAST or sum(word in _WORDS for word in words) >= SHARE * len(words)
