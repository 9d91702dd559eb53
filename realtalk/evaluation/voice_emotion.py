"""How right RealTalk hears neutral, happy and nervous voices, on recordings with labels."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.capture.recording import open_recording
from realtalk.errors import RealTalkError
from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion, interval, named
from realtalk.media import AudioChunk
from realtalk.metrics.voice_geometry import GEOMETRY
from realtalk.metrics.voice_neutral import (
    EVEN,
    Neutral,
    at,
    intonation,
    of_own,
    points,
    probabilities,
)
from realtalk.observations import VOICE_EMOTIONS, VoiceEmotionObservation
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import THOROUGH
from realtalk.perception.voice import VoiceAnalyzer
from realtalk.perception.voice_emotion import VoiceEmotion
from realtalk.timeline import Timeline

LABELS = "labels.tsv"
HEADER = ("file", "path", "filename", "name")
"""What the first cell of a labels.tsv says where its first row is a header."""

RAVDESS = {"01": "neutral", "02": "neutral", "03": "happy", "06": "nervous"}
"""RAVDESS's numbers of emotions: neutral and calm, happy, fearful; the others are left out."""

DRAWS = 1000
"""Times that speakers are drawn anew for an interval."""

_RAVDESS_NAME = re.compile(r"\d\d-\d\d-(?P<emotion>\d\d)-\d\d-\d\d-\d\d-(?P<speaker>\d\d)")

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A recording of one speaker, and which of `VOICE_EMOTIONS` it is."""

    path: Path
    speaker: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """Recordings as points `(n, 2)` (see `voice_neutral`), their `truth` 0..2 and `speaker`, each `(n,)`."""

    points: Array
    truth: Ints
    speaker: Ints


def evaluate(path: Path) -> dict[str, Any]:
    """The figures of a folder of FLAC files with RAVDESS names, or with a labels.tsv of file, speaker and
    neutral, happy or nervous; a header is optional, further columns and other labels are left out.

    `balanced_accuracy` and `confusion` have each speaker normalised by their own files, taken to hold as much
    of each kind; `without_normalisation` by nobody's, `neutral_baseline` by their neutral files alone, the
    one in question left out. `unreadable` files count for nothing. Raises `RealTalkError` where there is
    nothing to evaluate.
    """
    recordings = labelled(path)
    clips, unreadable = heard(recordings)
    if not len(clips.truth):
        raise RealTalkError(f"None of the recordings in {path} can be read.", "Check that they hold sound.")
    return figures(clips) | {"unreadable": len(unreadable), "unreadable_files": unreadable}


def labelled(path: Path) -> list[Labelled]:
    """The recordings of a folder that have a label, by name. Raises `RealTalkError` where there are none."""
    if not path.is_dir():
        raise RealTalkError(f"{path} is not a folder.", "Name the folder that holds the recordings.")
    found = _listed(path) if (path / LABELS).is_file() else list(_named(path))
    if not found:
        raise RealTalkError(
            f"There is no labelled recording in {path}.",
            f"It needs FLAC files with RAVDESS names, or a {LABELS} with file, speaker and one of "
            f"{', '.join(VOICE_EMOTIONS)}.",
        )
    return found


def _named(path: Path) -> Iterator[Labelled]:
    for file in sorted(path.rglob("*")):
        name = _RAVDESS_NAME.fullmatch(file.stem)
        if name and file.suffix.lower() in (".flac", ".wav") and name["emotion"] in RAVDESS:
            yield Labelled(file, name["speaker"], RAVDESS[name["emotion"]])


def _listed(path: Path) -> list[Labelled]:
    try:
        with (path / LABELS).open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, delimiter="\t")
            rows = [(lines.line_num, row) for row in lines if any(cell.strip() for cell in row)]
    except (OSError, ValueError, csv.Error) as error:
        raise RealTalkError(
            f"{path / LABELS} cannot be read.", "It is text, with tabs between its columns."
        ) from error
    if rows and rows[0][1][0].strip().lower() in HEADER:
        rows = rows[1:]
    found: list[Labelled] = []
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        if len(cells) < 3 or not all(cells[:3]):
            raise RealTalkError(
                f"Line {number} of {path / LABELS} does not say a file, its speaker and how it sounds.",
                "Put the three into columns with tabs between them.",
            )
        if cells[2].lower() in VOICE_EMOTIONS:
            found.append(Labelled(path / cells[0], cells[1], cells[2].lower()))
    return found


def heard(recordings: Sequence[Labelled]) -> tuple[Clips, list[str]]:
    """What RealTalk hears of recordings, by the code that hears a talk; and the names of those that cannot be
    read or hold no sound.
    """
    rows: list[tuple[Array, int, str]] = []
    unreadable: list[str] = []
    for each in recordings:
        try:
            point = _point(each.path)
        except (RealTalkError, OSError):
            point = None
        if point is None:
            unreadable.append(each.path.name)
        else:
            rows.append((point, VOICE_EMOTIONS.index(each.kind), each.speaker))
    speakers = sorted({speaker for _, _, speaker in rows})
    found = np.array([point for point, _, _ in rows], dtype=np.float64).reshape(-1, 4)
    truth = np.array([kind for _, kind, _ in rows], dtype=np.intp)
    speaker = np.array([speakers.index(name) for _, _, name in rows], dtype=np.intp)
    return Clips(_with_pitch(found, speaker), truth, speaker), unreadable


def _point(path: Path) -> Array | None:
    """Scores and pitch of a recording, `(4,)`: the means of its stretches by their length; None without."""
    with open_recording(path) as recording:
        pieces = [piece for piece in recording.media() if isinstance(piece, AudioChunk)]
    if not pieces or not any(len(piece.pcm) for piece in pieces):
        return None
    voice, hearing = VoiceAnalyzer(), HearingAnalyzer(None, None, THOROUGH, VoiceEmotion())
    timeline = Timeline()
    for analyzer in (voice, hearing):
        for piece in pieces:
            timeline.add(analyzer.feed(piece))
        timeline.add(analyzer.finish())
    track = list(timeline.track(VoiceEmotionObservation))
    if not track:
        whole = AudioChunk(pieces[0].t, np.concatenate([piece.pcm for piece in pieces]))
        track = [VoiceEmotion().whole(whole)]
    pitch = intonation(timeline, [each.span for each in track])
    scores = np.array([each.scores for each in track])
    seconds = np.array([each.span.duration for each in track])
    voiced = ~np.isnan(pitch).any(axis=1)
    middle = (
        np.average(pitch[voiced], axis=0, weights=seconds[voiced]) if voiced.any() else np.full(2, np.nan)
    )
    mean = np.average(scores, axis=0, weights=seconds)
    return np.concatenate([mean[1:] - mean[0], middle])


def _with_pitch(found: Array, speaker: Ints) -> Array:
    """Points from scores and pitch; a recording without a voiced sound has its speaker's own pitch."""
    pitch = found[:, 2:].copy()
    for one in np.unique(speaker):
        mine = speaker == one
        known = mine & ~np.isnan(pitch).any(axis=1)
        usual = pitch[known].mean(axis=0) if known.any() else np.zeros(2)
        pitch[mine & ~known] = usual
    scores = np.concatenate([np.zeros((len(found), 1)), found[:, :2]], axis=1)
    return points(scores, pitch, GEOMETRY)


