"""What two personas say to each other around what they know."""

from __future__ import annotations

from realtalk.partner.persona import Manner

OPENINGS = (
    "Good to sit down with you, {other}. I was told that we would talk about {topic}.",
    "So, {other}, the two of us are to talk about {topic}.",
    "{other}, I have been looking forward to this. Our subject is {topic}.",
)

REACTIONS = {
    "named": (
        "You spoke of {matter}, and that made me listen.",
        "What you said about {matter} I had not heard before.",
        "I will think about what you said of {matter}, {other}.",
        "I did not know that about {matter}.",
        "Thank you for telling me about {matter}, {other}.",
        "I had not expected to hear of {matter} from you.",
    ),
    "plain": (
        "I hear you, {other}.",
        "That is one way to see it, {other}.",
        "I had not expected that from you.",
        "Fair enough, {other}.",
        "I shall think about that.",
        "There is something in that.",
        "You put that well.",
        "I am not sure that I agree.",
        "You have given me something to think about.",
        "I can follow you there, {other}.",
        "That is well said, {other}.",
        "Perhaps you are right.",
        "I like the way you tell it.",
        "We may not be so far apart, {other}.",
        "I had to learn that slowly myself.",
        "Now I understand you better.",
    ),
}

BRIDGES = (
    "I can only speak from my own life.",
    "Let me tell you something from my own days.",
    "That brings something back to me.",
    "I have a story of my own to that.",
)
"""What leads to something that one knows and was not asked for."""

MODERATED = (
    "Our listener asks about {matter}, and rightly so.",
    "I am glad that our listener brings up {matter}.",
    "Let me answer our listener first, on {matter}.",
)

MODERATED_PLAIN = (
    "That is a good question from our listener.",
    "Let me answer our listener first.",
)
"""The same where nothing was named, and what the second one says then."""

HANDED_PLAIN = (
    "I would like to add something for our listener, {other}.",
    "Before we go on, {other}, a word from me on that too.",
)

HANDED = (
    "I would like to add something on {matter} for our listener, {other}.",
    "On what our listener said about {matter}, I have my own view.",
    "Before we go on, {other}, a word from me on {matter} too.",
)

QUESTIONS = (
    "What do you make of {topic}, {other}?",
    "Where did you first come across it, {other}?",
    "What would you say to somebody who doubts that?",
    "And how was that in your own work, {other}?",
    "What have people got wrong about {topic}, in your eyes?",
    "What did it cost you, {other}?",
    "Who taught you most about that?",
    "What would you do differently, if you began again today?",
    "When did you last change your mind about {topic}?",
    "What surprised you most in all those years?",
    "Is there something about {topic} that still troubles you?",
    "What should the young learn from that, {other}?",
    "Which part of it would you defend against anybody?",
    "How would you explain {topic} to a child, {other}?",
    "What did others think of you then?",
    "Where do the two of us differ most, do you think?",
)

VIEWS = {
    Manner.SUPPORTIVE: (
        "With {topic} I have always tried to begin with the people whom it concerns.",
        "I believe that one learns more about {topic} by listening than by talking.",
        "For me {topic} begins with patience, and it mostly ends with it too.",
        "Whenever I was unsure about {topic}, a small attempt told me more than a long debate.",
        "I have seen people grow with {topic} once somebody trusted them.",
    ),
    Manner.NEUTRAL: (
        "I try to keep apart what I know about {topic} and what I only suppose.",
        "One has to look at {topic} closely before one has an opinion on it.",
        "In my experience {topic} is mostly a matter of steady work.",
        "There are two sides to {topic}, and I have met good people on both.",
        "About {topic} I trust what I have seen more than what I have read.",
    ),
    Manner.TOUGH: (
        "Most of what is said about {topic} does not survive a single hard question.",
        "I judge {topic} by what comes out of it in the end.",
        "People talk about {topic} because that is easier than doing something.",
        "Show me the figures on {topic}, and I shall believe you.",
        "I have paid for my mistakes with {topic}, so I am careful with praise.",
    ),
}

CLOSINGS = (
    "I could go on, but let us leave {topic} here. Thank you, {other}.",
    "Thank you for this, {other}. I shall take your words on {topic} with me.",
    "Then let us part as friends, {other}, and think about {topic} a while longer.",
)
