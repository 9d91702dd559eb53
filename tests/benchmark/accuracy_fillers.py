"""Fillers: hesitations in real recordings and spliced into real speech, as a review and as a live talk hear
them, and words used as fillers in sentences."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from realtalk.evaluation.figures import interval, share
from realtalk.evaluation.fillers import Counted, counted, figures, heard
from realtalk.hesitation import is_hesitation
from realtalk.language.transcript import understand
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import Word
from realtalk.perception.fillers import resident_hesitations
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import SOON, THOROUGH, Phrase, Phrasing
from realtalk.perception.transcription import transcriber
from realtalk.settings import settings
from tests.benchmark.discourse_sentences import (
    MEANT,
    UNSEEN_FILLERS,
    UNSEEN_MEANT,
    USED_AS_FILLERS,
)
from tests.benchmark.fillers_spliced import Case, Pcm, hosts, labelled, spliced
from tests.filler_sentences import unbraced

HOW = {"in review": THOROUGH, "live": SOON}

CASES, IN_A_ROW = 160, 4
"""Spliced cases, and how many are heard one after the other, as sentences of a talk are."""

ROOM = 3e-4
BETWEEN = (0.3, 0.9)
"""Level of the noise between them, and how many seconds of it."""

IN_TIME = 0.2
"""Seconds by which a hesitation may begin sooner or later than it was said to be in time."""


@dataclass
class Tally:
    """Hesitations said, found, found in time and made up, and the seconds of sound they were sought in."""

    true: int = 0
    found: int = 0
    in_time: int = 0
    false: int = 0
    seconds: float = 0.0
    late: list[float] = field(default_factory=list[float])

    def add(self, said: Sequence[Span], words: Sequence[Word], seconds: float) -> None:
        """Count one recording; a hesitation is found by one that overlaps it, or nearly."""
        left = [word.span for word in words if is_hesitation(word.text)]
        for span in said:
            hit = next((h for h in left if h.start < span.end + 0.1 and h.end > span.start - 0.1), None)
            if hit is not None:
                left.remove(hit)
                self.found += 1
                self.in_time += abs(hit.start - span.start) <= IN_TIME
                self.late.append(abs(hit.start - span.start))
        self.true += len(said)
        self.false += len(left)
        self.seconds += seconds

    def plain(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "true": self.true,
            "found": self.found,
            "false": self.false,
            "recall": share(self.found, self.true),
            "recall_interval": interval(self.found, self.true),
            "precision": share(self.found, self.found + self.false),
            "precision_interval": interval(self.found, self.found + self.false),
            "in_time": share(self.in_time, self.found),
            "median_off_s": float(np.median(self.late)) if self.late else None,
            "seconds": round(self.seconds, 1),
        }


def measured(data: Path) -> dict[str, Any]:
    """Every figure; raises `FileNotFoundError` where the recordings are not there."""
    with (data / "fillers" / "transcripts.tsv").open() as file:
        rows = [(row["file"], row["transcript"]) for row in csv.DictReader(file, delimiter="\t")]
    report: dict[str, Any] = {"cost": cost()}
    for how, phrasing in HOW.items():
        words = {name: heard(data / "fillers" / name, phrasing) for name, _ in rows}
        counts: list[tuple[str, Counted]] = [(name, counted(said, words[name])) for name, said in rows]
        real = figures(counts)
        real["times"] = _times(words).plain()
        learned = {each.file for each in labelled() if each.half == "tune"}
        real["unlearned"] = figures([each for each in counts if each[0] not in learned])
        without = [each for _, each in counts if each.true == 0]
        real["controls"] = {"n": len(without), "false": sum(each.false for each in without)}
        tally, quiet = Tally(), Tally()
        for row in in_rows(list(spliced(data, "report", CASES))):
            tally.add(row.said, _words(row.pcm, phrasing), len(row.pcm) / SAMPLE_RATE)
        for host in hosts(data, "report"):
            quiet.add((), _words(host.pcm, phrasing), len(host.pcm) / SAMPLE_RATE)
        report[how] = {"real": real, "spliced": tally.plain(), "none": quiet.plain()}
    report["discourse"] = {
        "mended by": discourse(USED_AS_FILLERS + MEANT),
        "unseen": discourse(UNSEEN_FILLERS + UNSEEN_MEANT),
    }
    return report


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Some cases one after the other, and when their hesitations are."""

    pcm: Pcm
    said: list[Span]


def in_rows(cases: Sequence[Case]) -> Iterator[Row]:
    """The cases, some at a time, with pauses between them."""
    rng = np.random.default_rng(5)
    for first in range(0, len(cases), IN_A_ROW):
        parts: list[Pcm] = []
        said: list[Span] = []
        at = 0.0
        for case in cases[first : first + IN_A_ROW]:
            said.append(Span(case.span.start + at, case.span.end + at))
            quiet = rng.normal(0, ROOM, int(SAMPLE_RATE * rng.uniform(*BETWEEN))).astype(np.float32)
            parts += [case.pcm, quiet]
            at += (len(case.pcm) + len(quiet)) / SAMPLE_RATE
        yield Row(np.concatenate(parts), said)


