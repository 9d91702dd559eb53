"""How somebody speaks of harm to others or to themselves, and what is said in bedrooms."""

from __future__ import annotations

import re

from realtalk.partner.stop_deceit import HELP

SEXUAL = re.compile(
    r"\bundress(?:ing)? (?:me|you|each other)\b|"
    r"\b(?:have|want|need|like|love|let(?:'s| us)|talk|do) (?:to (?:have )?)?(?:\w+ ){0,3}(?:sex"
    r"|sexting"
    r"|dirty talk)\b(?! (?:education|ed\b|discrimination|ratio|equality|differences))"
    r"|\b(?:take off|undress|strip off|remove)\b[^.?!]{0,15}\b(?:your|my) (?:clothes|shirt|dress"
    r"|pants|bra)\b"
    r"|\btalk dirty\b|\b(?:are you|you(?:'re| are)|get(?:ting)?|i'm|makes? me) (?:so )?(?:horny|naked"
    r"|turned on)\b|\bwhat are you wearing\b|\bsleep with (?:me|you)\b"
    r"|\b(?:describe|send|show)\b[^.?!]{0,20}\b(?:your (?:body|breasts|naked)|nudes?)\b|\b(?:kiss|fuck"
    r"|touch|lick) (?:me|you|my (?:body|lips))\b|\berotic (?:story|scene|role)|\bmake love\b"
    r"|\bblow ?job\b",
    re.IGNORECASE,
)

SELF_HARM = re.compile(
    r"\b(?:killing|hurting|harming|cutting) myself\b(?! (?:laughing|while|on|with work))|\bend it all\b"
    r"|"
    r"\b(?:kill|hurt|harm|hang|cut|shoot) myself\b(?! (?:laughing|while (?:climbing|cooking|running"
    r"|training)|during|on the|at (?:work|the gym)|playing|skiing))"
    r"|\b(?:end|take|ending|taking) my (?:own )?life\b(?! (?:in|to|into|seriously)\b)|\b(?:suicidal"
    r"|commit(?:ting)? suicide|thinking (?:about|of) suicide)\b"
    r"|\b(?:don't|do not|dont) want to (?:live|be alive|be here|exist|go on)(?: any ?more"
    r"| any longer)?(?:[.!?,]|$)|\b(?:i )?(?:want|wish|would rather|'d rather) (?:to |i were "
    r"|i was )?(?:die|dead|be dead)(?:[.!?,]|$)"
    r"|\b(?:no|nothing) (?:reason|point)?\s?(?:left )?(?:to|in) (?:live|living)(?: for)?\b"
    r"|\bbetter off without me\b",
    re.IGNORECASE,
)

HARM = re.compile(
    rf"\b{HELP}\b[^.?!]{{0,60}}\b(?:build|make|making|assemble|buy|synthesi[sz]e"
    rf"|cook)\b[^.?!]{{0,25}}\b(?:(?:pipe |petrol |nail |car )?bombs?|explosives?|nerve (?:gas|agent)"
    rf"|poison|meth|crystal meth|napalm|ricin|malware|ransomware|a virus|keylogger|untraceable gun)\b"
    rf"|\b{HELP}\b[^.?!]{{0,40}}\b(?:kill|murder|poison|stab|stalk|kidnap)\b[^.?!]{{0,15}}\b(?:him|her"
    rf"|them|my (?:boss|wife|husband|neighbou?r|colleague|ex|mother|father)|someone|somebody|people"
    rf"|a person)\b"
    r"|\b(?:how|where|which|what|tell me)\b[^.?!]{0,30}\b(?:get|buy|make|mix|build|find"
    r"|order)\b[^.?!]{0,20}\b(?:guns?|pistol|rifle"
    r"|weapons?|explosives?|bombs?|(?:poison|toxic|deadly) gas|heroin|cocaine|crystal meth|fentanyl"
    r"|poison)\b(?! (?:licen|law|safe))"
    r"|\b(?:knocks?|put|make|leaves?)\b[^.?!]{0,12}\b(?:people|her|him|them|someone|somebody|a"
    r" woman|a man)\b[^.?!]{0,12}"
    r"\b(?:out cold|unconscious|faint|to sleep without|out(?=[.?!]|$))"
    r"|\b(?:how|help me|tell me)\b[^.?!]{0,30}\b(?:follow|track|spy on|stalk|watch|bug"
    r"|read)\b[^.?!]{0,12}\bmy (?:ex|wife|husband"
    r"|girlfriend|boyfriend|neighbou?r)\b(?:'s (?:phone|messages|mails?))?[^.?!]{0,20}\b(?:without"
    r"|secretly|home|phone|messages)\b"
    r"|\b(?:how|help me|which)\b[^.?!]{0,40}\b(?:burn down|set fire to|break into|smash|beat up"
    r"|threaten)\b"
    r"|\b(?:how|way to|teach me)\b[^.?!]{0,30}\b(?:hurt|injure|beat|attack"
    r"|drug)\b[^.?!]{0,20}\b(?:somebody|someone|people|him|her"
    r"|them|my (?:wife|husband|ex|boss|neighbou?r))\b|\bpick (?:the|a) lock of (?:my|his|her"
    r"|somebody|someone|the neighbou?r)\b"
    r"|\bnot (?:get|be|getting|being) caught\b",
    re.IGNORECASE,
)

