"""A language model whose every answer a test has written, and which remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from realtalk.errors import Cancelled
from realtalk.language.client import Message


class Scripted:
    """Gives its answers one after another, word by word, the last one for ever. An exception is raised."""

    name = "Test model"

    def __init__(self, *answers: str | Exception, local: bool = True) -> None:
        self.answers, self.local = list(answers), local
        self.asked: list[tuple[Message, ...]] = []
        self.schemas: list[Mapping[str, Any] | None] = []

    def write(
        self,
        messages: Sequence[Message],
        *,
        most_tokens: int = 400,
        seconds: float = 60.0,
        temperature: float = 0.0,
        schema: Mapping[str, Any] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[str]:
        self.asked.append(tuple(messages))
        self.schemas.append(schema)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        for word in answer.split(" "):
            if cancelled is not None and cancelled():
                raise Cancelled
            yield word + " "