def _words(pcm: Pcm, phrasing: Phrasing) -> list[Word]:
    analyzer = HearingAnalyzer(transcriber(settings()), None, phrasing)
    found = [*analyzer.feed(AudioChunk(0.0, pcm)), *analyzer.finish()]
    return [each for each in found if isinstance(each, Word)]


def _times(words: dict[str, list[Word]]) -> Tally:
    """The real hesitations against the times put down by looking at their spectrograms."""
    tally = Tally()
    times = labelled()
    for file in sorted({each.file for each in times} & set(words)):
        tally.add([each.span for each in times if each.file == file], words[file], 0.0)
    return tally


def cost() -> float:
    """CPU seconds that the second opinion takes for a second of sound, in a phrase of 25 s."""
    span = Span(0.0, 25.0)
    phrase = Phrase(np.zeros(25 * SAMPLE_RATE, np.float32), (span,), (span,))
    encoded = np.random.default_rng(1).normal(0, 1, (1250, 512)).astype(np.float32)
    words = [Word("word", Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i in range(60)]
    ear, turns = resident_hesitations(), 20
    began = time.process_time()
    for _ in range(turns):
        ear.heard(phrase, words, encoded)
    return (time.process_time() - began) / turns / span.duration


def discourse(block: str) -> dict[str, Any]:
    """Words used as fillers that are found among `{marked}` ones, and those made up."""
    right = wrong = missed = 0
    sentences = block.strip().splitlines()
    for sentence in sentences:
        texts, truth = unbraced(sentence)
        before = [] if sentence.startswith("{So") else ["Yes."]
        said = [Word(t, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, t in enumerate([*before, *texts])]
        found = [word.filler for word in understand(said).words][len(before) :]
        right += sum(a and b for a, b in zip(found, truth, strict=True))
        wrong += sum(a and not b for a, b in zip(found, truth, strict=True))
        missed += sum(b and not a for a, b in zip(found, truth, strict=True))
    return {
        "sentences": len(sentences),
        "true": right + missed,
        "found": right,
        "false": wrong,
        "recall": share(right, right + missed),
        "recall_interval": interval(right, right + missed),
        "precision": share(right, right + wrong),
        "precision_interval": interval(right, right + wrong),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures as a markdown table, and how they were come by."""
    lines = [
        "| fillers | true | found | made up | recall (95%) | precision (95%) | begin within 0.2 s |",
        "|---|---|---|---|---|---|---|",
    ]
    for how in HOW:
        real, cut, none = (figures[how][kind] for kind in ("real", "spliced", "none"))
        lines.append(_line(f"um, uh, you know in real recordings, {how}", real, real["times"]["in_time"]))
        lines.append(
            _line("those of them in recordings that nothing was learned from", real["unlearned"], None)
        )
        lines.append(_line(f"um, uh spliced into real speech, {how}", cut, cut["in_time"]))
        lines.append(f"| speech without any ({none['seconds']:.0f} s), {how} | 0 | | {none['false']} | | | |")
    lines.append(_line("like, you know, so … in unseen sentences", figures["discourse"]["unseen"], None))
    lines.append(
        _line("the same in sentences the rules were mended by", figures["discourse"]["mended by"], None)
    )
    return "\n".join(lines) + "\n\n" + " ".join(_remarks(figures))


def _remarks(figures: dict[str, Any]) -> Iterator[str]:
    real, live = figures["in review"]["real"], figures["live"]["real"]
    seen, mended = (figures["discourse"][kind]["sentences"] for kind in ("unseen", "mended by"))
    yield f"Real: {len(real['files'])} recordings, {real['controls']['n']} of them without a filler, in which"
    yield f"{real['controls']['false']} were made up in review and {live['controls']['false']} live."
    yield f"Their word error rate is {real['wer']:.1%} in review and {live['wer']:.1%} live: most say a"
    yield "product's name that no recogniser knows, some creaky, whispered or laughed on purpose. Most of"
    yield "the hesitations are one man's, and two are clipped to a tenth of a second. Their times were put"
    yield f"down by looking at spectrograms. Spliced: {figures['in review']['spliced']['true']} cases of 7"
    yield "hesitations of 2 speakers, each in 3 sizes of voice, in recordings of 9 actors, read speech and"
    yield "word salad, tight or with pauses. What the ear for hesitations learned from (other hesitations,"
    yield "some of the same man, a synthetic voice, other actors) is in none of them; Whisper alone wrote"
    yield "44% of them in review and 48% live. The second opinion costs"
    yield f"{1000 * figures['cost']:.2f} ms of CPU a second of sound. Words used as fillers: {seen} and"
    yield f"{mended} sentences of our own, half of them with the literal sense; of the second lot 87% were"
    yield "found and 93% of the findings right before the rules were mended by it."


def _line(name: str, of: dict[str, Any], in_time: float | None) -> str:
    def percent(value: float | None, between: Sequence[float] | None) -> str:
        if value is None or between is None:
            return ""
        return f"{100 * value:.1f}% ({100 * between[0]:.0f} to {100 * between[1]:.0f})"

    recall = percent(of["recall"], of["recall_interval"])
    precision = percent(of["precision"], of["precision_interval"])
    timed = "" if in_time is None else f"{100 * in_time:.0f}%"
    return f"| {name} | {of['true']} | {of['found']} | {of['false']} | {recall} | {precision} | {timed} |"
