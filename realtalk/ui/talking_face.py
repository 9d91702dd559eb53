"""The partner's face and voice on the page, and what was said under it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from streamlit.components.v2 import component

from realtalk.partner.persona import Persona
from realtalk.ui.assets_route import FACE_ADDRESS


def show(address: str, people: tuple[Persona, ...], key: str) -> None:
    """Draw the conversation that was granted at this address. The browser keeps it up to date by itself."""
    data = {
        "address": address,
        "drawing": FACE_ADDRESS,
        "people": [{"name": person.name, "role": person.role} for person in people],
    }
    _component()(key=key, data=data)


@cache
def _component() -> Any:
    assets = files("realtalk.ui") / "assets"
    html, css, js = (
        (assets / f"talking_face.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    return component("realtalk_partner", html=html, css=css, js=js, isolate_styles=False)
