"""A rundown as files for other programs: JSON for everything, CSV tables for a spreadsheet."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from realtalk.coaching.advice import Advice
from realtalk.coaching.rundown import VERSION, Rundown
from realtalk.coaching.wording import in_words
from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import Span
from realtalk.metrics.metric import Metric, Reading, Series, Unmeasured
from realtalk.observations import EMOTIONS, VOICE_EMOTIONS, Word
from realtalk.report.slides import as_plain

TIME_DIGITS, VALUE_DIGITS = 3, 4
"""Decimals kept: a millisecond is finer than any observation, and the same file gives the same text."""

COMPOSED = {
    "gaze": {"yaw": "gaze_yaw", "pitch": "gaze_pitch"},
    "voice_emotion": {name: f"voice_{name}" for name in VOICE_EMOTIONS},
    "voice": {"speaking": "voice", "pitch": "pitch", "level": "loudness"},
}
"""Tracks that join several lanes of the chart under the names of their fields."""

SLIDE_COLUMNS = (
    "slide", "title", "words", "smallest_font", "pictures", "charts", "tables", "reading_time", "seconds",
)  # fmt: skip

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV injection)."""


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What would break a row of a table."""


def to_json(rundown: Rundown) -> str:
    """The rundown as `docs/rundown.schema.json` describes it; the same text for the same rundown."""
    return json.dumps(as_document(rundown), ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def as_document(rundown: Rundown) -> dict[str, Any]:
    """The rundown as plain values, ready for JSON: times in seconds, spans as [start, end]."""
    return _printable(
        {
            "version": VERSION,
            "file": rundown.file,
            "duration": _time(rundown.duration),
            "has_video": rundown.has_video,
            "has_audio": rundown.has_audio,
            "language": rundown.language,
            "speaker": {"person": rundown.speaker.person, "voice": rundown.speaker.voice},
            "people": [
                {"person": p.person, "share": _value(p.share), "best_at": _time(p.best_at)}
                for p in rundown.people
            ],
            "voices": [
                {"voice": v.voice, "seconds": _time(v.seconds), "sample": _span(v.sample)}
                for v in rundown.voices
            ],
            "strength": _advice(rundown.strength),
            "priority": _advice(rundown.priority),
            "drill": _advice(rundown.drill),
            "readings": {metric.key: _reading(metric, result) for metric, result in rundown.results},
            "suggestions": [
                {"text": s.text, "metric": s.metric, "quote": s.quote, "clip": _span(s.clip)}
                for s in rundown.suggestions
            ],
            "words": [{**_word(w), "filler": w.filler} for w in rundown.words],
            "others": [{**_word(w), "by": rundown.said_by(w) or None} for w in rundown.others],
            "sentences": [
                {
                    "text": s.text,
                    "start": _time(s.span.start),
                    "end": _time(s.span.end),
                    "sentiment": _value(s.sentiment),
                }
                for s in rundown.sentences
            ],
            "corrections": [
                {
                    "text": c.text,
                    "suggestion": c.suggestion,
                    "message": c.message,
                    "start": _time(c.span.start),
                    "end": _time(c.span.end),
                }
                for c in rundown.corrections
            ],
            "pauses": [_span(pause) for pause in rundown.pauses],
            "tracks": _tracks(rundown),
            "slides": as_plain(rundown),
            "guesses": {guess.metric: _value(guess.value) for guess in rundown.guesses},
            "notes": list(rundown.notes),
        }
    )


def to_csv(rundown: Rundown) -> dict[str, str]:
    """The rundown as tables, file name to text: readings.csv, words.csv, moments.csv, tracks.csv and,
    where slides were shown, slides.csv.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    document = as_document(rundown)
    readings: Mapping[str, Any] = document["readings"]
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]] = {
        "readings.csv": (
            ("metric", "title", "group", "value", "unit", "band", "coverage", "in_words", "why"),
            (
                (key, r["title"], r["group"], r["value"], r["unit"], r.get("band"), r.get("coverage"),
                 r.get("in_words"), r.get("why"))
                for key, r in readings.items()
            ),
        ),
        "words.csv": (
            ("start", "end", "text", "filler", "timed"),
            ((w["start"], w["end"], w["text"], w["filler"], w["timed"]) for w in document["words"]),
        ),
        "moments.csv": (
            ("metric", "start", "end", "note"),
            (
                (key, start, end, note)
                for key, r in readings.items()
                for (start, end), note in zip(r.get("moments", []), r.get("moment_notes", []), strict=True)
            ),
        ),
        "tracks.csv": (
            ("track", "field", "t", "value"),
            (
                (track, field, row["t"], value)
                for track, rows in document["tracks"].items()
                for row in rows
                for field, value in row.items()
                if field != "t"
            ),
        ),
    }  # fmt: skip
    if document["slides"] is not None:
        tables["slides.csv"] = (SLIDE_COLUMNS, _slide_rows(document["slides"]["slides"]))
    return {
        name: _table([[_cell(value) for value in row] for row in rows], columns)
        for name, (columns, rows) in tables.items()
    }


