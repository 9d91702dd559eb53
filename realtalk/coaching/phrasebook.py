"""What a coach says of each metric: praise, what to work on, what to try at a moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """The words for one metric.

    `praise` heads the strength and `why` says what it does for listeners; `aim` heads the priority and
    `effect` says why it matters. `attempt` is what to do at a moment ("{at}" is its time, "{note}" what was
    found there); None where no single moment can be helped. `low` is `aim` and `effect` for a value under the
    ideal, where that differs, `attempt_low` its `attempt`.
    """

    praise: str
    why: str
    aim: str
    effect: str
    attempt: str | None = None
    low: tuple[str, str] | None = None
    attempt_low: str | None = None


LINES: dict[str, Lines] = {
    "eye_contact": Lines(
        "You look people in the eye",
        "Looking at the camera makes viewers feel spoken to.",
        "Look at the camera more",
        "Of all the things you can change, this one moves viewers most.",
        "At {at} your eyes left the camera. Finish the thought to the lens, then look down.",
    ),
    "movement": Lines(
        "You move with ease",
        "A body that moves a little keeps people watching.",
        "Settle your body",
        "A steady body lets people listen to your words.",
        "At {at} your body moved a lot. Plant both feet and let your hands do the moving.",
        (
            "Let your body join in",
            "Nods and small movements make you easier to watch.",
        ),
        "At {at} you held very still. A nod on the main word would carry it.",
    ),
    "fillers": Lines(
        "Few fillers",
        "Your sentences come out clean, and that sounds sure.",
        "Swap fillers for silence",
        "A short silence sounds thoughtful where a filler sounds unsure. A few fillers are fine.",
        "At {at} a filler slipped in. Close your lips and take one quiet breath there.",
    ),
    "pitch_variation": Lines(
        "Your voice has melody",
        "A voice that rises and falls keeps people listening.",
        "Calm the melody a little",
        "Very wide swings draw attention to the voice and away from the words.",
        "At {at} your voice swung widely. Let the end of the sentence come down gently.",
        (
            "Give your voice more melody",
            "A level voice makes even good words hard to follow for long.",
        ),
        "At {at} your voice stayed level. Pick the one word that matters and let it rise.",
    ),
    "speech_rate": Lines(
        "An easy pace",
        "People can follow you and think along.",
        "Slow down a little",
        "A slower pace gives people time to take in what you say.",
        "At {at} you sped up. Take one breath at the end of that sentence.",
        (
            "Pick up the pace a little",
            "A brisker pace holds people's attention.",
        ),
        "At {at} the pace dropped. Know your next sentence before you end this one.",
    ),
    "pauses": Lines(
        "You pause well",
        "Your pauses give people time to think.",
        "Pause between thoughts, not inside them",
        "A long silence in mid-sentence makes people wait; after a sentence it lets them think.",
        "At {at} you stopped in mid-sentence. End the sentence first, then take your time.",
    ),
    "loudness": Lines(
        "Your voice carries",
        "Louder and softer phrases show what matters.",
        "Use loud and soft",
        "When all words are equally loud, people cannot tell which ones matter.",
        "At {at} your voice dropped away. Carry the last word of the sentence to the back of the room.",
    ),
    "expressiveness": Lines(
        "Your face speaks along",
        "A lively face holds people's eyes.",
        "Let your face join in",
        "A face that follows the words makes them easier to believe.",
        "At {at} your face stayed still for a while. Say that line as if to a friend.",
    ),
    "smile": Lines(
        "You smile",
        "A smile makes people warm to you.",
        "Smile when you begin",
        "A smile at the start makes people warm to you.",
        None,
    ),
    "face_visible": Lines(
        "You stay in the picture",
        "People can see your whole face.",
        "Keep your face in the picture",
        "People listen better to a face they can see.",
        "At {at} your face was out of view. Move the camera so that your eyes are a third down from the top.",
    ),
    "picture": Lines(
        "A clear picture",
        "Light and framing let people see your face well.",
        "Make the picture clearer",
        "A clear picture of your face is the easiest gain there is.",
        "At {at} the picture made you hard to see: {note}.",
    ),
    "posture": Lines(
        "You sit up well",
        "An upright, open body looks at ease.",
        "Sit up and open out",
        "An upright, open body looks at ease and helps you breathe.",
        "At {at} your posture closed up: {note}. Lift your breastbone and drop your shoulders.",
    ),
    "gestures": Lines(
        "Your hands help",
        "Hands that move with the words make them stick.",
        "Let your hands help",
        "Hands that move with the words make them stick.",
        None,
    ),
    "vocabulary": Lines(
        "You choose your words well",
        "Varied, plain words keep people with you.",
        "Say it straight",
        "Softening words and repeats take the edge off a good point.",
        "At {at}: {note}. Say the sentence once without it.",
    ),
    "grammar": Lines(
        "Clean sentences",
        "Nothing in your sentences trips people up.",
        "Tidy a few sentences",
        "Small slips can make people stumble over a good point.",
        "At {at}: {note}.",
    ),
    "interruptions": Lines(
        "A smooth run",
        "You kept going without breaks.",
        "Keep the flow",
        "Every break makes people find the thread again.",
        "At {at} the flow broke: {note}. When that happens, repeat your last few words and go on.",
    ),
    "longest_turn": Lines(
        "You keep it short",
        "Short turns leave room for the other person.",
        "Take shorter turns",
        "After two minutes people want to say something themselves.",
        "From {at} you spoke for a long time. End on a question there.",
    ),
    "talk_share": Lines(
        "You leave room",
        "A talk is for two, and you let the other person in.",
        "Leave more room",
        "People remember a talk in which they spoke themselves.",
        None,
    ),
}
