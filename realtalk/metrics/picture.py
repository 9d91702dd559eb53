"""Whether light, distance, framing and sharpness let the speaker be seen."""

from __future__ import annotations

import numpy as np

from realtalk.metrics.evidence import judged, no_face
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import Mask, seconds, share, smoothed, stretches
from realtalk.metrics.signals import boxes, coverage, nearest
from realtalk.observations import PictureObservation
from realtalk.timeline import Timeline

DARK, BRIGHT = 0.22, 0.9
"""Brightness of the face, 0..1, under and over which it loses its features. House rule."""

DIM, BLACK = 0.35, 0.12
"""Brightness of a picture whose room is dark, and of a face that is too dark in any room. House rule: in a
room with light a face under `DARK` may be dark by its skin, which is no want of light."""

BACKLIT = 0.35
"""Brightness of the face against the whole picture from which the light is behind. House rule: faces made as
dark as deep brown skin came to 0.4 of an evenly lit picture and more."""

FAR, NEAR = 0.12, 0.62
"""Picture heights of the face when it is too far or too near. House rule: a face fills a third of a good
shot."""

ASIDE = 0.22
"""How far the face may be from the middle, as a share of the picture's width. House rule: beyond the
thirds."""

HIGH, LOW = 0.14, 0.68
"""How far down the picture the middle of the face may be, as a share of its height. House rule."""

SOFT, FAIR_LIGHT = 20.0, 0.5
"""Variance of the Laplacian under which a face of fair brightness looks blurred; it goes with the square of
the brightness, so a darker face needs less. House rule: sharp faces had 90 (a small old film) to 1,000, and
fell to 4 to 15 when blurred by 1.5% of their width."""

STEADY = 1.0
"""Seconds over which light and place are averaged, and that a fault lasts to be shown. House rule."""

FINE, PASSABLE = 90.0, 60.0
"""Percent of the time without a fault that is good, and that is to be watched. House rule."""

REMEDIES = {
    "Too dark": "put a lamp or a window in front of you",
    "Too bright": "move away from the lamp or lower the camera's exposure",
    "Light from behind": "turn so that the window is in front of you",
    "Too far": "come closer, until your face fills a third of the picture's height",
    "Too near": "sit back an arm's length",
    "Off to one side": "move to the middle of the picture",
    "Too high": "tilt the camera up a little or sit lower",
    "Too low": "tilt the camera down a little or sit up",
    "Blurred": "wipe the lens, add light and let the camera focus on you",
}


def faults(timeline: Timeline) -> dict[str, Mask]:
    """For each fault, in which of the speaker's faces it is to be seen."""
    face = boxes(timeline)
    looked = timeline.track(PictureObservation)
    at = np.array([o.t for o in looked], dtype=np.float64)
    around = (
        np.array([o.light for o in looked], dtype=np.float64)[nearest(at, face.times)]
        if looked
        else face.light
    )

    def steady(values: np.ndarray) -> np.ndarray:
        return smoothed(face.times, values, face.weights, STEADY)

    light, behind = steady(face.light), steady(around)
    across = steady((face.x + face.width / 2) / face.aspect) - 0.5
    down, height = steady(face.y + face.height / 2), steady(face.height)
    backlit = (light < BACKLIT * behind) & (light < 0.5)
    return {
        "Too dark": (((light < DARK) & (behind < DIM)) | (light < BLACK)) & ~backlit,
        "Too bright": light > BRIGHT,
        "Light from behind": backlit,
        "Too far": height < FAR,
        "Too near": height > NEAR,
        "Off to one side": np.isfinite(face.aspect) & (np.abs(across) > ASIDE),
        "Too high": down < HIGH,
        "Too low": down > LOW,
        "Blurred": steady(face.sharpness) < SOFT * np.minimum(1.0, light / FAIR_LIGHT) ** 2,
    }


GROUPS = {
    "Light": ("Too dark", "Too bright", "Light from behind"),
    "Distance": ("Too far", "Too near"),
    "Framing": ("Off to one side", "Too high", "Too low"),
    "Sharpness": ("Blurred",),
}


def _picture(timeline: Timeline) -> Reading | Unmeasured:
    face = boxes(timeline)
    weights = seconds(face.times, timeline.span)
    seen = float(weights.sum())
    if missing := no_face("picture", timeline, seen):
        return missing
    found = faults(timeline)
    wrong = np.logical_or.reduce(list(found.values()))
    percent = 100.0 * share(~wrong, weights)
    moments = [
        Moment(span, f"{fault}: {REMEDIES[fault]}")
        for fault, condition in found.items()
        for span in stretches(face.times, condition, timeline.span, shortest=STEADY, gap=1.0)
    ]
    details = tuple(
        Detail(
            f"{group} fine",
            100.0 * share(~np.logical_or.reduce([found[f] for f in members]), weights),
            "% of the time",
        )
        for group, members in GROUPS.items()
    )
    worst = max(found, key=lambda fault: share(found[fault], weights))
    band = Band.GOOD if percent >= FINE else Band.WATCH if percent >= PASSABLE else Band.WORK
    often = share(found[worst], weights) > 1 - FINE / 100
    return Reading(
        "picture",
        percent,
        timeline.span,
        coverage(seen, timeline.span),
        judged(band, seen, timeline.span),
        tuple(sorted(moments, key=lambda moment: -moment.span.duration)),
        details,
        note=f"{worst}: {REMEDIES[worst]}." if often else "",
    )


PICTURE = Metric(
    key="picture",
    title="Light and framing",
    group="Picture",
    unit="%",
    definition="How much of the time the light, the distance, the framing and the sharpness of your picture "
    "are all fine.",
    ideal=Range(FINE, None),
    plausible=Range(0.0, 100.0),
    source="House rule, after what video meetings warn of (an obstructed view, the distance to the "
    "camera): a face that is hard to see is hard to follow.",
    measure=_picture,
)
