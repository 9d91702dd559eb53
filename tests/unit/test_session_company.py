import numpy as np
import pytest

from realtalk.capture.webrtc import Heard
from realtalk.media import Span
from realtalk.metrics.speaker import choose, voices
from realtalk.observations import Asked, SpeechSpan, VoiceTurn, Word
from realtalk.partner.speech.speech import RATE, Phone, Speech, SpokenWord
from realtalk.report.transcript import paragraphs
from realtalk.session.assessment import Source, assess
from realtalk.session.company import LOUDNESS, VOICE, Company
from realtalk.timeline import Speaker, Timeline


def tone(seconds: float, text: str = "", words: tuple[SpokenWord, ...] = ()) -> Speech:
    pcm = 0.5 * np.sin(2 * np.pi * 300 * np.arange(round(seconds * RATE)) / RATE).astype(np.float32)
    return Speech(text, pcm, (Phone("", Span(0, seconds)),), words)


def question(at: float = 0.0) -> Speech:
    text = "Tell me about a time you led a team?"
    step = 2.0 / len(text.split())
    words = tuple(
        SpokenWord(word, Span(at + i * step, at + (i + 1) * step)) for i, word in enumerate(text.split())
    )
    return tone(2.0, text, words)


def said(*pairs: tuple[str, float]) -> list[Word]:
    return [Word(text, Span(t, t + 0.3), 0.9) for text, t in pairs]


def test_the_recording_has_the_partner_where_they_were_heard() -> None:
    company = Company()
    company.began(1.0, tone(0.5))
    quiet = np.zeros(48_000, np.float32)
    whole = np.concatenate([company.mixed(t, Heard(t, quiet, 48_000)) for t in (0.0, 1.0, 2.0)])
    level = np.sqrt((whole.reshape(-1, 4800) ** 2).mean(axis=1))
    assert level[:10].max() == 0
    assert level[10:15] == pytest.approx(LOUDNESS * 0.5 / np.sqrt(2), rel=0.1)
    assert level[15:].max() < 1e-3


def test_what_was_interrupted_is_heard_no_further() -> None:
    company = Company()
    company.began(0.0, tone(2.0))
    company.stopped(0.5)
    heard = company.mixed(0.0, Heard(0.0, np.zeros(48_000, np.float32), 48_000))
    assert np.abs(heard[:24_000]).max() > 0.1
    assert np.abs(heard[24_000:]).max() == 0


def test_the_microphones_sound_is_left_alone_where_the_partner_is_silent() -> None:
    pcm = np.ones(10, np.float32)
    assert Company().mixed(0.0, Heard(0.0, pcm, 48_000)) is pcm


def test_the_partners_turn_words_and_question_come_into_the_timeline() -> None:
    company = Company()
    company.began(1.0, question(), "Tell me about a time you led a team?")
    own = said(("We", 4.0), ("shipped", 4.4))
    timeline = Timeline([*own, SpeechSpan(Span(4.0, 5.0)), VoiceTurn(Span(4.0, 5.0), 0)])
    whole = company.joined(company.alone(timeline))
    assert [word.text for word in whole.focus(Speaker(None, 0)).track(Word)] == ["We", "shipped"]
    assert " ".join(w.text for w in whole.focus(Speaker(None, VOICE)).track(Word)).startswith("Tell me")
    (asked,) = whole.track(Asked)
    assert asked.kind == "story"
    assert asked.span.start == pytest.approx(3.0)
    assert asked.span.end >= 5.0


def test_the_partner_is_known_by_name_and_not_taken_for_the_speaker() -> None:
    company = Company(name="Ada Lovelace")
    company.began(1.0, question())
    words = said(("We", 4.0), ("shipped", 4.4))
    alone = company.alone(Timeline([*words, SpeechSpan(Span(4.0, 5.0)), VoiceTurn(Span(4.0, 5.0), 0)]))
    whole = company.joined(alone)
    assert [voice.voice for voice in voices(whole)] == [0]
    assert choose(whole).voice == 0, "although the partner talked longer"
    rundown = assess(whole, Source("talk", 6.0, False, True, ()))
    spoken = [(p.by, " ".join(piece.text for piece in p.pieces)) for p in paragraphs(rundown)]
    assert spoken == [("Ada Lovelace", question().text), ("", "We shipped")]


