"""The language model that a person chose, whatever machine it runs on: messages in, pieces of text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is given: `role` is "system", "user" or "assistant"."""

    role: str
    content: str


class LanguageModel(Protocol):
    """A model that writes. One object may be used by several threads at once."""

    @property
    def name(self) -> str:
        """What people call it, such as "Qwen2.5 on this machine"."""
        ...

    @property
    def local(self) -> bool:
        """Whether what it is given stays on this machine."""
        ...

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
        """The answer, piece by piece as it comes; to stop reading stops the writing.

        `most_tokens` and `seconds` bound the whole answer; `schema` is a JSON schema that it follows where the
        model's server can hold it to one (check what comes nevertheless). `cancelled` is asked several times
        a second. Raises `Cancelled`, or `RealTalkError` that says what to do.
        """
        ...


def answered(model: LanguageModel, messages: Sequence[Message], **options: Any) -> str:
    """The whole answer of a model; the options are those of `LanguageModel.write`."""
    return "".join(model.write(messages, **options))
