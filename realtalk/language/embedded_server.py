"""The process that holds the model on this machine: `python -m realtalk.language.embedded_server`.

It reads one line of JSON from its standard input, `Orders`, and answers one line on its standard output: the
`address` where it serves, or the `problem` that keeps it from serving. It ends when its standard input does,
which is when whoever started it is gone, however that came about.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

BATCH = 128
"""Tokens of a question read in one go. To stop is noticed between two goes: on one busy core each takes some
seconds, where the usual 2048 took minutes. Larger ones were not faster."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What to serve: `file` is the model, `key` what a caller must show, `threads` how many compute,
    `context` how many tokens a question and its answer may have, `memory` how many bytes the process may
    hold besides the model's file, where the system can bound it.
    """

    file: str
    key: str = field(repr=False)
    threads: int
    context: int
    memory: int


def run(serve: Callable[[Orders], str]) -> None:
    """Carry out the orders on standard input; `serve` begins to serve and gives the address."""
    orders = Orders(**json.loads(sys.stdin.readline()))
    # Nothing else may write into the answer: the libraries here print.
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    threading.Thread(target=_end_with_input, daemon=True).start()
    _bound(orders.memory)
    try:
        said = {"address": serve(orders)}
    except MemoryError:
        said = {"problem": "memory"}
    except Exception as error:
        said = {"problem": type(error).__name__}
    print(json.dumps(said), file=answer, flush=True)
    if "problem" in said:
        os._exit(1)
    threading.Event().wait()


def written(orders: Orders) -> str:
    """The orders as the process reads them."""
    return json.dumps(asdict(orders)) + "\n"


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


def _bound(memory: int) -> None:
    """Bound what the process may hold. Linux alone counts it so that a file that is mapped does not count."""
    if sys.platform.startswith("linux"):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _serve(orders: Orders) -> str:
    import xllamacpp

    package: Any = xllamacpp  # it brings no types
    wanted = package.CommonParams()
    wanted.model.path = orders.file
    wanted.hostnames, wanted.port, wanted.api_keys = ["127.0.0.1"], 0, [orders.key]
    wanted.cors_origins = ""
    wanted.ui = wanted.endpoint_slots = wanted.endpoint_props = wanted.warmup = False
    wanted.verbosity = -1  # its log would hold what people said
    wanted.n_gpu_layers, wanted.fit_params = 0, False
    wanted.n_ctx, wanted.n_parallel = orders.context, 1
    wanted.n_batch = wanted.n_ubatch = BATCH
    wanted.cache_ram_mib = wanted.n_ctx_checkpoints = 0
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = orders.threads
    server = package.Server(wanted)
    _KEPT.append(server)
    return f"{server.listening_address}/v1"


_KEPT: list[object] = []
"""The server serves as long as it is held."""

if __name__ == "__main__":
    run(_serve)
