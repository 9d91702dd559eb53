"""What a coach says of each metric: praise, what to work on, what to try at a moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """The words for one metric.

    `praise` heads the strength and `why` says what it does for listeners; `aim` heads the priority and
    `effect` says why it matters; `remedy` is what to do at a moment, after what was found there was said. The
    `low` ones stand in for a value under the ideal, where that asks for the opposite.
    """

    praise: str
    why: str
    aim: str
    effect: str
    remedy: str = ""
    low_aim: str = ""
    low_effect: str = ""
    low_remedy: str = ""


LINES: dict[str, Lines] = {
    "eye_contact": Lines(
        "You look people in the eye",
        "Nothing else that you can control moves viewers more.",
        "Look at the camera more",
        "Nothing else that you can control moves viewers more.",
        "Finish the thought to the lens, then look down.",
    ),
    "movement": Lines(
        "You move with ease",
        "A body that moves a little keeps people watching.",
        "Settle your body",
        "A steady body lets people listen to your words.",
        "Plant both feet and let your hands do the moving.",
        "Let your body join in",
        "Nods and small movements make you easier to watch.",
        "A nod on the main word would carry it.",
    ),
    "fillers": Lines(
        "Few fillers",
        "Your sentences come out clean, and that sounds sure.",
        "Swap fillers for silence",
        "A short silence sounds thoughtful where a filler sounds unsure. A few fillers are fine.",
        "Close your lips and take one quiet breath there.",
    ),
    "pitch_variation": Lines(
        "Your voice has melody",
        "Rises and falls keep people listening.",
        "Calm the melody a little",
        "Very wide swings draw attention to the voice and away from the words.",
        "Let the end of the sentence come down gently.",
        "Give your voice more melody",
        "Without highs and lows even good words are hard to follow for long.",
        "Pick the one word that matters and let it rise.",
    ),
    "speech_rate": Lines(
        "An easy pace",
        "It leaves time to think along.",
        "Slow down a little",
        "A slower pace gives people time to take in what you say.",
        "Take one breath at the end of that sentence.",
        "Pick up the pace a little",
        "A brisker pace holds people's attention.",
        "Know your next sentence before you end this one.",
    ),
    "pauses": Lines(
        "You pause well",
        "Your pauses give people time to think.",
        "Pause between thoughts, not inside them",
        "There they make people wait; after a full stop they let them think.",
        "End the sentence first, then take your time.",
    ),
    "loudness": Lines(
        "Your voice carries",
        "That shows people what matters.",
        "Use loud and soft",
        "When all words are equally loud, people cannot tell which ones matter.",
        "Carry the last word of the sentence to the back of the room.",
    ),
    "expressiveness": Lines(
        "Your face speaks along",
        "A lively face holds people's eyes.",
        "Let your face join in",
        "A face that follows the words makes them easier to believe.",
        "Say that line as if to a friend.",
    ),
    "smile": Lines(
        "You smile",
        "A smile makes people warm to you.",
        "Smile when you begin",
        "A smile at the start makes people warm to you.",
    ),
    "face_visible": Lines(
        "You stay in the picture",
        "Faces are what people look at first.",
        "Keep your face in the picture",
        "People listen better to a face they can see.",
        "Move the camera so that your eyes are a third down from the top.",
    ),
    "picture": Lines(
        "A clear picture",
        "People read your face without effort.",
        "Make the picture clearer",
        "Nothing is easier to mend before you begin.",
    ),
    "posture": Lines(
        "You sit up well",
        "That looks at ease.",
        "Sit up and open out",
        "Sitting tall looks at ease and helps you breathe.",
        "Lift your breastbone and drop your shoulders.",
    ),
    "gestures": Lines(
        "Your hands help",
        "Hands that move with the words make them stick.",
        "Let your hands help",
        "Hands that move with the words make them stick.",
    ),
    "vocabulary": Lines(
        "You choose your words well",
        "Varied, plain words keep people with you.",
        "Say it straight",
        "Softening words and repeats take the edge off a good point.",
        "Say that sentence once more, plainly.",
    ),
    "structure": Lines(
        "You told the whole story",
        "Listeners always knew where they were.",
        "Tell the whole story",
        "Where it began, what you did and how it ended: that is what people remember.",
    ),
    "grammar": Lines(
        "Clean sentences",
        "Nothing trips people up.",
        "Tidy a few sentences",
        "Even small ones can make people stumble over a good point.",
    ),
    "interruptions": Lines(
        "You kept the flow",
        "People could follow you from start to end.",
        "Keep the flow",
        "It takes people a moment to find their way back.",
        "When that happens, repeat your last few words and go on.",
    ),
    "longest_turn": Lines(
        "You keep it short",
        "That leaves room for the other person.",
        "Take shorter turns",
        "After two minutes people want to say something themselves.",
        "End on a question and wait.",
    ),
    "talk_share": Lines(
        "You leave room",
        "A talk is for two, and you let the other person in.",
        "Leave more room",
        "People remember a talk in which they spoke themselves.",
    ),
}
