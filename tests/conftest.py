"""What every test shares: a home of its own, the fetched models, and real recordings where there are some."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from realtalk.settings import Settings
from tests.homes import home_at

if TYPE_CHECKING:
    from realtalk.partner.face.rig import Rig

DATA = Path(os.environ.get("REALTALK_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")

# Before any test imports what reads the settings: sessions go to a folder that is thrown away, the model
# files are those that set-up fetched.
os.environ["REALTALK_WEIGHTS"] = str(Settings.read().weights)
os.environ["REALTALK_HOME"] = tempfile.mkdtemp(prefix="realtalk-tests-")
os.environ["REALTALK_LANGUAGE_MODEL"] = "off"  # two gigabytes, and all the cores that other tests need


def pytest_collection_finish() -> None:
    """Thousands of tests and everything they import stay until the end: garbage is not looked for in them."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["REALTALK_HOME"], ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_data") and not DATA.is_dir():
        pytest.skip(f"there are no recordings in {DATA}; name a folder with REALTALK_TEST_DATA")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real recordings; a test that asks for it is skipped where there is none."""
    if not DATA.is_dir():
        pytest.skip(f"there are no recordings in {DATA}; name a folder with REALTALK_TEST_DATA")
    return DATA


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own for sessions, which the first of them makes."""
    with home_at(tmp_path / "home") as folder:
        yield folder


@pytest.fixture(scope="session")
def astronaut_rig() -> Rig:
    """The face of the portrait that scikit-image carries, made ready to move."""
    from skimage import data

    from realtalk.partner.face.photo import checked
    from realtalk.partner.face.rig import make_rig

    return make_rig(checked(np.asarray(data.astronaut(), np.uint8)))
