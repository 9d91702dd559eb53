"""What anybody may be asked about their own past: one time, what they did, how it ended."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

EVERYBODY = written(
    behavioural={
        "settled-disagreement": (
            "Tell me about a time you and somebody you worked with disagreed about how to do something. How "
            "did you settle it?"
        ),
        "own-mistake": (
            "Tell me about a mistake that was yours. What did you do in the hour after you noticed it?"
        ),
        "deadline-slipping": (
            "Think of a deadline that you could see slipping away. When did you say so, and to whom?"
        ),
        "learned-fast": (
            "Describe a time you had to become useful in something new within a few weeks. How did you go "
            "about it?"
        ),
        "proud-of": (
            "Which piece of work from the last two years are you proudest of, and which part of it was yours?"
        ),
        "hard-feedback": "Tell me about feedback that was hard to hear. What did you change afterwards?",
        "bad-news": "When did you last have to give somebody bad news, and how did you prepare?",
        "vague-task": (
            "Tell me about a task that was far too vague when you were given it. What was your first step?"
        ),
        "everything-urgent": (
            "Describe a week when everything was urgent. How did you choose what to leave undone?"
        ),
        "changed-my-mind": (
            "When did somebody last change your mind with a good argument? Tell me what convinced you."
        ),
        "decision-of-others": (
            "Tell me about a decision that you influenced although it was not yours to make."
        ),
        "helped-colleague": (
            "When have you helped a colleague who was struggling, and how did you know that help was welcome?"
        ),
        "asked-for-help": "Tell me about something you could not do alone. How did you ask for help?",
        "difficult-person": (
            "Think of somebody you found hard to work with. What did you learn to do differently?"
        ),
        "small-improvement": (
            "What have you made a little better, at work or elsewhere, without anybody asking you to?"
        ),
        "effort-wasted": (
            "Tell me about something you worked hard on that did not work out. How did you come to terms "
            "with it?"
        ),
        "broken-promise": (
            "Describe a promise you could not keep. What did you say to the person who was counting on you?"
        ),
        "spoke-up": "Describe a moment when you spoke up although staying quiet would have been easier.",
        "rule-in-the-way": (
            "Tell me about a rule or a routine that got in the way of good work. What did you do about it?"
        ),
        "different-people": "When did working with somebody very unlike you lead to a better result?",
        "too-few-facts": "Tell me about a choice you had to make before you had all the facts.",
        "plan-changed": "Describe a plan that was turned upside down halfway through. How did you adjust?",
        "most-stressful-day": (
            "What was your most stressful day so far, at work or in your studies, and what got you through "
            "it?"
        ),
        "joined-a-group": (
            "Tell me about joining people who already knew each other well. How did you find your place?"
        ),
        "caught-a-detail": "Tell me about a small detail you noticed that saved trouble later.",
        "said-no": "When did you last turn down a request, and how did you put it?",
        "long-haul": (
            "Describe something that took you many months to finish. How did you keep going when it got dull?"
        ),
        "apart": (
            "Tell me about a misunderstanding that came from not being in the same room. How did you clear "
            "it up?"
        ),
        "shared-success": (
            "Think of a success you share with others. How would they describe your part in it?"
        ),
        "mended-relationship": (
            "Which working relationship started badly and got better, and what turned it round?"
        ),
        "taught-a-colleague": (
            "Tell me about something you taught to another person. How could you tell that it had sunk in?"
        ),
        "uneasy": (
            "Have you ever felt uneasy about something you were asked to do? Tell me how you handled it."
        ),
        "took-a-risk": "Tell me about a risk that you took. What would you have done had it gone wrong?",
        "kept-a-secret": (
            "Describe a time you had to keep something confidential while people kept asking about it."
        ),
        "began-again": (
            "Tell me about work that you threw away in order to begin again. What made you decide to?"
        ),
        "stuck-meeting": "Tell me about a meeting that was going nowhere until you did something about it.",
        "small-budget": "When have you managed to do a lot with very little time or money?",
        "stranger-helped": (
            "Tell me about going out of your way for somebody who could do nothing for you in return."
        ),
    },
)
