"""What random people do, where they come from and what they care about, to be put together freely."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.partner.persona import Manner


@dataclass(frozen=True, slots=True)
class Job:
    """A job, from the age at which somebody may have it; `best` is what one likes most about it, and `asks`
    what somebody of that trade wants to know of others.
    """

    title: str
    from_age: int
    best: str
    asks: str

    @property
    def article(self) -> str:
        """The word before the title: "a" or "an"."""
        return "an" if self.title[0] in "aeiou" else "a"


@dataclass(frozen=True, slots=True)
class Habit:
    """How free time is spent, as a sentence, from an age on, and the question it leads to."""

    does: str
    asks: str
    from_age: int = 0


JOBS = (
    Job(
        "baker",
        19,
        "the hour when the first loaves come out",
        "Which smell takes you back to your childhood?",
    ),
    Job(
        "bus driver",
        23,
        "knowing the whole line by its faces",
        "How do you get to where you need to be each day?",
    ),
    Job("midwife", 25, "being the first to say hello", "When did you last see something begin?"),
    Job("piano tuner", 24, "hearing a room settle into tune", "What can you hear or see that others miss?"),
    Job("beekeeper", 22, "how calm one has to be", "What makes you calm when nothing else does?"),
    Job(
        "translator",
        25,
        "the words that no dictionary has",
        "Is there a word in another language that you wish everybody used?",
    ),
    Job(
        "primary school teacher",
        24,
        "the moment a child reads a first sentence",
        "Which teacher would you like to thank?",
    ),
    Job("carpenter", 19, "a drawer that closes with a sigh", "What have you made with your own hands?"),
    Job(
        "marine biologist",
        27,
        "counting things that nobody has counted",
        "When were you last out in really bad weather?",
    ),
    Job("bookseller", 20, "guessing which book somebody needs", "Which book have you given away most often?"),
    Job("paramedic", 23, "a quiet voice in a loud moment", "Who is the calmest person you know?"),
    Job("cartographer", 26, "deciding what to leave out", "Which place could you draw from memory?"),
    Job(
        "tailor",
        20,
        "how people stand once a coat fits",
        "What do you wear when you want to feel like yourself?",
    ),
    Job(
        "train dispatcher",
        24,
        "a timetable that holds on a snowy day",
        "Do you arrive early or just in time?",
    ),
    Job(
        "pharmacist",
        26,
        "questions that begin with a cough and end in a life story",
        "Whom do you ask for advice first?",
    ),
    Job("park ranger", 22, "the path at six in the morning", "Where do you go to be alone?"),
    Job(
        "dental technician",
        22,
        "work so small that nobody may notice it",
        "Which part of your work does nobody see?",
    ),
    Job(
        "radio producer",
        25,
        "the second of silence before a programme",
        "What do you listen to when you are alone?",
    ),
    Job(
        "gardener", 19, "being unable to hurry anything", "What are you waiting for patiently at the moment?"
    ),
    Job(
        "judge's clerk",
        26,
        "a sentence that can be read in one way only",
        "When did you last have to choose your words with great care?",
    ),
    Job("watchmaker", 24, "finding the one part that sulks", "What do you take apart to see how it works?"),
    Job("ferry captain", 30, "the strait on a windless evening", "Have you ever had to turn back halfway?"),
    Job(
        "social worker",
        25,
        "small victories that make no news",
        "What small thing went well for you this week?",
    ),
    Job("sound engineer", 22, "making a bad room sound kind", "Which concert do you still think about?"),
    Job("vet", 27, "patients who cannot exaggerate", "Which animal do you understand best?"),
    Job(
        "florist",
        19,
        "the notes people want on their flowers",
        "When did you last give something for no reason?",
    ),
    Job("crane operator", 23, "seeing the whole city before breakfast", "Which view do you never tire of?"),
    Job("museum guard", 21, "the visitors more than the paintings", "What could you look at for an hour?"),
    Job(
        "chemistry lecturer",
        30,
        "the student who asks the awkward question",
        "What did you finally understand, after having given up on it?",
    ),
    Job(
        "glazier",
        20,
        "the light when the scaffolding comes down",
        "Which room in your life has the best light?",
    ),
    Job(
        "choir conductor",
        26,
        "forty people breathing in together",
        "What do you like to do together with many people?",
    ),
    Job("locksmith", 21, "faces when the door opens", "What have you lost and found again?"),
)
"""Trades that one can talk about with anybody."""

ROOTS = (
    "{They} grew up above a corner shop in a town by a railway junction, the fourth of five children.",
    "{They} spent {their} childhood on a farm with more goats than neighbours.",
    "{They} comes from a harbour town, and still looks at the sky before making plans.",
    "{Their} family moved nine times before {they} was fifteen, which taught {them} to make friends fast.",
    "{They} was raised by a grandmother who repaired radios and feared nobody.",
    "{They} grew up in a tall block of flats where everybody's cooking could be smelled on the stairs.",
    "{They} went to school in a mountain village with eleven pupils and one stove.",
    "{They} grew up behind a cinema and knew the ends of films before their beginnings.",
    "{Their} parents ran a small hotel, so {they} could carry six plates at the age of ten.",
    "{They} learned to swim in a river on the way to school, and was always late.",
    "{They} is the only child of two musicians who were seldom home at the same time.",
    "{They} grew up beside a stadium and still cannot sleep when it is quiet.",
)
"""Where somebody comes from."""

TIES = (
    (18, 34, "{They} shares a flat with two friends and a plant that belongs to nobody."),
    (18, 45, "{They} has a twin who lives on another continent and rings on Sundays."),
    (18, 99, "{They} lives alone and likes it, with an open door on Thursday evenings."),
    (24, 44, "{They} has a small daughter who asks why, and often has no answer."),
    (26, 50, "{They} married a neighbour after years of borrowing tools."),
    (30, 55, "{They} brings up two boys who eat everything."),
    (48, 75, "{Their} two children have grown up and moved out, and the house has become very tidy."),
    (56, 99, "{They} has three grandchildren, who teach {them} games that {they} always loses."),
    (60, 99, "{They} has been widowed for some years and has learned to cook for one."),
    (18, 99, "{They} looks after an elderly uncle in the same street, who cheats at cards."),
    (35, 70, "{They} is divorced, and on better terms with {their} former in-laws than before."),
    (18, 40, "{They} is saving up for a long journey and has the map on the kitchen wall."),
)
"""Whom somebody lives with, from one age to another."""

HOMES = (
    "{They} lives near the last stop of a tram line.",
    "{Their} kitchen table is covered with letters that ought to be answered.",
    "{They} has moved to a new town lately and is still collecting its short cuts.",
    "{They} has a balcony that gets the sun for exactly an hour.",
    "{They} knows everybody in the street by name, and most of the dogs.",
    "{They} owns one good chair and sits in it.",
    "{They} keeps a jar of coins from places {they} means to see again.",
    "{They} lives in an old house whose stairs complain louder than {they} does.",
    "{They} lives right under the roof and hears every rain.",
    "{They} has filled the hall with bicycles that only need one more part.",
)
"""How somebody lives."""

HABITS = (
    Habit("{They} swims in cold water before work.", "What do you do that others find slightly mad?"),
    Habit(
        "On Saturdays {they} plays chess in the park and talks too much.",
        "Which games do you play, and do you mind losing?",
    ),
    Habit("{They} sings in a choir, in the second row.", "Do you sing, and if so, when nobody is listening?"),
    Habit("{They} is learning to draw and throws away nothing.", "What are you learning at the moment?"),
    Habit("{They} walks every Sunday until {they} is lost.", "Where was your last long walk?"),
    Habit(
        "{They} cooks for ten whenever there are three.",
        "What would you cook for somebody who came unannounced?",
    ),
    Habit(
        "{They} repairs old radios and listens to stations far away.", "Do you repair things or replace them?"
    ),
    Habit(
        "{They} watches birds from the bus stop and notes them in a small book.",
        "What do you notice on your way that others pass by?",
    ),
    Habit("{They} reads crime novels from the back.", "Do you like to know how a story ends?"),
    Habit("{They} dances badly, and twice a week.", "What do you enjoy although you are not good at it?"),
    Habit("{They} writes postcards instead of messages.", "When did you last write something by hand?"),
    Habit(
        "{They} grows chillies on the windowsill and gives the hottest away.", "How do you like your food?"
    ),
    Habit(
        "{They} coaches a team of nine-year-olds who never pass the ball.",
        "Were you ever part of a team?",
        22,
    ),
    Habit(
        "{They} plays the accordion, to the sorrow of the neighbours.",
        "Which instrument would you learn if you had the time?",
    ),
    Habit(
        "{They} goes to auctions and buys only what nobody wants.", "What is the oddest thing you own?", 24
    ),
    Habit(
        "{They} studies the night sky from the roof with a cheap telescope.",
        "What do you think about when you look up at night?",
    ),
    Habit(
        "{They} volunteers at a repair café on the first Friday of the month.",
        "When did you last help somebody you did not know?",
    ),
    Habit("{They} runs slowly and far.", "How do you keep going when something gets hard?"),
    Habit(
        "{They} keeps a list of words that sound like what they mean.",
        "Which word do you like just for its sound?",
    ),
    Habit(
        "{They} bakes bread at midnight when sleep does not come.", "What do you do when you cannot sleep?"
    ),
    Habit(
        "{They} sews {their} own clothes, pockets first.",
        "What do you carry in your pockets or your bag every day?",
    ),
    Habit(
        "{They} follows a football club that has never won anything.",
        "What are you loyal to, whatever happens?",
    ),
)
"""What somebody does in their own time."""

WAYS = {
    Manner.SUPPORTIVE: (
        "In a conversation {first} listens with the whole face and remembers what was said.",
        "{first} asks gently, laughs easily and never hurries anybody.",
        "{first} finds something to like in nearly everybody, and says so.",
    ),
    Manner.NEUTRAL: (
        "In a conversation {first} is curious and a little reserved, and thinks before answering.",
        "{first} says little at first, and then something that stays in the mind.",
        "{first} asks plain questions and likes plain answers.",
    ),
    Manner.TOUGH: (
        "In a conversation {first} contradicts for sport, and thaws when somebody stands firm.",
        "{first} has no patience for long introductions and asks for the point; honesty wins {them} over.",
    ),
}
"""How somebody talks with others, by manner."""

QUESTIONS = (
    "What did you do today that you would gladly do again tomorrow?",
    "Where did you spend most of your childhood?",
    "What would your friends say you talk about too often?",
    "Which decision of the last years are you glad of?",
    "What do you miss about a place you used to live in?",
    "Who taught you something useful without meaning to?",
    "What do you look forward to when the week is long?",
    "If you had a free month and enough money, how would you spend it?",
    "What is something you believed for a long time that turned out to be wrong?",
    "Which meal reminds you of home?",
    "What made you laugh lately?",
    "Which of your plans keeps being put off?",
    "What would you like to be asked more often?",
    "Is there a stranger you have never forgotten?",
    "What do you find easy that others find hard?",
    "When do you feel most awake?",
    "What would you change about the street you live in?",
    "Which piece of advice did you ignore, and rightly so?",
    "What do you hope will still be the same in twenty years?",
    "How did you meet your oldest friend?",
    "What have you kept for so long that you no longer know why?",
    "What would you teach a class of ten-year-olds for an afternoon?",
    "Which sound or smell do you like that most people do not?",
    "What are you a little proud of and seldom mention?",
    "What was the best present you ever gave?",
    "When did you last do something for the first time?",
)
"""What anybody may ask anybody. House rule: nothing that a stranger might not wish to answer."""
