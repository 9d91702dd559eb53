"""Something to say for somebody who wants to practise a presentation, or only to talk for a while."""

from __future__ import annotations

from realtalk.language.question_bank.question import Prompt

PRESENTATIONS = (
    Prompt("last-project", "Explain your last project in two minutes to people outside your field.", 120),
    Prompt(
        "proposed-change",
        "Propose one change to the way your team or your class works, and say what it would cost.",
        180,
    ),
    Prompt(
        "month-in-results",
        "Present the results of a month: what was planned, what happened and what comes next.",
        180,
    ),
    Prompt("how-it-works", "Explain something you know inside out as you would to twelve-year-olds.", 180),
    Prompt(
        "problem-first",
        "Describe a problem until your listeners want it solved, and only then offer your solution.",
        120,
    ),
    Prompt(
        "one-minute-pitch",
        "Pitch an idea to an investor in one minute: the need, your answer and what you ask for.",
        60,
    ),
    Prompt("recommendation", "Compare two options that you had to choose between, and recommend one.", 180),
    Prompt(
        "welcome",
        "Welcome ten new colleagues, and tell them the three things they should know on their first day.",
        120,
    ),
    Prompt("farewell", "Give a short speech for somebody who is leaving after many years.", 90),
    Prompt(
        "stopped-project",
        "Tell a team that their project has been stopped, and leave them proud of what they did.",
        120,
    ),
    Prompt(
        "thesis", "Present the main point of your thesis, or of any long piece of work, in five minutes.", 300
    ),
    Prompt(
        "guided-tour", "Take your listeners on a tour of a place you love, without a single picture.", 180
    ),
    Prompt(
        "single-chart",
        "Imagine a chart behind you. Say what it shows and why it matters to the people in front of you.",
        120,
    ),
    Prompt("room-of-strangers", "Introduce yourself in one minute to a room full of strangers.", 60),
)
"""What a talk in front of people may be about. House rule: one to five minutes, by how much there is to say,
so that it can be given again at once."""

OPENERS = (
    Prompt("day-so-far", "Tell me about your day so far, in the order it happened.", 60),
    Prompt("this-room", "Describe the room you are in to a friend on the phone.", 60),
    Prompt("by-heart-meal", "What can you cook without a recipe, and how do you make it?", 90),
    Prompt("film-or-book", "Which film or book would you recommend to almost anybody, and why?", 90),
    Prompt("remembered-teacher", "Tell me about a teacher you still think of.", 90),
    Prompt("good-moment", "What was the nicest moment of the past month?", 60),
    Prompt("your-way", "Describe your way to work or to school as if I had to walk it tomorrow.", 60),
    Prompt("new-this-year", "What can you do now that you could not do a year ago?", 60),
    Prompt("day-off", "How would you spend an unexpected day off?", 60),
    Prompt("old-object", "Tell me the story of something you have owned for a very long time.", 90),
    Prompt("changed-opinion", "What did you believe as a child that you see differently now?", 90),
    Prompt("rules-of-a-game", "Explain the rules of a game or a sport that you enjoy.", 90),
    Prompt("where-you-live", "What do you like about the place where you live?", 60),
    Prompt("how-we-met", "Tell me how you met a good friend.", 90),
)
"""Easy things to talk about, with no right answer. House rule: a minute or so, enough to hear how somebody
speaks and short enough to try again."""
