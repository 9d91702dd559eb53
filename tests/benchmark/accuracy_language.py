"""The language model on this machine: how long one waits for it, how fast it writes, what it takes."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from realtalk.language.client import Message
from realtalk.language.embedded import EmbeddedModel
from realtalk.session.language_model import WEIGHTS, fetched
from realtalk.weights import path

_QUESTIONS = (
    "Say one friendly sentence to somebody who is about to give a talk.",
    "Ask one short question about: I led the move to a new stock system and it saved four hours a week.",
    "Say in one sentence why a pause before the main point helps a listener.",
    "Say more briefly: what I would like to say is that we, as a team, finished everything on time in May.",
    "Name one thing to do in the minute before a job interview begins.",
)
_LONG = "Summarise in one sentence: " + "We met the team and talked about the plan for the spring. " * 40
_MEASURES = {
    "start_s": "from rest to the first word, s",
    "first_s": "first word of a short question, s",
    "tokens_per_s": "tokens written a second",
    "tokens_per_cpu_s": "tokens written a second of one core's time",
    "long_first_s": "first word after a text of 500 words, s",
    "memory_mb": "peak memory, MB",
    "private_mb": "of which not the model's file, MB",
}


def measured(data: Path) -> dict[str, Any]:
    """The figures of the model that is fetched; {} where none is. `data` is not needed."""
    if not fetched():
        return {}
    model = EmbeddedModel(lambda: path(WEIGHTS))
    try:
        began = time.monotonic()
        start, _, _ = _asked(model, _QUESTIONS[0], 40)
        process = _process(model)
        rounds = [(_asked(model, question, 60), _cpu(process)) for question in _QUESTIONS for _ in range(2)]
        long_first, _, _ = _asked(model, _LONG, 20)
        memory = _memory(process)
        return {
            "n": len(rounds),
            "seconds": round(time.monotonic() - began, 1),
            "start_s": [round(start, 2)],
            "first_s": [round(first, 2) for (first, _, _), _ in rounds],
            "tokens_per_s": [round(rate, 1) for (_, rate, _), _ in rounds],
            "tokens_per_cpu_s": _per_cpu(rounds),
            "long_first_s": [round(long_first, 2)],
            "memory_mb": [memory["VmHWM"]],
            "private_mb": [memory["RssAnon"]],
        }
    finally:
        model.stop()


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown: medians, with the lowest and the highest."""
    if not figures:
        return "The language model for this machine was not fetched, so nothing was measured.\n"
    lines = ["| measure | median | lowest to highest | n |", "|---|---|---|---|"]
    for name, title in _MEASURES.items():
        values = figures[name]
        reach = f"{min(values):g} to {max(values):g}" if len(values) > 1 else "once"
        lines.append(f"| {title} | {statistics.median(values):g} | {reach} | {len(values)} |")
    lines.append(
        "\nQwen2.5-Coder-1.5B-Instruct (Q4_K_M) in its own process, all cores but one, five short questions "
        "twice and one long text. A token is about four letters. Whatever else runs on the machine slows it "
        "down: the row by a core's time tells what it would do alone."
    )
    return "\n".join(lines) + "\n"


def _asked(model: EmbeddedModel, question: str, most_tokens: int) -> tuple[float, float, int]:
    """Seconds to the first piece, pieces a second from then on, and pieces; each is a token."""
    began, times = time.monotonic(), list[float]()
    for _ in model.write([Message("user", question)], most_tokens=most_tokens, seconds=900.0):
        times.append(time.monotonic() - began)
    span = times[-1] - times[0]
    return times[0], (len(times) - 1) / span if span else 0.0, len(times)


def _per_cpu(rounds: list[tuple[tuple[float, float, int], float]]) -> list[float]:
    """Of the second asking of each question, which its text need not be read for again."""
    cpu = [spent for _, spent in rounds]
    return [
        round(rounds[index][0][2] / (cpu[index] - cpu[index - 1]), 1)
        for index in range(1, len(rounds), 2)
        if cpu[index] > cpu[index - 1]
    ]


def _process(model: EmbeddedModel) -> int:
    assert model._server is not None
    return model._server.process.pid


def _cpu(process: int) -> float:
    """Seconds of a core that a process has used, by the kernel's hundredths."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _memory(process: int) -> dict[str, int]:
    status = Path(f"/proc/{process}/status").read_text()
    return {
        name: int(status.split(f"{name}:")[1].split()[0]) * 1024 // 1_000_000 for name in ("VmHWM", "RssAnon")
    }


if __name__ == "__main__":
    print(table(measured(Path())))
