"""How well slides are read, and how well words tell when each was shown: on files and talks made for it."""

from __future__ import annotations

import base64
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from realtalk.capture.slides import Slide, read_slides
from realtalk.evaluation.figures import interval
from realtalk.media import Span
from realtalk.metrics.slide_alignment import align
from realtalk.observations import Word
from setup.install import find_browser
from tests.benchmark.slide_talks import HELD_OUT, TUNED, Part
from tests.slide_files import STANDARD, Made, pdf, picture, pptx

Case = tuple[list[Slide], list[Word], list[float]]

DECKS, SLIDES = 12, 8
"""Files that each program writes, and slides in each."""

PAGES = (STANDARD, (720.0, 405.0), (720.0, 540.0), (1440.0, 810.0))

SIZES = (8.0, 9.0, 10.5, 12.0, 14.0, 16.0, 18.0, 20.0, 24.0, 28.0, 32.0)

VOCABULARY = sorted({word for parts in TUNED.values() for part in parts for word in part.says.split()})

SPEAKERS = 2
"""Made speakers for each rate and share of errors."""

RATES = (115.0, 145.0, 175.0)
"""Words a minute of the made speakers."""

ERRORS = (0.0, 0.1, 0.2)
"""The shares of words that the recogniser gets wrong."""

WRONG = (
    "the",
    "a",
    "it",
    "and",
    "there",
    "of",
    "like",
    "one",
    "bun",
    "cast",
    "mile",
    "loot",
    "wait",
    "their",
)

DRAWS = 500
"""Draws of talks for the intervals."""


def made_deck(seed: int) -> list[Made]:
    """Slides of random words in random sizes, with none to two pictures."""
    rng = random.Random(seed)
    found: list[Made] = []
    for _ in range(SLIDES):
        lines = tuple(
            (" ".join(rng.choices(VOCABULARY, k=rng.randint(2, 9))), rng.choice(SIZES))
            for _ in range(rng.randint(0, 6))
        )
        title = " ".join(rng.choices(VOCABULARY, k=rng.randint(1, 4)))
        found.append(Made(title, lines, rng.choice((32.0, 40.0)), pictures=rng.choice((0, 0, 1, 2))))
    return found


def printed(browser: Any, path: Path, made: Sequence[Made], size: tuple[float, float]) -> Path:
    """A PDF of the same slides as a browser prints them, whose letters are drawn by a matrix."""
    scale = max(size[1] / STANDARD[1], size[0] / STANDARD[0])
    across, down = (each / 72 for each in size)
    pages = ""
    for number, slide in enumerate(made):
        texts = [(slide.title, slide.title_size), *slide.lines]
        text = "".join(
            f'<p style="font-size:{scale * points}pt">{escape(line)}</p>' for line, points in texts
        )
        images = "".join(
            f'<img style="width:{150 * scale}pt;height:{100 * scale}pt" src="data:image/png;base64,'
            f'{base64.b64encode(picture(10 * number + place)).decode()}">'
            for place in range(slide.pictures)
        )
        pages += f"<section>{text}{images}</section>"
    style = (
        f"@page {{ size: {across}in {down}in; margin: 0 }} * {{ margin: 0 }} p {{ line-height: 1.1 }} "
        f"body {{ font-family: sans-serif }} section {{ height: {down - 0.01}in; overflow: hidden; "
        f"break-after: page; padding: 0 {30 * scale}pt; box-sizing: border-box }} "
        f"img {{ margin-right: {9 * scale}pt }}"
    )
    page = browser.new_page()
    page.set_content(f"<style>{style}</style>{pages}")
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    page.close()
    return path


