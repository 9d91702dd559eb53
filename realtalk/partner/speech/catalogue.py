"""The voices to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from realtalk.errors import RealTalkError
from realtalk.partner.speech import kokoro_voice
from realtalk.partner.speech.hibari_voice import HibariVoice
from realtalk.partner.speech.kokoro_voice import KokoroVoice
from realtalk.partner.speech.shape import Shape
from realtalk.partner.speech.speech import Voice


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice as people choose it; `engine` is "hibari" or "kokoro"."""

    id: str
    title: str
    sex: Literal["female", "male"]
    description: str
    engine: str


_SHAPED: tuple[tuple[VoiceInfo, Shape], ...] = (
    (VoiceInfo("heart", "Heart", "female", "warm and clear, at an even pace", "hibari"), Shape()),
    (
        VoiceInfo("ada", "Ada", "female", "bright and lively, young", "hibari"),
        Shape(
            pitch=231,
            range=1.2,
            tract=0.97,
            upper=1.06,
            tilt=-2.1,
            low=-2,
            speed=1.07,
            equaliser=(-3, -2, 0, 3, 4, 4, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, -1, -3, -4, -4),
        ),
    ),
    (
        VoiceInfo("nora", "Nora", "female", "soft and a little breathy, close by", "hibari"),
        Shape(
            pitch=222,
            range=1.0,
            tract=0.97,
            upper=0.93,
            tilt=-3.8,
            low=5,
            breath=-21,
            speed=0.96,
            equaliser=(5, 5, 2, -2, -4, -2, 0, 2, 1, 0, -2, -3, -2, -1, 0, 1, 1, 0, 0, 0),
        ),
    ),
    (
        VoiceInfo("iris", "Iris", "female", "light and precise, businesslike", "hibari"),
        Shape(
            pitch=172,
            range=0.94,
            tract=1.12,
            upper=1.08,
            tilt=0.9,
            low=-5,
            breath=-20,
            speed=1.02,
            equaliser=(2, 2, 1, 0, -1, -2, -3, -3, -3, -2, 0, 2, 3, 2, 1, 0, 0, 0, 1, 2),
        ),
    ),
    (
        VoiceInfo("ruth", "Ruth", "female", "low, dry and unhurried, older", "hibari"),
        Shape(
            pitch=158,
            range=0.9,
            tract=0.95,
            upper=0.96,
            tilt=1.0,
            low=1,
            rough=0.01,
            tremor=0.01,
            speed=0.92,
            equaliser=(4, 4, 2, 0, -2, -3, -4, -3, -1, 0, 1, 1, 1, 2, 2, 3, 1, -1, -3, -4),
        ),
    ),
    (
        VoiceInfo("marcus", "Marcus", "male", "deep and calm", "hibari"),
        Shape(
            pitch=98,
            range=0.85,
            tract=0.82,
            upper=0.9,
            tilt=-0.5,
            low=-1,
            breath=-16,
            speed=0.96,
            equaliser=(-2, -3, -4, -4, -4, -3, -1, 3, 5, 5, 5, 4, 1, -1, -2, -2, -1, -1, 0, 0),
        ),
    ),
    (
        VoiceInfo("leo", "Leo", "male", "young and lively", "hibari"),
        Shape(
            pitch=132,
            range=0.95,
            tract=0.902,
            upper=1.13,
            tilt=-3.4,
            low=-1,
            speed=1.06,
            equaliser=(-4, -3, 2, 6, 5, 3, -1, -4, -5, -2, -1, -2, 0, -2, 0, 1, 2, 1, -1, -1),
        ),
    ),
    (
        VoiceInfo("omar", "Omar", "male", "soft and near, in no hurry", "hibari"),
        Shape(
            pitch=120,
            range=0.97,
            tract=0.79,
            upper=0.99,
            tilt=-2.6,
            low=3,
            breath=-14,
            speed=0.97,
            equaliser=(6, 6, 1, -6, -6, -5, 1, 5, 4, 0, -3, -4, -3, 1, 4, 5, 2, -1, -4, -6),
        ),
    ),
    (
        VoiceInfo("walter", "Walter", "male", "old, warm and slow, a little rough", "hibari"),
        Shape(
            pitch=104,
            range=0.78,
            tract=0.87,
            upper=0.97,
            tilt=-4.0,
            low=5,
            breath=-22,
            rough=0.026,
            tremor=0.015,
            speed=0.88,
            equaliser=(2, 2, 4, 5, 5, 4, 1, -2, -3, -3, -1, 1, 2, 0, -3, -5, -5, -3, 0, 2),
        ),
    ),
    (
        VoiceInfo("frank", "Frank", "male", "firm and brisk", "hibari"),
        Shape(
            pitch=112,
            range=0.89,
            tract=0.87,
            upper=1.11,
            tilt=-0.2,
            low=3,
            speed=1.04,
            equaliser=(1, 0, -2, -3, -2, 1, 2, 0, -2, -4, -3, 1, 5, 5, 3, -1, -2, -1, 1, 3),
        ),
    ),
)
"""The nine besides the network's own were picked among 460 random shapes so that the most alike of them are
as unlike as can be to the speaker encoder, then set by hand to what their names promise."""

VOICES: Mapping[str, VoiceInfo] = MappingProxyType({info.id: info for info, _ in _SHAPED})
"""Every voice that comes with RealTalk, in the order people see them."""

SHAPES: Mapping[str, Shape] = MappingProxyType({info.id: shape for info, shape in _SHAPED})
"""What makes each of hibari's voices."""

_MADE = {id: HibariVoice(id, shape) for id, shape in SHAPES.items()}


def available_voices() -> Mapping[str, VoiceInfo]:
    """Every voice that can speak on this machine now: those of `VOICES`, and Kokoro's where fetched."""
    fetched = {s.id: VoiceInfo(s.id, s.title, s.sex, s.description, "kokoro") for s in kokoro_voice.present()}
    return MappingProxyType({**VOICES, **fetched})


def voice(id: str) -> Voice:
    """The voice of that id. Raises `RealTalkError` for one that is not there."""
    if id in _MADE:
        return _MADE[id]
    here = kokoro_voice.present()
    for style in here:
        if style.id == id:
            return KokoroVoice(style.id, style.file)
    ids = [*VOICES, *(style.id for style in here)]
    raise RealTalkError(f"There is no voice named {id} on this machine.", f"Choose one of: {', '.join(ids)}.")
