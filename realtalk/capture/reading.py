"""Once through a recorded file: what is decoded becomes what is analysed and what the player gets."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk.capture.decoding import Coded, Decoding, Picture, Sound
from realtalk.capture.interleaving import Interleaver
from realtalk.capture.opening import open_media
from realtalk.capture.pictures import Pictures
from realtalk.capture.probe import Probe
from realtalk.capture.proxy import Proxy, player_rate
from realtalk.capture.resample import Resampler
from realtalk.capture.soundtrack import Soundtrack
from realtalk.media import SAMPLE_RATE, AudioChunk, Frame

CHUNK = 0.25
"""Seconds of sound in a chunk, about: short enough to be in time order with the pictures."""


class Reading:
    """One way through a file, with pictures for analysis and a copy for the player as far as they are wanted.

    Grows while `steps` is read: `seen` and `heard` are the seconds that pictures and sound reach, `share` the
    part of the file's bytes that was read (None where the file does not tell). There after it: `soundtrack`
    with its gaps, `jumps` of the clock in seconds, `damaged` packets.
    """

    def __init__(self, path: Path, found: Probe, pictures: Pictures | None, copy: Proxy | None) -> None:
        self.soundtrack = Soundtrack(player_rate(found.sound_rate or SAMPLE_RATE))
        self.seen = 0.0
        self.share: float | None = None
        self.jumps: tuple[float, ...] = ()
        self.damaged = 0
        self._path = path
        self._found = found
        self._pictures = pictures
        self._copy = copy
        self._resampler = Resampler()
        self._pieces: list[NDArray[np.float32]] = []
        self._waiting = self._given = 0
        self._interleaver = Interleaver(video=found.picture, audio=found.sound)
        self._bytes = 0

    @property
    def heard(self) -> float:
        """Seconds of sound so far."""
        return self.soundtrack.end

    @property
    def reached(self) -> float:
        """Seconds read so far."""
        return max(self.seen, self.heard)

    def steps(self) -> Generator[list[Frame | AudioChunk], None, None]:
        """What is to be analysed after every packet, mostly nothing; the file is closed at the end."""
        opened = open_media(self._path)
        with contextlib.closing(opened.container):
            self._bytes = os.path.getsize(self._path)
            used = opened.only(video=self._found.picture, audio=self._found.sound)
            if self._copy is not None:
                self._copy.start(used)
            decoding = Decoding(self._path, used, self._found.origin)
            for piece in decoding.run():
                yield list(self._take(piece))
            yield list(self._finish())
            self.share = 1.0
            self.jumps, self.damaged = tuple(decoding.clock.jumps), decoding.damaged
            if self._copy is not None:
                self._copy.judge(strayed=self.soundtrack.strayed, damaged=bool(self.damaged))

    def _take(self, piece: Coded | Picture | Sound) -> Iterator[Frame | AudioChunk]:
        if isinstance(piece, Picture):
            self.seen = piece.end
            if self._pictures is not None and self._pictures.wants(piece.t):
                yield from self._interleaver.put(Frame(piece.t, self._pictures.rgb(piece.frame)))
            if self._copy is not None:
                self._copy.picture(piece)
        elif isinstance(piece, Sound):
            if piece.lost:
                self.soundtrack.lose()
            for pcm in self.soundtrack.lay(piece.frame, piece.t):
                yield from self._hear(pcm)
        else:
            self._locate(piece.packet.pos)
            if self._copy is not None:
                self._copy.coded(piece)

    def _locate(self, at: int | None) -> None:
        """Note where in the file a packet was; the furthest counts."""
        if at is not None and 0 <= at <= self._bytes:
            self.share = max(self.share or 0.0, at / self._bytes)

    def _finish(self) -> Iterator[Frame | AudioChunk]:
        for pcm in self.soundtrack.finish():
            yield from self._hear(pcm)
        yield from self._chunk(last=True)
        yield from self._interleaver.finish()

    def _hear(self, pcm: NDArray[np.float32]) -> Iterator[Frame | AudioChunk]:
        if self._copy is not None:
            self._copy.sound(pcm)
        if self._pictures is None:
            return
        self._pieces.append(pcm)
        self._waiting += len(pcm)
        if self._waiting >= CHUNK * self.soundtrack.rate:
            yield from self._chunk(last=False)

    def _chunk(self, *, last: bool) -> Iterator[Frame | AudioChunk]:
        pcm = np.concatenate(self._pieces) if self._pieces else np.empty(0, np.float32)
        self._pieces, self._waiting = [], 0
        pcm = self._resampler.feed_mono(pcm, self.soundtrack.rate)
        if last:
            pcm = np.concatenate((pcm, self._resampler.finish()))
        if len(pcm):
            chunk = AudioChunk(self._given / SAMPLE_RATE, pcm)
            self._given += len(pcm)
            yield from self._interleaver.put(chunk)
