"""What a persona says around its questions: to go on, to wait, to come back, to close."""

from __future__ import annotations

from realtalk.partner.persona import Manner

_S, _N, _T = Manner.SUPPORTIVE, Manner.NEUTRAL, Manner.TOUGH

UNHEARD = (
    "I did not catch that. Could you say it once more?",
    "I could not hear you just now. Would you say it again?",
    "Nothing reached me. Could you repeat it, please?",
)

ENGLISH = (
    "I am afraid that I only follow English here. Could you say it in English?",
    "That I did not understand. Would you put it in English for me?",
)

CLARIFIED = {
    "story": "I mean one real case, from how it began to how it ended.",
    "other": "I mean it broadly; whatever comes to mind first is fine.",
}

PAUSE = {
    _S: ("Of course, take all the time that you need.", "Please do, there is no hurry."),
    _N: ("Take your time.", "Of course."),
    _T: ("A moment, then.", "Go ahead, I am waiting."),
}

SKIPPED = {
    _S: ("That is quite all right, we leave it.", "No harm done, let us take another one."),
    _N: ("All right, then we go on.", "We can leave that one out."),
    _T: ("Then we leave that open.", "I will note that there was no answer."),
}

PERMITTED = ("Of course. What would you like to know?", "Please do. What is it?")

BACK = ("And now back to you.", "But let me return to my question.", "So, to come back to what I asked.")

AND_YOU = (
    "And how is that with you?",
    "What made you think of that?",
    "And what about you?",
    "What would you say to that yourself?",
)

ONWARD = {
    _S: ("Let us look at something else.", "I would like to ask you something different.", "Let me go on."),
    _N: ("Let us go on.", "My next question is this.", "Let us turn to something else."),
    _T: ("Next question.", "Let us move on.", "Something else."),
}

OPEN = {
    "stranger": (
        "What else has been on your mind lately?",
        "What have you been looking forward to?",
        "What do you do when you have an afternoon for yourself?",
        "What is something that you could talk about for hours?",
        "Where have you been that you would go back to at once?",
    ),
    "historical": (
        "What would you like to ask me?",
        "What interests you most about my work?",
        "Which part of my life are you curious about?",
        "What brings you to me?",
    ),
    "colleague": (
        "So what do you suggest?",
        "What would change for you if I agreed?",
        "And what are you willing to do about it yourself?",
        "How do you want to settle this between us?",
        "What do I get out of that?",
    ),
    "own": (
        "What else should I know?",
        "What would you like to talk about next?",
        "What matters most to you in all this?",
        "Where shall we go from here?",
    ),
}
"""What somebody asks who has no list of questions left and does not end the talk."""

REMEMBERED = {
    _S: ("I enjoyed hearing about {matter}.", "What you told me about {matter} will stay with me."),
    _N: (
        "Thank you for what you told me about {matter}.",
        "I have written down what you said about {matter}.",
    ),
    _T: ("I shall think about {matter}.", "You gave me something to check: {matter}."),
}

CLOSED = {
    _S: (
        "Thank you for your time and for being so open. I wish you all the best.",
        "It was a pleasure to talk with you. All the best, and goodbye.",
    ),
    _N: (
        "Thank you for your time. Goodbye.",
        "That is all from my side. I wish you a good day.",
    ),
    _T: (
        "Thank you. I have what I need. Goodbye.",
        "That will do for today. Goodbye.",
    ),
}

PARTED = (
    "It was good to talk with you. Goodbye.",
    "Thank you for the talk, and goodbye.",
    "Until another time, then. Goodbye.",
)

AFTERWARDS = (
    "We are done for today. Thank you once more.",
    "Our talk is over, but it was good to have you here.",
)

WELCOME = {
    _S: ("It is good to have you here.", "I am glad that you are here.", "Lovely, then let us begin."),
    _N: ("Good to have you here.", "Thank you. Then let us begin."),
    _T: ("Good. Then let us begin.", "Fine. To the point, then."),
}

BEGIN = "So, where would you like to begin?"

ANYTHING_ELSE = "What else would you like to know?"

GENTLY = "Would you like to tell me more about it, or shall we talk about something else?"

AGREED = {
    _S: ("It does, thank you.", "Yes, I see what you mean."),
    _N: ("It does, thank you.", "I think so, yes."),
    _T: ("Partly.", "I follow you so far."),
}
"""To "Does that make sense?"."""
