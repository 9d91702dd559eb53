"""Questions for the people who find customers, look after them, and keep the books."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

SALES = written(
    "Sales",
    technical={
        "first-quarter-hour": "You have a quarter of an hour with a new prospect. What do you ask?",
        "too-expensive": "A customer says that you are too expensive. How do you answer?",
        "object-on-the-desk": (
            "Choose any object near you. Who needs it most, and how would you find that out before offering "
            "it?"
        ),
        "gone-quiet": (
            "A promising customer has stopped answering your messages. How do you get back in touch?"
        ),
        "real-deals": "How do you judge which of the deals in your pipeline are real?",
        "discount": "When is a discount the right answer, and what do you ask for in return?",
        "cold-call": "How do you open a call with somebody who was not expecting you?",
        "rival-feature": "A buyer likes a rival of yours for one feature that you lack. What do you say?",
        "after-signing": "The contract is signed. What do you make sure of in the week that follows?",
    },
    behavioural={
        "lost-deal": "Tell me about a sale that you lost in the end. What would you do differently today?",
        "behind-target": (
            "Describe a quarter in which you were behind your target at half-time. How did you respond?"
        ),
    },
    hr={
        "hearing-no": "What keeps you cheerful after a day of hearing “no”?",
    },
)

MARKETING = written(
    "Marketing",
    technical={
        "small-launch": (
            "A new product has a small budget and no audience yet. How do you spend the first month?"
        ),
        "what-brought-them": "How do you find out which part of a campaign brought the customers?",
        "whom-it-is-for": "How do you work out whom a message is for before you write it?",
        "fewer-opens": "Fewer people open your newsletter each month. What do you try?",
        "worth-of-a-brand": "How would you explain to a finance director what a brand is worth?",
        "visitors-do-not-buy": (
            "Plenty of visitors find a page through search, and hardly any of them buy. What might be wrong?"
        ),
        "angry-post": (
            "An angry post about your company is spreading fast. What do you do in the first two hours?"
        ),
        "one-sentence": (
            "Take a product you know well. Whom is it for, and how would you put that in one sentence?"
        ),
    },
    behavioural={
        "disappointing-campaign": (
            "Tell me about a campaign that disappointed you. At what point did you notice?"
        ),
        "brief-to-good-work": (
            "Describe how you and a designer or a writer got from a brief to something good."
        ),
    },
    hr={
        "lasting-advertisement": (
            "Which advertisement has stayed with you for years, and how did it manage that?"
        ),
    },
)

CUSTOMER_SERVICE = written(
    "Customer service",
    technical={
        "shouting-caller": "A caller is shouting before you have said a word. How do you begin?",
        "do-not-know": "A customer asks about something you know nothing about. What do you say?",
        "refund-outside-rules": (
            "A customer wants a refund that the rules forbid, and you can see their point. How do you "
            "proceed?"
        ),
        "long-queue": (
            "Ten people are waiting, and the one in front of you needs a long time. How do you manage?"
        ),
        "human-reply": "You send a similar reply forty times a day. How do you make it sound human?",
        "same-complaint": (
            "The same complaint reaches you for the tenth time this week. What do you do with that knowledge?"
        ),
        "passing-on": "How do you decide when to pass a case on to somebody else?",
        "late-order": "An order will not arrive in time for a wedding. How do you tell the couple?",
        "confused-caller": (
            "You notice that a caller is confused and getting upset. How do you change your way of talking?"
        ),
    },
    behavioural={
        "won-back": "Tell me about an unhappy customer who left satisfied. What made the difference?",
        "polite-limit": "Describe a time you had to set a limit while staying polite.",
    },
    hr={
        "end-of-shift": "How do you stay patient until the end of a long shift?",
    },
)

FINANCE = written(
    "Finance or accounting",
    technical={
        "three-statements": (
            "How do the profit and loss account, the balance sheet and the cash flow statement fit together?"
        ),
        "profit-without-cash": "How can a company make a profit and still run out of money?",
        "closing-the-month": (
            "It is the last day of closing, and two accounts do not reconcile. Where do you begin?"
        ),
        "accrual": "Explain an accrual to somebody who has never kept books.",
        "over-budget": (
            "A department has spent a fifth more than planned. How do you find out whether that is bad news?"
        ),
        "cost-forecast": "How would you forecast next year's costs for a company that is growing quickly?",
        "four-eyes": "Why should the person who approves a payment not be the one who makes it?",
        "reported-error": (
            "You find an error in figures that have already been published. Talk me through the day."
        ),
        "two-machines": "How would you compare two machines that differ in price and in how long they last?",
    },
    behavioural={
        "figures-made-clear": "Tell me about a time you made figures clear to somebody who avoids them.",
        "pressed-to-sign": "Describe being pressed to sign something off before you were satisfied with it.",
    },
    hr={
        "beauty-of-numbers": "What do you enjoy about numbers that other people may not see?",
    },
)
