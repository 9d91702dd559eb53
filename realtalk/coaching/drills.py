"""Exercises of one to three minutes, a gentle and a fuller one for each metric."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.metrics.metric import Band


@dataclass(frozen=True, slots=True)
class Drill:
    """An exercise: its name, how many minutes it takes, and what to do."""

    title: str
    minutes: int
    text: str


def drill_for(metric: str, band: Band, *, low: bool = False) -> Drill | None:
    """The exercise for a metric: the gentle one for a value to watch, the fuller one for a value to work on.

    `low` asks for the one that raises a value which may also be too high (a slow pace, a flat voice).
    None for a metric that is never worked on.
    """
    pair = (DRILLS.get(f"{metric}, low") if low else None) or DRILLS.get(metric)
    if pair is None:
        return None
    return pair[1] if band == Band.WORK else pair[0]


DRILLS: dict[str, tuple[Drill, Drill]] = {
    "eye_contact": (
        Drill(
            "One thought, one look",
            1,
            "Stick a small dot beside the lens. Say three sentences, each one to the dot from its "
            "first word to its last. Look away only between sentences.",
        ),
        Drill(
            "Talk to the dot",
            2,
            "Stick a small dot beside the lens and put your notes away. Tell the dot what you did "
            "this morning for two minutes. Each time your eyes leave it, start that sentence again.",
        ),
    ),
    "movement": (
        Drill(
            "Feet on the floor",
            1,
            "Put both feet flat on the floor and rest your hands on the table. Speak for one minute "
            "and move only your hands and your head.",
        ),
        Drill(
            "Still, then free",
            2,
            "Speak for one minute with your back against the chair. Then speak for another minute "
            "without the chair's help, and keep the same calm.",
        ),
    ),
    "movement, low": (
        Drill(
            "Nod on the word",
            1,
            "Say five sentences. Nod once in each, on the word that matters most.",
        ),
        Drill(
            "Tell it to a child",
            2,
            "Tell a child's story for two minutes, with head and shoulders. Then say your own opening "
            "with half of that movement.",
        ),
    ),
    "fillers": (
        Drill(
            "Breathe at the full stop",
            1,
            "Talk about your last meal for one minute. At the end of each sentence close your lips "
            "and breathe in through the nose before the next.",
        ),
        Drill(
            "Start again",
            3,
            "Explain your work for three minutes. When a filler slips out, stop, stay silent for a "
            "second and say that sentence again. Count how far you get without one.",
        ),
    ),
    "pitch_variation": (
        Drill(
            "Land the sentence",
            1,
            "Read five sentences aloud. Let the last word of each come down to a calm, low note.",
        ),
        Drill(
            "Half the height",
            2,
            "Say your opening with all its swings. Say it again with half of them, and a third time "
            "for a friend across the table.",
        ),
    ),
    "pitch_variation, low": (
        Drill(
            "Underline one word",
            1,
            "Take five sentences of your talk. In each choose one word and say it clearly higher than "
            "the rest.",
        ),
        Drill(
            "Too much, then half",
            3,
            "Read a paragraph aloud as if to a room of five-year-olds, far too lively. Read it again "
            "with half of that. Record the second one: it will sound right.",
        ),
    ),
    "speech_rate": (
        Drill(
            "One breath a sentence",
            1,
            "Say six sentences of your talk. Take one full breath after each before you begin the next.",
        ),
        Drill(
            "Half speed, then yours",
            3,
            "Say your first minute at half speed, every ending clear. Then say it at the pace that "
            "feels a little too slow: that is the pace people like.",
        ),
    ),
    "speech_rate, low": (
        Drill(
            "Two at a time",
            1,
            "Say your sentences in pairs: no stop between the first and the second, a breath after "
            "each pair.",
        ),
        Drill(
            "Beat the minute",
            3,
            "Say your opening and note how long it takes. Say it twice more, five seconds quicker "
            "each time, and keep every word clear.",
        ),
    ),
    "pauses": (
        Drill(
            "Stop at the stop",
            1,
            "Say five sentences. Count to two in silence after each, and never inside one.",
        ),
        Drill(
            "Know the last word",
            3,
            "Write five key points as three words each. For each, decide the last word before you "
            "start, then say the sentence through to it without a stop.",
        ),
    ),
    "loudness": (
        Drill(
            "Near and far",
            1,
            "Say one sentence to somebody beside you, then to somebody across the room. Do it five "
            "times with five sentences.",
        ),
        Drill(
            "Loud, soft, loud",
            2,
            "Take a paragraph. Say the sentence that matters most for the back row and the ones "
            "around it for the front row. Do it three times.",
        ),
    ),
    "expressiveness": (
        Drill(
            "Brows up",
            1,
            "Say five sentences to a mirror. Lift your eyebrows on the word that matters in each.",
        ),
        Drill(
            "Silent film",
            2,
            "Say your opening to a mirror without a sound, so that somebody could guess its mood from "
            "your face. Then say it aloud with the same face.",
        ),
    ),
    "smile": (
        Drill(
            "Smile first",
            1,
            "Smile, hold it for a second, and only then say your first sentence. Five times.",
        ),
        Drill(
            "Good news",
            2,
            "Tell the camera about something that went well this week, for two minutes. Then go "
            "straight into your opening.",
        ),
    ),
    "face_visible": (
        Drill(
            "Find the frame",
            1,
            "Move the camera until your eyes are a third down from the top edge. Speak for one minute "
            "and check that you are still there.",
        ),
        Drill(
            "Mark your place",
            2,
            "Frame yourself with a hand's width above your head. Mark where your chair stands, then "
            "speak for two minutes, hands included, without leaving the picture.",
        ),
    ),
    "picture": (
        Drill(
            "Turn to the light",
            1,
            "Turn until the window or the lamp is in front of you. Record ten seconds, look at them, "
            "and turn once more if half of your face is dark.",
        ),
        Drill(
            "Set the stage",
            3,
            "Put the lamp behind the camera, the camera at the height of your eyes and yourself an "
            "arm's length away. Wipe the lens. Record ten seconds before and after.",
        ),
    ),
    "posture": (
        Drill(
            "Tall and wide",
            1,
            "Sit at the front of the chair, breastbone up, hands apart on the table. Speak for one "
            "minute and keep that width.",
        ),
        Drill(
            "Reset on the full stop",
            2,
            "Speak for two minutes. At the end of every third sentence breathe in, grow tall and let "
            "your shoulders drop.",
        ),
    ),
    "gestures": (
        Drill(
            "Show the size",
            1,
            "Say five sentences with a number, a size or a place in each, and show it with your hands.",
        ),
        Drill(
            "Three points, three places",
            2,
            "Make three points. Put each in its own place in the air, left, middle and right, and "
            "point back to them when you sum up.",
        ),
    ),
    "vocabulary": (
        Drill(
            "Say it straight",
            1,
            'Take three sentences that begin with something like "I think". Say each one again from '
            "the word after it.",
        ),
        Drill(
            "Another word",
            3,
            "Explain your main point in one minute. Explain it again without the three words you used "
            "most, and a third time in ten words.",
        ),
    ),
    "structure": (
        Drill(
            "Four sentences",
            1,
            "Say it in four sentences: where it was, what had to be done, what you did, how it ended.",
        ),
        Drill(
            "The end first",
            3,
            "Say the result in one sentence. Then say how it began, what was asked of you and three "
            "things you did, and end with that first sentence again.",
        ),
    ),
    "grammar": (
        Drill(
            "Once more, right",
            1,
            "Take the sentences marked in your transcript. Say each one aloud three times in its "
            "better form.",
        ),
        Drill(
            "Short sentences",
            3,
            "Say your opening in sentences of at most ten words, one thought each. Record it and read "
            "the transcript.",
        ),
    ),
    "interruptions": (
        Drill(
            "Pick up the thread",
            1,
            "Speak for one minute and let a phone ring halfway. When it stops, repeat your last three "
            "words and go on.",
        ),
        Drill(
            "A quiet ten minutes",
            3,
            "Silence the phone, close the door and put a note on it. Say your talk once through; at a "
            "slip go on without starting over.",
        ),
    ),
    "longest_turn": (
        Drill(
            "End on a question",
            1,
            "Answer a question in at most thirty seconds and end with one of your own. Three times.",
        ),
        Drill(
            "Two sentences and stop",
            3,
            "Take six questions you expect. Answer each in two sentences and then wait in silence, as "
            "if the other person were to speak.",
        ),
    ),
    "talk_share": (
        Drill(
            "Ask twice",
            1,
            "Write down two questions for the other person. Say them aloud and wait five seconds after each.",
        ),
        Drill(
            "Halve it",
            3,
            "Tell a story in one minute, then in thirty seconds, then in fifteen. Keep the version "
            "that makes one ask for more.",
        ),
    ),
}