def figures(clips: Clips) -> dict[str, Any]:
    """The figures of recordings, in each way of finding a speaker's neutral voice; None where a way has
    nothing to go by.
    """
    own = np.zeros((len(clips.truth), len(VOICE_EMOTIONS)))
    for speaker in np.unique(clips.speaker):
        mine = clips.speaker == speaker
        own[mine] = of_own(clips.points[mine], GEOMETRY)
    bare = _likely(clips, lambda mine, one: at(GEOMETRY.population))
    zeros = _likely(clips, lambda mine, one: _neutral_of(clips, mine, one))
    counts = confusion(clips.truth, own.argmax(axis=1), len(VOICE_EMOTIONS))
    return {
        "n": len(clips.truth),
        "speakers": len(np.unique(clips.speaker)),
        "balanced_accuracy": balanced_accuracy(counts),
        "accuracy": float(np.trace(counts)) / len(clips.truth),
        "accuracy_interval": interval(int(np.trace(counts)), len(clips.truth)),
        "balanced_accuracy_interval": over_speakers(clips, own),
        "ece": calibration_error(own, clips.truth),
        "confusion": named(counts, VOICE_EMOTIONS),
        "without_normalisation": _balanced(clips, bare),
        "neutral_baseline": _balanced(clips, zeros),
    }


def _likely(clips: Clips, zero: Callable[[NDArray[np.bool_], int], Neutral | None]) -> Array:
    """How likely each recording is each kind, given how a speaker's neutral voice is found; NaN without."""
    likely = np.full((len(clips.truth), len(VOICE_EMOTIONS)), np.nan)
    for one in range(len(clips.truth)):
        found = zero(clips.speaker == clips.speaker[one], one)
        if found is not None:
            likely[one] = probabilities(clips.points[one : one + 1], found, GEOMETRY, EVEN)[0]
    return likely


def _neutral_of(clips: Clips, mine: NDArray[np.bool_], one: int) -> Neutral | None:
    others = mine & (clips.truth == 0)
    others[one] = False
    return at(clips.points[others].mean(axis=0)) if others.any() else None


def _balanced(clips: Clips, likely: Array) -> float | None:
    known = ~np.isnan(likely).any(axis=1)
    said = likely[known].argmax(axis=1)
    return balanced_accuracy(confusion(clips.truth[known], said, len(VOICE_EMOTIONS)))


def over_speakers(
    clips: Clips, likely: Array, times: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """The 95% interval of the balanced accuracy, by drawing speakers anew; None with a single one."""
    speakers = np.unique(clips.speaker)
    if len(speakers) < 2:
        return None
    kinds = len(VOICE_EMOTIONS)
    said = likely.argmax(axis=1)
    each = np.stack(
        [confusion(clips.truth[clips.speaker == s], said[clips.speaker == s], kinds) for s in speakers]
    )
    draws = np.random.default_rng(0).integers(len(speakers), size=(DRAWS, len(speakers)))
    values = [balanced_accuracy(each[draw].sum(axis=0)) or 0.0 for draw in draws]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
