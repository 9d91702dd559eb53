"""Slips around nouns: articles, number, comparing, pronouns; and words that go with a fixed preposition."""

from __future__ import annotations

from realtalk.language.grammar_pattern import Pattern
from realtalk.language.word_set import word_set

MASS = word_set(
    "information advice homework equipment furniture feedback knowledge luggage baggage software hardware "
    "traffic evidence progress research weather news money experience work training"
)
LISTS = {
    "I": word_set("i we you he she they"),
    "ME": word_set("me him her us them you"),
    "MASSES": word_set(
        "informations advices homeworks equipments furnitures feedbacks knowledges luggages baggages "
        "softwares hardwares stuffs"
    ),
    "MASS": MASS - word_set("experience work weather"),
    "NOT_ONE": MASS - word_set("experience work training"),
    "SHORT": word_set(
        "cheap tall big small fast old young hard long large high low strong slow new nice great quick "
        "cold hot warm early easy happy busy heavy close safe wide deep rich poor loud simple short "
        "bright clean dark smart rude brave clever quiet tough weak fresh thin thick calm cool kind"
    ),
    "UNIT": word_set("years months weeks days hours minutes decades"),
    "DAY": word_set("monday tuesday wednesday thursday friday saturday sunday"),
    "JOB": word_set(
        "engineer teacher nurse student doctor developer designer lawyer accountant consultant waiter "
        "waitress programmer scientist cashier electrician pharmacist mechanic architect salesman "
        "receptionist journalist analyst"
    ),
    "COUNTED": word_set(
        "degree diploma certificate idea plan question problem chance opportunity meeting interview "
        "brother sister daughter car goal dream"
    ),
    "JUDGED": word_set(
        "idea job chance opportunity problem question decision mistake company project person challenge "
        "moment place reason way"
    ),
    "MANY": word_set("one both several few each either neither"),
    "OUR": word_set("my our your his her their the these those"),
    "CHILDREN": word_set("childrens mens womens peoples"),
    "QUESTION": word_set("where how why when"),
    "KNOW": word_set(
        "know knew known tell told ask asked explain explained understand understood see wonder wondered "
        "remember say said find found me him her us them"
    ),
    "MASSY": MASS | word_set("noise time noise stress pressure help support interest"),
    "BE": word_set("is are was were"),
    "CROWD": word_set(
        "team family staff crew class group audience public company rest time same kind best sort many "
        "few only way lot ones most"
    ),
}  # fmt: skip

