"""Slips in the forms of verbs: patterns of them."""

from __future__ import annotations

from realtalk.language.grammar_pattern import Pattern
from realtalk.language.inflection import BASE_OF_PAST
from realtalk.language.word_set import word_set

LISTS = {
    "I": word_set("i we you he she they"),
    "ME": word_set("me him her us them"),
    "WHO": word_set("me him her us them you people everyone everybody anyone"),
    "ADVERB": word_set("always never already also just really often still even ever not n't only"),
    "DEGREE": word_set("so very really too quite pretty extremely"),
    "PASTS": frozenset(BASE_OF_PAST) - word_set("was got forgot showed lay hid bit beat"),
    "MONTH": word_set("january february march april june july august september october november december"),
    "FROM": word_set("last i he she we they childhood birth school university college then"),
    "DOING": word_set("work live know study learn teach manage lead use own run"),
    "WANTED": word_set(
        "go be become learn know have get make take see do give find keep tell ask speak leave join "
        "improve grow thank talk try understand start work"
    ),
    "FEELING": word_set("boring tiring exciting surprising confusing frustrating disappointing interesting"),
    "FELT": word_set(
        "satisfy motivate interest excite surprise disappoint impress bore confuse frustrate scare "
        "involve relate"
    ),
    "OWN": word_set("my our your his her their the a an this that these those it them him us me"),
    "MUST": word_set("must should might may"),
    "MODAL": word_set("can could will would should must may might ca wo"),
    "ALL": word_set("all everything what anything whatever best much that as how"),
    "STATE": word_set(
        "know believe own belong want like need prefer hate understand consist depend contain have agree "
        "mean seem"
    ),
    "STATES": word_set(
        "knowing believing owning belonging wanting liking needing preferring hating consisting "
        "containing depending"
    ),
    "STAY": word_set("worked lived studied stayed arrived happened existed slept"),
}  # fmt: skip

_ALONE = "with|about|to|at|,|END|because|and|that|in|for|when"

