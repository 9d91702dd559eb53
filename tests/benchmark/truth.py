"""How right RealTalk is: words and fillers against transcripts, voices against known speakers.

    python -m tests.benchmark.truth --out results.json

The recordings are those of REALTALK_TEST_DATA; what is not there is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.recording import open_recording
from realtalk.hesitation import is_hesitation
from realtalk.language.transcript import understand
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import Observation, VoiceTurn, Word
from realtalk.perception.analyzer import observe
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.transcription import transcriber
from realtalk.perception.voices import Voices, resident_encoder
from realtalk.settings import settings
from tests.benchmark.clips import data

Pcm = NDArray[np.float32]

MADE_UP = re.compile(r"montreal|aligner|\bm f a\b|mfa", re.IGNORECASE)
"""A product's name, or its letters, that most of these recordings are about: no recogniser knows it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("truth.json"))
    arguments = parser.parse_args()
    report = against_the_truth()
    arguments.out.write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def against_the_truth() -> dict[str, Any]:
    """Every comparison that there are recordings for, by name."""
    folder = data()
    report: dict[str, Any] = {}
    if (folder / "fillers").is_dir():
        rows = _transcripts(folder / "fillers")
        known = [row for row in rows if not MADE_UP.search(row[1])]
        report["fillers, all"] = words_against(rows)
        report["fillers, sentences of known words"] = words_against(known)
    if (folder / "video" / "transcripts.tsv").exists():
        report["GRID sentences"] = words_against(_transcripts(folder / "video"))
    if (folder / "speech_emotion" / "ravdess").is_dir():
        report["voices"] = voices_against(folder / "speech_emotion" / "ravdess")
    if (folder / "grammar").is_dir():
        report["grammar"] = grammar_against(folder / "grammar")
    return report


def _transcripts(folder: Path) -> list[tuple[Path, str]]:
    with (folder / "transcripts.tsv").open() as file:
        return [(folder / row["file"], row["transcript"]) for row in csv.DictReader(file, delimiter="\t")]


def words_against(rows: Sequence[tuple[Path, str]]) -> dict[str, Any]:
    """Word error rate without hesitations, and how many hesitations are found or made up."""
    errors = spoken = found = true = invented = 0
    for path, transcript in rows:
        with open_recording(path) as recording:
            heard = list(observe(recording.media(), [HearingAnalyzer(transcriber(settings()), None)]))
        hypothesis = _plain(" ".join(o.text for o in heard if isinstance(o, Word)))
        reference = _plain(transcript)
        ours, theirs = ([w for w in words if is_hesitation(w)] for words in (hypothesis, reference))
        errors += _edits(*([w for w in words if not is_hesitation(w)] for words in (reference, hypothesis)))
        spoken += len(reference) - len(theirs)
        true += len(theirs)
        found += min(len(ours), len(theirs))
        invented += max(0, len(ours) - len(theirs))
    return {
        "recordings": len(rows),
        "words": spoken,
        "word_error_rate": round(errors / spoken, 3),
        "hesitations": true,
        "hesitations_found": found,
        "hesitations_made_up": invented,
    }


def _plain(text: str) -> list[str]:
    text = re.sub(r"<[^>]*>|\[[^\]]*\]", " ", text.lower()).replace("yknow", "you know")
    return re.sub(r"[^a-z0-9' ]+", " ", text).split()