def reading() -> dict[str, dict[str, int]]:
    """By the program that wrote the files: slides, and those whose words, smallest letters (within half a
    point) and pictures were found right.
    """
    counts: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(DECKS):
            made, size = made_deck(seed), PAGES[seed % len(PAGES)]
            count(counts, "PDF, ReportLab", made, pdf(folder / "a.pdf", made, size, frame=seed % 2 == 0))
            count(counts, "PPTX, python-pptx", made, pptx(folder / "a.pptx", made, size))
        path = find_browser()
        if path is not None:
            from playwright.sync_api import sync_playwright

            with sync_playwright() as started:
                browser = started.chromium.launch(executable_path=str(path), args=["--no-sandbox"])
                for seed in range(DECKS):
                    made, size = made_deck(seed), PAGES[seed % len(PAGES)]
                    count(
                        counts,
                        "PDF, printed by Chromium",
                        made,
                        printed(browser, folder / "b.pdf", made, size),
                    )
                browser.close()
    return counts


def count(counts: dict[str, dict[str, int]], writer: str, made: Sequence[Made], path: Path) -> None:
    """Compare what was read with what was written."""
    found = counts.setdefault(writer, {"slides": 0, "words": 0, "font": 0, "pictures": 0, "missed": 0})
    slides = {slide.number: slide for slide in read_slides(path).slides}
    for number, each in enumerate(made, 1):
        slide = slides.get(number)
        found["slides"] += 1
        if slide is None:
            found["missed"] += 1
            continue
        found["words"] += slide.words == each.words
        found["font"] += abs((slide.smallest_font or 0.0) - (each.smallest or 0.0)) <= 0.5
        found["pictures"] += slide.pictures == each.pictures


def slides_of(parts: Sequence[Part]) -> list[Slide]:
    return [Slide(n, part.title, (part.title, *part.points), 24.0, 0) for n, part in enumerate(parts, 1)]


def spoken(parts: Sequence[Part], rate: float, errors: float, seed: int) -> tuple[list[Word], list[float]]:
    """The talk's words, and when each slide but the first came up: in the pause before its first word."""
    rng = random.Random(seed)
    words: list[Word] = []
    changes: list[float] = []
    t = 1.0
    for number, part in enumerate(parts):
        if number:
            pause = rng.uniform(0.6, 2.5)
            changes.append(t + rng.uniform(0.1, pause))
            t += pause
        for text in part.says.split():
            length = 60.0 / rate * rng.uniform(0.6, 1.1)
            heard = rng.choice(WRONG) if rng.random() < errors else text
            words.append(Word(heard, Span(t, t + length), 0.9))
            t += length
            if text[-1] in ".?!":
                t += rng.uniform(0.3, 1.2)
            elif text[-1] == ",":
                t += rng.uniform(0.0, 0.5)
    return words, changes


def cases(talks: Mapping[str, Sequence[Part]]) -> Iterator[Case]:
    for parts in talks.values():
        for rate in RATES:
            for errors in ERRORS:
                for seed in range(SPEAKERS):
                    yield (slides_of(parts), *spoken(parts, rate, errors, seed))


def alignment(talks: Mapping[str, Sequence[Part]], others: Mapping[str, Sequence[Part]]) -> dict[str, Any]:
    """The error of each estimated change in seconds, how many talks were estimated at all, and how many with
    slides of another talk, or in another order, which should be none.
    """
    off: list[list[float]] = []
    shares: list[float] = []
    told = made = wrongly = strangers = 0
    for slides, words, changes in cases(talks):
        end = words[-1].span.end
        made += 1
        found = align(slides, words, end)
        if found is not None and found.good:
            told += 1
            starts = [span.start if span is not None else None for span in found.spans]
            off.append([abs(s - c) for s, c in zip(starts[1:], changes, strict=True) if s is not None])
            shares.append(_right(found.spans, [0.0, *changes, end]))
        rng = random.Random(len(words))
        other = next(slides_of(parts) for parts in others.values() if slides_of(parts) != slides)
        for wrong in (other, rng.sample(slides, len(slides)), rng.sample(slides, len(slides))):
            strangers += 1
            guess = align(wrong, words, end)
            wrongly += guess is not None and guess.good
    errors = np.array([each for talk in off for each in talk])
    return {
        "talks": made,
        "told": told,
        "told_interval": interval(told, made),
        "changes": len(errors),
        "median": float(np.median(errors)),
        "median_interval": _over_talks(off, lambda each: float(np.median(each))),
        "p90": float(np.quantile(errors, 0.9)),
        "p90_interval": _over_talks(off, lambda each: float(np.quantile(each, 0.9))),
        "worst": float(errors.max()),
        "time_right": float(np.mean(shares)),
        "strangers": strangers,
        "wrongly_told": wrongly,
        "wrongly_told_interval": interval(wrongly, strangers),
    }


