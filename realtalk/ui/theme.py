"""The look that Streamlit's theme settings cannot give. Colours and fonts stand in .streamlit/config.toml."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

ICON = str(files("realtalk.ui") / "assets" / "icon.svg")
"""The window's icon; a Material symbol there would be fetched from elsewhere."""

_CSS = """
<style>
.stMainBlockContainer { max-width: 1200px; }
.stMainBlockContainer h1 { letter-spacing: -0.01em; overflow-wrap: anywhere; }
[data-testid="stFileUploaderDropzone"] { padding: 2.2rem 1.6rem; border-radius: 18px; border-style: dashed; }
[data-testid="stFileUploaderDropzone"] button { background: #1f6b63; border-color: #1f6b63; color: #fff; }
[data-testid="stFileUploaderDropzone"] button:hover { background: #185850; color: #fff; }
.st-key-rt-example { gap: 0.75rem; padding-top: 1.1rem; }
.st-key-rt-example [class*="st-key-rt-example-"] {
  border-radius: 16px; padding: 0.9rem 1.2rem; background: #c9a66b26;
}
.st-key-rt-example .st-key-rt-example-priority { background: light-dark(#1f6b63, #22524c); color: #fff; }
.st-key-rt-example strong {
  font-family: "Source Serif", Georgia, serif; font-size: 1.12em; font-weight: 600;
}
.st-key-rt-example-priority p { color: #fff; }
[data-testid="stStatusWidget"]:not(:has([data-testid="stConnectionStatus"])) { display: none; }
.stMain [data-stale="true"] { opacity: 1; transition: none; }
[class*="st-key-rt-line-"] button strong {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.st-key-rt-measures { max-width: 46rem; }
.st-key-rt-busy { max-width: 40rem; padding: 1rem 0 2rem; }
[class*="st-key-rt-trouble"], .st-key-rt-in-the-way { max-width: 46rem; margin-bottom: 1.5rem; }
div:has(> [class*="st-key-rt-told"]:empty) { display: none; }
.st-key-rt-earlier { margin-top: 1.5rem; }
.st-key-rt-earlier [class*="st-key-rt-line-"] {
  border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding-top: 0.8rem;
}
[data-testid="stCheckbox"] [data-testid="stWidgetLabel"] :is(div, p) {
  white-space: normal; overflow: visible; text-overflow: clip; display: block; max-height: none;
}
[data-testid="stButtonGroup"] [data-selected="true"] p, [data-testid="stSliderThumbValue"] {
  color: light-dark(#1f6b63, #7fcdc1);
}
[data-testid="stPopoverBody"] [data-testid="stFileUploaderDropzone"] { padding: 1rem; }
.rt-gaps.rt-gaps {
  list-style: none; margin: 0; padding: 0; display: grid; gap: 0.9rem 2.2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
}
.rt-gaps.rt-gaps li {
  margin: 0; display: grid; gap: 0.15rem; align-content: start; padding-top: 0.7rem;
  border-top: 1px solid light-dark(#e0d6c7, #403931);
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .stMainBlockContainer [data-testid="stHorizontalBlock"] { row-gap: 1rem; }
  [data-testid="stButtonGroup"] [role="radiogroup"]:has(> :nth-child(4)) { gap: 0.4rem; }
  [data-testid="stButtonGroup"] [role="radiogroup"]:has(> :nth-child(4)) button {
    border-radius: 999px; border-left-width: 1px; border-left-style: solid; margin: 0;
  }
}
</style>
"""


def apply() -> None:
    """Put our style sheet on the page."""
    st.html(_CSS)


def add(*sheets: str) -> None:
    """Put more style sheets on the page: those that it alone needs, by their files' names."""
    text = "\n".join((files("realtalk.ui") / "assets" / name).read_text(encoding="utf-8") for name in sheets)
    st.html(f"<style>{text}</style>")