def test_a_listeners_sound_takes_no_turn() -> None:
    company = Company()
    sound = tone(0.4, "Mm-hm.", (SpokenWord("Mm-hm.", Span(0.0, 0.4)),))
    company.began(2.0, sound, aside=True)
    own = [*said(("We", 1.0), ("shipped", 3.0)), VoiceTurn(Span(1.0, 4.0), 0)]
    whole = company.joined(company.alone(Timeline(own)))
    assert [turn.span for turn in whole.track(VoiceTurn)] == [Span(1.0, 4.0)]
    assert [word.text for word in whole.track(Word)] == ["We", "shipped"]
    heard = company.mixed(2.0, Heard(2.0, np.zeros(48_000, np.float32), 48_000))
    assert np.abs(heard).max() > 0.1, "the recording has it"


def test_an_echo_of_the_partner_is_not_the_users_speech() -> None:
    company = Company()
    company.began(1.0, question())
    echo = [Word(w.text, Span(w.span.start + 1.2, w.span.end + 1.2), 0.5) for w in question().words]
    heard = [*echo, SpeechSpan(Span(1.1, 3.0)), VoiceTurn(Span(1.1, 3.0), 1)]
    own = [*said(("Well", 4.0)), SpeechSpan(Span(4.0, 4.3)), VoiceTurn(Span(4.0, 4.3), 0)]
    whole = company.joined(company.alone(Timeline([*heard, *own])))
    assert [turn.voice for turn in whole.track(VoiceTurn)] == [VOICE, 0]
    assert [word.text for word in whole.focus(Speaker(None, 0)).track(Word)] == ["Well"]


def test_the_same_word_said_later_is_no_echo() -> None:
    company = Company()
    company.began(0.0, question())
    own = said(("team", 5.0))
    whole = company.joined(
        company.alone(Timeline([*own, SpeechSpan(Span(5.0, 5.4)), VoiceTurn(Span(5.0, 5.4), 0)]))
    )
    assert own[0] in whole.track(Word)


def test_without_turns_the_microphone_is_one_voice() -> None:
    company = Company()
    company.began(0.0, tone(1.0))
    whole = company.joined(company.alone(Timeline([*said(("Yes", 2.0)), SpeechSpan(Span(2.0, 2.4))])))
    assert {turn.voice for turn in whole.track(VoiceTurn)} == {0, VOICE}


def test_each_word_is_its_speakers_where_both_talk_at_once() -> None:
    company = Company()
    words = tuple(SpokenWord(f"w{i}", Span(float(i), i + 0.9)) for i in range(10))
    company.began(5.0, Speech("", np.zeros(10 * RATE, np.float32), (Phone("", Span(0, 10)),), words))
    own = [*said(("mhm", 8.0)), SpeechSpan(Span(8.0, 8.3)), VoiceTurn(Span(8.0, 8.3), 0)]
    own += [
        *said(("And", 16.0), ("then", 16.5)),
        SpeechSpan(Span(16.0, 17.0)),
        VoiceTurn(Span(16.0, 17.0), 0),
    ]
    whole = company.joined(company.alone(Timeline(own)))
    mine = [word.text for word in whole.focus(Speaker(None, 0)).track(Word)]
    theirs = [word.text for word in whole.focus(Speaker(None, VOICE)).track(Word)]
    assert mine == ["mhm", "And", "then"]
    assert set(theirs) <= {word.text for word in words}
    assert len(theirs) >= 8


def test_a_sound_of_the_partner_costs_the_user_no_words() -> None:
    company = Company()
    hum = SpokenWord("Mm-hm.", Span(0.0, 0.5))
    company.began(15.0, Speech("", np.zeros(RATE // 2, np.float32), (Phone("", Span(0, 0.5)),), (hum,)))
    own = said(*((f"w{i}", 10.0 + i) for i in range(10)))
    whole = company.joined(
        company.alone(Timeline([*own, SpeechSpan(Span(10.0, 20.0)), VoiceTurn(Span(10.0, 20.0), 0)]))
    )
    assert len(whole.focus(Speaker(None, 0)).track(Word)) == 10


def test_what_was_recorded_is_let_go() -> None:
    company = Company()
    company.began(0.0, tone(1.0))
    quiet = np.zeros(4800, np.float32)
    company.mixed(0.5, Heard(0.5, quiet, 48_000))
    company.mixed(20.0, Heard(20.0, quiet, 48_000))
    assert all(piece.pcm is None for piece in company._pieces)
