"""What somebody is about to do in front of the camera."""

from __future__ import annotations

from dataclasses import dataclass, field

from realtalk.session.company import Company
from realtalk.session.slides import OpenSlides
from realtalk.timeline import Calibration


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody is about to do.

    `title` is what the rundown is called, `target` the seconds they want to talk, None for as long as they
    like. `record` says whether the player gets a recording. `keep` is False for the look at camera and
    microphone before a talk: nothing is recognised, recorded or kept. `calibration` is the baseline, `owner`
    the browser's cookie. `slides` are those to be shown meanwhile. `company` is the partner in a
    conversation: their voice comes into the recording, and their turns into the timeline.
    """

    title: str
    target: float | None = None
    has_video: bool = True
    has_audio: bool = True
    record: bool = True
    emotion: bool = True
    keep: bool = True
    calibration: Calibration = field(default_factory=Calibration)
    owner: str = ""
    slides: OpenSlides | None = None
    company: Company | None = None
