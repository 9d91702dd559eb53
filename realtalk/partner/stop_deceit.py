"""How somebody asks for help to deceive others, or to say bad things about a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

HELP = (
    r"(?:help (?:me|us)|can you|could you|will you|would you|please|i (?:want|need|plan|would like"
    r"|'d like|am going) (?:you )?to"
    r"|i(?:'d| would) like (?:you )?to|how (?:do|can|could|would|should|to)|teach me|show me|write"
    r"|draft"
    r"|compose|make|pretend|act as"
    r"|give me|explain|how i (?:can|could)|tell me how|let(?:'s| us)|what should i (?:say|write)"
    r"|practi[sc]e|rehearse|train me"
    r"|say that|i'm going to)"
)
_FRAUD = re.compile(
    rf"\b{HELP}\b[^.?!]{{0,90}}\b(?:scam|con|defraud|swindle|phish(?:ing)?|trick|deceive|cheat|fool"
    rf"|blackmail|extort)\b"
    r"(?! (?:detection|prevention|alert|victim|awareness|filter|investigat|team|report"
    r"|call center))[^.?!]{0,60}"
    r"\b(?:people|person|someone|somebody|grand\w+|elderly|old|customers?|victims?|her|him|them|money"
    r"|pension\w*|mother|clients?|users?|investors?|email|mail|message|call|text|bank|widow)\b"
    rf"|\b{HELP}\b[^.?!]{{0,60}}\b(?:phishing|scam|blackmail|extortion|fraudulent|ransom) (?:e-?mail"
    rf"|mail|message|letter|text|call|script|site|website|note)"
    rf"|\b{HELP}\b[^.?!]{{0,60}}\b(?:launder|forge|counterfeit|falsify|fake)\b[^.?!]{{0,40}}\b(?:money"
    rf"|documents?|passports?|cheques?|checks?|diploma|degree|signatures?|invoices?|ids?|id cards?|cv"
    rf"|references?)\b"
    rf"|\b{HELP}\b[^.?!]{{0,90}}\b(?:get|steal|obtain|give (?:me|us)|hand over|tell (?:me|us)|reveal"
    rf"|phish|extract|talk \w+ out of)\b[^.?!]{{0,40}}\b(?:passwords?|pin(?: number| code)?|credit card"
    rf"|card number|bank details|bank account|login|social security|one-time code|security code"
    rf"|account number|savings)\b"
    r"|\b(?:pretend|claim|say|act|pose|impersonate|call|speak|sound|write)\b[^.?!]{0,40}\b(?:from|as"
    r"|like|for|to be|being|you(?:'re| are)|that (?:you|i|we)(?:'re| are|'m| am))\b[^.?!]{0,25}"
    r"\b(?:the |my |her |his |their |a |an )?(?:bank|irs|tax office|police(?: officer)?|microsoft"
    r"|apple support|amazon support|google support|paypal|social security|customs|immigration"
    r"|government"
    r"|hmrc|tech support|bank (?:clerk|employee))\b"
    r"[^.?!]{0,80}\b(?:password|pin|money|pay|transfer|code|details|account|believe|convince|trick|card"
    r"|victim|grand\w+|savings|access)",
    re.IGNORECASE,
)

_ELDERLY = re.compile(
    rf"\b{HELP}\b[^.?!]{{0,40}}\b(?:convince|persuade|get|make|talk)\b[^.?!]{{0,20}}\b(?:old|elderly"
    rf"|lonely|rich|deaf)\b[^.?!]{{0,25}}"
    r"\b(?:transfer|send|give|pay|hand|sign|lend)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:could you|can you|would you|will you|please|help me|write me|make it|let(?:'s| us)|let's"
    r"|say (?:it )?like"
    r"|i(?:'d| would) (?:like|just)|i want|i need|give me|pretend|act)\b",
    re.IGNORECASE,
)
_POSING = re.compile(
    r"\b(?:you(?:'re| are)|pretend|act|say|sound|speak|be|as if|as though|pose|posing|claim|in your"
    r" name"
    r"|in the name of)\b"
    r"[^.?!]{0,40}\b(?:from the|of the|her|his|my|their|your|a|an|the)\b[^.?!]{0,12}\b(?:grand(?:son"
    r"|daughter|child|mother|father)"
    r"|son|daughter|nephew|niece|bank|police\w*|support|security|doctor|charity|lawyer|tax|insurance"
    r"|boss|ceo)\b"
    r"|\bin (?:your|my boss's|his|her) name\b",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:send|transfer|wire|pay|read out|give|hand over|collect\w*|tell|get|donat\w+"
    r"|raise)\b[^.?!]{0,40}"
    r"\b(?:money|thousand|hundred|euros?|dollars?|pounds?|savings|card|code|pin|password|account"
    r"|hospital|charity|donation)\b",
    re.IGNORECASE,
)
_KNOWING = re.compile(
    r"\b(?:it(?:'s| is) not true|not really true|isn't true|is a lie|there is no|there's no"
    r"|the money(?:'s| is| would be)? for me"
    r"|they(?:'d| would| will|'ll) believe|use (?:it|them|the (?:\w+ ){0,3}(?:sentences|words))"
    r" (?:later"
    r"|on)|play it to"
    r"|won't notice|will never know|she's a bit|he's a bit|old (?:man|woman|lady|people)|so that (?:she"
    r"|he|they) (?:pay|send|give|believe))",
    re.IGNORECASE,
)
_SLURRING = re.compile(
    r"\b(?:says?|saying|claims?|accus\w+|post|letter|mail|message|review"
    r"|story)\b[^.?!]{0,60}\b(?:stealing|stole|steals|thief|cheat\w*|affair"
    r"|drunk|drugs|liar|lies|fraud|criminal|abus\w+|harass\w+)\b",
    re.IGNORECASE,
)
"""What a whole turn shows of somebody who wants to deceive: a request, a false part, something to"
" be taken,
the knowledge that it is not true, an accusation."""

_DEFAME = re.compile(
    rf"\b{HELP}\b[^.?!]{{0,60}}\b(?:rumou?rs?|lies?|(?:make|making|made) up (?:a story|stories"
    rf"|something|lies|things)|nasty|smear|slander|libel"
    rf"|defam\w+|false (?:story|stories"
    rf"|accusations?|claims?|review)|fake (?:story|stories|reviews?|news|accusations?|quotes?)"
    rf"|damaging)\b"
    r"(?! (?:detection|policy))[^.?!]{0,60}\b(?:about|against|on|of)\b"
    rf"|\b{HELP}\b[^.?!]{{0,40}}\b(?:ruin|destroy|damage)\b[^.?!]{{0,30}}\b(?:reputation|name|career)\b"
    r"|(?<!would you )\bsay (?:on tape |out loud |publicly )?that [A-Z]\w+(?: [A-Z]\w+)? (?:is|was"
    r"|has been) (?:a "
    r"|an )?(?:thief|criminal|rapist|paedophile|pedophile|liar|fraud|nazi|murderer|crook|corrupt|drug)",
    re.IGNORECASE,
)

CUES = 3
"""Signs of a deceit that a turn must show besides a request. House rule: honest people speak of two of
them."""

_WISHED = re.compile(
    r"\b(?:(?:could|can|would|will) you (?:please )?(?!tell me (?:about|how you|what|more|which|why"
    r"|who)|give me an? "
    r"(?:example|moment)|explain (?:how|what|why)|repeat)"
    r"|please|help me|(?:i'd|i would) like (?:you )?to (?!tell|talk|know|ask|work|hear)|i want"
    r" (?:you |everyone "
    r"|everybody |people |them |her |him )(?:\w+ ){0,4}?to|i need (?:you|a|an|some|the) "
    r"|(?:give|write|make|draft|record|leave|read|play|say|pretend|act|invent|compose|speak|sound"
    r"|call|phone|ring)"
    r"(?: me| us| her| him| my \w+)? (?:as|out|like|to|a|an|the|this|that|up|some|\w+ (?:lines"
    r"|sentences|words)|from)\b"
    r"|let's (?:practi[sc]e|play|rehearse|do|say|pretend|act|try|record|write)|how (?:would|do|can"
    r"|could|should|might|to)"
    r"(?: i| you| one| we)? ?(?:best )?(?:get|make|convince|persuade|talk|sound|bring)"
    r"|teach me|show me how|what (?:should|would|do|could) i (?:say|tell|write))"
    r"|\bi(?:'d love| want| need|'d like| would like) (?:a|an|some|the) (?:\w+ ){0,2}(?:text"
    r"|message|e-?mail|mail|clip|script"
    r"|story|excuse|letter|speech|call|poster|post|note|advert|voicemail|recording)\b|\b(?:can"
    r"|could|shall|may) we (?:rehearse"
    r"|practi[sc]e|play|do|try|write|record)\b|\bhow (?:do|would|can|could|should) i (?:word|phrase"
    r"|write|sound|put it"
    r"|fake|cover|hide|sell)\b|\b(?:ring|call|phone|text|mail|write to|visit) (?:my|his|her|the|an?"
    r"|\w+'s) [^.?!]{0,30}?\band "
    r"(?:tell|say|ask|claim|pretend|make)\b|\byou(?:'re| are) (?:now )?(?:my|his|her|the|a)"
    r" [^.?!]{0,30}\b(?:now|today|on the"
    r" phone)\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:bank|banker|police\w*|inspector|detective|customs|council|tax|revenue|court|judge|bailiff"
    r"|lawyer|solicitor"
    r"|notary|energy|electricity|gas|water|phone|telephone|insurance|delivery|parcel|post office"
    r"|embassy|immigration"
    r"|government|ministry|fraud|security|it|support|help ?desk|technician|microsoft|apple|amazon"
    r"|paypal|hospital"
    r"|doctor|surgeon|charity|red cross|landlord|boss|ceo|director|chief|headmaster|lottery|broker"
    r"|prince|priest"
    r"|vicar|soldier|officer|(?:gas|school|water) board|accounting|accounts"
    r"|agency|supplier|authority|company|school)"
)
_KIN = (
    r"(?:grand\w+|gran|nan|son|daughter|nephew|niece|cousin|brother|sister|aunt\w*|uncle|mother"
    r"|father|mum|mom|dad"
    r"|husband|wife|child|friend)"
)
_PART = re.compile(
    rf"\b(?:as|from|like|be|being|i'm|i am|you're|you are|you were|play|this is|it's|that|in which"
    rf"|where|of|with"
    rf"|by|pose as|claiming)\b"
    rf"(?: (?:if|though|being|from|of|in|at|you're|i'm))*(?: (?:the|a|an|my|her|his|their|our|some"
    rf"|your))?"
    rf"(?: [\w']+){{0,2}}? (?:{_OFFICE}|{_KIN})\b"
    rf"|\bplay (?:the|a|an|my|her|his) (?:\w+ )?(?:{_OFFICE}|{_KIN})\b"
    rf"|(?:^|[:\"“,] ?)(?:hi |hello |dear |oh )?(?:mum|mom|dad|grandma|grandpa|granny|gran|nan"
    rf"|auntie|uncle|sir|madam)\b ?,"
    rf"|\b(?:an?|the) (?:[a-z]+ )?(?:{_OFFICE}|{_KIN}) (?:who |that )?(?:tells|asks|calls|says"
    rf"|wants|rings|needs)\b"
    rf"|\b(?:his|her|their|my \w+'s|somebody's|someone's) voice\b|\bin the voice of\b",
    re.IGNORECASE,
)
_GAIN = re.compile(
    r"\b(?:need|sign|talk|send|transfer|wire|pay|lend|give|hand|read|confirm|tell|telling|giving"
    r"|sending|paying|ask|enter|share|deposit|donate"
    r"|type|spell|dictate|buy|put|leave|withdraw|bring|get|owe|cover"
    r"|move)s?\b[^.?!]{0,45}\b(?:money|bail|deposit|accounts?|fine|fee"
    r"|takings|loans?|bills?|gift cards?|vouchers?|codes?|pin|passwords?|log-?ins?|cards?|thousand"
    r"|hundred|cash|jewell?ery|gold|savings|fare|ticket"
    r"|bank numbers?|card numbers?|(?:bank|account|card) details|ransom|rent|bitcoins?|inheritance"
    r"|pension|operation|contracts?|house|flat|euros|dollars|pounds)\b"
    r"|\buntil (?:she|he|they) pays?\b|\b(?:let|lets) (?:me|us|him|her) (?:into|onto|on to) (?:her"
    r"|his|the|their) (?:computer|account"
    r"|flat|house)\b",
    re.IGNORECASE,
)
_LURE = re.compile(
    r"\b(?:make|get|have|making|getting|bring)\b[^.?!]{0,25}\b(?:fall(?:s|ing)? (?:in love|for)"
    r"|trust|believe|feel sorry|pity)\b",
    re.IGNORECASE,
)
_BLIND = re.compile(
    r"\b(?:doesn't|don't|does not|do not|won't|can't|cannot|never) (?:really |quite )?(?:exists?"
    r"|understand|notice|know|suspect"
    r"|realise|realize|read it|find out|see through)\b|\bwithout (?:her|him|them|anyone|anybody"
    r"|people|telling|their|my \w+)(?: \w+)?"
    r" (?:noticing|knowing|understanding|realising|realizing|finding out|consent)\b|\bup front\b"
    r"|\b(?:lottery|prize) win\b"
    r"|\bsign (?:her|his|their|over|away)\b"
    r"|\b(?:never|not) (?:really )?(?:done|made|delivered|sent|happened|been there)\b|\bdating"
    r" (?:site|app|portal)\b"
    r"|\b(?:lonely|gullible|confused|trusting|demented) (?:\w+ )?(?:women|men|woman|man|people"
    r"|ladies|widows?|pensioners|seniors)\b",
    re.IGNORECASE,
)
"""A wish for words or deeds, a part that somebody would be heard in, what is to be had by it, a"
" feeling that is to be
made use of, and what somebody is not to see."""

_UTTERED = re.compile(
    r"(?<!would you )\b(?:say|saying|record|write|post|announce|spread|tell (?:everyone|everybody"
    r"|people|them|her|him|it|his|the"
    r" (?:class|office|team|boss))|read out|claim|publish|state|confess|review|make (?:everyone"
    r"|everybody|people) (?:think|believe)"
    r"|(?:everyone|everybody|people)[^.?!]{0,25} (?:think|believe)|story|article|post|mail|message)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<!^)(?<![.?!:] )\b(?:Dr\.? |Mrs?\.? |Ms\.? |Professor )?[A-Z][a-z]+ (?:[Dd]e |[Vv]an "
    r"|[Vv]on )?[A-Z][a-z]+\b"
    r"|\b(?:Dr|Mrs?|Ms|Professor)\.? [A-Z]\w+"
    r"|\b(?:my|our) (?:landlord|landlady|neighbou?r|boss|manager|teacher|ex|ex-\w+|colleague|doctor"
    r"|mayor|headmaster|rival"
    r"|competitor|mother-in-law|trainer|coach|professor|flatmate)\b"
)
_ACCUSED = re.compile(
    r"\b(?:sells? drugs|drug dealer|deals? (?:in )?drugs|takes? drugs|touche[sd]|molest\w*"
    r"|rap(?:e[sd]?|ist)|p(?:a)?edophile"
    r"|slept (?:her|his) way|sleeps with|affair|thief|steals?|stole|stealing|beats?|hits (?:his"
    r"|her)|cheats?|cheated|drunk|drinks"
    r"|abus\w+|corrupt|bribes?|bribed|fake degree|liar|lies|lied|fraud|criminal|murder\w*|nazi"
    r"|racist|swindl\w+|crook"
    r"|harass\w*|poison\w*|embezzl\w+|a danger to|hits (?:the|her|his)|disease|owes|on purpose|in"
    r" prison|prostitute|spy)\b",
    re.IGNORECASE,
)
"""Words that are to be spread, whom they are about, and what they say of them."""


def deceit(said: Sequence[str], text: str) -> Literal["fraud", "defame"] | None:
    """What deceit a turn asks for help with, None for none. `said` are its sentences that do not"
    " tell of the past,
    `text` the whole.
    """
    if any(rule.search(each) for each in said for rule in (_FRAUD, _ELDERLY)):
        return "fraud"
    if any(_DEFAME.search(each) for each in said):
        return "defame"
    cues = sum(bool(cue.search(text)) for cue in (_POSING, _TAKING, _KNOWING))
    if _ASKED.search(text) and cues >= CUES:
        return "fraud"
    if _ASKED.search(text) and _SLURRING.search(text) and _KNOWING.search(text):
        return "defame"
    if any(_asks_for(said, place) for place in range(len(said))):
        return "fraud"
    wished = any(_WISHED.search(each) for each in said)
    if wished and any(_UTTERED.search(s) and _NAMED.search(s) and _ACCUSED.search(s) for s in said):
        return "defame"
    return None


def _asks_for(said: Sequence[str], place: int) -> bool:
    """Whether a sentence and the next one wish for words by which somebody is to lose something."""
    text = " ".join(said[place : place + 2])
    if not _WISHED.search(said[place]) or not _GAIN.search(text):
        return False
    return any(cue.search(text) for cue in (_PART, _LURE, _BLIND))
