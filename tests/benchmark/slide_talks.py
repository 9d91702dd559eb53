"""Presentations written to measure with: each slide's title and points, and what somebody says beside it.

The speech was written as people talk, with its own words for much of what stands on the slide.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A slide and what is said while it is shown."""

    title: str
    points: tuple[str, ...]
    says: str


BUSES = (
    Part(
        "Dry shelters for three thousand riders",
        ("A plan for the bus stops of our town", "Presented to the council, May"),
        "Good evening and thank you for having us. My name is Anna and with me is Paul. Tonight we "
        "would like to talk about something small that many people in this room use every day without "
        "thinking much about it, and that is the place where you wait in the morning. We believe "
        "there is a cheap way to make it better for a lot of folks.",
    ),
    Part(
        "How we counted",
        ("412 stops visited on foot", "Benches, roofs and lights noted", "Drivers interviewed"),
        "So let me begin with what we actually did. This spring a group of eleven volunteers walked "
        "to every single stop on the map, four hundred and twelve of them, with a clipboard. We wrote "
        "down whether there was a bench, whether there was a roof, whether the light worked. And then "
        "we sat down with the drivers, because they know better than anybody where people really "
        "stand.",
    ),
    Part(
        "Half of the roofs keep nobody dry",
        ("206 shelters", "101 stand where fewer than five people board", "The busiest 30 stops have none"),
        "And here is the surprise. There are two hundred and six shelters in this town, which sounds "
        "fine. But a hundred and one of them stand at places where hardly anybody ever gets on, fewer "
        "than five a day. At the same time the thirty busiest places have nothing at all. Not even a "
        "tree. You can see the line outside the hospital every rainy Tuesday, everyone pressed "
        "against the wall of the pharmacy.",
    ),
    Part(
        "Move nine, not ninety",
        ("Nine shelters unbolted and moved", "Hospital, station, both schools", "No new road works"),
        "Now you could of course build thirty new ones, and we asked what that takes, and you do not "
        "want to know. What we propose instead is to move only nine. They are bolted to the ground, "
        "so a crew unbolts one, puts it on a truck and sets it down somewhere else the same "
        "afternoon. Two go to the hospital, three to the station, the rest to the schools. Nobody has "
        "to open up the pavement for that.",
    ),
    Part(
        "What it costs",
        ("27,000 for transport and crew", "4,000 for lights", "A new bus: 310,000"),
        "Let us talk about money, since I can see some of you reaching for your calculators. The crew "
        "and the truck come to twenty seven thousand. We would add lights for another four thousand, "
        "because it gets dark early. To put that in proportion, one single new vehicle costs more "
        "than three hundred thousand. So for a tenth of that, every week three thousand people stay "
        "dry.",
    ),
    Part(
        "What could go wrong",
        ("Neighbours who lose a shelter", "Frost before October", "Permits at the station"),
        "We do not want to hide the difficult bits. Somebody who has waited under the same roof for "
        "twenty years will lose it, and they will write to you, and they will be right to. We talked "
        "to as many of these neighbours as we could find. The second thing is the weather, once there "
        "is frost in the ground the bolts are a nightmare. And the railway wants a permit for "
        "everything, that alone takes six weeks.",
    ),
    Part(
        "Calendar",
        ("June: vote", "July: permits", "August and September: moves", "October: count again"),
        "Which brings me to dates. If you say yes in June, we hand in the papers in July, and the "
        "moving happens in the last weeks of the holidays, August and September. In October we go out "
        "again with the same clipboards and count once more, so that you can judge for yourselves "
        "whether it worked.",
    ),
    Part(
        "We ask for your vote",
        ("31,000 from the repair budget", "Questions: anna@example.org"),
        "That is all. We are asking for thirty one thousand out of the repair budget, which as far as "
        "we know is not spent yet. Thank you very much for listening, and we are happy to take any "
        "question you have.",
    ),
)

