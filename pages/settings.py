"""Settings: what RealTalk may use, grouped by what a person wants."""

import streamlit as st

from realtalk.importing import ONE_AT_A_TIME

with ONE_AT_A_TIME:
    from realtalk.ui import settings_language, theme
    from realtalk.ui.settings_session import guarded

GROUPS = (settings_language.show,)  # in the order they stand on the page

theme.add("settings.css")
st.title("Settings", anchor=False)
with st.container(key="rt-settings"), guarded():
    for group in GROUPS:
        group()
