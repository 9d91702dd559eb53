"""Phrases that weaken or exclude, with what to say instead: our own lists, in plain lower case."""

from __future__ import annotations

LEFT_OUT = "leave it out"
FIRST = "begin with your point"

HEDGES = {
    **dict.fromkeys((
        "i think", "i guess", "i feel like", "i suppose", "i believe", "kind of", "sort of", "a little bit",
        "more or less", "or so", "or something", "or whatever", "somewhat", "it seems", "in my opinion",
        "in a way", "to some extent", "as far as i know", "just wanted to", "if that makes sense",
        "does that make sense",
    ), LEFT_OUT),
    "i hope": "say what you will do", "hopefully": "say what you will do",
    "i'm not sure": "say what you know", "i am not sure": "say what you know",
    "i don't know": "say what you know", "maybe": "say when it holds, or leave it out",
    "perhaps": "say when it holds, or leave it out", "possibly": "say when it holds, or leave it out",
    "probably": "say how likely it is, or leave it out", "it might be": "say when it is",
    "might be": "say when it is", "could be": "say when it is",
}  # fmt: skip
"""Phrases that take back what they say, and what to do instead."""

WEAK_OPENINGS = dict.fromkeys((
    "so yeah", "yeah so", "okay so", "well so", "anyway", "actually", "honestly", "like", "sorry",
    "i'm sorry", "i am sorry", "i just", "i was just", "i just wanted to", "i guess", "i'm no expert",
    "i am no expert", "i'm not an expert", "this might be a stupid", "this might be a silly",
    "just a quick", "it's just that", "i'll try to", "i will try to", "let me just", "bear with me",
), FIRST)  # fmt: skip
"""How a sentence begins that asks for leave to be said."""

EMPTY = {
    "at the end of the day": "in the end", "going forward": "from now on", "moving forward": "from now on",
    "needless to say": LEFT_OUT, "to be honest": LEFT_OUT, "to be perfectly honest": LEFT_OUT,
    "to be fair": LEFT_OUT, "the fact of the matter is": LEFT_OUT, "it is what it is": LEFT_OUT,
    "as a matter of fact": "in fact", "at this point in time": "now", "in terms of": "for", "when all is "
    "said and done":
    "in the end", "for all intents and purposes": LEFT_OUT, "due to the fact "
    "that": "because",
    "the reality is": LEFT_OUT, "if you will": LEFT_OUT, "so to speak": LEFT_OUT, "as it were": LEFT_OUT,
    "with all due respect": LEFT_OUT, "if i'm being honest": LEFT_OUT, "that being said": "but",
    "having said that": "but", "it goes without saying": LEFT_OUT, "last but not least": "and",
    "each and every": "every", "at the present time": "now", "in today's world": "today",
}  # fmt: skip
"""Phrases of business talk that add nothing, and what to say instead."""

