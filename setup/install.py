"""Makes RealTalk ready to run: system libraries, .venv with the locked packages, and the model files.

Runs on the Python that the app will use, with the standard library alone, and does only what is missing, so
that a second run takes a moment. `--tests` adds what `make test` needs.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "realtalk-setup.txt"

LIBRARIES = {
    "libEGL.so.1": "libegl1",  # mediapipe links against these two, camera or not
    "libGLESv2.so.2": "libgles2",
    "libGL.so.1": "libgl1",  # OpenCV's build with windows, which mediapipe asks for,
    "libgthread-2.0.so.0": "libglib2.0-0",  # links against these two
}
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # Node, in which pyright and Playwright run
BROWSERS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    arguments = parser.parse_args()
    if not (3, 11) <= sys.version_info < (3, 14):
        stop(f"RealTalk runs on Python 3.11, 3.12 or 3.13, and this is {sys.version.split()[0]}.")
    with alone():
        install_libraries(LIBRARIES | (TEST_LIBRARIES if arguments.tests else {}))
        make_environment()
        install_packages("requirements.lock", *(["requirements-dev.lock"] if arguments.tests else []))
        if arguments.tests:
            install_browser()
    fetch_models()


def stop(sentence: str) -> NoReturn:
    sys.exit(f"\n{sentence}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


@contextlib.contextmanager
def alone() -> Generator[None]:
    """One set-up at a time in this folder; the system frees the lock of one that dies."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with (ROOT / ".setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another set-up is at work in this folder; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_libraries(libraries: Mapping[str, str]) -> None:
    """On Linux, the libraries that wheels expect of the system."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in libraries.items() if not loads(library)]
    if missing:
        say(f"RealTalk needs system libraries: {' '.join(missing)}.")
        apt_install(missing)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: Sequence[str]) -> None:
    """Install packages of Debian or Ubuntu, with sudo where needed; elsewhere say what is missing."""
    if not shutil.which("apt-get"):
        stop(
            f"RealTalk needs what Debian calls {', '.join(packages)}. "
            "Install it with this system's own packages, then run the same command again."
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"sudo apt-get update && sudo {' '.join(command)}"
    if os.geteuid() == 0:
        prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    elif shutil.which("sudo"):
        ask = [] if sys.stdin.isatty() else ["-n"]
        prefix = ["sudo", *ask, "env", "DEBIAN_FRONTEND=noninteractive"]
    else:
        stop(f"RealTalk needs {', '.join(packages)}. As the administrator of this machine, run:\n  {by_hand}")
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
    if subprocess.run([*prefix, *command], check=False).returncode:
        stop(
            f"The system packages could not be installed. Run this, then the same command again:\n  {by_hand}"
        )


def make_environment() -> None:
    """A virtual environment of this Python in .venv, unless a working one is there."""
    if Path(sys.prefix) == VENV:
        if importlib.util.find_spec("pip") is None:  # its making was cut short
            subprocess.run([sys.executable, "-m", "ensurepip"], check=True)
        return
    if PYTHON.exists() and asks(PYTHON, "import pip, sys; print(sys.version)") == sys.version:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        say(f"This Python has no venv module: it is in the package {package}.")
        apt_install([package])
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        stop(f"The virtual environment could not be made with {sys.executable}; its own words are above.")


def asks(python: Path, program: str) -> str | None:
    """What a one-line program prints, or None where that Python cannot run it."""
    try:
        answer = subprocess.run([str(python), "-c", program], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.rstrip("\n")


def install_packages(*locks: str) -> None:
    """The packages of the lock files, unless a stamp says that these very files are installed."""
    stamps = [f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}" for name in locks]
    installed = STAMP.read_text().splitlines() if STAMP.exists() else []
    wanted = [name for name, stamp in zip(locks, stamps, strict=True) if stamp not in installed]
    if not wanted:
        return
    say(f"Installing the packages of {' and '.join(wanted)}; the first time takes some minutes.")
    started = time.monotonic()
    files = [part for name in wanted for part in ("-r", str(ROOT / name))]
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--only-binary=:all:",
    ]
    if subprocess.run([*pip, *files], check=False).returncode:
        stop(
            "The packages could not be installed; pip's own words are above. Check the internet connection "
            "and the free space on the disk (3 GB), then run the same command again."
        )
    STAMP.write_text("".join(f"{line}\n" for line in dict.fromkeys([*installed, *stamps])))
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def install_browser() -> None:
    """A Chromium for the browser tests: one that is here, Debian's package, or else Playwright's own."""
    if find_browser():
        return
    if "ID=debian" in system_release():
        apt_install(["chromium"])
        return
    say("No Chromium or Chrome was found; asking Playwright for its own.")
    if subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], check=False).returncode:
        stop(
            "The browser tests need Chromium or Chrome. Install Google Chrome, or name a browser with "
            "REALTALK_BROWSER=/path/to/it, then run the same command again."
        )


def find_browser() -> str | None:
    """The browser that the tests drive: the one that is named, or one that is here; None for Playwright's."""
    if named := os.environ.get("REALTALK_BROWSER"):
        return shutil.which(named) or named
    return next((shutil.which(name) for name in BROWSERS if real(name)), None)


def real(browser: str) -> bool:
    """Whether that browser is here: Ubuntu's is a stub that calls for a snap, which tests cannot drive."""
    path = shutil.which(browser)
    if path is None:
        return False
    with open(path, "rb") as file:
        return b"snap" not in file.read(4096) if "snap" not in os.path.realpath(path) else False


def system_release() -> list[str]:
    try:
        return Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return []


def fetch_models() -> None:
    if subprocess.run([str(PYTHON), "-m", "realtalk.weights", "fetch"], cwd=ROOT, check=False).returncode:
        sys.exit(1)


if __name__ == "__main__":
    main()
