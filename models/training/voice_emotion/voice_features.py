"""Labelled recordings as numbers: what RealTalk itself hears of each, kept so that it is heard once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk import weights
from realtalk.capture.recording import open_recording
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.metrics.voice_neutral import intonation
from realtalk.observations import VoiceObservation
from realtalk.perception import voice_emotion, whisper
from realtalk.perception.blocks import Blocks
from realtalk.perception.phrases import Phrase
from realtalk.perception.speech import WINDOW, VoiceActivity
from realtalk.perception.voice import VoiceAnalyzer
from realtalk.timeline import Timeline

Sound = NDArray[np.float32]

RAVDESS = {"01": "neutral", "02": "neutral", "03": "happy", "06": "nervous"}
RAVDESS_WIDE = RAVDESS | dict.fromkeys(("04", "05", "07", "08"), "nervous")
EMODB = {"N": "neutral", "F": "happy", "A": "nervous"}
EMODB_WIDE = EMODB | dict.fromkeys("WET", "nervous")
"""What each corpus calls its emotions; the wide mappings take every unpleasant or startled one as nervous."""


COPIES = {"03-01-03-01-02-02-07.flac": "03-01-03-01-02-01-07.flac"}
"""The same recording under two names. Folds go by speaker, so that both lie on one side; one is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """Stretches of recordings, one a row: `encoded` is `(n, 512)`, `pitch` `(n, 2)` middle and spread in
    semitones (NaN without a voiced sound), `seconds` and the index of its file each `(n,)`.
    """

    files: tuple[str, ...]
    of: NDArray[np.intp]
    seconds: NDArray[np.float64]
    encoded: NDArray[np.float32]
    pitch: NDArray[np.float64]

    def clips(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A row a file: the mean of its stretches by their seconds, `(files, 512)` and `(files, 2)`."""
        share = np.zeros((len(self.files), len(self.of)))
        share[self.of, np.arange(len(self.of))] = self.seconds
        known = ~np.isnan(self.pitch).any(axis=1)
        voiced = share * known
        pitch = voiced @ np.where(known[:, None], self.pitch, 0.0)
        with np.errstate(invalid="ignore"):
            return share @ self.encoded / share.sum(axis=1, keepdims=True), pitch / voiced.sum(
                axis=1, keepdims=True
            )


def corpus(folder: Path, kinds: dict[str, str], cache: Path, *, ravdess: bool) -> Heard:
    """What is heard of the files of a folder whose names have one of the kinds."""
    files = sorted(folder.rglob("*.flac"), key=lambda path: path.name)
    files = [path for path in files if path.name not in COPIES]
    files = [path for path in files if (path.name[6:8] if ravdess else path.name[5]) in kinds]
    if not files:
        raise FileNotFoundError(2, "there are no such recordings", str(folder))
    return heard(files, cache, f"{'ravdess' if ravdess else 'emodb'}-{len(kinds)}-emotions")


def heard(
    files: Sequence[Path], cache: Path, name: str, change: Callable[[Sound, int], Sound] | None = None
) -> Heard:
    """What is heard of the files, from `cache/NAME.npz` where it was heard before.

    `change` makes another sound of a file's, given its index.
    """
    told = [f"{path.name} {path.stat().st_size}" for path in files]
    mark = hashlib.sha256("\n".join(told).encode()).hexdigest()
    kept = cache / f"{name}.npz"
    if kept.exists():
        with np.load(kept, allow_pickle=False) as found:
            if str(found["mark"]) == mark:
                return Heard(
                    tuple(path.name for path in files),
                    found["of"], found["seconds"], found["encoded"].astype(np.float32), found["pitch"],
                )  # fmt: skip
    rows = [(index, *row) for index, path in enumerate(files) for row in _stretches(path, index, change)]
    of, seconds, encoded, pitch = zip(*rows, strict=True)
    made = Heard(
        tuple(path.name for path in files),
        np.array(of, np.intp), np.array(seconds), np.stack(encoded), np.stack(pitch),
    )  # fmt: skip
    cache.mkdir(parents=True, exist_ok=True)
    np.savez(kept, mark=mark, of=made.of, seconds=made.seconds, encoded=made.encoded, pitch=made.pitch)
    return made


Row = tuple[float, NDArray[np.float32], NDArray[np.float64]]


def _stretches(path: Path, index: int, change: Callable[[Sound, int], Sound] | None) -> Iterator[Row]:
    with open_recording(path) as recording:
        pcm = np.concatenate([piece.pcm for piece in recording.media() if isinstance(piece, AudioChunk)])
    pcm = pcm if change is None else change(pcm, index)
    model = whisper.resident_whisper(weights.path("whisper"))
    analyzer = VoiceAnalyzer()
    timeline = Timeline([*analyzer.feed(AudioChunk(0.0, pcm)), *analyzer.finish()])
    assert timeline.track(VoiceObservation)
    for stretch in _cut(pcm):
        span = Span(stretch.speech[0].start, stretch.speech[-1].end)
        (pitch,) = intonation(timeline, [span])
        seconds = sum(each.duration for each in stretch.speech)
        yield seconds, voice_emotion.features(model, stretch), pitch


def _cut(pcm: Sound) -> list[Phrase]:
    """The stretches of a recording; all of it where no speech is found."""
    blocks, activity, stretches = Blocks(32 * WINDOW), VoiceActivity(), voice_emotion.Stretches()
    found: list[Phrase] = []
    pieces = list(blocks.add(AudioChunk(0.0, pcm)))
    rest = blocks.rest()
    for block in [*pieces, *([rest] if rest is not None else [])]:
        found += stretches.add(block, tuple(activity.add(block)), activity.open_since)
    end = len(pcm) / SAMPLE_RATE
    found += stretches.add(AudioChunk(end, pcm[:0]), tuple(activity.finish(end)), None)
    found += stretches.finish()
    whole = (Span(0.0, end),)
    return found or [Phrase(pcm, whole, whole)]
