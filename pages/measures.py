"""What is measured: every metric with its meaning, what counts as good and where that comes from."""

import streamlit as st

from realtalk.report.measures import groups

st.title("What is measured, and how")
st.markdown(
    "RealTalk counts what can be seen and heard. It never gives one number for confidence: that depends on "
    "who listens. "
    "Where a recording lacks the evidence, a line says so instead of showing a zero."
)
for group, measures in groups():
    st.subheader(group)
    for measure in measures:
        with st.expander(measure.title):
            st.write(measure.definition)
            if measure.ideal:
                st.write(f"What listeners find easy: {measure.ideal}.")
            st.caption(f"Source: {measure.source}")
