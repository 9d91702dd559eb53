"""Our own spoken sentences, to measure corrections on: 60 with a slip, 60 without.

A slip stands as `{said|better}`, further good forms after a slash. Rules are tuned on every other sentence,
the first, third, ... (`[0::2]`); only the rest (`[1::2]`) is reported.
"""

from __future__ import annotations

WRONG = """
She {don't|doesn't} really check the numbers before the meeting.
I work here {since|for} five years and I still like it.
Yesterday we {have finished|finished} the report for the board.
He {didn't knew|didn't know} about the change in the plan.
I'm looking forward to {meet|meeting} the rest of the team.
They gave me {an advice|advice/some advice/a piece of advice} that I still use today.
We received {many informations|much information/a lot of information/lots of information} from the customer.
My English is {more better|better/much better} than it was last year.
I'm interested {on|in} the way you train new people.
It depends {of|on} how big the project is.
I {am agree|agree} with what you said about testing.
There {is|are} many people who could do this job.
He {explained me|explained to me/explained} how the whole system works.
I {should have went|should have gone} to my manager first.
I {seen|saw/have seen/'ve seen} it happen at other companies too.
We {discussed about|discussed} the budget for two hours.
If I {would have|had} more time, I would learn another language.
One of my {strength|strengths} is that I stay calm.
The second option was {more cheap|cheaper}, so we took it.
I {can able to|can/am able to} handle several projects at once.
My boss {suggested me to take|suggested I take/suggested that I take/suggested taking} a course.
We {must to|must/had to/have to} finish before the end of the quarter.
I asked him what {was the problem|the problem was} with the machine.
I {have|am/'m} twenty-five years old and I come from Spain.
He {speak|speaks} three languages and he writes well.
The people in my department {is|are} very friendly.
I want {that you|you to} know how serious I am about this.
How long {are you|have you been} working here?
I was {borned|born} in a small town near the coast.
There were too {much|many} people in the room.
I've learned {much|many/a lot of} things in that job.
He {has went|has gone/went} back to school to get his diploma.
Last year I {work|worked/was working} as a waiter in a hotel.
I {am living|have been living/have lived/'ve been living/'ve lived} in Leeds since 2019.
I was so {boring|bored} in that job that I started to write.
She works very {hardly|hard} every single day.
We {was|were} the only team that delivered on time.
It's {a honour|an honour} to be here today.
I worked at {an university|a university} for three years.
They {has|have} a very different culture over there.
I {didn't never|never/didn't ever/have never} miss a deadline.
I would like {work|to work} with a bigger team.
He let me {to choose|choose} the tools for the project.
She made us {to write|write} everything down.
I'm used to {work|working} under pressure.
We avoided {to hire|hiring} new people that year.
After {finish|finishing/I finished} my degree I moved to Berlin.
I'm very good {in|at} solving problems with customers.
I am responsible {of|for} the whole warehouse.
We {arrived to|arrived at/got to/arrived in} the office at seven.
The {childrens|children} in my class loved it.
They gave us a lot of {homeworks|homework} during the training.
The results {was|were} better than we expected.
Everybody {know|knows} that the market is changing.
I have {ran|run} three marathons while working full time.
We needed more {equipments|equipment} to do it well.
The client was very {satisfy|satisfied} with our work.
Um, they {very|are very/were very} happy with the, with the result.
I have {degree|a degree} in chemistry from Porto.
So, uh, between you and {I|me}, the launch was a mess.
"""
"""One slip in each."""

RIGHT = """
Me and my team built the whole thing in six weeks.
There's two things I'd change about that project.
Worked there for three years, loved every minute of it.
So we were, we had, um, we'd lost the client by then.
What I did was call the customer and say sorry.
I'm gonna be honest, I didn't know what to do.
If I was in charge, I'd have started with the users.
The the numbers were, you know, not what we wanted.
Not really, no.
Five years in retail, then two in logistics.
My manager suggested I take a couple of days off.
I used to work nights, so I'm used to being tired.
The team are all based in Glasgow, and the management is in London.
I, I think, I think we should've told them sooner.
She'd had enough of it, and so had I.
Who did you end up talking to?
We ain't changed the process much since then.
Been there since March, actually.
The police were called and the staff were sent home.
I look forward to my work every morning.
He let me choose, and that made me want to stay.
It was like, nobody wanted to own the problem.
I've got a degree in maths and a bit of physics.
Y'all have been really kind to me today.
I went, I was going to say that we missed the date.
It's the kind of job where you learn by doing.
Because the budget was cut, basically.
There were fewer than ten of us, and a lot of work.
One of the people who helped me most was my aunt.
I wanna say it was about twenty percent?
Neither of us had run a shop before.
The first thing you do is listen.
We'd agreed on the price, but not on the date.
My dad's a builder, my mum teaches music.
Honestly, I couldn't have done it without them.
What they need is help, and what they get is forms.
I must admit I was a little scared at first.
Did you ever see anything like it?
He's been running the place for ten years now.
All of the data was stored on one old server.
The more we tested, the fewer mistakes we made.
I would rather work with people than with spreadsheets.
That's, that is to say, the customer who called us.
She has a master's degree and speaks three languages.
So I says to him, give me one more week.
We talked about it, discussed the risks and moved on.
Long story short, we shipped it on a Friday.
I have been living in Leeds since I was nine.
It depends, right, on who's in the room.
I'm the youngest of four, so I'm used to noise.
They asked where the money was and who had spent it.
The information we had was three weeks old.
He explained the whole thing to me over lunch.
Sounds good to me.
You had to be there, I guess.
I was bored, the work was boring, so I left.
To be fair to her, she did warn us.
I can work hard, and I hardly ever miss a deadline.
Between you and me, the old way was better.
I'd say, um, three, no, four people reported to me.
"""
"""Nothing that a listener would mind: fillers, repairs, fragments, everyday and regional speech."""
