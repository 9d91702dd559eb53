"""Newer data for a component that stands elsewhere on the page.

What a fragment draws can be off the page for a moment whenever the whole page is drawn right before it
(Streamlit drops the older drawing before the newer one comes). So a fragment only sends, and what people
look at is drawn with the page.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from streamlit.components.v2 import component

_JS = """
export default function ({ data }) {
  window.dispatchEvent(new CustomEvent(data.to, { detail: data.data }))
}
"""


def send(to: str, data: dict[str, Any], key: str) -> None:
    """Hand `data` to the component that listens to the event `to`."""
    _component()(key=key, data={"to": to, "data": data})


@cache
def _component() -> Any:
    return component("realtalk_feed", html="<i hidden></i>", js=_JS, isolate_styles=False)