INCLUSIVE = {
    "guys": "everyone", "you guys": "everyone", "hey guys": "hello everyone",
    "ladies and gentlemen": "everyone", "mankind": "humanity", "man-made": "human-made",
    "manpower": "staff", "man hours": "working hours", "man-hours": "working hours", "manned": "crewed",
    "chairman": "chair", "chairmen": "chairs", "businessman": "business person",
    "businessmen": "business people", "salesman": "salesperson", "salesmen": "salespeople",
    "spokesman": "spokesperson", "policeman": "police officer", "policemen": "police officers",
    "fireman": "firefighter", "firemen": "firefighters", "mailman": "mail carrier",
    "middleman": "go-between", "middlemen": "go-betweens", "freshman": "first-year student",
    "freshmen": "first-year students", "stewardess": "flight attendant", "housewife": "homemaker",
    "cleaning lady": "cleaner", "male nurse": "nurse", "female doctor": "doctor", "woman doctor": "doctor",
    "girl boss": "boss", "to man up": "to be brave", "just man up": "be brave",
    "throw like a girl": "throw badly", "throws like a girl": "throws badly",
    "run like a girl": "run badly", "runs like a girl": "runs badly", "ballsy": "bold",
    "old wives' tale": "popular belief", "right-hand man": "right hand", "right hand man": "right hand",
    "blacklist": "blocklist", "blacklisted": "blocked", "whitelist": "allowlist", "whitelisted": "allowed",
    "master slave": "primary and replica", "grandfathered": "exempted", "grandfather clause": "exemption",
    "powwow": "meeting", "pow wow": "meeting", "spirit animal": "role model",
    "low man on the totem pole": "newest in the team", "open the kimono": "share openly",
    "peanut gallery": "audience", "gypped": "cheated", "gypsy": "Roma", "eskimo": "Inuit",
    "oriental": "Asian", "third world": "low-income", "first world problem": "small problem",
    "illegal alien": "undocumented person", "illegal aliens": "undocumented people",
    "illegals": "undocumented people", "native speaker level": "fluent", "crazy": "wild",
    "insane": "hard to believe", "lunatic": "reckless", "psycho": "frightening", "so ocd": "so careful",
    "a bit ocd": "careful", "spaz": "clumsy person", "retarded": "slow", "retard": "person",
    "moron": "person", "idiotic": "unwise", "imbecile": "person", "dumb": "unwise", "dumb down": "simplify",
    "lame": "weak", "crippled": "disabled", "crippling": "severe", "cripple": "disable",
    "handicapped": "disabled", "the disabled": "disabled people", "wheelchair bound": "wheelchair user",
    "wheelchair-bound": "wheelchair user", "confined to a wheelchair": "using a wheelchair",
    "suffers from": "has", "able-bodied": "non-disabled", "normal people": "most people",
    "special needs": "access needs", "midget": "short person", "tone deaf": "insensitive",
    "tone-deaf": "insensitive", "falls on deaf ears": "is ignored", "fell on deaf ears": "was ignored",
    "turn a blind eye": "ignore", "turned a blind eye": "ignored", "the deaf": "deaf people",
    "blind leading the blind": "nobody knowing the way", "sanity check": "quick check",
    "the elderly": "older people", "elderly people": "older people", "old folks": "older people",
    "senile": "forgetful", "addict": "person with an addiction", "junkie": "person with an addiction",
    "the homeless": "people without a home", "homeless people": "people without a home",
    "the poor": "people in poverty", "the mentally ill": "people with a mental illness",
    "commit suicide": "die by suicide", "committed suicide": "died by suicide",
    "sexual preference": "sexual orientation", "opposite sex": "another gender",
    "both genders": "all genders", "transgendered": "transgender", "maiden name": "birth name",
    "tribal knowledge": "team knowledge", "slave away": "work hard", "slaving away": "working hard",
    "culture fit": "shared values",
}  # fmt: skip
"""Words that may leave people out, and a neutral way to say it; none that mostly mean something else."""

GROUPS = frozenset(
    {"the disabled", "the deaf", "the elderly", "the homeless", "the poor", "the mentally ill"}
)
"""Those that name people only where no noun follows."""

AFTER_GROUPS = frozenset({
    "and", "or", "but", "are", "were", "have", "had", "do", "did", "can", "could", "will", "would", "should",
    "must", "may", "might", "need", "who", "whose", "in", "on", "of", "to", "from", "with", "at", "by", "for",
    "as", "than", "because", "when", "while", "if", "so", "too", "get", "live", "that",
})  # fmt: skip
"""Words that follow those where they name people."""

COMMON = frozenset({
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "but", "by", "can", "could", "did", "do", "does", "doing", "don't",
    "down", "for", "from", "get", "go", "going", "gonna", "got", "had", "has", "have", "having", "he",
    "her", "here", "him", "his", "how", "i", "i'm", "i've", "if", "in", "into", "is", "it", "it's",
    "its", "just", "know", "let", "me", "more", "most", "my", "no", "not", "now", "of", "off", "on",
    "one", "or", "other", "our", "out", "over", "really", "said", "say", "see", "she", "so", "some",
    "something", "than", "that", "that's", "the", "their", "them", "then", "there", "there's", "these",
    "they", "they're", "thing", "things", "think", "this", "those", "to", "too", "up", "us", "very",
    "want", "was", "we", "we're", "we've", "well", "were", "what", "when", "where", "which", "who",
    "why", "will", "with", "would", "yeah", "yes", "you", "you're", "your",
})  # fmt: skip
"""Words that carry no matter of their own: a phrase of these alone is no repetition."""

EASY_WORDS = frozenset({
    "really", "very", "just", "stuff", "things", "thing", "totally", "absolutely", "definitely", "literally",
    "great", "amazing", "awesome", "nice", "super", "pretty", "quite", "somehow", "whatever", "obviously",
    "essentially", "basically", "actually", "interesting", "important", "certain", "various", "lots",
})  # fmt: skip
"""Words that say little, so that to say them often is heard."""

ADVICE = frozenset({LEFT_OUT, FIRST, *HEDGES.values()})
"""What is said of a phrase that is to do, not to say."""
