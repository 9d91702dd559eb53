"""Whether camera, light, microphone and room are fine before a talk, and the speaker's own zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

import numpy as np

from realtalk.media import Span, total
from realtalk.metrics.calibration import BELIEVED, face_at_rest, resting_gaze, room_noise
from realtalk.metrics.face import in_view
from realtalk.metrics.gaze import side
from realtalk.metrics.loudness import own_level
from realtalk.metrics.picture import GROUPS, REMEDIES, faults
from realtalk.metrics.posture import upright_height
from realtalk.metrics.sampling import HOLD, share
from realtalk.metrics.signals import boxes, sound
from realtalk.metrics.turns import speech
from realtalk.metrics.voice_emotion import neutral_voice
from realtalk.observations import FaceObservation, PictureObservation, VoiceObservation
from realtalk.timeline import Calibration, Timeline

LOOK = 5.0
"""Seconds of picture that are judged: what was put right shows within half of them."""

LISTEN = 15.0
"""Seconds of sound that are judged, so that a sentence and a silence are both in them."""

PATIENCE = 5.0
"""Seconds that camera and microphone may take to start. House rule."""

STALE = 3.0
"""Seconds without anything new after which nothing comes any more. House rule: longer than a hiccup, and
than the second of sound that is measured at once."""

FEWEST = 1.0 / (2.0 * HOLD)
"""Pictures a second that measuring needs: with fewer there are moments for which no look stands."""

MOSTLY = 0.5
"""The share of the time from which something is so. House rule: a glance aside is not a fault."""

MUTED = -90.0
"""Decibels of full scale that only a muted microphone stays under: the last bit of 16."""

FAINT = -42.0
LOUD = -12.0
"""Decibels of full scale of a voice that is too quiet, and too loud. RFC 7874 has speech over WebRTC at -22:
20 dB under it is a tenth of the sound pressure. House rule for the other: peaks of speech stand about 15 dB
over its level, so that from here on they are cut off."""

CLEAR = 15.0
"""Decibels by which a voice must stand above the room: ASHA's signal-to-noise ratio for classrooms (1995)."""

LEAST_SPOKEN = 1.0
"""Seconds of speech from which its level is told. House rule: a few words."""

SENTENCE = 2.0
"""Seconds of speech that tell a usual level. House rule: a short sentence."""

STEADY = 0.7
"""The share of looks within ten degrees of their middle that makes a steady gaze. House rule: a glance at
the sentence to be said is allowed."""


