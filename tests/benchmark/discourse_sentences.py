"""Sentences with like, so, you know and their kind as people say them in interviews and talks, each filler in
braces. The rules were mended by the first two blocks; the last two are for measuring alone.
"""

USED_AS_FILLERS = """
My last boss was {like} super into spreadsheets.
We had {like} three weeks to get it done.
And then the server just {like} stopped responding.
They were {like} waiting for somebody to decide.
I was, {like,} the only one who knew the code.
It's {like} the biggest project we ever did.
she was {like} really supportive the whole time
So we went to {like} every single store in town.
It felt good, {you know,} to finally ship it.
We were, {you know,} a bit out of our depth.
{You know,} I never thought about leaving.
it was a small team {you know} and everybody did everything
The clients, {you know,} they want it yesterday.
It is not always easy, {you know?}
{I mean,} who doesn't want that?
I liked it there, {I mean,} the people were great.
{I mean} it depends on the budget.
We lost a lot of, {I mean,} nearly all of our data.
{So,} my name is Priya and I'm a nurse.
{So} {um} I started out in sales.
I see myself as a problem solver, {so,} yeah.
{So,} {basically,} I run the warehouse.
{Basically} it's a matching problem.
We {basically} rewrote the whole thing in a month.
What I do is {basically} talk to people all day.
It was {literally} the worst day of my career.
I was {literally} shaking before the interview.
{Actually,} I have done both.
It was {actually} quite fun.
{Honestly,} I was scared.
I would, {honestly,} do it again.
{Obviously,} we had to apologise first.
The numbers were {kind of} bad.
I {kind of} fell into teaching.
We were {sort of} hoping for a miracle.
It's {sort of} like a second family.
he was {kinda} quiet at first
So you plan first, {right,} and then you build.
You want to keep people in the loop, {right?}
{Okay,} {so} let me give you an example.
{Well,} I think it depends on the team.
{Well,} {you know,} nobody is perfect.
"""

MEANT = """
I like to start my day with a list.
People like it when you remember their names.
The new office feels like home.
He talks like a lawyer.
There is no place like it.
Would you like me to go on?
I worked with tools like Excel and Word.
It looks like we will finish early.
We treat our guests like family.
What was your first job like?
You know the answer already.
Do you know how the process works?
I wanted you to know the truth.
If you know your audience, you can relax.
The more you know about it, the better.
As you know, the market has changed.
Let me know what you think and when you know more.
You know what to do in an emergency.
What do you mean by that?
I mean every word I say.
That is what I mean by quality.
By growth I mean more than money.
The delays mean that we pay more.
The road was closed, so we took the train.
I was so nervous before my first talk.
I do not think so.
We saved every month so that we could travel.
So far it has gone well.
She left and so did I.
Not so long ago I could not swim.
There are two kinds of people here.
What kind of music do you play?
It was kind of her to call.
We sort the parts by size.
That sort of thing takes years.
I need some sort of plan.
Turn right after the bridge.
You were right about the price.
We need the right people for this.
I have the right to say no.
The plan is okay for now.
Are you okay with early shifts?
He plays the piano very well.
The team works well under pressure.
I read a book about wells and springs as well.
He did what he actually promised.
Nobody knows what actually happened.
The word was translated literally.
He answered every question honestly.
The answer was not obviously wrong.
"""

UNSEEN_FILLERS = """
I've been there for {like} five years now.
My manager {like} never gave feedback.
it was {like} totally different from school
They just {like} gave us the keys and left.
{Like,} what would you do?
We sat there for, {like,} two whole days.
The training was, {you know,} pretty basic.
{You know,} people change.
I had a plan and {you know} it worked.
It's about trust, {you know.}
{I mean,} we all make mistakes.
It was hard, {I mean} really hard.
{So} {basically} I fix what others break.
{So,} {um,} three things.
{Basically,} nobody had asked the customers.
It's {basically} free.
I {literally} cried at my desk.
{Honestly,} the pay was bad.
{Actually,} can I start again?
She was {kind of} my mentor.
We {sort of} muddled through.
The result was {kind of} a surprise.
{Well,} it started with a phone call.
{Okay,} {so} the second point.
We measure first, {right?}
"""

UNSEEN_MEANT = """
I like solving puzzles.
My sister is a lot like me.
What do customers like about us?
We felt like a team at last.
It sounds like a small thing.
I would like to add something.
Does your brother know how you know him?
You know more than you think.
Before you know it, the day is over.
I did not know what you knew.
What I mean is simple.
I never meant it like that.
The prices rose so quickly.
I was ill, so my colleague took over.
They told me so.
It was so loud that we had to shout.
This kind of work suits me.
What sort of person are you?
She sorted it out by herself.
That is the right question.
We turned right and got lost.
Is it okay if I sit down?
The launch went well.
We know each other very well.
He speaks honestly about his mistakes.
She literally translated the whole book.
"""
