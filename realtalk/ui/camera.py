"""The stream from the browser's camera and microphone: the only place that knows streamlit-webrtc."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_webrtc import AudioSinkTrack, WebRtcMode, webrtc_streamer
from streamlit_webrtc.component import generate_frontend_component_key

from realtalk.session.studio import Studio
from realtalk.settings import Settings, settings

WIDTH, HEIGHT, RATE = 640, 480, 15
"""The picture that is asked for; a browser may give another. Twice the pictures a second would show nothing
more and cost this machine half as much again."""

PLAIN_SOUND = {"echoCancellation": False, "noiseSuppression": False, "autoGainControl": False}
"""Each of them would change how loud somebody is and where they pause."""

FITTED = {"width": "100%", "height": "calc(100vh - 16px)", "objectFit": "contain", "display": "block"}
"""The picture fills its frame, which leaves 8 pixels above and below, without cutting anything off."""

SMALL = {**FITTED, "objectFit": "cover", "borderRadius": "12px"}
"""The same beside a partner, where it is a reminder and no mirror: a little is cut off at the edges."""


@dataclass(frozen=True, slots=True)
class Stream:
    """How far the connection is: whether it is being made, whether picture or sound can flow."""

    connecting: bool
    playing: bool


def stream(
    studio: Studio, camera: str | None, microphone: str | None, *, wanted: bool, company: bool = False
) -> Stream:
    """Draw the own picture, and keep the connection for as long as it is `wanted`; in `company` the browser
    takes out of the sound what comes from its loudspeaker.

    To be called at every run of the page while the stream is needed, at the same place: elsewhere it would
    begin anew. `camera` and `microphone` are ids that the browser gave, None for none.
    """
    # The frame remembers devices by its key, and those come before the ones that are asked for.
    key = (
        "camera-"
        + hashlib.sha256(f"{camera} {microphone} {company}".encode(errors="replace")).hexdigest()[:12]
    )
    seen = camera is not None
    context = webrtc_streamer(
        key=key,
        mode=WebRtcMode.SENDRECV if seen else WebRtcMode.SENDONLY,
        desired_playing_state=wanted and _there(key),
        media_toggle_controls=False,
        rtc_configuration=connection(settings()),
        media_stream_constraints=constraints(camera, microphone, company=company),
        video_frame_callback=studio.on_video if seen else None,
        on_video_ended=studio.on_ended if seen else None,
        sink_audio_track=_sink(key, studio) if microphone is not None else None,
        sendback_video=seen,
        sendback_audio=False,
        video_html_attrs={
            "autoPlay": True,
            "muted": True,
            "controls": False,
            "style": SMALL if company else FITTED,
        },
    )
    return Stream(context.state.signalling, context.state.playing)


def _there(key: str) -> bool:
    """Whether the frame has told that it is there.

    Its first word runs the page once more. A frame that is asked to begin before that begins twice, and the
    answer to one connection goes to the other.
    """
    return st.session_state.get(generate_frontend_component_key(key)) is not None


def constraints(camera: str | None, microphone: str | None, *, company: bool = False) -> dict[str, Any]:
    """What the browser is asked for."""
    picture = {
        "deviceId": {"exact": camera},
        "width": {"ideal": WIDTH},
        "height": {"ideal": HEIGHT},
        "frameRate": {"ideal": RATE, "max": RATE},
    }
    sound = {"deviceId": {"exact": microphone}, **PLAIN_SOUND, "echoCancellation": company}
    return {
        "video": picture if camera is not None else False,
        "audio": sound if microphone is not None else False,
    }


def connection(of: Settings) -> dict[str, Any]:
    """The servers by which browser and machine find each other; none where both are in one network."""
    account: Mapping[str, str] = {"username": of.turn_user, "credential": of.turn_password}
    return {
        "iceServers": [
            {"urls": [server], **(account if server.startswith("turn") else {})} for server in of.ice
        ]
    }


def _sink(key: str, studio: Studio) -> AudioSinkTrack:
    """The one sink of a stream: the connection is made with the first that it is given."""
    kept = st.session_state.get(f"{key}-sound")
    if not isinstance(kept, tuple) or kept[0] is not studio:
        kept = (studio, AudioSinkTrack(callback=studio.on_audio))
        st.session_state[f"{key}-sound"] = kept
    return kept[1]
