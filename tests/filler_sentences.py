"""Sentences as people say them, each filler in braces: the ones the rules were made on, and fresh ones."""

TUNED = """
{Um,} I think we should start with the budget.
We have, {uh,} three options on the table.
{Er,} I'm not sure about that.
{Hmm...} that is a good question.
{Umm...} let me think about it.
{Uhh,} the second one was better.
I worked in the ER for two years.
The gap is 5 mm wide.
I like it.
I like working with people.
What I like is seeing people get better.
What they like was never asked.
What I {like,} really wanted was a change.
She sings like a bird.
It looks like a good idea.
I feel like we should go.
I would like to thank you all.
Do you like coffee?
He didn't like the plan.
We need someone like you.
It was {like} really hard to explain.
And I was {like} totally surprised.
He was, {like,} the best teacher I had.
I {like} went there every day.
It took {like} twenty minutes.
There were {like} a hundred people in the room.
{So,} {um,} today I will talk about rivers.
I left early so that I could catch the train.
It was so good.
So many people came to the show.
I was tired, so I went home.
I think so.
We lost the client, {so,} {you know,} we had to start again.
{So} {basically} we built a new team.
It was fun, {you know.}
{You know,} it was the best year of my life.
Do you know him?
You know him from school.
If you know the answer, raise your hand.
As you know, we moved last year.
I want you to know that I care.
We went to, {you know,} the usual places.
{I mean,} it was fine in the end.
What I mean is that we need time.
I mean it.
I didn't mean to hurt you.
{I mean} we could try again.
It was {kind of} strange.
What kind of car is it?
It is a kind of bird.
That was kind of you.
He {sort of} agreed with me.
This sort of thing happens a lot.
They sort the mail by hand.
I {kind of} wanted to leave.
{Basically,} the system has two parts.
It is {basically} a small computer.
{Actually,} I never went there.
It was not actually true.
What actually happened?
I was, {actually,} quite happy.
That makes sense, {right?}
{Right,} let's begin.
Turn right at the corner.
You are right.
We do it right now.
{Okay,} {so} the next slide shows our results.
Everything is okay.
That's our plan, {okay?}
{Well,} I would say it depends.
It went well.
He speaks English very well.
She {literally} ran out of the room.
"""

FRESH = """
{Uh,} my name is Anna and I come from Leeds.
My biggest strength is, {um,} patience.
{Uhm,} could you repeat the question?
I've been there for, {uh,} {uh,} four years now.
{Erm,} we never really talked about it.
{Mm,} I don't agree with the last point.
{Ah,} I see what you mean.
Her umbrella was blue.
{Um} {um} {um} let me start over.
I moved to Berlin {uh} in two thousand ten.
My sister likes to paint and I like to cook.
You don't have to like your boss.
Nobody likes waiting in line.
Children learn languages like sponges.
The results look like the ones from last year.
There is nothing like a warm bath.
I have never seen anything like that.
Things like this take time.
What was it like to live there?
What does he look like?
She sounds like her mother.
It tastes like chicken.
Just like my father, I became a nurse.
I felt like crying.
We'd like you to join the team.
Would you like some tea?
They treated us like family.
Like I said, the deadline is Friday.
It's more like a hobby than a job.
We were {like} so tired after the hike.
And then she, {like,} just disappeared.
My boss was {like} really supportive of the idea.
It costs {like} fifty euros a month.
{Like,} nobody told us about the change.
I was {like} walking down the street and saw him.
He {like} never calls me back.
They have, {like,} zero experience with this.
We talked for {like} two hours.
It's {like,} I don't know, a different world.
It was cold, so we stayed inside.
The road was closed, so they took the bridge.
He speaks so quietly that I can't hear him.
It is not so easy.
So far, everything works.
She brought a map so we would not get lost.
I hope so.
Why are you so late?
{So,} tell me about yourself.
{So,} yeah, that was my first job.
{So,} what I learned is to ask for help.
It was a long day, {so.}
{So,} {like,} we didn't have any money.
I know you know the rules.
Before you know it, the summer is over.
Let me know when you know the date.
All you know is wrong.
The people you know will help you.
Did you know that bees can count?
You know what the problem is.
How do you know her?
It was just, {you know,} one of those days.
I was really nervous, {you know,} before the talk.
And, {you know,} people change.
{You know,} I never liked that house.
We try to be honest, {you know?}
She's the type of person who, {you know,} always helps.
He is, {you know,} a little shy.
By that I mean the second chapter.
I mean to finish it this week.
Do I mean something to you?
You know what I mean to say.
I see what you mean.
{I mean,} who doesn't want that?
It was expensive, {I mean,} really expensive.
{I mean} she did her best.
He was late, {I mean,} two hours late.
Which kind of music do you play?
Humans are a kind of animal.
We sell all kinds of tools.
Some sort of mistake was made.
It's the sort of place where everybody knows you.
The kind of work we do is slow.
I was {kind of} hoping you would ask.
It felt {sort of} unreal.
It's {kind of} a mess right now.
We {sort of} gave up on the idea.
They {kind of} know each other.
{Basically,} you press the button and wait.
He {basically} ignored us.
{Actually,} the opposite is true.
Did you actually read it?
I don't actually know.
{Well,} {actually,} there were two of them.
{Obviously,} {um,} we had to cancel.
{Honestly,} I was scared.
I {literally} could not move.
The right answer is seven.
Your bag is on the right.
It has to feel right.
She left right after lunch.
You have a dog, {right?}
{Right,} {so} this is the plan.
{Okay,} let me show you the numbers.
Are you okay?
Okay is not good enough.
It's okay to make mistakes.
{Okay.}
{Well,} that's a hard one.
{Well} I think we should wait.
Well done.
All is well that ends well.
As well as that, I play the piano.
The well was dry.
I was thinking, {uh,} maybe, {you know,} we {kind of} need a plan.
{So,} {um,} {basically,} I {like} fell in love with the city.
There are three reasons for this.
Our customers come from forty countries.
Thank you for listening.
I learned to trust my team.
We measured the speed of every train.
"""


def unbraced(sentence: str) -> tuple[list[str], list[bool]]:
    """A sentence's words without the braces, and which of them stood in some."""
    texts: list[str] = []
    truth: list[bool] = []
    inside = False
    for word in sentence.split():
        inside = inside or word.startswith("{")
        texts.append(word.strip("{").replace("}", ""))
        truth.append(inside)
        inside = inside and "}" not in word
    return texts, truth
