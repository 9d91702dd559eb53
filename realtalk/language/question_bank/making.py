"""Questions for the people who decide what is made, and make it."""

from __future__ import annotations

from realtalk.language.question_bank.question import written

SOFTWARE_ENGINEER = written(
    "Software engineer",
    technical={
        "slow-page": "A page that used to load in one second now takes eight. How do you find out why?",
        "untested-function": (
            "You have to change a long function that has no tests. Walk me through your first hour."
        ),
        "code-review": "What do you look for first when you review somebody's code?",
        "flaky-test": "A test fails about once in twenty runs. How do you track down the cause?",
        "changing-an-api": (
            "How would you change an API that other teams already call, without breaking their programs?"
        ),
        "database-index": "What does a database index do, and when does adding one make things worse?",
        "paid-or-not": (
            "Two services must agree on whether an order has been paid. What can go wrong, and how would "
            "you design for it?"
        ),
        "bad-release": "Errors rise ten minutes after your release. Talk me through what you do.",
        "cache": (
            "When would you put a cache in front of something, and how do you tell that its contents are "
            "too old?"
        ),
        "race-condition": (
            "Explain a race condition to somebody who has just learned to program, with an example of your "
            "own."
        ),
    },
    behavioural={
        "cleaning-up-code": "Tell me about a time you argued for cleaning up code before adding a feature.",
        "incident": (
            "Describe an outage that you helped to end. What did the team do so that it would not come back?"
        ),
    },
    hr={
        "software-next": "Which kind of software would you most like to write next, and why?",
    },
)

DATA_SCIENTIST = written(
    "Data scientist or analyst",
    technical={
        "two-dashboards": (
            "Two dashboards show different revenue for the same month. How do you find out which is right?"
        ),
        "early-ab-test": (
            "An A/B test looks good after three days, and everybody wants to stop it there. What do you "
            "tell them?"
        ),
        "missing-values": (
            "A fifth of the values in an important column are missing. How do you decide what to do?"
        ),
        "rare-fraud": (
            "One payment in a thousand is fraudulent. How would you judge a model that looks for those?"
        ),
        "confidence-interval": (
            "How would you explain a confidence interval to somebody who has never studied statistics?"
        ),
        "loyal-users": (
            "Customers who use the app more also stay longer. How would you find out whether one causes the "
            "other?"
        ),
        "model-getting-worse": (
            "A model that did well last year is making worse predictions now. What do you look at first?"
        ),
        "too-many-rows": "You join two tables and get more rows than you expected. What may have happened?",
        "which-chart": (
            "You want to show how ten products sold over two years. Which chart do you draw, and why that "
            "one?"
        ),
    },
    behavioural={
        "unwelcome-result": (
            "Tell me about an analysis whose result nobody wanted to hear. How did you present it?"
        ),
        "analysis-that-mattered": (
            "Which of your analyses changed what people actually did? Tell me why it found an audience."
        ),
    },
    hr={
        "question-for-data": (
            "If you could have any data in the world, which question would you answer with it?"
        ),
    },
)

PRODUCT_MANAGER = written(
    "Product manager",
    technical={
        "one-of-three": "There is room for one of your three best ideas this quarter. How do you choose?",
        "worth-building": (
            "A feature has been out for a month. How can you tell whether it was worth building?"
        ),
        "customer-interviews": (
            "You are about to talk to five customers. What do you ask them, and what do you avoid asking?"
        ),
        "loudest-customer": (
            "Your biggest customer demands something that nobody else needs. How do you respond?"
        ),
        "smallest-version": (
            "Pick an everyday product. What would its smallest useful first version have been?"
        ),
        "fewer-sign-ups": "New sign-ups have fallen by a tenth since Monday. Where do you look?",
        "free-version": (
            "How would you decide between a free version with limits and a free trial of everything?"
        ),
        "product-brief": (
            "What goes into a good brief for designers and engineers, and what do you leave to them?"
        ),
    },
    behavioural={
        "stopped-building": (
            "Tell me about a feature that you stopped or took away. How did you explain it to its users?"
        ),
        "cannot-be-built": (
            "Describe a time engineers told you that an idea could not be built the way you had imagined it."
        ),
    },
    hr={
        "admired-product": (
            "Which product do you admire at the moment, and what would you still change about it?"
        ),
    },
)

DESIGNER = written(
    "Designer",
    technical={
        "portfolio-piece": (
            "Choose something from your portfolio. Walk me through the decisions that gave it its shape."
        ),
        "afternoon-of-testing": (
            "You have a prototype, one afternoon and five volunteers. How do you use them?"
        ),
        "accessible-design": "How do you make sure that somebody with poor eyesight can use what you design?",
        "abandoned-form": (
            "Half of all visitors give up in the middle of a long form. How would you go about improving it?"
        ),
        "design-system": "When is it right to depart from the design system?",
        "critique": "How do you run a critique so that it helps the person whose work is on the wall?",
        "handing-to-developers": (
            "What do you give to developers along with your screens, so that they are built as you meant "
            "them?"
        ),
        "ugly-winner": "The figures favour a version that you find ugly. What do you do?",
        "empty-screen": "A newcomer opens an app that has nothing to show yet. What should they see?",
    },
    behavioural={
        "rejected-design": "Tell me about a design you loved that was turned down. What did you do next?",
        "surprising-user": "When did watching somebody use your design surprise you?",
    },
    hr={
        "stuck-for-ideas": "Where do you look when you have run out of ideas?",
    },
)

PROJECT_MANAGER = written(
    "Project manager",
    technical={
        "no-plan": "You inherit a project with a date but no plan. What do you do in your first week?",
        "critical-path": "Explain the critical path to somebody who has never run a project.",
        "list-of-risks": "How do you keep a list of risks that people actually look at?",
        "small-additions": "The client asks for “just one small addition” every week. How do you handle it?",
        "status-report": "A director will give your status report one minute. What is in it?",
        "late-supplier": (
            "A supplier tells you that a part will be three weeks late. What are your next steps?"
        ),
        "low-estimates": (
            "Your team's estimates always turn out too low. How do you make the plan honest without blaming "
            "anybody?"
        ),
        "lessons": "How do you close a project so that its lessons are not forgotten?",
        "plan-or-short-rounds": (
            "When would you plan everything in advance, and when would you work in short rounds?"
        ),
    },
    behavioural={
        "project-back-on-course": (
            "Tell me about a project that you brought back on course. What was the first sign of trouble?"
        ),
        "opposite-wishes": (
            "Think of two stakeholders who wanted opposite things. How did you bring them together?"
        ),
    },
    hr={
        "projects-that-suit": "What size and kind of project suits you best?",
    },
)
