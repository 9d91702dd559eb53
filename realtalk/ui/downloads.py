"""Taking a rundown away: JSON, tables, a report, captions. Each is made when it is asked for."""

from __future__ import annotations

import io
import zipfile
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


def buttons(rundown: Rundown, *, emotions: bool) -> None:
    """A row of download buttons."""
    stem = Path(safe_name(rundown.file)).stem
    with st.container(horizontal=True, key="rt-downloads"):
        _button("Report", lambda: to_html(rundown, emotions=emotions), f"{stem}.html", "text/html", "description",
                "One page with everything but the recording. Opens offline and prints well.")  # fmt: skip
        _button("Captions", lambda: to_vtt(rundown.words), f"{stem}.vtt", "text/vtt", "closed_caption",
                "WebVTT, for any video player.")  # fmt: skip
        _button("Tables", lambda: tables(rundown), f"{stem} tables.zip", "application/zip", "table",
                "CSV files of the readings, the words and the lanes of the chart.")  # fmt: skip
        _button("Data", lambda: to_json(rundown), f"{stem}.json", "application/json", "data_object",
                "Everything as JSON, for other programs.")  # fmt: skip


def _button(label: str, make: object, name: str, kind: str, icon: str, why: str) -> None:
    st.download_button(
        label, make, file_name=name, mime=kind, icon=f":material/{icon}:", help=why, on_click="ignore", type="tertiary"
    )  # type: ignore[arg-type]
