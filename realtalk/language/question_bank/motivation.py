"""What anybody may be asked about themselves: why this job, why now, and what they need."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

EVERYBODY = written(
    hr={
        "about-yourself": (
            "Tell me about yourself, starting wherever you think your story becomes interesting for this job."
        ),
        "why-us": "What made you apply here rather than somewhere similar?",
        "why-now": "Why is this a good moment in your life for a move?",
        "strength-we-see": "Which of your strengths would we notice in your first month?",
        "working-on": "What do you find difficult about yourself at work, and what are you doing about it?",
        "three-years": "Where would you like to be three years from now?",
        "happy-evening": "After what sort of day do you go home happy?",
        "draining-task": (
            "Which kind of task drains you, and how do you get yourself to do it well all the same?"
        ),
        "managed-best": "How should a manager treat you so that you do your best?",
        "salary": "What salary do you have in mind, and how did you arrive at that figure?",
        "gap-in-cv": "If there is a gap in your CV, what would you like me to know about that time?",
        "present-job": "What would have made you want to stay where you are, or where you were last?",
        "your-questions": "What would you like to know from us before you decide?",
        "missed-for": "What would the people you last worked or studied with say they miss about you?",
        "atmosphere": "What does a good working atmosphere look like, in things that I could actually see?",
        "rest": "How do you keep work from taking over the rest of your life?",
        "starting-date": "When could you start, and what would you need to hand over first?",
        "job-in-your-words": "In your own words, what do you think this job is about?",
        "first-fortnight": "How would you like to spend your first fortnight here?",
        "more-senior": "If this would be a step down in rank for you, what draws you to it?",
        "not-done-before": "You have not done exactly this before. Why do you think you would grow into it?",
        "new-direction": "If this is a change of direction, what do you bring along from your old field?",
        "turn-down": "What would make you turn down a well-paid offer?",
        "taught-yourself": "What have you taught yourself lately, just because you wanted to?",
        "outside-work": "Which interest of yours, far from the office, has taught you something useful?",
        "know-about-us": "What have you found out about us so far, and did anything surprise you?",
        "alone-or-together": "Which work do you like to do alone, and which together with others?",
        "recognition": "How do you like to be thanked for good work?",
        "choose-again": "Which step in your career would you take again without hesitating?",
        "shaped-by": "Who has shaped the way you work, and what did you learn from them?",
        "other-offers": "If two employers wanted you, how would you choose between them?",
        "where-to-work": "How would you like to divide your week between home and here?",
        "one-thing-to-remember": "If we remembered only one thing about you tomorrow, what should it be?",
        "worry": "What worries you a little about this position?",
        "support": "What could we do to help you settle in and do well?",
        "several-jobs": "If you have changed employers often, what were you looking for each time?",
        "good-year": "How do you decide for yourself whether a year went well?",
        "humblest-job": "Which job, however small, taught you most about getting on with people?",
        "plan-or-surprise": (
            "Would you rather have a day that goes to plan or one full of surprises, and why?"
        ),
        "curious-about": "What are you curious about in our field at the moment?",
        "reason-to-stay": "What has kept you in a place for longer than you expected?",
        "early-or-late": "The hours here are sometimes early and sometimes late. How do you feel about that?",
        "proud-to-say": "What would you like to be able to tell your friends about where you work?",
    },
)
