"""What a conversation would wait for, done while somebody still chooses."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from realtalk.errors import RealTalkError
from realtalk.partner.everybody import own_folder
from realtalk.partner.faces import rig_of
from realtalk.partner.heard import heard
from realtalk.partner.persona import Persona
from realtalk.partner.speech.speaking import speak

log = logging.getLogger(__name__)


def get_ready(persona: Persona) -> threading.Thread:
    """Make the face, the greeting, and what reads English, in a thread of its own. What fails here fails
    again when the conversation begins, which says what to do about it.
    """

    def prepare() -> None:
        for step in (lambda: heard("Hello there."), lambda: greeting(persona), lambda: rig_of(persona)):
            try:
                step()
            except RealTalkError:
                log.debug("not ready yet")

    thread = threading.Thread(target=prepare, name="realtalk-partner-warming", daemon=True)
    thread.start()
    return thread


def greeting(persona: Persona) -> None:
    """Make what the persona says first, which is kept for when they say it."""
    with suppress(RealTalkError):
        speak(persona.greeting, persona.voice, own_folder(persona))
