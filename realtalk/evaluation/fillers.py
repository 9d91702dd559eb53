"""Fillers and words against transcripts: how many hesitations are found, how many are made up."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realtalk.capture.recording import open_recording
from realtalk.errors import RealTalkError
from realtalk.evaluation.figures import interval, share
from realtalk.hesitation import is_hesitation
from realtalk.language.transcript import understand
from realtalk.observations import Word
from realtalk.perception.analyzer import observe
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import THOROUGH, Phrasing
from realtalk.perception.transcription import transcriber
from realtalk.settings import settings

TRANSCRIPTS = "transcripts.tsv"
COLUMNS = frozenset({"file", "transcript"})

HESITATION, DISCOURSE = "<hesitation>", "<you know>"
"""What every "um", "uh", "er" and "hm" is to a comparison, and what "yknow" is. Where a transcript has none
of the latter, its "you know" may be either: it is two words, and what RealTalk marks there is not counted."""

FILLERS = (HESITATION, DISCOURSE)

_MARKS = re.compile(r"<[^>]*>|\[[^\]]*\]")
"""Broken-off words, laughter and what nobody understood: no recogniser is to write it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One recording's fillers, said, found and made up, and its words and the errors in them."""

    true: int
    found: int
    false: int
    words: int
    errors: int


def evaluate(path: Path) -> dict[str, Any]:
    """The figures for a folder of FLAC files with a `transcripts.tsv` (file, transcript), heard as
    recordings.

    `true` fillers are in the transcripts, `found` of them were written at the same place among the words,
    `false` were written where none was said. `wer` leaves all fillers out. Raises `RealTalkError` where the
    table or a recording cannot be read.
    """
    return figures([(file.name, counted(said, heard(file))) for file, said in list(_transcripts(path))])


def figures(files: Sequence[tuple[str, Counted]]) -> dict[str, Any]:
    """What the counts of some recordings come to, all together and each."""
    true, found, false, words, errors = (
        sum(getattr(each, name) for _, each in files)
        for name in ("true", "found", "false", "words", "errors")
    )
    return {
        "true": true,
        "found": found,
        "false": false,
        "recall": share(found, true),
        "recall_interval": interval(found, true),
        "precision": share(found, found + false),
        "precision_interval": interval(found, found + false),
        "wer": share(errors, words),
        "words": words,
        "files": {
            name: {"true": each.true, "found": each.found, "false": each.false, "errors": each.errors}
            for name, each in files
        },
    }


def heard(file: Path, phrasing: Phrasing = THOROUGH) -> list[Word]:
    """A recording's words with its fillers marked, as a review has them, or a live talk with `SOON`."""
    with open_recording(file) as recording:
        analyzer = HearingAnalyzer(transcriber(settings()), None, phrasing)
        words = [each for each in observe(recording.media(), [analyzer]) if isinstance(each, Word)]
    return list(understand(words).words)


def counted(said: str, found: Sequence[Word]) -> Counted:
    """A transcript against words that were recognised: both are aligned, since there are no times."""
    reference, hypothesis = written(said), recognised(found, you_know=DISCOURSE in written(said))
    pairs = aligned(reference, hypothesis)
    right = sum(wanted == got and wanted in FILLERS for wanted, got in pairs)
    plain = [[word for word in words if word not in FILLERS] for words in (reference, hypothesis)]
    return Counted(
        true=sum(word in FILLERS for word in reference),
        found=right,
        false=sum(word in FILLERS for word in hypothesis) - right,
        words=len(plain[0]),
        errors=sum(wanted != got for wanted, got in aligned(*plain)),
    )


def written(transcript: str) -> list[str]:
    """A transcript as tokens: plain words, and what stands for a filler."""
    words = re.sub(r"[^a-z0-9' ]+", " ", _MARKS.sub(" ", transcript.lower().replace("’", "'"))).split()
    return [DISCOURSE if w == "yknow" else HESITATION if is_hesitation(w) else w for w in words]


def recognised(words: Sequence[Word], *, you_know: bool) -> list[str]:
    """Recognised words as tokens; where a transcript tells apart the two kinds of `you_know`, marked ones are
    fillers.
    """
    tokens: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        following = words[index + 1] if index + 1 < len(words) else None
        plain = written(word.text)
        if (
            you_know
            and word.filler
            and following
            and plain == ["you"]
            and written(following.text) == ["know"]
        ):
            plain, skip = [DISCOURSE], True
        tokens += plain
    return tokens


def aligned(reference: Sequence[str], hypothesis: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """The cheapest alignment of two token sequences, None for what one of them lacks.

    A filler is only ever beside one of its kind or beside nothing, so that a word that was misheard costs no
    filler.
    """
    rows, columns = len(reference) + 1, len(hypothesis) + 1
    cost = [[i + j if i == 0 or j == 0 else 0 for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            beside = cost[i - 1][j - 1] + _exchange(reference[i - 1], hypothesis[j - 1])
            cost[i][j] = min(beside, cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    pairs: list[tuple[str | None, str | None]] = []
    i, j = rows - 1, columns - 1
    while i or j:
        here = cost[i][j]
        if i and j and here == cost[i - 1][j - 1] + _exchange(reference[i - 1], hypothesis[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((reference[i], hypothesis[j]))
        elif i and here == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((reference[i], None))
        else:
            j -= 1
            pairs.append((None, hypothesis[j]))
    return pairs[::-1]


def _exchange(wanted: str, got: str) -> int:
    if wanted == got:
        return 0
    return 3 if wanted in FILLERS or got in FILLERS else 1


def _transcripts(path: Path) -> Iterator[tuple[Path, str]]:
    remedy = (
        f"Give a folder with FLAC files and a {TRANSCRIPTS}: a line with file and transcript, then one each."
    )
    try:
        with (path / TRANSCRIPTS).open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            table.fieldnames = [name.strip().lower() for name in table.fieldnames or ()]
            rows = [row for row in table if any((row.get(name) or "").strip() for name in COLUMNS)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RealTalkError(f"{path.name} holds no {TRANSCRIPTS} that can be read.", remedy) from error
    if not rows or not set(rows[0]) >= COLUMNS:
        raise RealTalkError(f"{TRANSCRIPTS} names no recordings.", remedy)
    for row in rows:
        name, said = row["file"], row["transcript"]
        if not name or said is None:
            raise RealTalkError(
                f"{TRANSCRIPTS} has a line without its {'transcript' if name else 'file'}.", remedy
            )
        if not (path / name).is_file():
            raise RealTalkError(f"{TRANSCRIPTS} names a recording that is not there: {name}.", remedy)
        yield path / name, said
