"""Words put right in a kept session."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from realtalk.errors import DiskFull, RealTalkError
from realtalk.observations import Word
from realtalk.report.subtitles import to_vtt
from realtalk.session import correction_keeping
from realtalk.session.assessment import Source, assess, read_words
from realtalk.session.correcting import Kind, WordCorrection
from realtalk.session.correction_keeping import correct, mended, undo
from realtalk.session.upload import remeasure
from realtalk.store import sessions
from realtalk.store.put_right import TRACKS
from realtalk.timeline import Timeline
from tests.timelines import said, speech_of

OBSERVED = read_words(Timeline(speech_of(said("Arm, we built a bridge. It was long and we won. " * 3))))
SOURCE = Source("talk.mp3", 60.0, has_video=False, has_audio=True, notes=("The file ends early.",))


@pytest.fixture
def kept(home: Path) -> str:
    correction_keeping.forget()
    return sessions.save(sessions.new_folder(), assess(OBSERVED, SOURCE), OBSERVED)


def at(index: int, kind: Kind = Kind.REWORD, put: str = "um") -> WordCorrection:
    word = OBSERVED.track(Word)[index]
    return WordCorrection(kind, word.span, word.text, put)


def texts(session: str) -> list[str]:
    return [word.text for word in sessions.load(session).timeline.track(Word)]


def test_a_correction_is_kept_in_all_that_a_session_tells(kept: str):
    told = correct(kept, at(0))
    again = sessions.load(kept)
    assert told.undoable
    assert again.rundown == told.stored.rundown
    assert again.rundown.words[0].text == "um,"
    assert again.rundown.words[0].filler
    assert again.timeline.track(Word)[0] == again.rundown.words[0]
    assert "um, we built" in to_vtt(again.rundown.words)
    assert again.rundown.notes[0] == "The file ends early."
    speaker = again.rundown.speaker
    assert remeasure(again.timeline, again.rundown, speaker).results == again.rundown.results


def test_what_was_recognised_stays_on_the_disk_as_it_was(kept: str):
    correct(kept, at(0))
    assert sessions.load(kept).observed.track(Word) == OBSERVED.track(Word)


def test_undo_restores_exactly_step_by_step(kept: str):
    first, states = sessions.load(kept), []
    for change in (at(0), at(5, Kind.REMOVE), at(9, Kind.ADD), at(7, Kind.FILLER)):
        states.append({kind: sessions.load(kept).timeline.track(kind) for kind in TRACKS})
        correct(kept, change)
    for left, state in reversed(list(enumerate(states))):
        told = undo(kept)
        assert {kind: told.stored.timeline.track(kind) for kind in TRACKS} == state
        assert told.undoable is (left > 0)
    assert sessions.load(kept).rundown == first.rundown
    assert undo(kept).stored.rundown == first.rundown


def test_what_changes_nothing_is_not_kept(kept: str):
    assert not correct(kept, at(0, put="Arm")).undoable
    assert sessions.load(kept).put_right is None


def test_two_tabs_correct_different_words_and_both_count(kept: str):
    with ThreadPoolExecutor(2) as tabs:
        list(tabs.map(lambda index: correct(kept, at(index)), (0, 5)))
    assert texts(kept)[0] == "um,"
    assert texts(kept)[5] == "um"


def test_the_second_of_two_tabs_is_told_that_the_word_has_changed(kept: str):
    correct(kept, at(0))
    with pytest.raises(RealTalkError, match="has changed since"):
        correct(kept, at(0, Kind.REMOVE))
    assert texts(kept)[0] == "um,"


def test_a_session_that_was_deleted_is_told_and_does_not_come_back(kept: str, home: Path):
    correct(kept, at(0))
    sessions.delete(kept)
    for change in (lambda: correct(kept, at(5)), lambda: undo(kept)):
        with pytest.raises(RealTalkError, match="not on this machine"):
            change()
    assert not (home / "sessions" / kept).exists()


def test_a_session_that_is_deleted_while_a_word_is_counted_does_not_come_back(
    kept: str, home: Path, monkeypatch: pytest.MonkeyPatch
):
    counted = correction_keeping.reworded

    def deleted_meanwhile(*of):
        sessions.delete(kept)
        return counted(*of)

    monkeypatch.setattr(correction_keeping, "reworded", deleted_meanwhile)
    with pytest.raises(RealTalkError, match="not on this machine"):
        correct(kept, at(0))
    assert not (home / "sessions" / kept).exists()


@pytest.mark.parametrize("file", [1, 2, 3])
def test_a_full_disk_is_told_and_nothing_is_lost(kept: str, monkeypatch: pytest.MonkeyPatch, file: int):
    correct(kept, at(0))
    before = {path.name: path.read_bytes() for path in sessions.load(kept).folder.iterdir()}
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == file:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            correct(kept, at(5))
    assert {path.name: path.read_bytes() for path in sessions.load(kept).folder.iterdir()} == before
    assert correct(kept, at(5)).stored.rundown.words[5].text == "um"


def test_a_crash_between_words_and_rundown_is_mended(kept: str):
    correct(kept, at(0))
    right = sessions.load(kept)
    sessions.update(kept, assess(OBSERVED, SOURCE))
    broken = sessions.load(kept)
    assert broken.rundown.words[0].text == "Arm,"
    told = mended(broken)
    assert told.stored.rundown == right.rundown == sessions.load(kept).rundown
    assert told.undoable
    assert mended(told.stored).stored is told.stored


def test_damaged_words_leave_the_rundown_readable(kept: str):
    correct(kept, at(0))
    stored = sessions.load(kept)
    for content in (b"", b"{}", b'{"version": 1, "content": 1}', b"\xff"):
        (stored.folder / sessions.WORDS).write_bytes(content)
        assert sessions.load(kept).rundown.words[0].text == "um,"
        with pytest.raises(RealTalkError, match="damaged"):
            _ = stored.timeline
