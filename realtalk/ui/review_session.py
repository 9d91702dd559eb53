"""What the Review page remembers between reruns: the running review, the open rundown, the last trouble."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import Thread

import streamlit as st

from realtalk.coaching.rundown import Rundown
from realtalk.errors import RealTalkError, UnreadableMedia
from realtalk.importing import ONE_AT_A_TIME
from realtalk.report.emotions import without_emotions
from realtalk.session.job import Phase, ReviewJob, running
from realtalk.store import sessions
from realtalk.store.interrupted import Interrupted
from realtalk.timeline import Speaker
from realtalk.ui.media_route import COOKIE, VALID_FOR, grant
from realtalk.ui.rundown_view import Prepared, prepare
from realtalk.ui.telling import Telling
from realtalk.ui.upload_spill import Uploaded, claim
from realtalk.ui.word_corrections import WordCorrections

SAMPLE = "sample.mp4"

RENEWED = VALID_FOR / 2
"""Seconds after which a recording's address is made anew, long before the old one ends."""


@dataclass
class ReviewSession(Telling):
    """One browser tab's review. `job` runs, `stored` is open, `trouble` is shown; any of them may be None.

    `words` is what became of the words that were put right on the page.

    `look` is whether the next review looks at facial emotions, `stammers` what its speaker told of
    themselves; `hidden` are the sessions that are shown without emotions. `again` does once more what
    `trouble` came of. `answered` counts the speakers chosen.
    """

    job: ReviewJob | None = None
    stored: sessions.Stored | None = None
    trouble: RealTalkError | None = None
    again: Callable[[], None] | None = None
    look: bool = True
    stammers: bool = False
    hidden: set[str] = field(default_factory=set[str])
    uploads: int = 0
    upload: Path | None = None
    answered: int = 0
    words: WordCorrections = field(default_factory=WordCorrections)
    prepared: Prepared | None = None
    prepared_for: tuple[str, bool, int, int] | None = None
    edition: int = 0

    @classmethod
    def current(cls) -> ReviewSession:
        """What this tab remembers, made when first asked for."""
        if "review" not in st.session_state:
            owner = st.context.cookies.get(COOKIE, "")
            st.session_state["review"] = cls(job=running(owner) if owner else None)
        return st.session_state["review"]

    def start_upload(self, uploaded: Uploaded) -> None:
        """Review an uploaded file; its bytes move to a folder of their own."""
        self.uploads += 1
        self._drop_upload()
        with self.telling():
            folder = sessions.new_folder()
            try:
                claimed = claim(uploaded, folder)
                moved = claimed.replace(folder / ".upload")
                claimed.parent.rmdir()
                source = moved.replace(folder / claimed.name)
            except BaseException:
                sessions.discard(folder)
                raise
            self.upload = folder
            self._review(source, uploaded.name, owned=True)

    def start_path(self, text: str) -> None:
        """Review a file where it lies on this machine."""
        with self.telling(partial(self.start_path, text)):
            path = Path(text.strip().strip("\"'")).expanduser()
            if not path.is_file():
                raise UnreadableMedia(
                    f"There is no file at {path}.",
                    "Check the path; it begins with a slash or with a drive's letter.",
                )
            self._review(path, path.name, owned=False)

    def start_interrupted(self, talk: Interrupted) -> None:
        """Review what was recorded of a talk that was cut off; once its rundown is kept, nothing else is."""
        self._drop_upload()
        self._review(talk.media, talk.title, owned=True)

    def start_sample(self) -> None:
        """Review the recording that comes with RealTalk."""
        sample = Path(str(files("realtalk.ui") / "sample" / SAMPLE))
        self._review(sample, "Sample: an interview answer.mp4", owned=False)

    def _review(self, source: Path, name: str, *, owned: bool) -> None:
        again = partial(self._review, source, name, owned=owned)
        if not owned:
            self._drop_upload()
        with self.telling(again):
            owner = st.context.cookies.get(COOKIE, "")
            self.job = ReviewJob(
                source, sessions.new_folder(), name=name, owner=owner, emotion=self.look, owned=owned,
                stammers=self.stammers,
            )  # fmt: skip
            self.stored = None
        self.again = again

    def _drop_upload(self) -> None:
        """Remove an upload that no review is to use any more."""
        if self.upload is not None:
            sessions.discard(self.upload)
            self.upload = None

    def stop(self) -> None:
        """Give the running review up."""
        if self.job is not None:
            self.job.cancel()
            Thread(target=_discard_after, args=(self.job, self.upload), daemon=True).start()
            self.job = self.upload = None

    def settle(self) -> None:
        """Take over what a finished review left: its rundown, or its trouble."""
        if self.job is None or not (state := self.job.state()).over:
            return
        self.job = None
        if state.error is None or not state.error.retryable:
            self._drop_upload()
        if state.phase is Phase.DONE and state.session is not None:
            self.open(state.session)
        else:
            self.trouble = state.error

    def open(self, session: str) -> None:
        """Show a kept session."""
        with self.telling(partial(self.open, session)):
            self._drop_upload()
            self.stored = self.words.opened(sessions.load(session))
            self.edition += 1

    def close(self) -> None:
        """Back to the start of the page; nothing is lost."""
        self.stored = self.trouble = None

    def delete(self, session: str) -> None:
        """Remove a kept session for good."""
        with self.telling(partial(self.delete, session)):
            if self.stored is not None and self.stored.id == session:
                self.close()
            sessions.delete(session)
            self.words.deleted()

    def correct(self, asked: object) -> None:
        """Put words of the open rundown right as its page asks for."""
        with self.words.changing:
            if self.stored is None:
                return
            stored = self.words.correct(self.stored, asked)
            if stored is not self.stored:
                self.stored = stored
                self.edition += 1

    def swap(self, speaker: Speaker) -> None:
        """Make the rundown about somebody else in the recording."""
        with ONE_AT_A_TIME:
            from realtalk.session.upload import remeasure

        self.answered += 1
        if self.stored is None:
            return
        with self.telling(partial(self.swap, speaker)):
            with sessions.changing(self.stored.id):
                kept = sessions.load(self.stored.id)
                sessions.update(kept.id, remeasure(kept.timeline, kept.rundown, speaker))
            self.open(self.stored.id)

    def shows_emotions(self) -> bool:
        """Whether the open rundown is shown with what the face looked like."""
        return self.stored is None or self.stored.id not in self.hidden

    def show_emotions(self, shown: bool) -> None:
        """Show the open rundown with what the face looked like, or without it."""
        if self.stored is not None:
            (self.hidden.discard if shown else self.hidden.add)(self.stored.id)

    def shown(self) -> Rundown:
        """The open rundown as it is shown, and taken away."""
        assert self.stored is not None
        return self.stored.rundown if self.shows_emotions() else without_emotions(self.stored.rundown)

    def ready(self) -> Prepared:
        """The open rundown made ready for the browser, anew only when something about it changed. It waits
        for a correction that is being worked on.
        """
        with self.words.changing:
            return self._ready()

    def _ready(self) -> Prepared:
        assert self.stored is not None
        turn = int(time.time() // RENEWED)
        wanted = (self.stored.id, self.shows_emotions(), self.edition, turn)
        if self.prepared is None or self.prepared_for != wanted:
            address = None
            if self.stored.media is not None:
                owner = st.context.cookies.get(COOKIE, "")
                address = grant(self.stored.media, owner, now=turn * RENEWED)
            self.prepared = prepare(self.shown(), address)
            self.prepared_for = wanted
        return self.prepared

    def try_again(self) -> None:
        """Do once more what the trouble came of."""
        again = self.again
        self.trouble = None
        if again is not None:
            again()


def _discard_after(job: ReviewJob, upload: Path | None) -> None:
    """Remove the upload of a review that was stopped, once nothing reads it any more."""
    job.wait()
    if upload is not None:
        sessions.discard(upload)
