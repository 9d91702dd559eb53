"""Taking a rundown away: JSON, tables, a report, captions. Each is made when it is asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from realtalk.coaching.rundown import Rundown
from realtalk.report.exports import to_csv, to_json
from realtalk.report.html import to_html
from realtalk.report.subtitles import to_vtt
from realtalk.ui.upload_spill import safe_name


def tables(rundown: Rundown) -> bytes:
    """The CSV tables in one zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in to_csv(rundown).items():
            archive.writestr(name, text)
    return packed.getvalue()


def buttons(rundown: Rundown) -> None:
    """A row of download buttons."""
    stem = Path(safe_name(rundown.file)).stem
    with st.container(horizontal=True, key="rt-downloads"):
        _button(
            "Report (HTML)", "description", f"{stem}.html", "text/html", lambda: to_html(rundown),
            "One page with everything but the recording. Opens offline and prints well.",
        )  # fmt: skip
        _button(
            "Captions (VTT)", "closed_caption", f"{stem}.vtt", "text/vtt", lambda: to_vtt(rundown.words),
            "WebVTT, for any video player.",
        )  # fmt: skip
        _button(
            "Tables (CSV)", "table", f"{stem} tables.zip", "application/zip", lambda: tables(rundown),
            "The readings, the words and the lanes of the chart, for a spreadsheet.",
        )  # fmt: skip
        _button(
            "Data (JSON)", "data_object", f"{stem}.json", "application/json", lambda: to_json(rundown),
            "Everything in one file, for other programs.",
        )  # fmt: skip


def _button(label: str, icon: str, name: str, kind: str, make: Callable[[], str | bytes], why: str) -> None:
    st.download_button(
        label, make, file_name=name, mime=kind, icon=f":material/{icon}:", help=why, on_click="ignore",
        type="tertiary",
    )  # fmt: skip
