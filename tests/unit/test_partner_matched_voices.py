from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from realtalk.partner import matched_voices, own_personas
from realtalk.partner.consent import NoConsent, agree
from realtalk.partner.matched_voices import is_matched, matched_voice
from realtalk.partner.saying import say
from realtalk.partner.speech.catalogue import SHAPES
from realtalk.partner.speech.matched_voice import MatchedVoice
from tests.unit.test_partner_own_personas import MAYA, photo, real_maya, voice

LEO = MatchedVoice(SHAPES["leo"], "leo", 0.5, 0.6)


@pytest.fixture
def matches(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray]:
    """What was matched, by something that takes no minute; the matching itself is tested where it lives."""
    seen: list[np.ndarray] = []

    def match(pcm: np.ndarray, progress: object) -> MatchedVoice:
        seen.append(pcm)
        if callable(progress):
            progress(1.0)
        return LEO

    monkeypatch.setattr(matched_voices, "match", match)
    return seen


def test_a_voice_is_matched_once_to_the_recording(home: Path, matches: list[np.ndarray]) -> None:
    kept = real_maya()
    assert not is_matched(kept)
    assert matched_voice(kept) == LEO
    assert matched_voice(kept) == LEO
    assert is_matched(kept)
    assert len(matches) == 1
    assert np.abs(matches[0] - voice()).max() < 1e-4
    file = own_personas.folder(kept.id) / "matched_voice.npz"
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(b"damaged")
    assert matched_voice(kept) == LEO
    assert len(matches) == 2


def test_a_persona_speaks_in_its_matched_voice(home: Path, tmp_path: Path, matches: list[np.ndarray]) -> None:
    assert say("Good morning.", real_maya(), tmp_path / "x.wav") > 0.5
    assert len(matches) == 1


def test_a_voice_is_not_used_without_consent(home: Path, matches: list[np.ndarray]) -> None:
    kept = real_maya()
    matched_voice(kept)
    (own_personas.folder(kept.id) / "consent.json").unlink()
    with pytest.raises(NoConsent):
        matched_voice(kept)
    own_personas.revoke(kept.id)
    with pytest.raises(NoConsent):
        matched_voice(kept)
    assert not is_matched(kept)


def test_a_photo_gives_no_voice(home: Path, matches: list[np.ndarray]) -> None:
    kept = own_personas.keep(MAYA, photo(), None, agree(True))
    with pytest.raises(NoConsent, match="no recording"):
        matched_voice(kept)
    assert matches == []


def test_a_voice_that_is_revoked_meanwhile_is_not_kept(home: Path, matches: list[np.ndarray]) -> None:
    kept = real_maya()
    matched_voice(kept, lambda _: own_personas.revoke(kept.id) and None)
    assert [path.name for path in own_personas.folder(kept.id).iterdir()] == ["persona.json"]
