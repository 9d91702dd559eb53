"""Hesitations at known times: real ones, cut out at the times of filler_times.tsv and put into real speech
that has none.

Half of the recordings are for tuning and half for reporting: what a case of the one is made of, hesitation
and host, is in no case of the other.
"""

from __future__ import annotations

import csv
import importlib.util
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from realtalk.hesitation import is_hesitation
from realtalk.media import SAMPLE_RATE, Span

Pcm: TypeAlias = NDArray[np.float32]
Half: TypeAlias = Literal["tune", "report"]

TIMES = Path(__file__).with_name("filler_times.tsv")
"""When hesitations begin and end, put down by looking at their spectrograms: to 0.02 s where silence is
beside them, to 0.05 s where a voice goes on."""

LEAST = 0.18
"""Seconds that a hesitation must have to be cut out: in mfa_uhuh are some that are clipped to a grunt."""

VOICES = ((1, 1), (9, 8), (8, 9))
"""How a cut hesitation is resampled, so that it sounds as of a smaller or a larger person, too."""

GAPS = (0.03, 0.1, 0.2, 0.35)
"""Seconds of quiet between a hesitation and its neighbours."""

FADE = round(0.012 * SAMPLE_RATE)
FRAME = SAMPLE_RATE // 50
QUIETER = (0.5, 1.0)
"""How loud a hesitation is beside its host's speech."""

LONGEST_HOST = 9.0
"""Seconds that are taken of a host, so that a case is soon recognised."""

ACTORS: dict[Half, range] = {"tune": range(1, 10), "report": range(10, 19)}
EMOTIONS = ("01", "02", "03", "05")
"""Of RAVDESS: neutral, calm, happy and angry, spoken and not shouted."""


