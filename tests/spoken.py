"""Speech whose every sound and time is known: hums as loud as the sounds they stand for."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span
from realtalk.partner.face.visemes import VOWELS
from realtalk.partner.speech.speech import RATE, Phone, Speech, SpokenWord


def spoken(words: str, rate: float = 1.0, edge: float = 0.2, text: str = "") -> Speech:
    """Words, apart by blanks, whose letters are phonemes; "ˈ" stresses the vowel after it, "_" is a pause
    of 0.4 s.

    At rate 1 a vowel takes 120 ms and a consonant 60; `edge` is the silence at both ends, in seconds.
    """
    phones = [Phone("", Span(0.0, edge))]
    said: list[SpokenWord] = []
    t = edge
    for word in words.split():
        if word == "_":
            phones.append(Phone("", Span(t, t + 0.4)))
            t += 0.4
            continue
        began, stress = t, 0
        for letter in word.rstrip("?"):
            if letter == "ˈ":
                stress = 2
                continue
            vowel = letter in VOWELS
            long = (0.12 if vowel else 0.06) / rate
            phones.append(Phone(letter, Span(t, t + long), stress if vowel else 0))
            stress, t = 0 if vowel else stress, t + long
        said.append(SpokenWord(word, Span(began, t)))
    phones.append(Phone("", Span(t, t + edge)))
    pcm = np.zeros(round((t + edge) * RATE), np.float32)
    hum = np.sin(2 * np.pi * 200 * np.arange(len(pcm)) / RATE)
    for phone in phones:
        loud = 0.0 if not phone.symbol else 0.3 if phone.symbol in VOWELS else 0.05
        part = slice(round(phone.span.start * RATE), round(phone.span.end * RATE))
        pcm[part] = loud * hum[part]
    return Speech(text or words, pcm, tuple(phones), tuple(said))