def _right(spans: Sequence[Span | None], edges: Sequence[float]) -> float:
    """The share of the talk in which the slide that is told is the one that was shown."""
    right = sum(
        span.overlap(Span(start, end))
        for span, start, end in zip(spans, edges, edges[1:], strict=False)
        if span is not None
    )
    return right / edges[-1]


def _over_talks(off: Sequence[Sequence[float]], figure: Any) -> tuple[float, float]:
    """The 95% interval of a figure by drawing whole talks anew."""
    rng = np.random.default_rng(0)
    drawn = [
        figure(np.concatenate([off[place] for place in rng.integers(0, len(off), len(off))]))
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def measured(data: Path) -> dict[str, Any]:
    """All figures; no data of others are needed."""
    return {
        "reading": reading(),
        "alignment": {"tuned": alignment(TUNED, TUNED), "held_out": alignment(HELD_OUT, TUNED)},
    }


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        "| files written by | slides | words right | smallest letters right | pictures right |",
        "|---|---|---|---|---|",
    ]
    for writer, one in figures["reading"].items():
        n = one["slides"]
        lines.append(
            f"| {writer} | {n} | {_of(one['words'], n)} | {_of(one['font'], n)} | {_of(one['pictures'], n)} |"
        )
    lines += [
        "",
        "| when slides were shown, by the words | talk written last | two that thresholds were set on |",
        "|---|---|---|",
    ]
    held, tuned = figures["alignment"]["held_out"], figures["alignment"]["tuned"]
    for name, show in (
        ("talks that were told", lambda one: _of(one["told"], one["talks"])),
        ("error of a change, median", lambda one: _seconds(one, "median")),
        ("error of a change, nine in ten within", lambda one: _seconds(one, "p90")),
        ("largest error", lambda one: f"{one['worst']:.1f} s of {one['changes']}"),
        ("time with the right slide", lambda one: f"{one['time_right']:.0%} ({one['told']} talks)"),
        (
            "told with slides of another talk or in another order (should be none)",
            lambda one: _of(one["wrongly_told"], one["strangers"]),
        ),
    ):
        lines.append(f"| {name} | {show(held)} | {show(tuned)} |")
    return "\n".join([*lines, "", ABOUT])


ABOUT = (
    "Every slide was made of random words in random sizes, on pages of four sizes, so that all of it is "
    "known; letters are right within half a point of a slide 540 points high. Real files hold what "
    "these do not: text that was turned into outlines or pictures cannot be read, drawings in a PDF are "
    "not told from charts, and words inside charts are not counted. The talks are three, written by us "
    f"as people speak, and said by made speakers at {RATES[0]:.0f} to {RATES[-1]:.0f} words a minute "
    f"with up to {max(ERRORS):.0%} of the words misheard; real speakers go back to a slide, which an "
    "estimate never does. Where RealTalk sees the slides change, as in Practise, nothing is estimated. "
    "95% intervals: Wilson for shares, for seconds over talks drawn anew, which share their text, so "
    "that they are too narrow."
)


def _of(right: int, n: int) -> str:
    low, high = interval(right, n) or (0.0, 0.0)
    return f"{right} of {n} ({low:.0%} to {high:.0%})"


def _seconds(one: dict[str, Any], key: str) -> str:
    low, high = one[f"{key}_interval"]
    return f"{one[key]:.1f} s ({low:.1f} to {high:.1f}), n = {one['changes']}"
