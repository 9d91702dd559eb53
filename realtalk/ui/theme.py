"""The look that Streamlit's own theme settings cannot give. Colours and fonts stand in .streamlit/config.toml."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
.stMainBlockContainer { max-width: 1200px; }
.stMainBlockContainer h1 { letter-spacing: -0.01em; overflow-wrap: anywhere; }
[data-testid="stFileUploaderDropzone"] { padding: 2.2rem 1.6rem; border-radius: 18px; }
.st-key-rt-example { gap: 0.75rem; padding-top: 1.1rem; }
.st-key-rt-example > div > .stVerticalBlock, .st-key-rt-example-strength, .st-key-rt-example-priority, .st-key-rt-example-drill {
  border-radius: 16px;
}
.st-key-rt-example-strength, .st-key-rt-example-drill { background: color-mix(in srgb, currentColor 6%, transparent); padding: 0.9rem 1.2rem; }
.st-key-rt-example-priority { background: #1f6b63; color: #fff; padding: 1.1rem 1.2rem; }
.st-key-rt-example-priority p { color: #fff; }
.st-key-rt-busy { max-width: 40rem; padding: 1rem 0 2rem; }
.st-key-rt-trouble { max-width: 46rem; margin-bottom: 1.5rem; }
.st-key-rt-earlier { margin-top: 1.5rem; }
.st-key-rt-earlier [class*="st-key-rt-line-"] { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding-top: 0.8rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
}
</style>
"""


def apply() -> None:
    """Put our style sheet on the page."""
    st.html(_CSS)
