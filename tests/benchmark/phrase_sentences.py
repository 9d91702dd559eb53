"""Our own spoken sentences with phrases that weaken, exclude or say nothing, and as many that only look so.

A phrase stands in braces after its kind. Rules are tuned on every other sentence, the first, third, ...
(`[0::2]`); only the rest (`[1::2]`) is reported.
"""

from __future__ import annotations

TELLING = """
hedge {I think} we should open a second shop.
exclusion Thanks {guys}, that was a long week.
jargon We need to {leverage} what the other team built.
empty {At the end of the day} it's about the customer.
opening {Sorry}, my idea is to move the date.
exclusion We don't have the {manpower} for that.
jargon Let's {circle back} on that next week.
hedge It was {sort of} my decision to stop.
empty {Going forward} we test on Mondays.
exclusion Put that address on the {blacklist}.
jargon That was {low-hanging fruit} for us.
hedge {Maybe} I could have asked earlier.
exclusion The schedule was {crazy} in March.
opening {I just wanted to} say that the plan works.
jargon I'll {reach out} to the supplier tomorrow.
empty It is what it is, {needless to say}.
exclusion Let me do a quick {sanity check} first.
jargon The main {pain point} was the login page.
hedge {I guess} I'm a fast learner.
exclusion Our {chairman} signed it on Friday.
jargon I don't have the {bandwidth} for another project.
empty {To be honest}, the plan was weak.
exclusion The new girl is a {female doctor} from Leeds.
jargon We have to {move the needle} this quarter.
hedge {I'm not sure}, but the second option looks cheaper.
opening {This might be a silly} question, but who pays?
exclusion She has been {grandfathered} into the old plan.
jargon Can we {touch base} on Thursday?
empty {The fact of the matter is} that we were late.
hedge It's {more or less} finished.
"""
"""One phrase in each, with its kind."""

DECOYS = """
I have a master's degree in history.
My grandfather was a blacksmith in the village.
A think tank asked us for the numbers.
We measured the network bandwidth at night.
The firm's leverage ratio was too high.
What kind of work do you do?
At the end of the day shift we clean the floor.
I can reach out and touch the shelf from here.
Going forward three steps brings you to the door.
The man power-walked to the station.
I think about that question every day.
He plays the guitar, and he works in Manning.
May is the month when we hire most people.
She was sorry to leave the team.
The forest is an ecosystem with many birds.
I'm not sure of his name, only of his face.
It could be seen from the other side of the street.
The dumb waiter carries the plates to the kitchen.
We painted the wall black and listed the rooms.
That sort of chair is made in Poland.
Fruit that hangs low is picked first.
They moved the needle of the old compass by hand.
The guy ropes of the tent were loose.
Crazy Horse was a leader of the Lakota.
The poor quality of the sound was my fault.
Actually measured values were lower than the model's.
Her maiden speech was about trains.
The circle back there is the old stage.
We tested the pipeline for oil leaks.
Lame ducks are presidents who are about to go.
"""
"""Nothing to mark: words that mean something else here."""