PATTERNS = (
    # Articles and number
    Pattern("many|several $MASSES", "much {2:one}", "“{2:one}” has no plural."),
    Pattern("these|those $MASSES", "this {2:one}", "“{2:one}” has no plural."),
    Pattern("$MASSES", "{1:one}", "“{1:one}” has no plural."),
    Pattern("a|an $NOT_ONE", "some {2}", "“{2}” cannot be counted, so it takes no “{1}”.",
            not_after=":NN*|:HYPH|-|:CC|:VBG"),
    Pattern("many|several $MASS", "much {2}", "“{2}” cannot be counted.", not_after=":NN*|:HYPH|-"),
    Pattern("borned", "born", "It is “born”."),
    Pattern("childrens", "children", "“children” is more than one already."),
    Pattern("much :NNS|people", "many {2}", "“many” goes with what can be counted.",
            not_after=":NN*", not_before="not|that|very&:RB|n't", unless="news mathematics"),
    Pattern("too|so|very|how much :NNS|people", "{1} many {3}", "“many” goes with what can be counted."),
    Pattern("there is many|several", "there are {3}", "“{3}” goes with “are”."),
    Pattern("there was many|several", "there were {3}", "“{3}” goes with “were”."),
    Pattern("there is :CD :NNS", "there are {3} {4}", "More than one goes with “are”.", not_after=":NN*"),
    Pattern("$MANY of $OUR :JJ*? :NN", "{1} of {3} {4} {5:s}", "“{1} of” goes with more than one.",
            not_after=":NN*|:POS|:HYPH|-|:CC"),
    Pattern("am|'m|is|'s|was|are $JOB", "{1} {2:a}", "A job takes “a” or “an”.", before="i|he|she",
            not_after=":NN*|of|:POS|and"),
    Pattern("<work> as $JOB", "{1} as {3:a}", "A job takes “a” or “an”.", not_after=":NN*|of|:POS|and"),
    Pattern("have|has|had|got $COUNTED", "{1} {2:a}", "“{2}” takes “a” or “an”.", not_before="to",
            not_after=":NN*|:POS|:HYPH|-"),
    Pattern("is|was|'s :JJ $JUDGED", "{1} {2:a} {3}", "“{3}” takes “a” or “an”.",
            before="it|that|this|he|she",
            not_after=":NN*|:POS|:HYPH|-"),
    Pattern("this|that are|were :PRP$|the|:DT|:JJ|:CD", "these {2} {3}", "“{2}” goes with “these”.",
            before="END"),
    Pattern("these|those is", "{1} are", "“{1}” goes with “are”."),
    Pattern("these|those was", "{1} were", "“{1}” goes with “were”."),
    Pattern("we|they|you was", "{1} were", "“{1}” goes with “were”.", not_before="of|with|than|for"),
    # Comparing
    Pattern("more|much? more :JJR|:RBR", "{3}", "“{3}” means more already.", not_before="and|the"),
    Pattern("more $SHORT", "{2:er}", "Short words take -er.", not_after=":NN*|:JJ|:HYPH|-|and"),
    Pattern("the|my|our|your most :JJS|:RBS", "{1} {3}", "“{3}” means most already."),
    Pattern("most :JJS", "{2}", "“{2}” means most already."),
    Pattern("too much :JJ", "too {3}", "Before this word “too” is enough.", not_after=":NN*|:JJ|:HYPH"),
    # Fixed pairs
    Pattern("interested on|about|for|at", "interested in", "It is “interested in”.", not_after=":CD"),
    Pattern("<depend> of|from|in", "{1} on", "It is “depend on”.", not_before=":DT|:JJ"),
    Pattern("good|bad|great in :VBG", "{1} at {3}", "It is “{1} at”."),
    Pattern("responsible of", "responsible for", "It is “responsible for”."),
    Pattern("<arrive> to :DT|:PRP$|:NNP|work", "{1} at {3}", "It is “arrive at”."),
    Pattern("capable to :VB", "capable of {3:ing}", "It is “capable of”."),
    Pattern("<consist> on|in :DT|:CD|:NN*", "{1} of {3}", "It is “consist of”."),
    Pattern("similar with", "similar to", "It is “similar to”."),
    Pattern("afraid from", "afraid of", "It is “afraid of”."),
    Pattern("<participate> to|at", "{1} in", "It is “participate in”."),
    Pattern("<insist> to :VB", "{1} on {3:ing}", "It is “insist on”."),
    Pattern("<succeed> to :VB", "{1} in {3:ing}", "It is “succeed in”."),
    Pattern("<listen> music|me|him|her|us|them|you|the|my|our|people", "{1} to {2}", "It is “listen to”."),
    Pattern("<wait> me|him|her|us|them|you|the|my", "{1} for {2}", "It is “wait for”."),
    Pattern("according with", "according to", "It is “according to”."),
    Pattern("in the other hand", "on the other hand", "It is “on the other hand”."),
    Pattern("on|for my opinion", "in my opinion", "It is “in my opinion”."),
    Pattern("aware about|from", "aware of", "It is “aware of”."),
    Pattern("satisfied of|from", "satisfied with", "It is “satisfied with”."),
    Pattern("<pay> attention on|in|for", "{1} attention to", "It is “pay attention to”."),
    Pattern("in $DAY", "on {2}", "Days take “on”.", not_after=":POS|:NN*"),
    Pattern("since :CD :CD? $UNIT", "for {2} {3} {4}", "How long takes “for”.", not_after="ago|before"),
    Pattern("since :DT few|couple :IN? $UNIT", "for {2} {3} {4} {5}", "How long takes “for”.",
            not_after="ago"),
    Pattern("during :CD $UNIT", "for {2} {3}", "How long takes “for”."),
    Pattern("before :CD $UNIT", "{2} {3} ago", "What is past by now is “ago”.", after="END|,", unless="had"),
    Pattern("<discuss> about", "{1}", "“discuss” needs no “about”.", not_after=":CD"),
    Pattern("<mention> about", "{1}", "“mention” needs no “about”.", not_before=":DT|no|any"),
    Pattern("<emphasize>|<stress> on", "{1}", "“{1}” needs no “on”.", not_before=":DT|:JJ|:IN"),
    Pattern("<contact> with", "{1}", "“contact” needs no “with”.", before="to|:MD|$I", not_before=":IN"),
    Pattern("despite of", "despite", "“despite” needs no “of”."),
    Pattern("<explain>|<describe> $ME how|what|why|the|that|everything|it|this|where|when", "{1} to {2} {3}",
            "You explain something to somebody."),
    Pattern("said me|him|her|us|them", "told {2}", "You tell somebody something.", not_after="and|too"),
    Pattern("<learn> me|him|us|them how|to", "teach {2} {3}", "You teach others; you learn yourself."),
    Pattern("<remember> me of|to|about", "remind {2} {3}", "What brings something back reminds you."),
    Pattern("<do> a|some|many|no mistake|mistakes", "{1:make} {2} {3}", "You make a mistake."),
    Pattern("<do> a decision", "{1:make} a decision", "You make a decision."),
    Pattern("<make> my|the|our|his|her homework", "{1:do} {2} homework", "You do homework."),
    Pattern("between|for|with|to|from :PRP|:NNP and I", "{1} {2} and me", "After “{1}” it is “me”.",
            after="END|,|:IN|:TO|:RB"),
    Pattern("$QUESTION $BE :DT|:PRP$ :NN|:NNS", "{1} {3} {4} {2}", "Inside a sentence the verb comes last.",
            before="$KNOW", after="END|,|and|but"),
    Pattern("what $BE :DT|:PRP$ :NN|:NNS", "what {3} {4} {2}", "Inside a sentence the verb comes last.",
            before="ask|asked|me|him|her|us|them|wonder|wondered", after="END|,|and|but|with|of|for|in|at",
            unless="that"),
    Pattern("most $SHORT", "{2:est}", "Short words take -est.", before="the|my|our|your",
            not_after=":JJ|:HYPH"),
    Pattern("the most $SHORT", "the {3:est}", "Short words take -est.", not_after=":JJ|:HYPH"),
    Pattern("this people|children|men|women", "these {2}", "“{2}” is more than one.", not_after=":NN*|:POS"),
    Pattern("a people", "people", "“people” is more than one.", not_after=":NN*|:HYPH|who"),
    Pattern("there are a lot of $MASSY", "there is a lot of {6}", "“{6}” goes with “is”.", not_after=":NN*"),
    Pattern("there are much", "there is much", "“much” goes with “is”."),
    Pattern("there have|has :DT|many|:CD|some|no", "there are {3}", "It is “there is” or “there are”."),
    Pattern("news are", "news is", "“news” goes with “is”."),
    Pattern("news were", "news was", "“news” goes with “was”."),
    Pattern("$NOT_ONE are", "{1} is", "“{1}” goes with “is”.", not_before=":CC|and|,|of|:NN*"),
    Pattern("many money|noise|traffic|work", "much {2}", "“{2}” cannot be counted.", not_after=":NN*"),
    Pattern("most|many|some of people|:NNS", "{1} {3}", "Before a noun alone there is no “of”.",
            not_after=":POS|:NN*"),
    Pattern("the most of the|my|our|them|us", "most of {4}", "It is “most of”.", not_before="<make>|get|got"),
    Pattern("a lot people|customers|things|money|time", "a lot of {3}", "It is “a lot of”.",
            not_before="me|us|you|thanks|quite"),
    Pattern("as same as", "the same as", "It is “the same as”."),
    Pattern("<prefer> :NN|:NNS|:VBG than", "{1} {2} to", "You prefer one thing to another."),
    Pattern("reason because", "reason", "“reason” needs no “because”."),
    Pattern("<give>|<show>|<offer>|<send> to $ME :DT|some", "{1} {3} {4}", "You give somebody something.",
            not_before="to|:DT"),
    Pattern("<tell> to $ME|my|our", "{1} {3}", "You tell somebody: no “to”.", not_before=":NN*|way"),
    Pattern("<ask> to $ME|my|our", "{1} {3}", "You ask somebody: no “to”.", not_before="<be>|'m|'s"),
    Pattern("<borrow> $ME :DT|some|:PRP$", "lend {2} {3}", "You lend something to others."),
    Pattern("how do|did you call", "what {2} you call", "It is “what do you call”."),
    Pattern("how is|was it|this|that called", "what {2} {3} called", "It is “what is it called”."),
    Pattern("how do|does|did :PRP look like", "what {2} {3} look like", "It is “what does it look like”."),
    Pattern("in the weekend|weekends", "at the {3}", "It is “at the weekend”."),
    Pattern("at the night", "at night", "It is “at night”.", not_after="of|:NN*|before"),
    Pattern("in the YEAR", "in {3}", "A year takes no “the”.", not_after=":NN*|:JJ|:HYPH|-"),
    Pattern("<make> a question", "{1:ask} a question", "You ask a question."),
    Pattern("<lose> the|my bus|train|plane|flight", "{1:miss} {2} {3}", "You miss a train.",
            not_after=":NN*"),
    Pattern("is important|necessary|possible|difficult|easy|hard to", "it is {2} to", "“it” is missing.",
            before="END|because|but|think"),
)  # fmt: skip
"""The slips, the more telling ones first."""
