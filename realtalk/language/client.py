"""The language model that a person chose, whatever machine it runs on: messages in, pieces of text out."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import urlsplit

from realtalk.errors import RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.language import client_errors
from realtalk.language.client_errors import Place
from realtalk.language.exchange import Late, Put, exchanged

CONNECTING = 10.0
"""Seconds to reach a server: one that is there answers within one or two."""

FIRST_SIGN = 30.0
"""Seconds to the first sign of an answer. House rule: models that think first take up to twenty."""

LISTING = 15.0
"""Seconds that a server has to say which models it has."""

_TOKENS = ("max_tokens", "max_completion_tokens")
"""The bound's two names: each is refused somewhere."""
_OPTIONAL = ("response_format", "reasoning_effort", "temperature", *_TOKENS)
"""What a server may refuse without being of no use."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is given: `role` is "system", "user" or "assistant"."""

    role: str
    content: str


class LanguageModel(Protocol):
    """A model that writes. One object may be used by several threads at once."""

    @property
    def name(self) -> str:
        """What people call it, such as "Qwen2.5 on this computer"."""
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

        `most_tokens` and `seconds` bound the whole answer; `schema` is a JSON schema that it follows where
        the model's server can hold it to one (check what comes nevertheless). `cancelled` is asked several
        times a second. Raises `Cancelled`, or `RealTalkError` that says what to do.
        """
        ...


def answered(model: LanguageModel, messages: Sequence[Message], **options: Any) -> str:
    """The whole answer of a model; the options are those of `LanguageModel.write`."""
    return "".join(model.write(messages, **options))


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model behind an address that speaks the OpenAI protocol.

    `model` is the server's name for it, `address` ends before "/chat/completions". `first_sign` is how many
    seconds may pass before anything comes. `thinking` is how many tokens it may think with on top of those of
    an answer, None for one that is not told how much to think.
    """

    name: str
    local: bool
    model: str
    address: str
    key: str = field(default="", repr=False)
    service: str = ""
    first_sign: float = FIRST_SIGN
    thinking: int | None = None
    tokens_option: str = _TOKENS[0]
    _refused: set[str] = field(default_factory=set[str], repr=False, compare=False)

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
        """As `LanguageModel.write`. Options that the server refuses are left out from then on."""

        async def ask(put: Put) -> None:
            options = {
                "temperature": temperature,
                "reasoning_effort": "low",
                "response_format": _held_to(schema),
            }
            async with self._client(seconds) as client:
                stream = await self._begun(client, messages, most_tokens, options, schema)
                await _read(stream, self.place, put)

        try:
            yield from filter(None, exchanged(ask, self.first_sign, seconds, cancelled, self._told))
        except Late as late:
            raise client_errors.late(self.place, late.seconds, begun=late.begun) from None

    def models(self) -> tuple[str, ...]:
        """The names of the models that the server has, in its order. Raises `RealTalkError`."""

        async def ask(put: Put) -> None:
            async with self._client(LISTING) as client:
                async for model in client.models.list():
                    put(str(model.id).removeprefix("models/"))

        try:
            return tuple(exchanged(ask, LISTING, LISTING, None, self._told))
        except Late as late:
            raise client_errors.late(self.place, late.seconds, begun=False) from None

    @property
    def place(self) -> Place:
        """Where its words go, for errors."""
        return Place(
            self.service, urlsplit(self.address).netloc, self.model, bool(self.key), here(self.address)
        )

    async def _begun(
        self,
        client: Any,
        messages: Sequence[Message],
        most_tokens: int,
        options: dict[str, Any],
        schema: Mapping[str, Any] | None,
    ) -> Any:
        """The opened stream of an answer, asked for again without each option that the server refuses."""
        package = _package()
        while True:
            asked = {name: value for name, value in options.items() if value is not None} | {
                self._tokens(): most_tokens + (self.thinking or 0)
            }
            if self.thinking is None:
                asked.pop("reasoning_effort", None)
            asked = {name: value for name, value in asked.items() if name not in self._refused}
            in_words = schema if "response_format" not in asked else None
            try:
                return await client.chat.completions.create(
                    model=self.model, messages=_as_sent(messages, in_words), stream=True, **asked
                )
            except package.BadRequestError as error:
                refused = client_errors.refused_option(error, [name for name in _OPTIONAL if name in asked])
                if refused is None:
                    raise
                self._refused.add(refused)

    def _tokens(self) -> str:
        return next(
            (name for name in (self.tokens_option, *_TOKENS) if name not in self._refused), _TOKENS[0]
        )

    def _client(self, seconds: float) -> Any:
        package = _package()
        # The words go where the user was told, and nowhere else: not on to another address, not through a
        # proxy to this very machine, and without what the environment means for other programs.
        web = package.DefaultAsyncHttpxClient(
            follow_redirects=False,
            trust_env=not here(self.address),
            # To load certificates takes longer than to ask without.
            verify=urlsplit(self.address).scheme != "http",
        )
        nowhere = {"OpenAI-Organization": package.Omit(), "OpenAI-Project": package.Omit()}
        return package.AsyncOpenAI(
            api_key=self.key or "none",
            base_url=self.address,
            timeout=package.Timeout(seconds, connect=CONNECTING),
            max_retries=0,
            default_headers=nowhere,
            http_client=web,
        )

    def _told(self, error: Exception, begun: bool) -> RealTalkError:
        return client_errors.told(error, self.place, begun=begun)


async def _read(stream: Any, place: Place, put: Put) -> None:
    """Hand on the text of a stream. Raises `RealTalkError` for one that does not end as an answer ends."""
    text, sign, end = False, False, None
    async with stream:
        async for chunk in stream:
            choices = getattr(chunk, "choices", None)
            sign |= isinstance(choices, list)
            for choice in choices or ():
                piece = getattr(choice.delta, "content", None) or ""
                text |= bool(piece.strip())
                put(piece)  # an empty one too: it is a sign that an answer is on its way
                end = choice.finish_reason or end
    if not sign:
        raise client_errors.garbled(place)
    if end is None:
        raise client_errors.broken_off(place)
    if end == "content_filter":
        raise client_errors.declined(place)
    if not text:
        raise client_errors.empty(place, thought=end == "length")


def load() -> None:
    """Load what asks a server, so that the first answer does not wait for that: a second and more."""
    _package()


def here(address: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _held_to(schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if schema is None:
        return None
    strict = schema.get("additionalProperties") is False
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": dict(schema), "strict": strict},
    }


def _as_sent(messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Any:
    """The messages, with the schema in words for a server that cannot be held to it."""
    sent = [{"role": message.role, "content": message.content} for message in messages]
    if schema is not None:
        wanted = f"Answer with one JSON object that follows this JSON schema:\n{json.dumps(schema)}"
        if sent and sent[0]["role"] == "system":
            sent[0]["content"] += f"\n\n{wanted}"
        else:
            sent.insert(0, {"role": "system", "content": wanted})
    return sent


@cache
def _package() -> Any:
    """The openai package, imported when it is first needed: that takes a second.

    It and what it stands on would log what is sent, which holds what people said.
    """
    with ONE_AT_A_TIME:
        import openai

    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return openai
