"""Phrases that weaken or exclude, with what to say instead: our own lists, in plain lower case."""

from __future__ import annotations

HEDGES = (
    "i think", "i guess", "i feel like", "i suppose", "i believe", "i hope", "i'm not sure",
    "i am not sure", "i don't know", "kind of", "sort of", "a little bit", "more or less", "or so",
    "or something", "or whatever", "maybe", "perhaps", "possibly", "probably", "somewhat", "hopefully",
    "it seems", "it might be", "might be", "could be", "in my opinion", "in a way", "to some extent",
    "as far as i know", "just wanted to", "if that makes sense", "does that make sense",
)  # fmt: skip
"""Phrases that take back what they say."""

WEAK_OPENINGS = (
    "so yeah", "yeah so", "okay so", "well so", "anyway", "actually", "honestly", "like", "sorry",
    "i'm sorry", "i am sorry", "i just", "i was just", "i just wanted to", "i guess", "i'm no expert",
    "i am no expert", "i'm not an expert", "this might be a stupid", "this might be a silly",
    "just a quick", "it's just that", "i'll try to", "i will try to", "let me just", "bear with me",
)  # fmt: skip
"""How a sentence begins that asks for leave to be said."""

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
