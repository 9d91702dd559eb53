"""Camera and microphone of one browser tab, the look at them before a talk, and the speaker's baseline."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from realtalk.coaching.readiness import Baseline
from realtalk.errors import RealTalkError
from realtalk.session.live import LiveSession
from realtalk.session.plan import Plan
from realtalk.session.studio import Studio
from realtalk.store import baselines
from realtalk.timeline import Calibration
from realtalk.ui.devices import Devices

CONNECTING = 15.0
"""Seconds without picture or sound after which the page says that nothing comes. House rule: a connection is
there in two, on a poor network in ten."""

RENEWED = (6.0, 7.5)
"""Seconds after which a connection that does not come about is let go and asked for once more."""


@dataclass
class Equipment:
    """What a tab practises with. `content` says that its owner goes on without what is missing.

    `check` looks at camera and microphone until the talk begins. `calibration` is the baseline, taken or
    found again at `calibrated_at`; `problems` say what it lacks. `looking_since` is when, in seconds of the
    check, the speaker was asked to look at the camera. `silent` says that nothing has come for too long,
    `refused` why the check cannot be.
    """

    owner: str = ""
    devices: Devices | None = None
    content: bool = False
    studio: Studio = field(default_factory=Studio)
    silent: bool = False
    refused: RealTalkError | None = None
    check: LiveSession | None = None
    calibration: Calibration = field(default_factory=Calibration)
    calibrated_at: datetime | None = None
    problems: tuple[str, ...] = ()
    looking_since: float | None = None
    wanted: bool = False
    wanted_at: float | None = None

    @property
    def camera(self) -> str | None:
        return self.devices.camera if self.devices is not None else None

    @property
    def microphone(self) -> str | None:
        return self.devices.microphone if self.devices is not None else None

    @property
    def ready(self) -> bool:
        """Whether there is something to practise with, and nothing missing that its owner wants."""
        found = self.devices
        return found is not None and found.any and (found.advice is None or self.content)

    def use(self, devices: Devices | None) -> None:
        """Practise with what the browser found; with another camera or microphone comes its own baseline."""
        if devices == self.devices:
            return
        before = (self.camera, self.microphone)
        self.devices = devices
        if before != (self.camera, self.microphone):
            self.end_check()
            self.connect()
        if before != (self.camera, self.microphone) or self.calibrated_at is None:
            self._recall()

    def be_content(self) -> None:
        """Go on with sound alone, or with the picture alone."""
        self.content = True

    def connect(self) -> None:
        """Ask for the stream, once more if nothing came."""
        self.silent, self.wanted_at, self.refused = False, None, None

    def wants_stream(self) -> bool:
        """Whether the stream is to be asked for now; not for ever where nothing comes of it."""
        now = time.monotonic()
        if self.studio.flowing() or self.wanted_at is None:
            self.silent, self.wanted_at = False, now
        waited = now - self.wanted_at
        self.silent = waited > CONNECTING
        self.wanted = not self.silent and not RENEWED[0] < waited < RENEWED[1]
        return self.wanted

    def checking(self) -> LiveSession | None:
        """The look at camera and microphone, begun when it is first needed; None where it is `refused`."""
        if self.check is not None and self.check.snapshot().phase.running:
            return self.check
        if self.refused is not None:
            return None
        self.check, self.looking_since = None, None
        try:
            self.check = LiveSession(self._plan())
            self.studio.attend(self.check)
        except RealTalkError as error:
            self.refused = error
        return self.check

    def _plan(self) -> Plan:
        return Plan(
            "Check",
            has_video=self.camera is not None,
            has_audio=self.microphone is not None,
            emotion=False,
            keep=False,
            owner=self.owner,
        )

    def end_check(self) -> None:
        """Look no more."""
        check, self.check, self.looking_since = self.check, None, None
        if check is not None:
            self.studio.attend(None)
            check.discard()

    def look(self) -> None:
        """Begin to take the baseline."""
        self.problems = ()
        self.looking_since = self.check.now() if self.check is not None else None

    def looked(self, found: Baseline | None) -> None:
        """The baseline is taken; None where the speaker would rather go on."""
        self.looking_since = None
        if found is None:
            return
        self.calibration, self.problems = _completed(found.calibration, self.calibration), found.problems
        self.calibrated_at = datetime.now().astimezone()
        baselines.remember(self.owner, self._name, self.calibration)

    def forget(self) -> None:
        """Remove the baseline, kept or not."""
        baselines.forget(self.owner, self._name)
        self._recall()

    @property
    def _name(self) -> str:
        """What a baseline belongs to: a camera tells where somebody looks, a microphone how loud they are."""
        return f"{self.camera or ''} {self.microphone or ''}".strip()

    def _recall(self) -> None:
        """Take over the baseline that this browser and camera left, if there is one."""
        kept = baselines.known(self.owner, self._name)
        self.calibration = kept.calibration if kept is not None else Calibration()
        self.calibrated_at = kept.made if kept is not None else None
        self.problems = ()


def _completed(newer: Calibration, older: Calibration) -> Calibration:
    """A baseline, with what could not be found this time as it was found before."""
    missing = {each.name for each in fields(newer) if getattr(newer, each.name) is None}
    kept = {name: getattr(older, name) for name in missing}
    return replace(newer, **kept, asked=newer.asked or older.asked)
