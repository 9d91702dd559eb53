"""What the tests of pages share."""

import pytest

from realtalk.store import sessions
from realtalk.ui import camera, practise_equipment, practise_session
from realtalk.ui.camera import Stream
from tests.app.practising import Talk, tab


@pytest.fixture
def stand_ins(monkeypatch):
    """The browser's side cannot run here, and a real talk takes a camera."""
    Talk.made, Talk.refuse, asked = [], None, []
    monkeypatch.setattr(
        camera, "stream", lambda _studio, *of, wanted: asked.append((*of, wanted)) or Stream(False, wanted)
    )
    for module in (practise_session, practise_equipment):
        monkeypatch.setattr(module, "LiveSession", Talk)
    for summary in sessions.listing():
        sessions.delete(summary.id)
    return asked


@pytest.fixture
def page(stand_ins):
    """The page in a tab of its own."""
    return tab()
