"""What the Review page remembers between reruns: the running review, the open rundown, the last trouble."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import streamlit as st

from realtalk.errors import RealTalkError, UnreadableMedia
from realtalk.session.job import Phase, ReviewJob, running
from realtalk.store import sessions
from realtalk.timeline import Speaker
from realtalk.ui.media_route import COOKIE, grant
from realtalk.ui.rundown_view import Prepared, prepare
from realtalk.ui.upload_spill import Uploaded, claim

SAMPLE = "sample.mp4"


@dataclass
class ReviewSession:
    """One browser tab's review. `job` runs, `stored` is open, `trouble` is shown; any of them may be None."""

    job: ReviewJob | None = None
    stored: sessions.Stored | None = None
    trouble: RealTalkError | None = None
    emotions: bool = True
    uploads: int = 0
    prepared: Prepared | None = None
    prepared_for: tuple[str, bool, int] | None = None
    edition: int = 0

    @classmethod
    def current(cls) -> ReviewSession:
        """What this tab remembers, made when first asked for."""
        if "review" not in st.session_state:
            owner = st.context.cookies.get(COOKIE, "")
            st.session_state["review"] = cls(job=running(owner) if owner else None)
        return st.session_state["review"]

    def start_upload(self, uploaded: Uploaded) -> None:
        """Review an uploaded file; its bytes move to the review's folder."""
        self.uploads += 1
        with self._telling():
            folder = sessions.new_folder()
            try:
                source = claim(uploaded, folder)
            except BaseException:
                sessions.discard(folder)
                raise
            self._start(source, folder, uploaded.name, owned=True)

    def start_path(self, text: str) -> None:
        """Review a file where it lies on this machine."""
        with self._telling():
            path = Path(text.strip().strip("\"'")).expanduser()
            if not path.is_file():
                raise UnreadableMedia(
                    f"There is no file at {path}.",
                    "Check the path; it begins with a slash or with a drive's letter.",
                )
            self._start(path, sessions.new_folder(), path.name, owned=False)

    def start_sample(self) -> None:
        """Review the recording that comes with RealTalk."""
        with self._telling():
            sample = Path(str(files("realtalk.ui") / "sample" / SAMPLE))
            self._start(sample, sessions.new_folder(), "Sample: an interview answer.mp4", owned=False)

    def _start(self, source: Path, folder: Path, name: str, *, owned: bool) -> None:
        owner = st.context.cookies.get(COOKIE, "")
        self.job = ReviewJob(source, folder, name=name, owner=owner, emotion=self.emotions, owned=owned)
        self.stored = self.trouble = None

    def stop(self) -> None:
        """Give the running review up."""
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def settle(self) -> None:
        """Take over what a finished review left: its rundown, or its trouble."""
        if self.job is None or not (state := self.job.state()).over:
            return
        self.job = None
        if state.phase is Phase.DONE and state.session is not None:
            self.open(state.session)
        else:
            self.trouble = state.error

    def open(self, session: str) -> None:
        """Show a kept session."""
        with self._telling():
            self.stored = sessions.load(session)
            self.trouble = None
            self.edition += 1

    def close(self) -> None:
        """Back to the start of the page; nothing is lost."""
        self.stored = self.trouble = None

    def delete(self, session: str) -> None:
        """Remove a kept session for good."""
        with self._telling():
            if self.stored is not None and self.stored.id == session:
                self.close()
            sessions.delete(session)

    def swap(self, speaker: Speaker) -> None:
        """Make the rundown about somebody else in the recording."""
        from realtalk.session.upload import remeasure

        if self.stored is None:
            return
        with self._telling():
            rundown = remeasure(self.stored.timeline, self.stored.rundown, speaker)
            sessions.update(self.stored.id, rundown)
            self.open(self.stored.id)

    def ready(self) -> Prepared:
        """The open rundown made ready for the browser, anew only when something about it changed."""
        assert self.stored is not None
        wanted = (self.stored.id, self.emotions, self.edition)
        if self.prepared is None or self.prepared_for != wanted:
            address = None
            if self.stored.media is not None:
                address = grant(self.stored.media, st.context.cookies.get(COOKIE, ""))
            self.prepared = prepare(self.stored.rundown, address, emotions=self.emotions)
            self.prepared_for = wanted
        return self.prepared

    def _telling(self) -> _Telling:
        return _Telling(self)


class _Telling:
    """Keeps an error for the page to show instead of letting it end the run."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session

    def __enter__(self) -> None:
        self._session.trouble = None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, RealTalkError):
            self._session.trouble = error
            return True
        return False