PATTERNS = (
    Pattern("am|'m|are|'re agree", "agree", "“agree” needs no form of “be”."),
    Pattern("is agree", "agrees", "“agree” needs no form of “be”."),
    Pattern("was|were agree", "agreed", "“agree” needs no form of “be”."),
    Pattern("am|'m|are|'re not agree", "don't agree", "“agree” needs no form of “be”."),
    Pattern("have|has|'ve $ADVERB? $ADVERB? $PASTS", "{1} {2} {3} {4:participle}",
            "After “{1}” it is “{4:participle}”."),
    Pattern("had $ADVERB? $ADVERB? $PASTS", "{1} {2} {3} {4:participle}",
            "After “{1}” it is “{4:participle}”.", before="$I|should|could|would|might", unless="what all "
            "which"),
    Pattern("$I seen|done", "{1} {2:past}", "It is “{2:past}”, or “{1} {1:have} {2}”.", opening=True,
            not_before="<have>"),
    Pattern("$MUST to :VB", "{1} {3}", "After “{1}” the verb stays without “to”.",
            not_before=":DT|:PRP$|:JJ"),
    Pattern("can|could able to", "{1}", "“{1}” and “able to” say the same."),
    Pattern("did|does|do not|n't :VBN", "{1} {2} {3:lemma}", "After “{1}” the verb stays in its plain form."),
    Pattern("am|'m|is|are|'re|was|were|get|got|getting $ADVERB? used to :VB", "{1} {2} used to {5:ing}",
            "What you are used to ends in -ing.", before="$I", not_after="by"),
    Pattern("<look> forward to :VB", "{1} forward to {4:ing}", "“look forward to” goes with -ing."),
    Pattern("<avoid>|<enjoy>|<dislike>|<postpone> to :VB", "{1} {3:ing}", "“{1:lemma}” goes with -ing."),
    Pattern("<let>|<make> $WHO to :VB", "{1} {2} {4}", "After “{1}” the verb stays without “to”."),
    Pattern("<want> that $I :VBP|:VB|:VBZ", "{1} {3:object} to {4:lemma}",
            "You want somebody to do something."),
    Pattern("would|'d like $WANTED&:VB", "{1} like to {3}", "“would like” goes with “to”."),
    Pattern("<want>|<need> $WANTED&:VB", "{1} to {2}", "“{1}” goes with “to”.", before="$I"),
    Pattern("<suggest> $ME|you to :VB", "{1} that {2:subject} {4}",
            "You suggest that somebody does something."),
    Pattern("have|has|'ve :CD :HYPH? :CD? years old", "{0:be} {2}{3}{4} years old", "Age goes with “be”.",
            before="$I"),
    Pattern("how long are you working|living|studying|learning|waiting|using|teaching",
            "how long have you been {5}", "What began earlier and goes on takes “have "
            "been”.", not_after="for"),
    Pattern("<work>|<study>|<train> $DEGREE? hardly", "{1} {2} hard", "“hardly” means almost not at all."),
    Pattern("did|do|does|ca|could|would|wo n't never", "{1}n't ever", "Two negatives cancel each other."),
    Pattern("did|do|does|ca|could|would|wo n't :VB nothing", "{1}n't {3} anything",
            "Two negatives cancel each other.", not_before="there", not_after="but"),
    Pattern("did|do|does|ca|could|would|wo n't :VB nobody", "{1}n't {3} anybody",
            "Two negatives cancel each other."),
    Pattern("did|do|does n't have no", "{1}n't have any", "Two negatives cancel each other."),
    Pattern("am|'m|was|feel|felt|get|got $DEGREE? $FEELING", "{1} {2} {3:felt}",
            "You are {3:felt} by what is {3}.", before="i", after=":IN|,|END|:CC|to", not_after="than|the"),
    Pattern("<be> $DEGREE? interesting", "{1} {2} interested", "You are interested in what is interesting.",
            after="in"),
    Pattern("<be> $DEGREE <$FELT>&:VB*|<$FELT>&:NN|<$FELT>&:JJ|satisfy|interest",
            "{1} {2} {3:participle}", "Here it is “{3:participle}”.", after=":IN|,|END|:CC|to"),
    Pattern("after|before|without :VB|:VBP|finish|graduate $OWN|from", "{1} {2:ing} {3}",
            "After “{1}” the verb ends in -ing.", not_before="day|ever|than"),
    Pattern("am|'m|is graduated", "graduated", "You graduated: no “be” is needed.", before="$I",
            after="from|in|last|at"),
    Pattern("if $I would have :DT|more|enough|:PRP$|:CD", "if {2} had {5}",
            "After “if” it is “had”, without “would”.", unless="please"),
    Pattern("if $I would have :VBN", "if {2} had {5}", "After “if” it is “had”, without “would”."),
    Pattern("if $I would know", "if {2} knew", "After “if” it is “knew”, without “would”."),
    Pattern("when|until|after $I will :VB", "{1} {2} {4}", "After “{1}” no “will” is needed.",
            unless="know wonder ask asked tell decide decided question ?", before="END|,"),
    Pattern("am|is|are|'m|'re|'s :VBG", "{0:have} been {2}",
            "What began earlier and goes on takes “have been”.",
            before="$I|it", later="since :CD|$MONTH|$FROM", unless="been"),
    Pattern("<$DOING>&:VBP|<$DOING>&:VBZ", "{0:have} {1:participle}",
            "What began earlier and goes on takes “have”.", before="$I|it", later="since :CD|$MONTH|$FROM"),
    Pattern("<be> knowing|believing|belonging|owning", "{2:lemma}", "“{2:lemma}” needs no -ing here.",
            before="$I", after="that|to|:PRP$|the"),
    Pattern("i|we|they|he|she :VBG", "{1} {1:be} {2}", "A form of “be” is missing.", opening=True,
            not_before="that|since|:VB*", after="to|:DT|:PRP$|:IN|:PRP|:RB"),
    Pattern("i|we|they|he|she $DEGREE :JJ", "{1} {1:be} {2} {3}", "A form of “be” is missing.", opening=True,
            after=_ALONE),
    Pattern("$MODAL not|n't to :VB", "{1}{2:not} {4}", "After “{1}” the verb stays without “to”."),
    Pattern("can|could to :VB", "{1} {3}", "After “{1}” the verb stays without “to”.", before="$I",
            unless="all everything what anything whatever best much that as how if"),
    Pattern("let 's to :VB", "let's {4}", "After “let's” the verb stays without “to”."),
    Pattern("$MODAL had|has", "{1} have", "After “{1}” it is “have”.", not_before="the|a|my|his|her|their"),
    Pattern("$MODAL not|n't had|has", "{1}{2:not} have", "After “{1}” it is “have”."),
    Pattern("can|could|should|must|would :VBG", "{1} {2:lemma}",
            "After “{1}” the verb stays in its plain form.",
            before="$I"),
    Pattern("will can", "will be able to", "After “will” it is “be able to”."),
    Pattern("able to :VBG", "able to {3:lemma}", "After “able to” the verb stays in its plain form."),
    Pattern("<want>|<need>|<try>|<decide>|<hope>|<plan>|<learn>|<like> to :VBG", "{1} to {3:lemma}",
            "After “{1} to” the verb stays in its plain form.", not_before="<be>|get|got"),
    Pattern("am|are|'m|'re <$STATE>&:VB|<$STATE>&:VBP|consist|belong|contain|depend", "{2}",
            "“{2}” needs no form of “be”."),
    Pattern("is|'s <$STATE>&:VB|<$STATE>&:VBP|consist|belong|contain|depend", "{2:s}",
            "“{2:s}” needs no form of “be”.",
            unless="do did does all thing what"),
    Pattern("am|are|'m|'re :VB|:VBP", "{1} {2:ing}", "After “{1}” the verb ends in -ing.", before="$I",
            unless="do did does all thing what how"),
    Pattern("was|were $STATES", "{2:past}", "“{2:past}” says it: no -ing is needed.", before="$I"),
    Pattern("have|has|'ve been $STAY", "{1} {3}", "Without “been”: you did it yourself."),
    Pattern("$I not :VB|:VBP", "{1} {1:does} not {3:lemma}", "“not” needs a form of “do”.", opening=True,
            not_before="if|why"),
    Pattern("i|we|they|you very :VBP", "{1} really {3}", "With a verb it is “really”.", opening=True),
    Pattern("he|she|it :VBP", "{1} {2:s}", "“{1}” takes the verb “{2:s}”.", opening=True,
            not_before="if|that|since|so|let|make|made|help|helped|see|saw|:MD|<do>",
            unless="suggest suggested recommend recommended insist insisted whether does did do"),
    Pattern("<go>|<come>|<return>|<get> to there|here|home|abroad", "{1} {3}", "“{3}” needs no “to”.",
            not_after=":NN*|:VB"),
    Pattern("used to :VBD|:VBN", "used to {3:lemma}", "After “used to” the verb stays in its plain form."),
)  # fmt: skip
"""The slips, the more telling ones first."""
