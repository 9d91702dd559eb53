"""What stands in for a camera and a microphone: files that Chromium plays as if they were devices, and, made
in the page itself, flashes and beeps that begin together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.video.stream import VideoStream

from realtalk.ui import camera
from tests.builders import Audio, build_clip
from tests.replaying import RATE, Sound, sound_of

SAMPLE = Path(camera.__file__).parent / "sample" / "sample.mp4"

TICKS = 30
"""Pictures a second that Chromium plays such a file at, whatever it was written for."""

BREATH = 0.3
"""Seconds of silence that are left between the phrases of somebody in a hurry."""

HURRY = 1.15
"""How much faster the phrases themselves are then; the voice is a little higher for it."""

QUIET = 200.0
"""The effective value of a hundredth of a second, of 32768, under which nobody is speaking in the sample."""


@dataclass(frozen=True, slots=True)
class FakeDevices:
    """The files that a browser takes for its camera and its microphone; both begin anew at their end."""

    picture: Path
    sound: Path

    @property
    def flags(self) -> tuple[str, ...]:
        """What Chromium is started with. It still asks for permission: a context grants it, or does not."""
        return (
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={self.picture}",
            f"--use-file-for-fake-audio-capture={self.sound}",
        )


def picture_file(path: Path, seconds: float = 10.0) -> Path:
    """The sample's face, swaying a little, as JPEGs in a row. Gives `path` back."""
    with av.open(str(SAMPLE)) as sample, av.open(str(path), "w", format="mjpeg") as file:
        stream = cast(VideoStream, file.add_stream("mjpeg", rate=TICKS, options={"qmin": "4", "qmax": "4"}))
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuvj420p"
        written = 0
        for frame in sample.decode(video=0):
            shown = frame.reformat(640, 480, "yuvj420p")
            while written <= min(float(frame.time or 0.0), seconds) * TICKS:
                shown.pts, shown.time_base = written, Fraction(1, TICKS)
                file.mux(stream.encode(shown))
                written += 1
            if written > seconds * TICKS:
                break
        file.mux(stream.encode(None))
    return path


def sound_file(path: Path, sound: Sound) -> Path:
    """A microphone's file of 48 kHz. Gives `path` back."""
    pcm = sound.astype(np.float32) / 32768
    return build_clip(path, len(pcm) / RATE, audio=Audio(pcm, RATE, "pcm_s16le"))


def answer() -> Sound:
    """The sample's answer as it was given: about 150 words a minute."""
    return sound_of(SAMPLE)


def hurried(sound: Sound) -> Sound:
    """The same with short breaths for pauses and every phrase a little faster: over 220 words a minute."""
    step = RATE // 100
    pieces = sound[: len(sound) // step * step].reshape(-1, step)
    silent = np.sqrt((pieces.astype(np.float64) ** 2).mean(axis=1)) < QUIET
    run, kept = 0, np.ones(len(pieces), bool)
    for i, still in enumerate(silent):
        run = run + 1 if still else 0
        kept[i] = run <= round(100 * BREATH * HURRY)
    joined = pieces[kept].reshape(-1)
    places = np.arange(0, len(joined) - 1, HURRY)
    return np.interp(places, np.arange(len(joined)), joined).astype(np.int16)


FLASHES = (1.2, 0.8, 1.4, 1.0, 1.6)
"""Seconds from one flash to the next, over and over: no two stretches are alike within six seconds, so that
nobody takes one flash for another."""


def flashing(gaps: Sequence[float] = FLASHES) -> str:
    """A script for `add_init_script`: the browser's camera and microphone flash and beep together.

    A flash and its 1 kHz beep begin in the same instant and last a fifth of a second. Pictures come 15 times
    a second, one of them at that instant.
    """
    return _PAGE.replace("WORK", json.dumps(_WORK.replace("GAPS", json.dumps(list(gaps)))))


_WORK = """
  const LASTS = 0.2, RATE = 15, SOUNDS = 48000, PIECE = 480, gaps = GAPS
  const pen = new OffscreenCanvas(640, 480).getContext("2d", { alpha: false })
  onmessage = ({ data }) => {
    const [picture, sound] = [data.picture?.getWriter(), data.sound?.getWriter()]
    const began = performance.now() / 1000
    const flashes = [1]
    let pictures = 0, sounds = 0
    const lit = t => {
      while (flashes.at(-1) < t + 1) flashes.push(flashes.at(-1) + gaps[(flashes.length - 1) % gaps.length])
      return flashes.findLast(at => at <= t + 1e-6 && t < at + LASTS - 1e-6)
    }
    const work = () => {
      const now = performance.now() / 1000 - began
      for (; sound && (sounds + PIECE) / SOUNDS <= now; sounds += PIECE) {
        const pcm = Float32Array.from({ length: PIECE }, (_, i) => {
          const t = (sounds + i) / SOUNDS, at = lit(t)
          return at === undefined ? 0 : 0.5 * Math.sin(2000 * Math.PI * (t - at))
        })
        sound.write(new AudioData({
          format: "f32-planar", sampleRate: SOUNDS, numberOfChannels: 1, numberOfFrames: PIECE,
          timestamp: Math.round((began + sounds / SOUNDS) * 1e6), data: pcm,
        })).catch(() => clearInterval(ticking))
      }
      const due = Math.floor(now * RATE)
      if (!picture || due < pictures) return
      pictures = due + 1
      pen.fillStyle = lit(due / RATE) === undefined ? (due % 2 ? "#101010" : "#121212") : "#fff"
      pen.fillRect(0, 0, 640, 480)
      picture.write(new VideoFrame(pen.canvas, { timestamp: Math.round((began + due / RATE) * 1e6) }))
        .catch(() => clearInterval(ticking))
    }
    const ticking = setInterval(work, 4)
  }
"""

_PAGE = """(() => {
  const ids = { video: "flashing-camera", audio: "beeping-microphone" }
  const made = kind => {
    const track = new MediaStreamTrackGenerator({ kind })
    const settings = track.getSettings.bind(track)
    track.getSettings = () => ({ ...settings(), deviceId: ids[kind] })
    return track
  }
  const devices = [["videoinput", "video", "Flashes"], ["audioinput", "audio", "Beeps"]].map(
    ([kind, id, label]) => ({ kind, deviceId: ids[id], groupId: "", label }))
  if (!navigator.mediaDevices) return
  navigator.mediaDevices.enumerateDevices = async () => devices
  navigator.mediaDevices.getUserMedia = async ({ video, audio }) => {
    const [picture, sound] = [video && made("video"), audio && made("audio")]
    const worker = new Worker(URL.createObjectURL(new Blob([WORK], { type: "text/javascript" })))
    const sent = { ...(picture && { picture: picture.writable }), ...(sound && { sound: sound.writable }) }
    worker.postMessage(sent, Object.values(sent))
    return new MediaStream([picture, sound].filter(Boolean))
  }
})()"""
