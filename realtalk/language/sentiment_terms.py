"""What words mean for feeling in an interview, where that differs from reviews and chats."""

from __future__ import annotations

GOOD, BAD = "gladlysaid", "sadlysaid"
"""Stand-ins for a whole phrase that is good or bad."""

FEELING = {
    GOOD: 2.2, BAD: -2.2, "learned": 1.0, "learnt": 1.0, "grew": 0.8, "delivered": 0.8, "achieved": 1.6,
    "improved": 1.8, "improve": 1.6, "doubled": 1.0, "promoted": 1.8, "promotion": 1.6, "award": 2.0,
    "helped": 1.4, "smoothly": 1.6, "reliable": 1.6, "thanked": 1.6, "trusted": 2.1, "succeeded": 2.0,
    "struggled": -1.5, "struggling": -1.5, "breaking": -1.0, "delayed": -1.2, "delay": -1.2,
    "overwhelmed": -1.6,
    "burned": -1.2, "layoffs": -1.8, "quit": -0.8, "messy": -1.4, "unclear": -0.9, "wasted": -1.8,
    "boring": -1.3,
    "problem": -1.0, "problems": -1.0, "issue": -0.6, "issues": -0.6, "bug": -0.8, "bugs": -0.8,
    "outage": -1.4,
    "mistake": -1.2, "mistakes": -1.2, "complaints": -1.4, "fell": -0.5, "better": 1.9,
    "afraid": -1.8, "exceeded": 1.6, "surpassed": 1.6, "praised": 2.0, "recognised": 1.0, "recognized": 1.0,
    "hired": 1.0, "improvement": 1.6, "effective": 1.4, "smooth": 1.2, "faster": 0.8, "bonus": 1.6,
    "milestone": 1.0, "breakthrough": 2.0, "profitable": 1.5, "loyal": 1.8, "motivated": 1.6,
    "passionate": 1.8,
    "rough": -1.4, "stuck": -1.2, "shouted": -1.6, "yelled": -1.7, "blamed": -1.6, "ignored": -1.4,
    "rejected": -1.8, "criticised": -1.6, "criticized": -1.6, "exhausted": -1.6, "exhausting": -1.5,
    "chaotic": -1.6, "confusing": -1.2, "misunderstanding": -1.2, "slow": -0.7, "late": -0.8,
    "bankrupt": -2.2,
    "impossible": -0.8, "resigned": -0.9, "clueless": -1.6, "cried": -1.5,
}  # fmt: skip
"""Scores on VADER's scale, -4 to 4, that differ from its own or are missing there. House rules: how a panel
would take the word in an answer."""

PLAIN = frozenset({
    "security", "secure", "defence", "defense", "alarm", "war", "emergency", "share", "shares", "shared",
    "challenge", "challenges", "challenging", "competition", "competitive", "competitor", "competitors",
    "pressure", "demand", "demands", "demanding", "risk", "risks", "critical", "free", "cut", "cuts", "stop",
    "stopped", "number", "matter", "matters", "certain", "certainly", "kill", "kills", "killed", "attack",
    "attacks", "fire", "growing", "join", "joined", "hand", "please", "play", "plays", "hard", "yeah",
    "ok", "okay", "like", "interest", "interests", "fine", "argument", "arguments", "conflict",
    "conflicts", "deadline", "deadlines", "leave", "left", "block", "blocks", "fight", 
    "honest", "honestly", "frankly", "fair", "gross", "top", "sharp", "cover", "vision", "energy",
    "natural", "low", "active", "responsible", "party", "parties", "sir", "dear",
})  # fmt: skip
"""Words that VADER gives a feeling which they do not have in talk about work, whatever stands around them."""

GOOD_PHRASES = (
    "kill it", "nail it", "smash it", "crush it", "ace it", "rock it", "like a dream", "like clockwork",
    "no problem", "on time", "under budget", "piece of cake", "hit the ground running", "blow they away",
    "a lot of fun", "love every minute", "more than anywhere else", "more than ever", "pull it off", "pay "
    "off",
    "fall in love", "thumb up", "well do", "go live", "make a difference", "work like a charm", "stand out",
    "as plan", "count on I", "count on we", "rely on I", "go well", "ahead of schedule", "worth it",
)  # fmt: skip
"""Phrases that are good, in plain forms."""

BAD_PHRASES = (
    "fall apart", "go south", "fall through", "let down", "a mess", "not my best", "run out of", "too late",
    "burn out", "give up on", "cost we", "break down", "go wrong", "mess up", "screw up", "out of control",
    "fall behind", "drop the ball", "go downhill", "a waste",
    "feel leave out", "lay off", "let I down", "let we down", "let my team down", "let they down",
    "fall short", "could have go better",
)  # fmt: skip
"""Phrases that are bad, in plain forms."""

MENDING = frozenset({
    "fix", "solve", "resolve", "reduce", "cut", "prevent", "avoid", "stop", "remove", "eliminate", "lower",
    "halve",
    "overcome", "mend", "repair", "catch", "end", "clear", "tackle", "handle", "settle", "minimise",
    "minimize",
    "beat", "correct", "address", "recover",
})  # fmt: skip
"""Verbs that make something bad good."""