BEDROOM = re.compile(
    r"\b(?:you|we|us|me|your|my|each other)\b[^.?!]{0,40}\b(?:in bed\b(?! (?:with|by|at|early|ill"
    r"|sick|for))"
    r"|undressed|naked|nude|lingerie|moan(?:ing)?\b(?! about)|seduc\w+|orgasm|aroused|nipples|penis"
    r"|vagina|horny|striptease"
    r"|kinky|sexy|foreplay|strip for|without (?:any )?clothes|french kiss|make out|spank\w*)\b"
    r"|\bon my lap\b|\b(?:something|anything) (?:filthy|dirty|naughty)\b|\balone (?:with (?:me|you)"
    r" )?in (?:a|my|your) (?:hotel "
    r"|bed)?room\b[^.?!]{0,12}\b(?:tonight|with|together)|\b(?:in|off|about|see|wear) your"
    r" (?:underwear|knickers|panties|bra)\b"
    r"|\byour (?:breasts|bottom|thighs|naked|curves)\b"
    r"|\blike (?:a|my|your) lovers?\b|\bwearing (?:anything|something|nothing) under\b|\bin the"
    r" shower (?:with|together)\b",
    re.IGNORECASE,
)

DESPAIR = re.compile(
    r"\b(?:don't|do not|never|not|n't) (?:want to |have to )?wake up(?: again| any ?more| tomorrow|"
    r" ever)?(?=[.?!,]|$)"
    r"|\b(?:pills|tablets|sleeping pills|overdose)\b[^.?!]{0,40}\b(?:die|dead|kill|wake up|enough"
    r" to|end it|lethal)\b"
    r"|\b(?:take|took|taking|swallow\w*) (?:all (?:my|the|these) (?:pills|tablets)|an overdose)\b"
    r"|\b(?:goodbye|farewell|suicide) (?:letters?|notes?)\b[^.?!]{0,40}\b(?:tonight|jump|die|over"
    r"|ready|find)\b"
    r"|\b(?:jump|throw myself) (?:off|from|in front of|under|out of) (?:a |the |that |my"
    r" )?(?:bridge|roof|building|train|window"
    r"|balcony|car|bus|tower|tram)\b"
    r"|\btonight i(?:'ll| will|'m going to) jump\b|\bi(?:'ll| will|'m going to) jump tonight\b"
    r"|\b(?:cut|cutting|burn|burning|slit|scratch\w*|hurt\w*) my (?:own )?(?:arms?|wrists?|legs?"
    r"|thighs?|skin|veins?|body)\b"
    r"(?! (?:on|while|at work|with (?:a|the) (?:saw|knife|glass)|open on|playing|cooking))"
    r"|\b(?:nobody|no one|no-one) would (?:miss|notice)\b[^.?!]{0,20}\b(?:me|gone|dead|died)\b"
    r"|\b(?:wish|wished) i (?:had never been|was never|were never|wasn't|had not been) (?:born|alive)\b"
    r"|\bdisappear (?:for good|for ever|forever)\b|\bcan't (?:live|go on living) (?:like this|any"
    r" ?more|with (?:this|it|myself))\b"
    r"|\b(?:life|living|it) (?:is|isn't|is not|'s not) (?:no longer |not )?worth (?:living|it any"
    r" ?more)\b"
    r"|\bif i (?:just |simply )?(?:wasn't|weren't|were not|was not|were gone|was gone|were dead)"
    r" ?(?:there|here|around|alive|any ?more)"
    r"?\b[^.?!]{0,15}(?:any ?more|any longer)|\b(?:easier|better) for (?:\w+ ){1,4}if i (?:just "
    r"|simply )?(?:wasn't|weren't|were|was"
    r"|disappeared|died)\b|\brope\b[^.?!]{0,40}\b(?:beam|neck|noose|use it on myself)\b|\bstanding"
    r" on (?:the|a) (?:bridge|roof|ledge"
    r"|tracks|railing)\b[^.?!]{0,50}\b(?:why|step|jump|over|end|back)\b|\bstopped (?:taking"
    r"|eating)\b[^.?!]{0,40}\b(?:to be over|to die"
    r"|to end)\b|\bno way out\b[^.?!]{0,20}\b(?:for me|any ?more|but)\b|\bi can't go on (?:any"
    r" ?more|living|with life)\b"
    r"|\b(?:farewell|goodbye) to (?:this |the |my )?(?:life|world)\b|\bsleep (?:for ever|forever)\b"
    r"|\bhurt(?:ing)? myself every\b"
    r"|\bnothing matters any ?more\b[^.?!]{0,30}\b(?:sleep|over|end|gone|die|stop)\b",
    re.IGNORECASE,
)
"""Ways to speak of dying that do not name it."""
