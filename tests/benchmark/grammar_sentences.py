"""Our own spoken sentences, to measure corrections on: with a slip, and without.

A slip stands as `{said|better}`, further good forms after a slash. The first rules were tuned on every other
of the 60 sentences of each kind, the first, third, ... (`[0::2]`). The 30 `MORE` came after them and led to
more rules; the 30 `LAST` came when all was finished, and are only ever reported.
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

MORE_WRONG = """
I {grow|grew} up in a village, then we moved to the city when I was ten.
We have a lot of {stuffs|stuff} in the warehouse.
The manager {said me|told me} to come back on Monday.
It was {the more|the most} difficult year of my life.
I {didn't went|didn't go} to university straight away.
She {has been worked|has worked/has been working} in sales for a decade.
My team {are consist|consists/consist} of six people.
I {am working|was working/had been working/had worked} there for three years when they closed it.
We need to finish this {until|by} Friday.
That's {the reason because|the reason/the reason why/why} I left.
I prefer tea {than|to} coffee in the morning.
He {has less|has fewer} customers than me.
You can {to ask|ask} anybody in my old team.
I {have never drove|have never driven/'ve never driven} a van before.
{This people|These people} helped me a lot at the start.
Our customers {wants|want} an answer the same day.
I {was knowing|knew} him from school.
He asked me {if I can|if I could} stay longer that evening.
I'm {work|working} on my presentation skills at the moment.
We {must had|must have/had} forgotten the keys.
The price {has raised|has risen/was raised/went up} twice since spring.
There {are|is} a lot of noise in that hall.
I don't have {no|any} experience with that tool.
She's the {most smart|smartest} person that I know.
I learned {to how to|how to} deal with angry people.
It {make|makes/made} me proud when they come back.
I {used to worked|used to work} in a bakery.
He gave {to me|me} a second chance.
We {was|were} not ready for so many orders.
In {the 2015|2015} I opened my own shop.
"""
"""One slip in each."""

MORE_RIGHT = """
I grew up on a farm, so early mornings don't bother me.
You know what, let me start again.
Nobody told us, and by the time we knew, it was done.
The thing is, is that we never tested it with real people.
There's a couple of things I'd like to mention.
My first boss, he was, he was strict but fair.
What would I have done differently? Everything.
Half the team was on holiday that week.
I was working there for three years when they closed it.
The news was better than we'd feared.
Ten years is a long time in this business.
She made sure everyone had eaten before we left.
I might could have asked for help earlier.
A friend of mine runs the place now.
Mostly nights, some weekends, never Mondays.
It's not like I had a choice.
Either of them would've done a good job.
He doesn't say much, but when he does, people listen.
I'd sooner be busy than bored.
If it weren't for her, I wouldn't be here.
I've done a bit of everything: tills, stock, cleaning.
So anyway, he goes, are you sure about that?
I can't be doing with meetings that last all day.
Not a single one of the parts was missing.
The more I learn, the less I know.
We had to let people go, which was awful.
I need the team to know that I'm on their side.
That's what got me into teaching in the first place.
I've been, um, I've been lucky with my managers.
We need better tools, not more of them.
"""
"""Nothing that a listener would mind."""

LAST_WRONG = """
When I was young I {have played|played} football for a club.
I {have graduate|have graduated/graduated} in economics two years ago.
She {is working|works} as a cook every weekend since she was sixteen.
He always {come|comes/came} early and opens the shop.
There {was|were} three of us in the kitchen.
I don't know {what does he want|what he wants} from us.
I have {a good news|good news/some good news} for the team.
He can {speaks|speak} Portuguese and a little Dutch.
My responsibilities {includes|include} planning and buying.
The more I practise, {more I|the more I} improve.
I'm {live|living} in Bristol with my sister.
I spent {too many|too much} time on that report.
We {need hire|need to hire} two more drivers.
He asked {to me|me} about my salary.
{Is|It is} very important for me to have free weekends.
We were {exciting|excited} about the new machine.
She is {best|the best} trainer I ever had.
I worked with {childs|children} for four years.
He did it by {hisself|himself} in one night.
I {has|have/had} a good relation with my colleagues.
They {didn't told|didn't tell} us about the delay.
If I {will get|get} this job, I will move here.
I {am knowing|know} this program very well.
I started to work when I {have|had/was} eighteen years.
It was raining {during|for} three days.
Nobody {were|was} in the office on that morning.
I {made|did} my homework before this interview.
We have {few|little} time, so I will be short.
The boss, {which|who} was in London, called me.
I want to {improving|improve} how we pack things.
"""
"""One slip in each, written when all rules were finished."""

LAST_RIGHT = """
I've been at it for, what, six years now.
My team and I were the first to try it.
No idea, I'd have to look that up.
The customer rang up and, well, she wasn't happy.
It's a lot of work, and there's not much thanks.
I was given two weeks to sort it out.
What I like is seeing people get better.
You learn to read a room pretty quickly.
They'd already left by the time I got there.
I was like, no way, that can't be right.
Everyone has their own way of doing things.
I had to have it done by noon.
If I'd known, I would have called first.
We used to close at six, but not any more.
The staff know me, and I know them.
It was me who found it, actually.
She asked whether I could start on Monday.
Could've been worse, I suppose.
Some of my best ideas come in the shower.
He made me laugh, which helped a lot.
I've never driven a van that big before.
Let me think, it was, no, it wasn't March.
Working with children is what I do best.
I'd been living in Hull, then I moved down here.
The results were in, and they were good.
There were a lot of us, too many for one room.
I'm not used to being the one who talks.
All I did was listen and write it down.
That's something I had to learn the hard way.
A hundred pounds was a lot of money back then.
"""
"""Nothing that a listener would mind, written when all rules were finished."""
