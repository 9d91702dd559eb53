"""What is measured: every metric with its meaning, what counts as good and where that comes from."""

import streamlit as st

from realtalk.importing import ONE_AT_A_TIME

with ONE_AT_A_TIME:
    from realtalk.report.measures import groups
    from realtalk.ui.literal_text import literal

st.title("What is measured, and how", anchor=False)
with st.container(key="rt-measures"):
    st.markdown(
        "RealTalk counts what can be seen and heard. It never gives one number for confidence: that depends "
        "on who listens. Where a recording lacks the evidence, a line says so instead of showing a zero."
    )
    for group, measures in groups():
        st.subheader(group, anchor=False)
        for measure in measures:
            easy = f" What listeners find easy: {literal(measure.ideal)}." if measure.ideal else ""
            st.markdown(f"**{literal(measure.title)}.** {literal(measure.definition)}{easy}")
            st.caption(f"Source: {literal(measure.source)}")
