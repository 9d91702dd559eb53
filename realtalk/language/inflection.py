"""Forms of English words: the past, the participle, the -ing form, the plural."""

from __future__ import annotations

_IRREGULAR = """
be was been; beat beat beaten; become became become; begin began begun; bend bent bent; bet bet bet;
bite bit bitten; blow blew blown; break broke broken; bring brought brought; build built built;
burn burnt burnt; buy bought bought; catch caught caught; choose chose chosen; come came come;
cost cost cost; cut cut cut; deal dealt dealt; dig dug dug; do did done; draw drew drawn; drink drank drunk;
drive drove driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought;
find found found; fly flew flown; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
get got got; give gave given; go went gone; grow grew grown; hang hung hung; have had had; hear heard heard;
hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; know knew known; lay laid laid;
lead led led; leave left left; lend lent lent; let let let; lie lay lain; lose lost lost; make made made;
mean meant meant; meet met met; pay paid paid; put put put; quit quit quit; read read read; ride rode ridden;
ring rang rung; rise rose risen; run ran run; say said said; see saw seen; sell sold sold; send sent sent;
set set set; shake shook shaken; shoot shot shot; show showed shown; shut shut shut; sing sang sung;
sink sank sunk; sit sat sat; sleep slept slept; speak spoke spoken; spend spent spent; split split split;
spread spread spread; stand stood stood; steal stole stolen; stick stuck stuck; strike struck struck;
swear swore sworn; swim swam swum; take took taken; teach taught taught; tear tore torn; tell told told;
think thought thought; throw threw thrown; understand understood understood; wake woke woken;
wear wore worn; win won won; write wrote written
"""
_FORMS = {forms[0]: (forms[1], forms[2]) for line in _IRREGULAR.split(";") if len(forms := line.split()) == 3}

BASE_OF_PAST = {past: base for base, (past, participle) in _FORMS.items() if past != participle}
"""The plain form for each past that is no participle as well: "went" to "go"."""

BASE_OF_PARTICIPLE = {participle: base for base, (past, participle) in _FORMS.items() if past != participle}
"""The plain form for each participle that is no past as well: "seen" to "see"."""

_PLURALS = {
    "child": "children", "man": "men", "woman": "women", "person": "people", "foot": "feet",
    "tooth": "teeth", "life": "lives", "wife": "wives", "knife": "knives", "shelf": "shelves",
    "half": "halves", "analysis": "analyses", "crisis": "crises", "criterion": "criteria",
}  # fmt: skip
ONE_OF_MANY = {many: one for one, many in _PLURALS.items()}
"""The noun for each plural that has no -s of its own: "children" to "child"."""

_VOWELS = "aeiou"

_DOUBLED_VERBS = """
plan stop run sit get put cut let begin swim win shop ship drop chat ban bet dig drag drum fit grab hit hop
hug jog knit log map mop nod pat pin plot plug quit rip rob rub scan set shut skip slip snap spin split spot
step strip swap tap tip trap trim trip wrap zip
refer prefer occur commit permit admit submit regret forget control
"""
_DOUBLED = frozenset(_DOUBLED_VERBS.split())
"""Verbs whose last letter is doubled before an ending."""


def _ending(base: str, ending: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + ending
    return base + ending


def past(base: str) -> str:
    """What happened: "work" to "worked", "go" to "went"."""
    return _FORMS[base][0] if base in _FORMS else _regular(base)


def participle(base: str) -> str:
    """What has happened: "work" to "worked", "go" to "gone"."""
    return _FORMS[base][1] if base in _FORMS else _regular(base)


def _regular(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ied"
    return _ending(base, "ed")


def gerund(base: str) -> str:
    """The -ing form: "run" to "running", "make" to "making", "lie" to "lying"."""
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    return _ending(base, "ing")


def with_s(word: str) -> str:
    """More than one of a noun, or what he, she or it does: "idea" to "ideas", "go" to "goes"."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith(("s", "x", "z", "ch", "sh", "o")) and word not in {"video", "photo", "studio", "radio"}:
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def comparative(word: str) -> str:
    """More of a short adjective: "cheap" to "cheaper", "big" to "bigger", "easy" to "easier"."""
    if word.endswith("e"):
        return f"{word}r"
    if word.endswith("y"):
        return f"{word[:-1]}ier"
    return f"{word}{word[-1]}er" if word in {"big", "hot", "sad", "thin", "fat", "wet"} else f"{word}er"


_AS_A_CONSONANT = ("uni", "use", "usu", "eur", "one", "once", "ubi", "uti", "ewe", "u-")
_NOT_SO = ("unim", "unin", "unid")
_AS_A_VOWEL = ("hour", "honest", "honor", "honour", "heir")


def article(word: str) -> str:
    """Which of "a" and "an" a listener expects before a word in lower case.

    >>> article("hour"), article("university"), article("unimportant"), article("apple")
    ('an', 'a', 'an', 'an')
    """
    if word.startswith(_NOT_SO):
        return "an"
    if word.startswith(_AS_A_CONSONANT):
        return "a"
    return "an" if word[:1] in _VOWELS or word.startswith(_AS_A_VOWEL) else "a"