def _edits(reference: list[str], hypothesis: list[str]) -> int:
    row = list(range(len(hypothesis) + 1))
    for i, word in enumerate(reference, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(hypothesis, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def grammar_against(folder: Path) -> dict[str, Any]:
    """JFLEG: written sentences with slips in which one is found, and corrected ones in which one is made
    up."""
    learners = (folder / "dev.src").read_text().splitlines()
    corrected = [(folder / f"dev.ref{i}").read_text().splitlines() for i in range(4)]
    wrong = [said for said, *right in zip(learners, *corrected, strict=True) if said not in right]
    right = corrected[0]
    return {
        "sentences_with_a_slip": len(wrong),
        "of_them_found": round(sum(map(_has_slip, wrong)) / len(wrong), 3),
        "corrected_sentences": len(right),
        "of_them_blamed": round(sum(map(_has_slip, right)) / len(right), 3),
    }


def _has_slip(sentence: str) -> bool:
    text = re.sub(r" (?=[.,!?;:')]|n't)", "", sentence)
    spoken = [Word(word, Span(i * 0.4, i * 0.4 + 0.3), 1.0) for i, word in enumerate(text.split())]
    return bool(understand(spoken).corrections)


def voices_against(folder: Path) -> dict[str, Any]:
    """One voice must be one, two must be two: monologues and dialogues made of acted sentences."""
    actors = _actors(folder)
    rng = random.Random(1)
    calm = [_voices(_takes(actors[a], {"01", "02"}, 14, rng))[0] for a in sorted(actors)[:10]]
    acted = [_voices(_takes(actors[a], {"01", "02", "03", "05"}, 14, rng))[0] for a in sorted(actors)[:10]]
    pairs = list(combinations(sorted(actors)[:10], 2))
    rng.shuffle(pairs)
    found: list[int] = []
    right: list[float] = []
    for one, other in pairs[:22]:
        takes = zip(*(_takes(actors[a], {"01", "02"}, 7, rng) for a in (one, other)), strict=True)
        dialogue = [(who, take) for both in takes for who, take in enumerate(both)]
        count, turns = _voices([take for _, take in dialogue])
        found.append(count)
        right.append(_agreement(dialogue, turns, max(2, count)))
    return {
        "calm_monologues": len(calm),
        "calm_monologues_split": sum(n > 1 for n in calm),
        "acted_monologues": len(acted),
        "acted_monologues_split": sum(n > 1 for n in acted),
        "dialogues": len(found),
        "dialogues_with_two_voices": sum(n == 2 for n in found),
        "speech_given_to_the_right_voice": round(float(np.mean(right)), 3),
    }


def _actors(folder: Path) -> dict[str, list[tuple[str, Path]]]:
    actors: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted(folder.glob("*.flac")):
        parts = path.stem.split("-")
        actors.setdefault(parts[6], []).append((parts[2], path))
    return actors


def _takes(takes: list[tuple[str, Path]], emotions: set[str], most: int, rng: random.Random) -> list[Pcm]:
    paths = [path for emotion, path in takes if emotion in emotions]
    rng.shuffle(paths)
    return [_sound(path) for path in paths[:most]]


def _sound(path: Path) -> Pcm:
    with av.open(str(path)) as file:
        pcm = np.concatenate([frame.to_ndarray().reshape(-1) for frame in file.decode(audio=0)])
    pcm = pcm.astype(np.float32)
    return pcm / (np.abs(pcm).max() + 1e-9) * np.float32(0.3)


def _voices(takes: Sequence[Pcm]) -> tuple[int, list[VoiceTurn]]:
    heard: Iterator[Observation] = observe(
        [AudioChunk(0.0, np.concatenate(takes))], [HearingAnalyzer(None, Voices(resident_encoder()))]
    )
    turns = [o for o in heard if isinstance(o, VoiceTurn)]
    return len({turn.voice for turn in turns}), turns


def _agreement(dialogue: Sequence[tuple[int, Pcm]], turns: Sequence[VoiceTurn], voices: int) -> float:
    """The share of speech given to the right person, under the kindest naming of the voices."""
    truth: list[tuple[int, Span]] = []
    at = 0.0
    for who, take in dialogue:
        truth.append((who, Span(at, at + len(take) / SAMPLE_RATE)))
        at = truth[-1][1].end
    spoken = sum(turn.span.duration for turn in turns)
    return (
        max(
            sum(span.overlap(turn.span) for who, span in truth for turn in turns if turn.voice == names[who])
            for names in permutations(range(voices), 2)
        )
        / spoken
    )


if __name__ == "__main__":
    main()
