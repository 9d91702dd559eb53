"""A real face that says a real sentence, filmed and looked at again."""

import av
import numpy as np
import pytest

from realtalk.partner.clip.film import film
from realtalk.partner.clip.signing import verify
from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.motion import FPS
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.face.synchrony import synchrony
from realtalk.partner.persona import Manner, VoiceChoice
from realtalk.partner.speech.speaking import speak
from realtalk.partner.speech.speech import Speech


@pytest.fixture(scope="module")
def speech() -> Speech:
    return speak("Tell me about a time when you solved a difficult problem.", VoiceChoice())


def _pictures(path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in file.decode(video=0)]


def test_a_filmed_face_is_in_step_marked_and_signed(home, tmp_path, astronaut_rig, speech):
    motion = speaking(speech, Manner.SUPPORTIVE, 0.5)
    out = film(astronaut_rig, [(speech, motion)], tmp_path / "clip.mp4")
    pictures = _pictures(out)
    assert len(pictures) == len(motion.values)
    assert pictures[0].shape == (512, 512, 3)
    found = synchrony(speech, pictures)
    assert found.seen == 1
    assert found.closures_met == found.closures == 6
    assert found.met, found

    plain = Drawing(astronaut_rig, mark=False).picture(motion.values[0]).astype(int)
    marked = np.abs(pictures[0].astype(int) - plain).max(axis=2)
    assert (marked[440:, 256:] > 60).sum() > 1000  # the mark, in the lower right corner
    assert (marked[:256] > 60).mean() < 0.01  # and nothing else

    signature = verify(out)
    assert signature is not None
    assert signature.valid
    assert signature.ai_generated
    assert abs(len(pictures) / FPS - speech.duration) < 1 / FPS
