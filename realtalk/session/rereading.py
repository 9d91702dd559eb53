"""A few words exchanged in a session: only the sentences that they stand in are read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from realtalk.language.sentences import has_stops
from realtalk.language.transcript import understand
from realtalk.metrics.language import reads_english
from realtalk.observations import Correction, Sentence, Word
from realtalk.timeline import Timeline


def read_again(
    timeline: Timeline, voice: int | None, old: range, put: Sequence[Word], fixed: Collection[int]
) -> Timeline:
    """The session with some words of one voice exchanged and read again with the sentences around them.

    `old` counts in that voice's words, and is never empty. `fixed` are those of `put`
    that stay from now on as they are read this time. Words of another language than English are only
    exchanged.
    """
    track = timeline.track(Word)
    places = [i for i, word in enumerate(track) if timeline.voice_at(word.span.middle) == voice]
    words = [track[i] for i in places]
    now = [*words[: old.start], *put, *words[old.stop :]]
    stamped = {old.start + i for i in fixed}
    read: list[Sentence] = []
    slips: list[Correction] = []
    gone: list[Sentence] = []
    around = old
    if reads_english(timeline):
        around, gone = _around(words, timeline.track(Sentence), old)
        if not gone:
            gone = [s for s in timeline.track(Sentence) if timeline.voice_at(s.span.middle) == voice]
        last = around.stop + len(now) - len(words)
        understood = understand(
            now[around.start : last], opening=around.start == 0, punctuated=has_stops(now)
        )
        read, slips = list(understood.sentences), list(understood.corrections)
        now[around.start : last] = understood.words
    now = [replace(word, by_hand=True) if i in stamped else word for i, word in enumerate(now)]
    touched = set(places[around.start : around.stop])
    begin = places[around.start]
    changed = now[around.start : around.stop + len(now) - len(words)]
    rest = [word for i, word in enumerate(track[begin:], start=begin) if i not in touched]
    starts = {words[i].span.start for i in around}
    timeline = timeline.replaced(Word, [*track[:begin], *changed, *rest])
    if not reads_english(timeline):
        return timeline
    left = {id(sentence) for sentence in gone}
    kept = [s for s in timeline.track(Sentence) if id(s) not in left]
    others = [
        slip
        for slip in timeline.track(Correction)
        if slip.span.start not in starts or timeline.voice_at(slip.span.middle) != voice
    ]
    return timeline.replaced(Sentence, [*kept, *read]).replaced(Correction, [*others, *slips])


def _around(words: Sequence[Word], sentences: Sequence[Sentence], old: range) -> tuple[range, list[Sentence]]:
    """The words of the sentences that an exchange touches, and these; all words and no sentence where the
    words are not in sentences.

    Where the end of a sentence is exchanged, the next one is touched too.
    """
    bounds = _bounds(words, sentences)
    if not bounds:
        return range(len(words)), []
    reach = [i for i, (first, last, _) in enumerate(bounds) if first < old.stop and last > old.start]
    begin, end = reach[0], reach[-1]
    if old.stop >= bounds[end][1] and end + 1 < len(bounds):
        end += 1
    chosen = bounds[begin : end + 1]
    return range(chosen[0][0], chosen[-1][1]), [sentence for _, _, sentence in chosen]


def _bounds(words: Sequence[Word], sentences: Sequence[Sentence]) -> list[tuple[int, int, Sentence]]:
    """Which words each sentence of one voice is made of; nothing where they do not fit together."""
    found: list[tuple[int, int, Sentence]] = []
    first = 0
    for sentence in sentences:
        if first == len(words):
            break
        wanted = sentence.text.split()
        if sentence.span.start != words[first].span.start:
            continue
        last, texts = first, list[str]()
        while last < len(words) and len(texts) < len(wanted):
            texts += words[last].text.split()
            last += 1
        if texts != wanted:
            return []
        found.append((first, last, sentence))
        first = last
    return found if first == len(words) else []
