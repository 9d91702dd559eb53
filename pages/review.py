"""Review: from a recording to a rundown."""

import streamlit as st

from realtalk.report.markup import facts
from realtalk.store import sessions
from realtalk.ui import downloads, review_states, rundown_view
from realtalk.ui.review_session import ReviewSession

review = ReviewSession.current()
review.settle()

if review.job is not None:
    review_states.busy(review)
    st.stop()

if review.stored is None:
    if review.trouble is not None:
        review_states.trouble(review.trouble)
    review_states.start(review)
    review_states.earlier(review, sessions.listing())
    st.stop()

rundown = review.stored.rundown
with st.container(horizontal=True, vertical_alignment="bottom", key="rt-head"):
    with st.container():
        st.title(review_states.literal(rundown.file), anchor=False)
        st.caption(facts(rundown))
    st.button("Another recording", icon=":material/arrow_back:", on_click=review.close)
if review.trouble is not None:
    review_states.trouble(review.trouble)

chosen = rundown_view.show(review.ready(), key=f"rundown-{review.stored.id}")
if chosen is not None and chosen != rundown.speaker:
    with st.spinner("Counting again for the person you chose"):
        review.swap(chosen)
    st.rerun()

st.divider()
st.subheader("Take it with you", anchor=False)
downloads.buttons(rundown, emotions=review.emotions)
with st.container(horizontal=True, vertical_alignment="center"):
    emotions = st.toggle("Show facial emotions", value=review.emotions, disabled=not rundown.emotions)
    if st.button("Delete this rundown", icon=":material/delete:", type="tertiary"):
        review_states.confirm_delete(review, review.stored.id, rundown.file)
if emotions != review.emotions:
    review.emotions = emotions
    st.rerun()