class State(Enum):
    """How a check stands: fine, to be put right, or not known yet."""

    FINE = "fine"
    FIX = "fix"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to have in order before a talk: `text` says how it is, `remedy` what to do, empty where
    nothing is to be done.
    """

    key: str
    title: str
    state: State
    text: str
    remedy: str = ""


def readiness(timeline: Timeline, *, has_video: bool, has_audio: bool, now: float) -> tuple[Check, ...]:
    """How camera, face, picture, microphone and room are `now`, seconds into the look at them.

    `timeline` is focused on the speaker and holds at least the newest 15 seconds.
    """
    looked = timeline.between(Span(max(0.0, now - LOOK), now + 1e-3))
    heard = timeline.between(Span(max(0.0, now - LISTEN), now + 1e-3)).calibrated(Calibration())
    checks: list[Check] = []
    if has_video:
        checks += [_camera(looked, now), _face(looked), *_picture(looked)]
    if has_audio:
        checks += [_microphone(heard, now), _room(heard)]
    return tuple(checks)


def _camera(timeline: Timeline, now: float) -> Check:
    check = partial(Check, "camera", "Camera")
    times = [o.t for o in timeline.track(PictureObservation)]
    gone = not times or now - times[-1] > STALE
    rate = (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0.0
    if not gone and rate >= FEWEST:
        return check(State.FINE, "Your picture comes through.")
    if now < PATIENCE:
        return check(State.WAIT, "Your camera is starting.")
    if gone:
        return check(
            State.FIX,
            "No picture comes from your camera.",
            "Allow it in your browser, close other programs that use it, or choose another one.",
        )
    return check(
        State.FIX,
        f"Only {rate:.1f} pictures a second can be looked at.",
        "Close other programs and tabs. A slow connection can be the reason as well.",
    )


def _face(timeline: Timeline) -> Check:
    check = partial(Check, "face", "Your face")
    counts = np.array([o.faces for o in timeline.track(PictureObservation)])
    if not len(counts):
        return check(State.WAIT, "This needs a picture first.")
    if float((counts == 0).mean()) > MOSTLY:
        return check(
            State.FIX,
            "Nobody can be seen.",
            "Sit in front of the camera, and see that nothing covers its lens.",
        )
    if float((counts > 1).mean()) > MOSTLY:
        return check(
            State.FIX,
            "More than one face is in the picture.",
            "Turn the camera so that only you are in view. A poster can count as a face.",
        )
    read = [o.blendshapes is not None for o in timeline.track(FaceObservation)]
    if not read or float(np.mean(read)) < MOSTLY:
        return check(
            State.FIX,
            "Your face is hard to read.",
            "Turn to the camera, and take away what covers your face.",
        )
    return check(State.FINE, "Your face is found.")


WELL = {
    "Light": "Your face is well lit.",
    "Distance": "You are at a good distance.",
    "Framing": "Your face is well placed.",
    "Sharpness": "The picture is sharp.",
}

CUT_OFF = "Cut off at the edge"


def _picture(timeline: Timeline) -> Iterator[Check]:
    if not timeline.track(FaceObservation):
        for title in GROUPS:
            yield Check(title.lower(), title, State.WAIT, "This is told as soon as your face is seen.")
        return
    weights = boxes(timeline).weights
    shares = {name: share(mask, weights) for name, mask in faults(timeline).items()}
    _, present, whole = in_view(timeline)
    shares[CUT_OFF] = float((present & ~whole).sum() / max(1, present.sum()))
    remedies = {**REMEDIES, CUT_OFF: "move until your whole face is in the picture"}
    for title, members in GROUPS.items():
        check = partial(Check, title.lower(), title)
        worst = max((*members, CUT_OFF) if title == "Framing" else members, key=lambda name: shares[name])
        if shares[worst] > MOSTLY:
            remedy = remedies[worst]
            yield check(State.FIX, f"{worst}.", f"{remedy[:1].upper()}{remedy[1:]}.")
        else:
            yield check(State.FINE, WELL[title])


def _microphone(timeline: Timeline, now: float) -> Check:
    check = partial(Check, "microphone", "Microphone")
    track = timeline.track(VoiceObservation)
    gone = not track or now - track[-1].span.end > STALE
    muted = not (sound(timeline).level > MUTED).any()
    if now < PATIENCE and (gone or muted):
        return check(State.WAIT, "Your microphone is starting.")
    if gone:
        return check(
            State.FIX,
            "No sound comes from your microphone.",
            "Allow it in your browser, or choose another one.",
        )
    if muted:
        return check(
            State.FIX, "Your microphone is silent.", "See that it is switched on, or choose another one."
        )
    level = _level(timeline, LEAST_SPOKEN)
    if level is None:
        return check(
            State.WAIT, "Your voice has not been heard yet.", "Say a sentence, as loud as in your talk."
        )
    if level < FAINT:
        return check(
            State.FIX,
            "Your voice is hard to hear.",
            "Come closer to the microphone, or turn it up in your computer's sound settings.",
        )
    if level > LOUD:
        return check(
            State.FIX,
            "Your voice is so loud that it is distorted.",
            "Move back a little, or turn the microphone down in your computer's sound settings.",
        )
    return check(State.FINE, "Your voice comes through clearly.")


def _room(timeline: Timeline) -> Check:
    check = partial(Check, "room", "Quiet room")
    voice, room = _level(timeline, LEAST_SPOKEN), room_noise(timeline)
    if voice is None:
        return check(State.WAIT, "This needs a sentence from you, then a moment of silence.")
    if room is None:
        return check(State.WAIT, "This needs a moment of silence.", "Say nothing for two seconds.")
    if voice - room < CLEAR:
        return check(
            State.FIX,
            "Your room is loud next to your voice.",
            "Close windows and doors, switch off fans, or use a headset.",
        )
    return check(State.FINE, "Your voice stands well above the room.")


def _level(timeline: Timeline, least: float) -> float | None:
    """The level of the voice in dB of full scale; None with less than so many seconds of it."""
    return own_level(timeline) if total(speech(timeline)) >= least else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a few seconds of looking at the camera told; `problems` are sentences on what could not be had."""

    calibration: Calibration = field(default_factory=Calibration)
    problems: tuple[str, ...] = ()


