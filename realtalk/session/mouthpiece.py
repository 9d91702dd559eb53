"""One persona's voice and face: what they are to say becomes a sentence on the stage."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from realtalk.partner.face.idle_motion import Idle, idle
from realtalk.partner.face.motion import Motion
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.persona import Persona
from realtalk.partner.said import Said
from realtalk.partner.speech.speaking import speak
from realtalk.partner.speech.speech import Speech
from realtalk.session.stage import Clip, Stage

IDLE: Mapping[Idle, float] = MappingProxyType({"listening": 16.0, "thinking": 6.0, "waiting": 12.0})
"""Seconds after which a face that says nothing moves as it did before. House rule: nobody notices."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A sentence with its sound and its motion."""

    said: Said
    speech: Speech
    motion: Motion


@dataclass(eq=False)
class Mouthpiece:
    """A persona on a stage; `who` is their place on it, `folder` where their own voice is kept."""

    persona: Persona
    stage: Stage
    folder: Path | None = None
    who: int = 0

    def __post_init__(self) -> None:
        self._seed = crc32(self.persona.id.encode())
        self._lock = threading.Lock()
        self._count = 0

    def made(self, said: Said) -> Made:
        """Its sound and the face's motion. Raises `RealTalkError` where the voice cannot."""
        speech = speak(said.text, self.persona.voice, self.folder)
        with self._lock:
            self._count += 1
            seed = self._seed + self._count
        motion = speaking(speech, self.persona.manner, self.persona.expressiveness, seed)
        return Made(said, speech, motion)

    def put(self, made: Made, **what: object) -> Clip:
        """Let it be said after what was said before."""
        said = made.said
        facts = [{"text": fact.text, "source": fact.source} for fact in said.facts]
        return self.stage.say(
            made.speech, made.motion, who=self.who, facts=facts, model=said.by_model, **what
        )

    def warm(self) -> None:
        """Load the voice, so that the first sentence comes at once."""
        speak("Hello.", self.persona.voice, self.folder)

    def idle(self) -> dict[str, Motion]:
        """How the face moves while it says nothing, by state."""
        persona = self.persona
        return {
            name: idle(name, seconds, persona.manner, persona.expressiveness, self._seed)
            for name, seconds in IDLE.items()
        }
