"""Our own spoken interview sentences with how they feel to a listener: + good, = neither, - bad.

Word lists are tuned on every other sentence, the first, third, ... (`[0::2]`); only the rest is reported.
"""

from __future__ import annotations

FELT = """
+ It was not bad at all for a first try.
+ She absolutely killed it in the final presentation.
+ We fixed the failure before anyone noticed.
= I'm responsible for the complaints desk on weekdays.
+ No problem, we had it running again in an hour.
+ The problem was solved within a day.
- I was not happy with how that meeting went.
+ I love a challenge.
= We had a war room with six people in it.
= The error rate is printed on the second page.
- We lost our biggest client that summer.
+ In the end the launch was a huge success.
= Then I moved to the risk department in Leeds.
- Nobody listened to me, and I felt useless.
+ I couldn't be more proud of that team.
+ We never missed a single deadline.
- It wasn't great, to be honest.
= The office is on the third floor, next to the lift.
+ That solved a lot of problems for our customers.
- The whole project was a mess from the start.
= I started there in March and left in June.
+ My manager trusted me with the whole budget.
- I didn't enjoy it, and I didn't learn anything.
= My job is to answer emergency calls.
+ We cut the number of complaints by half.
= We use a tool that kills old processes at night.
+ I'm really excited about this role.
- I failed the exam twice.
= The interest rate was two percent then.
+ We reduced waste and nobody had to leave.
- It was the worst week of my career.
= I work with data about cancer patients.
+ There was nothing to worry about, everything was ready.
- They were rude, and the hours were terrible.
= The first thing that I do is read the security report.
+ The customers were thrilled with the result.
- I regret that we didn't ask them earlier.
= The play is about a murder in a small village.
+ It turned out much better than we expected.
- Things got worse after he left.
= Critical systems are checked every morning.
+ I got promoted after six months.
- There was no trust in that team any more.
= Attack and defence are the two parts of the training.
+ I'm not afraid of hard work.
- It kept breaking, and the users were angry.
= We sell alarm systems to small shops.
+ We won the contract against three bigger firms.
- I was bored and frustrated for most of that year.
= The deadline was at the end of the quarter.
+ It went like a dream.
- Unfortunately we couldn't finish in time.
= I did a degree in conflict studies.
+ People stopped complaining and started thanking us.
- I struggled a lot with the maths at first.
= The file is about ten pages long.
+ I learned more there than anywhere else.
- Not my best work, I'm afraid.
= So the free version has the same menu.
- That cost us a lot of money and two good people.
"""