def baseline(
    timeline: Timeline, silent: Span, spoken: Span, *, has_video: bool = True, has_audio: bool = True
) -> Baseline:
    """The speaker's own zero, from some seconds in which they were asked to look at the camera: `silent`
    first, then with a sentence said aloud.

    `timeline` is focused on the speaker. What could not be had is None, with a sentence that says so; of what
    was not asked for (`has_video`, `has_audio`) nothing is said.
    """
    bare = timeline.calibrated(Calibration())
    at_rest, said = bare.between(silent), bare.between(spoken)
    whole = bare.between(Span(min(silent.start, spoken.start), max(silent.end, spoken.end)))
    found, problems = Calibration(), list[str]()
    if has_video and whole.watched:
        found, problem = _looked_at(whole, at_rest)
        face, height = face_at_rest(at_rest), upright_height(whole)
        found = replace(found, neutral_face=face, nose_height=height)
        problems += [problem, "" if face is not None else NO_FACE, "" if height is not None else NO_SHOULDERS]
    elif has_video:
        problems.append(NO_PICTURE)
    if has_audio and whole.heard:
        level, noise = _level(said, SENTENCE), room_noise(at_rest)
        found = replace(found, level=level, noise=noise, voice_emotion=neutral_voice(said))
        problems += ["" if level is not None else NO_VOICE, "" if noise is not None else NO_SILENCE]
    elif has_audio:
        problems.append(NO_SOUND)
    return Baseline(found, tuple(filter(None, problems)))


NO_PICTURE = "No picture came, so your eyes and your face are measured against your talk itself."
NO_EYES = "Your eyes could not be read for two seconds. Look at the camera, with light on your face."
RESTLESS = "Your eyes moved about. Look at the camera's lens the whole time."
NO_FACE = "Your face at rest was not seen for two seconds. Look at the camera in silence first."
NO_SHOULDERS = "Your shoulders were not in view. Sit back a little, so that your posture can be measured."
NO_SOUND = "No sound came, so your voice is measured against your talk itself."
NO_VOICE = "Your sentence was not heard. Say it as loud as in your talk, for three seconds or more."
NO_SILENCE = "There was no silence to hear your room in. Say nothing for the first seconds."


def _looked_at(whole: Timeline, at_rest: Timeline) -> tuple[Calibration, str]:
    """The gaze of a steady look at the lens, or what is in the way of one.

    Who reads the sentence off the screen still looked at the lens in silence.
    """
    problem = NO_EYES
    for part in (whole, at_rest):
        rest = resting_gaze(part)
        if rest is None:
            continue
        yaw, pitch, spread, steadiness = rest
        away = float(np.hypot(yaw, pitch))
        if steadiness < STEADY:
            problem = RESTLESS
        elif away > BELIEVED:
            problem = f"Your eyes rested {away:.0f} degrees {side(yaw, pitch)} the camera. Look at its lens."
        else:
            return Calibration(gaze_yaw=yaw, gaze_pitch=pitch, gaze_spread=spread, asked=True), ""
    return Calibration(), problem
