"""python -m realtalk: review recordings, talk with personas and look after the model files."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from tqdm import tqdm

from realtalk import __version__
from realtalk.errors import RealTalkError
from realtalk.evaluation.command import add_evaluate_command
from realtalk.partner.command import add_partner_commands
from realtalk.report.files import Destinations, entries, printed
from realtalk.weights.command import add_models_command

if TYPE_CHECKING:
    from realtalk.language.client import LanguageModel
    from realtalk.partner.saying import Stage
    from realtalk.session.upload import Progress

logger = logging.getLogger(__name__)

FAILED = 2
"""Exit code where something could not be done; what and why stands on stderr."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

VERBOSE = "REALTALK_VERBOSE"
"""The variable that, set to 1, shows the models' chatter and the details of what broke."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    _speak_utf8()
    parsed = _parser().parse_args(arguments)
    with _QuietModels(), _log_to_stderr():
        try:
            return parsed.run(parsed)
        except RealTalkError as error:
            print(f"realtalk: {error}", file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            print("\nrealtalk: stopped. Nothing half-finished was kept.", file=sys.stderr)
            return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="realtalk", description="A real talk with yourself.")
    parser.add_argument("--version", action="version", version=f"RealTalk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    review = commands.add_parser(
        "review",
        help="a rundown of one or more recordings",
        description="A rundown of each recording. With several, or a folder, the paths after --json, --csv "
        "and --html name folders.",
    )
    review.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a recording, or a folder of recordings"
    )
    review.add_argument("--json", metavar="PATH", help="write the rundown as JSON; - for standard output")
    review.add_argument("--csv", metavar="DIR", type=Path, help="write its tables into a folder")
    review.add_argument(
        "--html", metavar="PATH", type=Path, help="write it as one HTML file that opens offline"
    )
    review.add_argument("--no-emotion", action="store_true", help="do not look at facial emotion")
    review.add_argument(
        "--stammer", action="store_true", help="the speaker stammers: repeats and blocks are left out"
    )
    review.set_defaults(run=_review)
    add_partner_commands(commands, _Bar, _language_model)
    add_models_command(commands)
    add_evaluate_command(commands)
    return parser


def _review(arguments: argparse.Namespace) -> int:
    from realtalk.session.upload import review

    found = entries(arguments.files)
    several = len(arguments.files) > 1 or any(os.path.isdir(path) for path in arguments.files)
    destinations = Destinations(arguments.json, arguments.csv, arguments.html, several)
    if any(entry.trouble is None for entry in found):
        destinations.prepare()
    failed = 0
    for number, entry in enumerate(found, 1):
        name = printed(entry.path.name)
        trouble = str(entry.trouble) if entry.trouble else None
        try:
            if trouble is None:
                with _Bar(f"{name} ({number} of {len(found)})" if several else name) as bar:
                    result = review(
                        entry.path,
                        emotion=not arguments.no_emotion,
                        stammers=arguments.stammer,
                        on_progress=bar.show,
                    )
                destinations.write(entry.name, result.rundown)
        except RealTalkError as error:
            trouble = f"{name}: {error}" if several else str(error)
        except Exception:
            logger.debug("a review broke", exc_info=True)
            trouble = (
                f"RealTalk stumbled over {name}: this should not happen. Run it again with {VERBOSE}=1 set, "
                "and please report the lines that it shows."
            )
        if trouble is not None:
            print(f"realtalk: {trouble}", file=sys.stderr)
            failed += 1
    if failed and several:
        print(f"realtalk: {failed} of {len(found)} could not be reviewed.", file=sys.stderr)
    return FAILED if failed else 0


def _language_model() -> LanguageModel | None:
    from realtalk.session.language_model import language_model

    return language_model()


class _Bar:
    """Progress and the time left on stderr: a bar on a terminal, elsewhere a line every stage and tenth."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._tenth, self._stage = -1, ""
        self._bar = tqdm(
            total=100.0,
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
            bar_format=label.replace("{", "{{").replace("}", "}}") + " {bar:24} {percentage:3.0f}%  {desc}",
        )

    def __enter__(self) -> _Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._bar.close()

    def show(self, progress: Progress | Stage) -> None:
        """Draw how far it is."""
        text = (
            progress.stage if not progress.left else f"{progress.stage}, about {_minutes(progress.left)} left"
        )
        if self._bar.disable:
            if int(progress.done * 10) > self._tenth or progress.stage != self._stage:
                self._tenth, self._stage = int(progress.done * 10), progress.stage
                print(f"{self._label} {progress.done:4.0%}  {text}", file=sys.stderr)
            return
        self._bar.n = round(100 * progress.done, 1)
        self._bar.set_description_str(text, refresh=False)
        self._bar.refresh()


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: rundowns hold names and words of any language."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def _log_to_stderr() -> Generator[None, None, None]:
    """Show warnings, with VERBOSE our details too, on the stderr of now and no longer."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root, ours = logging.getLogger(), logging.getLogger("realtalk")
    level = ours.level
    if os.environ.get(VERBOSE) == "1":
        ours.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(level)


class _QuietModels:
    """Keeps the models' own chatter, which they write past Python, off the terminal.

    Python's stderr goes on where it was. VERBOSE lets everything through.
    """

    def __enter__(self) -> None:
        self._saved: int | None = None
        self._stderr: TextIO = sys.stderr
        if os.environ.get(VERBOSE) == "1":
            return
        try:
            if sys.stderr.fileno() != 2:
                return
        except (OSError, ValueError):
            return
        sys.stderr.flush()
        self._saved = os.dup(2)
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="replace")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._saved is None:
            return
        sys.stderr.close()
        sys.stderr = self._stderr
        os.dup2(self._saved, 2)
        os.close(self._saved)
