"""Eye contact, posture, gestures and expressiveness on real clips labelled by eye, and how fair they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from realtalk.evaluation.figures import interval
from tests.benchmark import seen_body, seen_fairness, seen_gaze
from tests.benchmark.seen_media import found

GAZE = """Labelled by looking at pictures one by one, doubtful ones left out: would a viewer feel looked
at? The intervals of the balanced accuracy are over people, drawn anew: most looks away are of one person
and most looks at the camera of another, so they are wide. The half that was tuned on chose how far the eyes
turn; the shift sideways came from mirror images, without labels. Calibration finds the lens from the
recording itself, and takes a place near the lens for it that somebody looked at without ever looking at the
lens: one recording here is such a one. The pictures are those of the test data and of public packages
(`python -m tests.benchmark.seen_media FOLDER`, then REALTALK_SEEN_MEDIA)."""

BODY = """Pictures of a recording are not independent: these intervals are too narrow. The faces made up
are letters of a cartoon's title. No recording holds a slouch, or arms closed, or a body side-on for long
enough to count: those are only tested on made-up bodies. A close-up without shoulders gives no posture. The
line between blank and lively was drawn with these recordings in view."""

STROKES = """No recording at hand shows hands for the ten seconds that a rate needs, so these strokes are
made: a real picture of a man with a hand in view is moved from side to side on a known path, and goes
through the app's own tracking. A way of less than 0.25 is a fidget, and none is right."""

FAIRNESS = """One picture of each person who looks at the camera; skin is rendered in Lab over the face's oval
without eyes and teeth. A verdict changes where a look lay near the limit of ten degrees anyway. In a dark
room the advice to add light is right for everybody. Drawn skin is not skin: the rows by skin and glasses
above are real people, and too few to tell groups apart. Bold is more than we tolerate: frames
drawn round the eyes move the gaze and the emotion of a single picture."""


def measured(data: Path) -> dict[str, Any]:
    """Every comparison that there are pictures for: those of the data, and those that were fetched."""
    places = found(data)
    timelines = seen_body.timelines(places)
    return {
        "files": len(places),
        "gaze": seen_gaze.measured(places, timelines),
        "faces": seen_body.faces(timelines),
        "expression": seen_body.expression(timelines),
        "posture": seen_body.posture(timelines),
        "strokes": seen_body.strokes(places),
        "fairness": seen_fairness.measured(seen_gaze.pictures(places), places),
    }


def table(figures: Mapping[str, Any]) -> str:
    """The tables of docs/accuracy.md on what is seen, with how they were made."""
    parts = [
        _gaze(figures["gaze"]),
        _body(figures),
        _strokes(figures["strokes"]),
        _fairness(figures["fairness"]),
    ]
    return "\n\n".join(parts) + "\n"


def _gaze(rows: Mapping[str, Any]) -> str:
    lines = [
        "| looks at the camera | n | people | right | balanced | camera taken for it | away taken for it |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        counts = row["confusion"]
        camera, away = counts["camera"], counts["not_camera"]
        lines.append(
            f"| {name} | {row['n']} | {row['people']} | {_share(row['accuracy'], row['accuracy_interval'])} "
            f"| {_share(row['balanced_accuracy'], row['balanced_accuracy_interval'])} "
            f"| {camera['camera']} of {sum(camera.values())} | {away['not_camera']} of {sum(away.values())} |"
        )
    return "\n".join(lines) + "\n\n" + GAZE


def _body(figures: Mapping[str, Any]) -> str:
    faces, expression = figures["faces"], figures["expression"]
    lines = ["| what | of | found | share |", "|---|---|---|---|"]
    for what, of, count in (
        ("a face in view, seen", faces["pictures_with_a_face"], faces["of_them_seen"]),
        ("no face in view, one made up", faces["pictures_without"], faces["faces_made_up"]),
        ("10 s that look blank, scored so", expression["windows_blank"], expression["blank_scored_as_blank"]),
        (
            "10 s that look lively, scored blank",
            expression["windows_lively"],
            expression["lively_scored_as_blank"],
        ),
    ):
        lines.append(f"| {what} | {of} | {count} | {_counted(count, of)} |")
    for name, row in figures["posture"].items():
        blamed = ", ".join(f"{note} {count}" for note, count in row["faults"].items()) or "nothing"
        readable = _counted(row["read"], row["pictures"])
        lines.append(f"| {name}: body read | {row['pictures']} | {row['read']} | {readable} |")
        lines.append(f"| {name}: what was found | {row['read']} | {blamed} | |")
    return "\n".join(lines) + "\n\n" + BODY


def _strokes(rows: list[dict[str, Any]]) -> str:
    lines = ["| a hand's way, shoulder widths | strokes a minute | made | counted |", "|---|---|---|---|"]
    lines += [f"| {row['width']} | {row['pace']:.0f} | {row['made']} | {row['counted']} |" for row in rows]
    return "\n".join(lines) + "\n\n" + STROKES


def _fairness(rows: Mapping[str, Any]) -> str:
    limits = seen_fairness.TOLERATED
    lines = [
        "| the same faces with | people | gaze verdicts changed | degrees (median) | emotion moved "
        "| faces lost | blamed for light or blur | expressiveness |",
        "|---|---|---|---|---|---|---|---|",
        f"| *tolerated* | | {limits['verdicts']:.0%} | {limits['degrees']} | {limits['emotion']} "
        f"| {limits['lost']:.0%} | {limits['light']:.0%} | ±{limits['expressiveness']:.0%} |",
    ]
    for name, row in rows.items():
        changed, compared, people = row["verdicts_changed"], row["compared"], row["people"]
        cells = [
            _over(
                f"{changed} of {compared} ({_counted(changed, compared)})",
                changed,
                limits["verdicts"] * compared,
            ),
            _over(str(row["degrees"]), row["degrees"], limits["degrees"]),
            _over(str(row["emotion"]), row["emotion"], limits["emotion"]),
            _over(str(row["faces_lost"]), row["faces_lost"], limits["lost"] * people),
            _over(str(row["blamed_for_light"]), row["blamed_for_light"], limits["light"] * people),
        ]
        change = row["expressiveness"]
        cells.append("" if change is None else _over(f"{change:+.0%}", abs(change), limits["expressiveness"]))
        lines.append(f"| {name} | {people} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n\n" + FAIRNESS


def _share(value: float | None, low_high: tuple[float, float] | None) -> str:
    if value is None or low_high is None:
        return "" if value is None else f"{value:.1%}"
    return f"{value:.1%} ({low_high[0]:.0%} to {low_high[1]:.0%})"


def _counted(count: int, of: int) -> str:
    return _share(count / of, interval(count, of)) if of else ""


def _over(text: str, value: float | None, limit: float) -> str:
    return f"**{text}**" if value is not None and value > limit else text
