"""What set-up decides before it installs anything."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SETUP = Path(__file__).parents[2] / "setup"


@pytest.fixture
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("realtalk_install", SETUP / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name == "nt", reason="a POSIX script")
def test_a_python_that_does_not_fit_gets_one_sentence(tmp_path: Path) -> None:
    old = program(tmp_path, "python3.9", "#!/bin/sh\nexit 1\n")
    environment = os.environ | {"PYTHON": str(old)}
    answer = subprocess.run(
        ["sh", str(SETUP / "install.sh")], env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert answer.stderr == f"RealTalk runs on Python 3.11, 3.12 or 3.13, which {old} is not.\n"


@pytest.mark.skipif(os.name == "nt", reason="a POSIX script")
def test_a_system_without_a_fitting_python_is_told_what_to_install(tmp_path: Path) -> None:
    folder = tmp_path / "a place with spaces"
    copy = program(folder, "install.sh", (SETUP / "install.sh").read_text())
    bin_folder = tmp_path / "bin"
    for name in ("python3", "python"):
        program(bin_folder, name, "#!/bin/sh\nexit 1\n")
    for tool in ("sh", "dirname", "id"):
        (bin_folder / tool).symlink_to(Path("/usr/bin") / tool)
    answer = subprocess.run(
        ["sh", str(copy)], env={"PATH": str(bin_folder)}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "Install one of them" in answer.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are looked for on Linux alone")
def test_a_library_counts_as_missing_only_where_it_cannot_be_loaded(install: ModuleType) -> None:
    assert install.loads("libc.so.6")
    assert not install.loads("libno-such-thing.so.1")


def test_ubuntus_stub_is_no_browser(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium\n")
    program(tmp_path, "chromium", "#!/bin/sh\nexec /usr/lib/chromium/chromium\n")
    assert not install.real("chromium-browser")
    assert install.real("chromium")
    assert not install.real("google-chrome")


def test_the_browser_that_is_named_comes_first(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("REALTALK_BROWSER", raising=False)
    monkeypatch.setattr(install, "BROWSERS", ("chromium-browser", "google-chrome"))
    program(tmp_path, "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium\n")
    assert install.find_browser() is None
    chrome = program(tmp_path, "google-chrome", "#!/bin/sh\nexec /opt/google/chrome/chrome\n")
    assert install.find_browser() == str(chrome)
    monkeypatch.setenv("REALTALK_BROWSER", "/elsewhere/browser")
    assert install.find_browser() == "/elsewhere/browser"


def test_packages_are_installed_once_for_a_lock(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    lock = tmp_path / "requirements.lock"
    lock.write_text("# nothing to install\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    install.install_packages("requirements.lock")
    stamp = (tmp_path / "stamp").stat().st_mtime_ns
    install.install_packages("requirements.lock")
    assert (tmp_path / "stamp").stat().st_mtime_ns == stamp
    lock.write_text("no-such-package==1\n")
    with pytest.raises(SystemExit, match="could not be installed"):
        install.install_packages("requirements.lock")
