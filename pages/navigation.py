"""What every page shares: the window's title, the look, and the way from page to page."""

from pathlib import Path

import streamlit as st

from realtalk.ui import theme
from realtalk.ui.address import refuse_other_addresses

HERE = Path(__file__).parent

st.set_page_config(page_title="RealTalk", page_icon=theme.ICON, layout="wide")
refuse_other_addresses()
theme.apply()
st.navigation(
    [
        st.Page(HERE / "practise.py", title="Practise", icon=":material/videocam:", url_path="practise"),
        st.Page(HERE / "talk.py", title="Talk", icon=":material/forum:", url_path="talk"),
        st.Page(HERE / "review.py", title="Review", icon=":material/play_circle:", default=True),
        st.Page(
            HERE / "measures.py", title="What is measured", icon=":material/straighten:", url_path="measures"
        ),
        st.Page(HERE / "settings.py", title="Settings", icon=":material/settings:", url_path="settings"),
    ],
    position="top",
).run()
