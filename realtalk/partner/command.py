"""`python -m realtalk say`, `chat` and `personas`: a persona speaks, converses, and is handed on."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from realtalk.errors import DiskFull, RealTalkError, disk_full

if TYPE_CHECKING:
    from types import TracebackType

    from realtalk.language.client import LanguageModel
    from realtalk.partner.persona import Persona
    from realtalk.partner.saying import Stage

LARGEST_TEXT = 1 << 20
"""Bytes of a text that are read from a pipe; saying has its own, smaller bound."""


class Bar(Protocol):
    """Shows how far something is, while one is inside it."""

    def __enter__(self) -> Bar: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def show(self, progress: Stage) -> None: ...


def add_partner_commands(
    commands: Any, bar: Callable[[str], Bar], language_model: Callable[[], LanguageModel | None]
) -> None:
    """Add `say`, `chat` and `personas` to an argparse parser's sub-commands; each sets `run`, which gives the
    exit code. `bar` draws progress under a label, `language_model` gives the one that the settings choose.
    """
    _add_say(commands, bar)
    _add_chat(commands, language_model)
    _add_personas(commands)


def _add_say(commands: Any, bar: Callable[[str], Bar]) -> None:
    say = commands.add_parser(
        "say",
        help="a clip, or the sound, of a persona who says something",
        description="A clip in which a persona says a text. It is marked as AI-generated, and signed.",
    )
    say.add_argument("text", metavar="TEXT", help="what is said; - reads it from standard input")
    say.add_argument("--persona", required=True, metavar="ID", help="as `personas` lists them, or random:7")
    say.add_argument("--photo", type=Path, metavar="FILE", help="another face, for this clip alone")
    say.add_argument(
        "--agree", action="store_true", help="the person in the photo is you, or has allowed you to use it"
    )
    say.add_argument("--voice", metavar="ID", help="another of RealTalk's voices")
    say.add_argument("--out", required=True, type=Path, metavar="PATH", help="an .mp4, or a .wav")
    say.set_defaults(run=lambda arguments: _say(arguments, bar))


def _add_chat(commands: Any, language_model: Callable[[], LanguageModel | None]) -> None:
    chat = commands.add_parser("chat", help="a conversation with a persona in the terminal")
    chat.add_argument("--persona", required=True, metavar="ID", help="as `personas` lists them, or random:7")
    chat.add_argument("--say", metavar="TEXT", help="say this, show the answer, and end")
    chat.add_argument("--no-model", action="store_true", help="answer by rules, without a language model")
    chat.add_argument("--facts", action="store_true", help="show what the answers stand on")
    chat.set_defaults(run=lambda arguments: _chat(arguments, language_model))


def _add_personas(commands: Any) -> None:
    personas = commands.add_parser(
        "personas", help="list those one can talk with; export, import, revoke and delete them"
    )
    personas.add_argument("--json", action="store_true", help="the list as JSON")
    personas.set_defaults(run=_list)
    actions = personas.add_subparsers(metavar="ACTION")
    export = actions.add_parser("export", help="write a persona into one file that can be handed on")
    export.add_argument("persona", metavar="ID")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "--with-likeness", action="store_true", help="with the photo and the voice of a real person"
    )
    export.set_defaults(run=_export)
    take = actions.add_parser("import", help="take in a persona from such a file")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument(
        "--agree",
        action="store_true",
        help="the person in it is you, or has allowed you to use the photo",
    )
    take.add_argument("--without-likeness", action="store_true", help="leave photo and voice out")
    take.set_defaults(run=_import)
    revoke = actions.add_parser(
        "revoke",
        help="delete the photo and the voice of a real person from a persona",
        description="Take back the consent to a photo and a voice: both are deleted, with all that was made"
        " of them. The persona stays, with a drawn face and one of RealTalk's voices.",
    )
    revoke.add_argument("persona", metavar="ID")
    revoke.set_defaults(run=_revoke)
    delete = actions.add_parser("delete", help="delete a persona of your own, with all that is kept of it")
    delete.add_argument("persona", metavar="ID")
    delete.set_defaults(run=_delete)


def _say(arguments: argparse.Namespace, bar: Callable[[str], Bar]) -> int:
    from realtalk.partner.consent import agree
    from realtalk.partner.everybody import somebody
    from realtalk.partner.likeness import take_photo
    from realtalk.partner.saying import in_voice, say

    persona = somebody(arguments.persona)
    if arguments.voice:
        persona = in_voice(persona, arguments.voice)
    photo = None
    if arguments.photo is not None:
        _agreed(arguments.agree)
        agree(arguments.agree)
        photo = take_photo(_read(arguments.photo))
    text = _piped_text() if arguments.text == "-" else str(arguments.text)
    _writable(arguments.out)
    with bar(arguments.out.name) as shown:
        seconds = say(text, persona, arguments.out, photo=photo, progress=shown.show)
    print(f"{arguments.out}: {seconds:.1f} s, AI-generated.", file=sys.stderr)
    return 0


def _piped_text() -> str:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin.read(LARGEST_TEXT)


def _chat(arguments: argparse.Namespace, language_model: Callable[[], LanguageModel | None]) -> int:
    from realtalk.partner.chatting import chat, one_exchange
    from realtalk.partner.everybody import somebody

    persona = somebody(arguments.persona)
    if arguments.say is not None and not arguments.say.strip():
        raise RealTalkError("There is nothing to say.", "Write a text after --say, or leave it out.")
    model = None if arguments.no_model else language_model()

    def talk() -> None:
        if arguments.say is not None:
            one_exchange(persona, model, arguments.say, sys.stdout, facts=arguments.facts)
        else:
            chat(persona, model, sys.stdin, sys.stdout, facts=arguments.facts)

    return _piped(talk)


def _list(arguments: argparse.Namespace) -> int:
    from realtalk.partner import own_personas
    from realtalk.partner.everybody import everybody

    people = everybody()
    _piped(lambda: _print_json(people) if arguments.json else _print_table(people))
    for id, error in own_personas.damaged().items():
        print(f"realtalk: {id}: {error}", file=sys.stderr)
    return 0


def _print_json(people: tuple[Persona, ...]) -> None:
    from realtalk.partner.everybody import is_ready_made
    from realtalk.partner.ratings import average

    rows: list[dict[str, Any]] = []
    for persona in people:
        stars = average(persona.id)
        rows.append(
            {
                "id": persona.id,
                "name": persona.name,
                "role": persona.role,
                "kind": persona.kind,
                "years": persona.years or None,
                "manner": persona.manner.value,
                "face": persona.face,
                "voice": persona.voice.voice,
                "ready_made": is_ready_made(persona.id),
                "real": persona.real,
                "facts": len(persona.facts),
                "stars": round(stars.stars, 2) if stars else None,
            }
        )
    print(json.dumps(rows, ensure_ascii=False, indent=1))


def _print_table(people: tuple[Persona, ...]) -> None:
    from realtalk.partner.ratings import average

    rows = [("ID", "NAME", "MANNER", "VOICE", "STARS", "ROLE")]
    for persona in people:
        stars = average(persona.id)
        shown = f"{stars.stars:.1f}" if stars else "-"
        name, manner, voice = persona.name, persona.manner.value, persona.voice.voice
        rows.append((persona.id, name, manner, voice, shown, persona.role))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join((*cells, row[-1]))[:room].rstrip())


def _export(arguments: argparse.Namespace) -> int:
    from realtalk.partner.everybody import somebody
    from realtalk.partner.persona_file import packed
    from realtalk.store.writing import write

    persona = somebody(arguments.persona)
    data = packed(persona, with_likeness=arguments.with_likeness)
    try:
        write(arguments.file.parent, {arguments.file.name: data})
    except (OSError, ValueError) as error:
        raise _unwritable(arguments.file, error) from error
    if persona.real and not arguments.with_likeness:
        print("Photo and voice were left out.", file=sys.stderr)
    print(f"{persona.name} is in {arguments.file}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from realtalk.partner.persona_file import look_into, take_in

    found = look_into(arguments.file)
    if found.photo is not None and not arguments.without_likeness:
        _agreed(arguments.agree)
    kept = take_in(found, agreed=arguments.agree, with_likeness=not arguments.without_likeness)
    if found.has_voice_left_out and not arguments.without_likeness:
        print(
            "The voice in the file was left out: nobody has read a phrase in it on this machine.",
            file=sys.stderr,
        )
    print(f"{kept.name} is here as {kept.id}.")
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    from realtalk.partner import own_personas

    where = _own(arguments.persona)
    try:
        kept = own_personas.revoke(arguments.persona)
    except RealTalkError as error:
        if own_personas.has_likeness(where) or where.name not in own_personas.damaged():
            raise
        raise RealTalkError(
            f"Photo and voice are deleted. The rest of {where.name} is damaged.",
            f"Delete it with: python -m realtalk personas delete {where.name}",
        ) from error
    print(f"{kept.name} has no photo and no voice of a real person any more.")
    return 0


def _delete(arguments: argparse.Namespace) -> int:
    from realtalk.partner import own_personas

    _own(arguments.persona)
    own_personas.delete(arguments.persona)
    print(f"{arguments.persona} is deleted.")
    return 0


def _own(persona: str) -> Path:
    """The folder of an own persona, which may be damaged. Raises `RealTalkError` for anybody else's id."""
    from realtalk.partner import own_personas
    from realtalk.partner.everybody import is_ready_made

    if is_ready_made(persona):
        raise RealTalkError(f"{persona} came with RealTalk.", "Only personas of your own can be changed.")
    return own_personas.folder(persona)


