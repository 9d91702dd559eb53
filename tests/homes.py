"""Where a test keeps its sessions."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from realtalk.settings import settings


@contextmanager
def home_at(folder: Path) -> Generator[Path]:
    """Keep sessions in a folder of a test's own for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REALTALK_HOME", str(folder))
        settings.cache_clear()
        yield folder
    settings.cache_clear()
