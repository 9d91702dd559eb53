"""What anybody may be asked about how they do their work, whatever the work is."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

EVERYBODY = written(
    technical={
        "outsiders-wrong": (
            "What do people outside your field usually get wrong about it, and how would you put them right?"
        ),
        "trusted-tool": "Which tool do you rely on most, and where are its limits?",
        "own-checks": "How do you check what you have done before anybody else sees it?",
        "keeping-up": "How do you decide which new developments in your field deserve your time?",
        "how-long": "Somebody asks how long a job will take you. How do you work out an honest answer?",
        "assistant": (
            "Which parts of your work would you gladly leave to an AI assistant, and which would you keep?"
        ),
        "notes": "What do you write down while you work, and for whom?",
        "leaving-notes": "Somebody else takes over your desk tomorrow. What must they know first?",
        "good-or-merely-fine": "In your field, what separates good work from work that is merely acceptable?",
        "what-goes-wrong": "What can go badly wrong in your line of work, and how do you guard against it?",
        "telling-figures": "Which figures would show me that your work is going well?",
        "everyday-routine": (
            "Walk me through an ordinary working day of yours, and tell me where your skill matters most."
        ),
    },
)
