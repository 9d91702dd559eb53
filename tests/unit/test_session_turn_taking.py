import numpy as np

from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import Word
from realtalk.partner.silence import Rung
from realtalk.session.turn_gate import TurnGate
from realtalk.session.turn_taking import APART, BARGE_IN, RECOGNISING, SOON, Listener, Step


class Gate:
    """Stands for the microphone: says what a test says."""

    def __init__(self) -> None:
        self.now = 0.0
        self.began: float | None = None
        self.ended: float | None = None
        self.speaking_since: float | None = None

    @property
    def silence(self) -> float | None:
        if self.speaking_since is not None or self.ended is None:
            return None
        return self.now - self.ended

    def forget(self) -> None:
        self.began = self.ended = self.speaking_since = None


class Ear:
    def __init__(self) -> None:
        self.words: list[Word] = []
        self.until = 0.0

    def heard(self, t: float) -> tuple[list[Word], float]:
        return [word for word in self.words if word.span.middle >= t], self.until


def made(text: str, ended: float = 5.0, recognised: bool = True) -> tuple[Gate, Ear, Listener]:
    gate, ear = Gate(), Ear()
    listener = Listener(gate, ear, lambda: 1.0)
    listener.begin()
    gate.began, gate.ended = 1.0, ended
    words = text.split()
    ear.words = [Word(w, Span(1 + i * 0.2, 1.2 + i * 0.2), 0.9) for i, w in enumerate(words)]
    ear.until = ended if recognised else 0.0
    return gate, ear, listener


def test_nothing_is_heard_before_anybody_speaks() -> None:
    gate, ear = Gate(), Ear()
    assert Listener(gate, ear, lambda: 1.0).look() is None


def test_a_finished_sentence_is_answered_and_an_open_one_waited_for() -> None:
    gate, _, listener = made("I led the team for two years.")
    gate.now = 5.8
    assert listener.look().step is Step.ANSWER
    gate, _, listener = made("I led the team and")
    gate.now = 5.8
    assert (listener.look().step, listener.look().rung) == (Step.WAIT, Rung.THINKING)


def test_the_last_words_are_waited_for_after_one_sound() -> None:
    gate, ear, listener = made("I led the team", recognised=False)
    gate.now = 6.2
    assert [listener.look().step for _ in range(3)] == [Step.ACKNOWLEDGE, Step.WAIT, Step.WAIT]
    ear.until = 5.0
    assert listener.look().step is Step.ANSWER


def test_a_listener_makes_a_sound_soon_while_the_last_words_are_recognised() -> None:
    gate, ear, listener = made("I led the team", recognised=False)
    gate.now = 5.0 + SOON - 0.05
    assert listener.look().step is Step.WAIT
    gate.now = 5.0 + SOON + 0.01
    assert [listener.look().step for _ in range(2)] == [Step.ENCOURAGE, Step.WAIT]
    ear.until = 5.0
    gate.now = 5.8
    assert listener.look().rung is not Rung.DONE, "words without a full stop may go on"


def test_not_every_pause_gets_a_sound() -> None:
    gate, ear, listener = made("I led the team", recognised=False)
    steps = []
    for ended in (5.0, 5.0 + APART / 2, 5.0 + APART + 0.1):
        gate.ended, gate.now = ended, ended + SOON + 0.01
        steps.append(listener.look().step)
    assert steps == [Step.ENCOURAGE, Step.WAIT, Step.ENCOURAGE]
    gate.ended, gate.now, ear.until = 20.0, 20.0 + SOON + 0.01, 20.0
    assert listener.look().step is Step.WAIT, "words that are known say whether somebody is done"


def test_words_that_never_come_are_not_waited_for_for_ever() -> None:
    gate, _, listener = made("I led the team", recognised=False)
    gate.now = 5.0 + RECOGNISING + 0.1
    assert listener.look().step is Step.ANSWER


def test_a_sound_without_words_is_no_turn() -> None:
    gate, _, listener = made("")
    gate.now = 6.5
    assert listener.look().step is Step.NOTHING


def test_a_short_mm_hm_does_not_interrupt() -> None:
    gate, _, listener = made("")
    gate.speaking_since, gate.now = 10.0, 10.0 + BARGE_IN - 0.05
    assert not listener.interrupts(9.0)
    gate.now = 10.0 + BARGE_IN + 0.05
    assert listener.interrupts(9.0)
    assert not listener.interrupts(10.2)


def test_what_interrupted_begins_the_new_turn() -> None:
    gate, ear, listener = made("old words of before")
    gate.began, gate.ended, gate.speaking_since, gate.now = 10.0, None, 10.0, 10.6
    listener.took_over()
    ear.words += [Word("Stop.", Span(10.1, 10.4), 0.9)]
    assert listener.look().said == "Stop."


def test_the_gate_tells_speech_from_silence(data) -> None:
    import soundfile

    pcm, rate = soundfile.read(next(iter(sorted((data / "speech_emotion" / "ravdess").rglob("*.flac")))))
    assert rate == SAMPLE_RATE
    sound = np.concatenate([np.zeros(SAMPLE_RATE), pcm, np.zeros(SAMPLE_RATE)]).astype(np.float32)
    gate = TurnGate()
    speaking: list[float] = []
    for start in range(0, len(sound) - 320, 320):
        gate.hear(AudioChunk(start / SAMPLE_RATE, sound[start : start + 320]))
        if gate.speaking_since is not None:
            speaking.append(start / SAMPLE_RATE)
    assert 1.0 < min(speaking) < 3.0
    assert gate.speaking_since is None
    assert gate.silence is not None
    assert gate.silence > 0.9
    assert (gate.began or 0.0) < (gate.ended or 0.0) < len(sound) / SAMPLE_RATE - 0.9
    gate.forget()
    assert gate.began is None