def _slide_rows(slides: Sequence[Mapping[str, Any]]) -> Iterable[Sequence[Any]]:
    return [[slide[column] for column in SLIDE_COLUMNS] for slide in slides]


def _table(rows: list[list[Any]], columns: Sequence[str]) -> str:
    with ONE_AT_A_TIME:
        import pandas as pd  # a second to load, which only tables cost

    return pd.DataFrame(rows, columns=list(columns), dtype=object).to_csv(index=False, lineterminator="\n")


def _reading(metric: Metric, result: Reading | Unmeasured) -> dict[str, Any]:
    about = {"title": metric.title, "group": metric.group, "unit": metric.unit}
    if isinstance(result, Unmeasured):
        return {**about, "value": None, "why": result.why}
    value = _value(result.value)
    if value is None:
        return {**about, "value": None, "why": "Could not measure: the result was not a number."}
    return {
        **about,
        "value": value,
        "band": result.band.value if result.band else None,
        "coverage": _value(result.coverage),
        "in_words": in_words(metric, result),
        "moments": [_span(moment.span) for moment in result.moments],
        "moment_notes": [moment.note for moment in result.moments],
        "note": result.note,
        "details": [{"label": d.label, "value": _value(d.value), "unit": d.unit} for d in result.details],
    }


def _tracks(rundown: Rundown) -> dict[str, list[dict[str, float | None]]]:
    """Every lane by name; `emotion`, `gaze`, `face`, `voice`, `voice_emotion` and `pace` are always
    there, if only empty.
    """
    tracks: dict[str, list[dict[str, float | None]]] = {
        "emotion": [
            {"t": _time(o.t), **{name: _value(p) for name, p in zip(EMOTIONS, o.probabilities, strict=True)}}
            for o in rundown.emotions
        ],
        "face": [],
        "pace": [],
    }
    joined: set[str] = set()
    for name, fields in COMPOSED.items():
        tracks[name] = _joined({field: rundown.tracks.get(lane) for field, lane in fields.items()})
        joined.update(fields.values())
    for lane in rundown.tracks.keys() - joined:
        tracks[lane] = _joined({"value": rundown.tracks[lane]})
    return dict(sorted(tracks.items()))


def _joined(lanes: Mapping[str, Series | None]) -> list[dict[str, float | None]]:
    """Several series as one, at all of their times; null where one has no value."""
    rows: dict[float, dict[str, float | None]] = {}
    for field, series in lanes.items():
        if series is None:
            continue
        for t, value in zip(series.times, series.values, strict=True):
            if not math.isfinite(t):
                continue
            row = rows.setdefault(_time(t), dict.fromkeys(lanes))
            row[field] = None if value is None else _value(value)
    return [{"t": t, **rows[t]} for t in sorted(rows)]


def _advice(advice: Advice | None) -> dict[str, Any] | None:
    if advice is None:
        return None
    return {"title": advice.title, "text": advice.text, "metric": advice.metric, "clip": _span(advice.clip)}


def _word(word: Word) -> dict[str, Any]:
    start, end = _time(word.span.start), _time(word.span.end)
    return {"text": word.text, "start": start, "end": end, "timed": word.timed}


def _span(span: Span | None) -> list[float] | None:
    return None if span is None else [_time(span.start), _time(span.end)]


def _time(seconds: float) -> float:
    return round(float(seconds), TIME_DIGITS) + 0.0


def _value(value: float) -> float | None:
    """Rounded, without a negative zero; None for what is not a number."""
    return round(float(value), VALUE_DIGITS) + 0.0 if math.isfinite(value) else None


def _printable(value: Any) -> Any:
    """The same with every text encodable: file names may hold bytes that are no characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_printable(item) for item in cast("list[Any]", value)]
    return value


def _cell(value: Any) -> Any:
    """A value that a spreadsheet shows and never runs."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub(" ", value)
    return f"'{text}" if text.lstrip(" '\u00a0\ufeff").startswith(FORMULA_STARTS) else text
