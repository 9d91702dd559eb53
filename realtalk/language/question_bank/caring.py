"""Questions for the people who teach, care and lead, and for those who are just beginning."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

TEACHER = written(
    "Teacher",
    technical={
        "first-lesson": (
            "Choose a topic you love. How would you teach its first lesson to a class that expects to be "
            "bored?"
        ),
        "different-speeds": (
            "Half the class has finished and the other half has barely begun. What do you do?"
        ),
        "chatting-pupils": "Two pupils keep chatting while you explain something. How do you respond?",
        "who-understood": "How do you find out during the lesson, rather than after it, who is following?",
        "unfair-mark": "A parent believes that a mark is unfair. How do you prepare for the conversation?",
        "useful-marking": "What makes written comments useful to a pupil, and more than a judgement?",
        "quiet-pupil": "A pupil never says a word in class. How do you find out why, and what do you try?",
        "hard-to-read": "How would you adapt a lesson for a pupil who finds reading very hard?",
        "screen-or-paper": "When do screens help a lesson, and when is paper better?",
        "told-in-confidence": (
            "A pupil tells you something worrying and begs you to keep it to yourself. What do you do?"
        ),
    },
    behavioural={
        "lesson-gone-wrong": "Tell me about a lesson that fell flat. How did you teach it the next time?",
        "did-not-give-up": "Which pupil are you glad not to have given up on?",
    },
    hr={
        "why-teaching": "What brought you to teaching, and what keeps you there?",
    },
)

NURSE = written(
    "Nurse or care",
    technical={
        "handover": (
            "You have two minutes to hand over a patient at the end of your shift. What do you say, and in "
            "which order?"
        ),
        "not-quite-right": (
            "A patient feels “not quite right”, but every reading looks normal. What do you do?"
        ),
        "late-dose": "You discover that a dose was given two hours late. Walk me through what you do next.",
        "refused-care": "Somebody you look after refuses to wash and to eat today. How do you respond?",
        "wants-to-go-home": "How do you calm a person with dementia who wants to go home?",
        "three-bells": "Three call bells ring at once. How do you choose where to go?",
        "dignity": "How do you protect somebody's dignity while you help them with something very private?",
        "worried-relative": (
            "A worried daughter asks for details that you are not allowed to share. What do you tell her?"
        ),
        "infection": (
            "Which everyday habits do most to prevent infections, and how do you keep them up on a busy ward?"
        ),
    },
    behavioural={
        "stayed-in-mind": "Tell me about somebody in your care who has stayed in your mind.",
        "raised-a-concern": "When did you raise a concern about safety, and how was it received?",
    },
    hr={
        "after-a-hard-shift": "What helps you to recover after a day that was hard to bear?",
    },
)

LEAD = written(
    "Manager or team lead",
    technical={
        "one-to-one": "What belongs in a one-to-one conversation, and what in a meeting of the whole team?",
        "delegating": "How do you decide what to hand over, and how closely do you follow it afterwards?",
        "fallen-behind": (
            "Somebody who used to shine has been falling behind for two months. How do you open that "
            "conversation?"
        ),
        "hiring": "How do you find out in an interview whether somebody will be good at the job?",
        "not-talking": "Two people in your team no longer speak to each other. How do you step in?",
        "lasting-goals": "How do you set goals that are not forgotten by March?",
        "decision-you-opposed": (
            "You have to announce a decision that you argued against. What do you tell your people?"
        ),
        "loved-predecessor": "You take over from a leader who was much loved. How do you begin?",
        "too-much-on-a-plate": "How do you notice that somebody has too much to do before they tell you?",
    },
    behavioural={
        "somebody-grew": "Tell me about somebody who grew while working for you. What did you contribute?",
        "unpopular-decision": (
            "Describe a decision of yours that your team did not like. How did you carry it through?"
        ),
    },
    hr={
        "why-lead": "Why would you rather lead people than do the work yourself?",
    },
)

FIRST_JOB = written(
    "Student or first job",
    technical={
        "own-project": (
            "Choose a project from your studies or your free time. How did you go about it, step by step?"
        ),
        "exam-plan": "How do you prepare for an exam when there is more to learn than there is time?",
        "trusting-a-source": "How do you judge whether something you read online can be trusted?",
        "fair-shares": "How do you divide work in a group so that everybody does a fair share?",
        "programs-you-know": "Which computer programs do you use well, and what have you made with them?",
        "first-letter": (
            "You have to write to a customer you have never met. How do you make sure that the tone is right?"
        ),
        "three-tasks": (
            "On your first morning you are given three tasks in no particular order. Which do you start with?"
        ),
        "phone-message": "How do you take a phone message so that a colleague can act on it?",
        "useful-subject": "Which topic from your course could be of use to us, and how?",
    },
    behavioural={
        "relied-on-you": "Tell me about a time people relied on you: at school, in a club or at home.",
        "hard-subject": "Which subject did you find hardest, and how did you get through it?",
        "organised-something": (
            "Tell me about something you organised, however small: a trip, a match, a party."
        ),
    },
    hr={
        "no-experience": "This would be your first proper job. What has prepared you for it?",
        "chosen-subject": "Why did you choose the subject you studied, and what would you choose today?",
    },
)