COFFEE = (
    Part(
        "Why our coffee went bitter",
        ("Roastery quality review", "First quarter"),
        "Hi everyone, thanks for joining on such short notice. As most of you have heard we got quite "
        "a lot of unhappy mail since January, so I spent three weeks finding out what happened, and "
        "today I will walk you through it.",
    ),
    Part(
        "Complaints tripled",
        ("14 in December, 47 in February", "Espresso blend only", "Cafés before households"),
        "First the size of it. Before Christmas we had about fourteen complaints a month, which is "
        "normal for us. In February it was forty seven. Interestingly it is only the espresso, nobody "
        "wrote about the filter roast. And the cafes noticed before people at home did, which makes "
        "sense since they taste it all day long.",
    ),
    Part(
        "What we ruled out",
        ("Beans: same farm, same lot", "Water: tested twice", "Grinders: new blades in January"),
        "Naturally everybody had a theory. Was it the beans? No, it is the same farm and even the "
        "same lot as last autumn. The water, we sent samples to the lab, twice, nothing. Then "
        "somebody suspected the grinders, but they got their new blades right after New Year, and if "
        "anything it should have become better.",
    ),
    Part(
        "The roasting curve drifted",
        ("Drum probe reads 6 degrees low", "Roast ends 40 seconds late", "Darker by two steps"),
        "So here is the culprit. There is a probe inside the drum that tells the software how hot it "
        "is. It has aged, and now it reads six degrees too low. The computer thinks that it is not "
        "done yet and keeps going, forty seconds on average. That does not sound like a lot, but it "
        "makes the result two steps darker on the scale.",
    ),
    Part(
        "How we know",
        ("Second probe installed 3 March", "12 batches side by side", "Blind tasting with eight people"),
        "How can I be so sure? On the third of March we put in a second one next to it, and ran "
        "twelve batches with both. Then we invited eight of you, you remember, for the blind tasting "
        "on Friday. Seven out of eight picked out the late ones as harsh. One person said they all "
        "taste like coffee, thank you, Martin.",
    ),
    Part(
        "Repair and prevention",
        ("Replace both probes: done", "Check against ice water monthly", "Alarm at 3 degrees"),
        "What are we doing about it? The repair itself is finished, both are brand new. So that it "
        "does not happen again we will check them every month against a bucket of ice water, that is "
        "an old trick and it costs nothing. And there is now an alarm if the two disagree by three "
        "degrees or more.",
    ),
    Part(
        "Winning the cafés back",
        ("Free kilo for 62 customers", "A letter that explains", "Tasting tour in April"),
        "The machine was the easy bit, people are harder. Sixty two customers will get a kilo for "
        "free, with an honest letter about what went wrong. I would rather explain too much than too "
        "little. And in April Rosa and I will go on a little tour and taste with them in their own "
        "shops.",
    ),
)

LIBRARY = (
    Part(
        "A library that opens on Sundays",
        ("Pilot at the harbour branch", "Report after six months"),
        "Welcome, and it is nice to see so many of you. Half a year ago you allowed us to try "
        "something, and we promised to come back and tell you how it went, so here I am. I will try "
        "to keep it under ten minutes.",
    ),
    Part(
        "The idea",
        ("Doors unlock with the reader's card", "No staff on site", "Cameras at the entrance only"),
        "Just to remind everybody what the idea was. You hold your card against the door and it "
        "opens, there is nobody at the desk. You can read, you can borrow with the machine, you can "
        "use the toilets. We put up cameras but only where you come in, we did not want anybody to "
        "feel watched between the shelves.",
    ),
    Part(
        "Who came",
        ("5,200 visits in 26 weeks", "A third under eighteen", "Peak: two to four in the afternoon"),
        "So did anyone turn up? Yes. In twenty six weeks we had more than five thousand visits. What "
        "made me really happy is that a third of those were kids and teenagers, under eighteen, many "
        "of them to do homework because it is too loud at home. The fullest time is right after "
        "lunch, from two until four.",
    ),
    Part(
        "What was lost",
        ("11 books missing", "One broken window", "Weekday branch: 14 books"),
        "I know what you all want to hear about. Were things stolen? Eleven books are missing. On "
        "ordinary days, with people at the desk, fourteen went missing in the same period, so I would "
        "call that a draw. One window was broken, but from the outside and at night, which has "
        "nothing to do with us I think.",
    ),
    Part(
        "Voices of neighbours",
        ("Survey of 340 households", "71 percent in favour", "Noise on the stairs named most"),
        "We also asked the people who live around it. Three hundred and forty households sent the "
        "form back, and about seven in ten like it. Those who do not mostly mention the noise, "
        "youngsters sitting on the stairs outside with their music. That is fair, and we have an "
        "answer to it in a minute.",
    ),
    Part(
        "Improvements",
        ("Benches behind the building", "Phone line to a librarian", "Lights dim at seven"),
        "So here is the answer. We would like to put benches at the back, where nobody lives. "
        "Somebody also had the idea of a phone on the wall which rings at a librarian on duty, so you "
        "are never quite alone. And in the evening, at seven, the lights go down slowly so that it is "
        "clear it is time to leave.",
    ),
    Part(
        "Two more branches?",
        ("Hill branch: ready", "Market branch: needs a ramp", "18,500 a year each"),
        "Now to the reason for my coming. We would love to do the same at two more places. On the "
        "hill everything is ready, we could begin next month. At the market there has to be a ramp "
        "first, for wheelchairs. Each would cost eighteen and a half thousand a year, mostly cleaning "
        "and insurance.",
    ),
    Part(
        "Thank you",
        ("Your questions",),
        "That was it from me. Thanks for trusting us with this, and now please ask whatever you like.",
    ),
)

TUNED = {"buses": BUSES, "coffee": COFFEE}
"""The talks that the thresholds were set on."""

HELD_OUT = {"library": LIBRARY}
"""The talk that was written afterwards."""