@dataclass(frozen=True, slots=True, eq=False)
class Host:
    """Speech without a hesitation: a recording, or one `piece` of a long one."""

    name: str
    path: Path
    piece: int | None = None

    @property
    def pcm(self) -> Pcm:
        """Its sound, `(n,)` float32 at 16 kHz."""
        if self.piece is not None:
            return _phrases(self.path)[self.piece]
        return sound(self.path)[: round(LONGEST_HOST * SAMPLE_RATE)]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A hesitation `word` at `span` of the sound, and what both were made of."""

    host: str
    source: str
    word: str
    pcm: Pcm
    span: Span


@dataclass(frozen=True, slots=True)
class Labelled:
    """A hesitation as it was said, with its time."""

    file: str
    span: Span
    word: str
    half: Half


def labelled() -> list[Labelled]:
    """All hesitations whose times were put down, whether their recordings are there or not."""
    with TIMES.open() as file:
        return [
            Labelled(
                row["file"],
                Span(float(row["start"]), float(row["end"])),
                row["word"],
                "tune" if row["half"] == "tune" else "report",
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def found_in(data: Path, file: str) -> Path:
    """Where a labelled recording lies."""
    return _moonshine(file) if file.endswith(".wav") else data / "fillers" / file


def spliced(data: Path, half: Half, count: int, seed: int = 1) -> Iterator[Case]:
    """So many cases, the same each time: hesitations in turn, hosts by chance."""
    rng = random.Random(f"{half} {seed}")
    among = hosts(data, half)
    cut = [
        each for each in labelled()
        if each.half == half and each.span.duration >= LEAST and found_in(data, each.file).exists()
    ]  # fmt: skip
    for number in range(count):
        host, hesitation = rng.choice(among), cut[number % len(cut)]
        yield put_in(host, hesitation, sound(found_in(data, hesitation.file)), rng)


def put_in(
    host: Host,
    hesitation: Labelled,
    source: Pcm,
    rng: random.Random,
    voices: Sequence[tuple[int, int]] = VOICES,
) -> Case:
    """The hesitation of a recording, put somewhere between a host's words."""
    up, down = rng.choice(voices)
    pcm = host.pcm
    first, last = (round(t * SAMPLE_RATE) for t in (hesitation.span.start, hesitation.span.end))
    cut = np.asarray(resample_poly(source[first:last], up, down), dtype=np.float32)
    frames = pcm[: len(pcm) // FRAME * FRAME].reshape(-1, FRAME)
    levels = np.sqrt((frames**2).mean(axis=1) + 1e-12)
    loud = float(np.sqrt((frames[levels > 0.1 * levels.max()] ** 2).mean()))
    cut = cut * np.float32(loud * rng.uniform(*QUIETER) / float(np.sqrt((cut**2).mean())))
    at = rng.choice(_seams(levels)) * FRAME
    room = np.random.default_rng(rng.randrange(2**31))
    quiet = float(np.quantile(levels, 0.05))
    pauses = [
        room.normal(0.0, quiet, round(rng.choice(GAPS) * SAMPLE_RATE)).astype(np.float32) for _ in range(2)
    ]
    joined, starts = _joined([pcm[:at], pauses[0], cut, pauses[1], pcm[at:]])
    span = Span(starts[2] / SAMPLE_RATE, (starts[2] + len(cut)) / SAMPLE_RATE)
    return Case(host.name, hesitation.file, hesitation.word, joined, span)


def _seams(levels: NDArray[np.float32]) -> list[int]:
    """Frames between words, as far as one can tell without knowing them: before and after all speech, and
    where it is quieter than 0.12 s around and than most of it.
    """
    spoken = np.flatnonzero(levels > 0.05 * levels.max())
    first, last = int(spoken[0]), int(spoken[-1])
    most = float(np.quantile(levels[spoken], 0.25))
    inside = [
        i for i in range(first + 8, last - 8)
        if levels[i] <= most and levels[i] == levels[max(0, i - 6) : i + 7].min()
    ]  # fmt: skip
    return [max(1, first - 2), *inside, min(len(levels) - 1, last + 4)]


def _joined(parts: Sequence[Pcm]) -> tuple[Pcm, list[int]]:
    """The parts, each faded into the next, and where each begins."""
    joined, starts = parts[0], [0]
    for part in parts[1:]:
        fade = min(FADE, len(joined), len(part))
        slope = np.linspace(0, 1, fade, dtype=np.float32)
        starts.append(len(joined) - fade)
        both = joined[len(joined) - fade :] * (1 - slope) + part[:fade] * slope
        joined = np.concatenate([joined[: len(joined) - fade], both, part[fade:]]).astype(np.float32)
    return joined, starts


def hosts(data: Path, half: Half) -> list[Host]:
    """Real speech without hesitations: read sentences, acted ones, word salad and the controls of the
    hesitations."""
    files = sorted(p for p in (data / "fillers").glob("*.flac") if not _hesitates(data).get(p.name, True))
    controls = files[::2] if half == "tune" else files[1::2]
    ravdess = data / "speech_emotion" / "ravdess"
    acted = [
        path
        for actor in ACTORS[half]
        for emotion in EMOTIONS
        for path in sorted(ravdess.glob(f"*-{emotion}-01-0?-01-{actor:02d}.flac"))
    ]
    found = [Host(path.stem, path) for path in (*controls, *acted)]
    if half == "report":
        found += [Host(path.stem, path) for path in sorted((data / "video").glob("*.mpg"))]
        found += [Host(path.stem, path) for path in sorted((data / "video").glob("WDA_*.mp4"))]
    read = _moonshine("two_cities.wav" if half == "tune" else "beckett.wav")
    if read.exists():
        found += [Host(f"{read.stem} {n}", read, n) for n in range(len(_phrases(read)))]
    return found


@cache
def _hesitates(data: Path) -> dict[str, bool]:
    with (data / "fillers" / "transcripts.tsv").open() as file:
        return {
            row["file"]: any(is_hesitation(word) for word in row["transcript"].split())
            or "[laughter]" in row["transcript"]
            for row in csv.DictReader(file, delimiter="\t")
        }


@cache
def _phrases(path: Path) -> list[Pcm]:
    """A long recording in pieces of some seconds, cut at its quietest moments."""
    pcm, pieces = sound(path), list[Pcm]()
    while len(pcm) > LONGEST_HOST * SAMPLE_RATE:
        first, last = round(3.0 * SAMPLE_RATE), round(6.0 * SAMPLE_RATE)
        window = np.convolve(pcm[first:last] ** 2, np.ones(SAMPLE_RATE // 10), "valid")
        cut = first + int(np.argmin(window)) + SAMPLE_RATE // 20
        pieces.append(pcm[:cut])
        pcm = pcm[cut:]
    return [*pieces, pcm]


def _moonshine(file: str) -> Path:
    found = importlib.util.find_spec("moonshine_voice")
    folders = (found.submodule_search_locations or []) if found else []
    return Path(folders[0]) / "assets" / file if folders else Path(file)


@cache
def sound(path: Path) -> Pcm:
    """A recording at 16 kHz mono, `(n,)` float32."""
    resampler = av.AudioResampler("flt", "mono", SAMPLE_RATE)
    with av.open(str(path)) as file:
        parts = [
            part.to_ndarray().ravel()
            for frame in (*file.decode(audio=0), None)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(parts).astype(np.float32)
