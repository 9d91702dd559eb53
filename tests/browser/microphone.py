"""A microphone in the browser that is silent until a test says something into it."""

from __future__ import annotations

import base64
import io

import soundfile
from playwright.sync_api import Page

from realtalk.partner.speech.speech import RATE, Speech

MICROPHONE = """(() => {
    const devices = navigator.mediaDevices
    if (!devices) return
    const real = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async wanted => {
        const stream = await real(wanted)
        const [found] = stream.getAudioTracks()
        if (!found) return stream
        const context = new AudioContext()
        const out = context.createMediaStreamDestination()
        // A destination that nothing plays into sends nothing, not even silence.
        const hum = context.createOscillator(), faint = context.createGain()
        faint.gain.value = 1e-5
        hum.connect(faint).connect(out)
        hum.start()
        new BroadcastChannel("microphone").onmessage = async ({data}) => {
            const wav = Uint8Array.from(atob(data), c => c.charCodeAt(0)).buffer
            const source = context.createBufferSource()
            source.buffer = await context.decodeAudioData(wav)
            source.connect(out)
            source.start()
        }
        const [track] = out.stream.getAudioTracks()
        track.getSettings = () => found.getSettings()
        return new MediaStream([...stream.getVideoTracks(), track])
    }
})()"""
"""A script for `visiting`: it takes the place of the microphone in every frame."""


def say(page: Page, speech: Speech) -> None:
    """Begin to say something into the microphone of a page."""
    wav = io.BytesIO()
    soundfile.write(wav, speech.pcm, RATE, format="WAV", subtype="PCM_16")
    sound = base64.b64encode(wav.getvalue()).decode()
    page.evaluate("""sound => { new BroadcastChannel("microphone").postMessage(sound) }""", sound)
