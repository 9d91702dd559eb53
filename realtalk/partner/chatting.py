"""A conversation with a persona in a terminal, line by line."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import TextIO

from realtalk.language.client import LanguageModel
from realtalk.partner.conversation import Conversation
from realtalk.partner.persona import Fact, Persona
from realtalk.partner.persona_codec import one_line
from realtalk.partner.said import Said

LONGEST_LINE = 20_000
"""Characters of one turn that are read; the rest of such a line is passed over."""

ENDED = "The talk has ended."

AI = "You talk with an AI."


def one_exchange(
    persona: Persona, model: LanguageModel | None, text: str, out: TextIO, *, facts: bool = False
) -> None:
    """What the persona answers to a text, after its greeting, which is not shown."""
    talk = Conversation(persona, model)
    for _ in talk.opening():
        pass
    talk.heard_so_far(text)  # here one waits for a model that has yet to start
    _told(persona, talk.reply(text), out, facts)


def chat(
    persona: Persona, model: LanguageModel | None, read: TextIO, out: TextIO, *, facts: bool = False
) -> None:
    """Talk until the persona closes the talk, or nothing more is read, or Ctrl-C is pressed.

    Prompts are shown on a terminal alone, so that a pipe gets nothing but what the persona says.
    """
    if isinstance(read, io.TextIOWrapper):
        read.reconfigure(encoding="utf-8", errors="replace")
    terminal = read.isatty() and out.isatty()
    talk = Conversation(persona, model)
    try:
        if terminal:
            _line(out, f"{persona.name}, {persona.role}. {AI} Ctrl-D ends the talk.\n")
        _told(persona, talk.opening(), out, facts)
        if terminal:  # a model on this machine starts while one types
            threading.Thread(target=talk.heard_so_far, args=("",), name="reading", daemon=True).start()
        while not talk.over:
            if terminal:
                out.write("\nYou: ")
                out.flush()
            line = _read(read)
            if line is None:
                break
            if not line.strip():
                continue
            if terminal:
                _line(out, "")
            else:
                talk.heard_so_far(line)  # through a pipe nobody waits
            _told(persona, talk.reply(line), out, facts)
    except KeyboardInterrupt:
        pass
    if terminal:
        _line(out, f"\n{ENDED}")


def _told(persona: Persona, said: Iterable[Said], out: TextIO, facts: bool) -> None:
    """Show each sentence as soon as it is there, and at the end what it stands on."""
    used: dict[Fact, None] = {}
    start = f"{persona.name}: "
    for each in said:
        out.write(f"{start}{one_line(each.text)}")
        out.flush()
        start = " "
        used |= dict.fromkeys(each.facts)
    if start == " ":
        _line(out, "")
    for fact in used if facts else ():
        _line(out, f"    {one_line(fact.text)} ({one_line(fact.source)})")


def _read(read: TextIO) -> str | None:
    """The next line, at most `LONGEST_LINE` of it; None at the end."""
    line = read.readline(LONGEST_LINE)
    if not line:
        return None
    rest = line
    while rest and not rest.endswith("\n"):
        rest = read.readline(LONGEST_LINE)
    return line


def _line(out: TextIO, text: str) -> None:
    out.write(f"{text}\n")
    out.flush()