def _agreed(agreed: bool) -> None:
    """Refuse in the words of the command line what a tick on the page would allow."""
    from realtalk.partner.consent import SENTENCE, NoConsent

    if not agreed:
        raise NoConsent(
            "A photo or a voice is used only with the consent of the person.",
            f'Add --agree if this is true: "{SENTENCE}"',
        )


def _read(path: Path) -> bytes:
    from realtalk.partner.likeness import LARGEST_PHOTO

    try:
        if not path.is_file():
            raise RealTalkError(f"There is no file {path}.", "Check the name.")
        with path.open("rb") as file:
            return file.read(LARGEST_PHOTO + 1)
    except (OSError, ValueError) as error:
        raise RealTalkError(f"RealTalk could not read {path}.", "Choose a file that you may open.") from error


def _writable(path: Path) -> None:
    """Raise where nothing can be written, before the work and not after it."""
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        if not path.parent.is_dir():
            raise NotADirectoryError(None, "the folder is not there")
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(None, "the folder may not be written in")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError | ValueError) -> RealTalkError:
    if isinstance(error, OSError) and disk_full(error):
        return DiskFull(
            f"There is no room on the disk for {path.name}.", "Make some room and try again.", retryable=True
        )
    why = (error.strerror if isinstance(error, OSError) else None) or "that is no name of a file"
    return RealTalkError(f"RealTalk could not write {path}: {why}.", "Name a place that can be written.")


def _piped(show: Callable[[], None]) -> int:
    """Show something to whoever reads, who may stop reading, as `head` does."""
    try:
        show()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer goes nowhere, or Python would complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
