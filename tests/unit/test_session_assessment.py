import numpy as np

from realtalk.coaching.guess import Guess
from realtalk.coaching.rundown import Rundown
from realtalk.media import Span
from realtalk.metrics.metric import Reading
from realtalk.observations import (
    LanguageObservation,
    Sentence,
    SpeechSpan,
    VoiceObservation,
    VoiceTurn,
    Word,
)
from realtalk.session.assessment import Source, assess, read_words
from realtalk.session.upload import remeasure
from realtalk.store.codec import decode, encode
from realtalk.timeline import Calibration, Speaker, Timeline
from tests.timelines import seen, session


def spoken(text: str, start: float) -> list[Word]:
    return [Word(w, Span(start + 0.3 * i, start + 0.3 * i + 0.2), 0.9) for i, w in enumerate(text.split())]


TALK = Source("A talk", 30.0, has_video=True, has_audio=True, notes=())


def eye_contact(rundown: Rundown) -> float:
    (found,) = (result for metric, result in rundown.results if metric.key == "eye_contact")
    assert isinstance(found, Reading)
    return found.value


def conversation(language: str = "en") -> Timeline:
    question, answer = "So, what did you, um, build there", "we like built a bridge. It was long."
    words = [*spoken(question, 0.0), *spoken(answer, 3.0)]
    turns = [VoiceTurn(Span(0.0, 2.5), 0), VoiceTurn(Span(2.9, 6.0), 1)]
    return Timeline([*words, *turns, LanguageObservation(Span(0.0, 6.0), language, 0.99)])


def test_no_sentence_is_made_of_two_peoples_words() -> None:
    read = read_words(conversation())
    sentences = [sentence.text for sentence in read.track(Sentence)]
    assert not any("there" in text and "we" in text.split() for text in sentences)
    assert len(sentences) == 3


def test_fillers_are_marked_and_no_word_is_lost() -> None:
    before, read = conversation().track(Word), read_words(conversation()).track(Word)
    assert [w.text for w in read] == [w.text for w in before]
    assert "um," in {w.text for w in read if w.filler}


def test_other_languages_are_left_unread() -> None:
    timeline = conversation("de")
    assert read_words(timeline) is timeline


def test_speech_that_was_not_understood_is_told() -> None:
    level = VoiceObservation(0.0, 0.1, np.full(200, -20.0, np.float32), np.full(200, 120.0, np.float32))
    speech = [SpeechSpan(Span(0.0, 4.0)), SpeechSpan(Span(5.0, 12.0))]
    timeline = Timeline([level, *speech, *spoken("one two three four five six seven eight nine ten", 0.2)])
    source = Source("talk.mp3", 20.0, has_video=False, has_audio=True, notes=("The file ends early.",))
    notes = assess(timeline, source).notes
    assert notes[0] == "The file ends early."
    assert any(note.startswith("For 8 seconds of your speech no word was understood.") for note in notes)


def test_eyes_are_measured_against_the_baseline() -> None:
    screen = Timeline(seen(30, gaze=lambda t: (0.0, -13.0)))
    assert eye_contact(assess(screen, TALK)) == 100.0
    lens = screen.calibrated(Calibration(gaze_yaw=1.0, gaze_pitch=2.0))
    assert eye_contact(assess(lens, TALK)) == 0.0


def test_a_kept_session_is_measured_against_its_baseline_again() -> None:
    neutral = np.linspace(0.0, 0.5, 52, dtype=np.float32)
    baseline = Calibration(4.0, -2.0, neutral, 0.65, -31.0, 2.5, -58.0)
    timeline = Timeline(session(30.0), calibration=baseline)
    first = assess(timeline, TALK)
    kept = decode(encode(timeline))
    again = remeasure(kept, decode(encode(first)), Speaker(0, None))
    assert again.results == first.results
    assert again.results != assess(timeline.calibrated(Calibration()), TALK).results


def test_guesses_stay_with_the_rundown() -> None:
    guesses = (Guess("fillers", 4.0), Guess("speech_rate", 150.0))
    assert assess(conversation(), TALK, guesses=guesses).guesses == guesses
    assert assess(conversation(), TALK).guesses == ()
