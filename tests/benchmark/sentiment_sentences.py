"""Our own spoken interview sentences with how they feel to a listener: + good, = neither, - bad.

Word lists are tuned on every other sentence, the first, third, ... (`[0::2]`), and on `MORE_FELT`; the rest
and `LAST_FELT`, written when all was finished, are only ever reported.
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

MORE_FELT = """
+ My colleagues could always count on me.
- The first month was really rough.
= I drove a delivery van for two winters.
+ Sales went up by a third that year.
- I let my team down that day.
= The training takes place on Tuesdays.
+ They offered me a permanent job on the spot.
- We ran out of money before the end.
= There are nine branches in the north.
+ It wasn't easy, but it was worth it.
- Honestly, I hated the night shifts.
= My role covers payroll and contracts.
+ I enjoy explaining difficult things.
- Two people resigned because of me.
= We measure the noise in decibels.
+ That bug never came back.
- He shouted at me in front of everybody.
= I would take the numbers and put them in a table.
+ She said it was the best talk of the day.
- The customer never got an apology.
= The company makes fire doors and pumps.
+ We were ready a week early.
- I felt left out.
= Then it was my turn to speak.
+ Nobody complained, not even once.
- It didn't go as planned.
= I have a brother and a sister.
+ I'm grateful for that chance.
- That was my mistake, and I paid for it.
= Most of our orders arrive by post.
"""
"""These came after the first word lists, and led to more words."""

LAST_FELT = """
+ Customers kept coming back because of us.
- I missed my own deadline by a month.
= We open at eight and close at six.
+ It felt amazing to hand over the keys.
- The feedback was harsh, and I took it badly.
= The warehouse is next to the station.
+ I got on with everyone there.
- I had no support from anyone.
= She teaches maths at a school in Dover.
+ The risk paid off in the end.
- It broke my heart to close the shop.
= I applied in May and heard back in June.
+ We turned the worst branch into the best one.
- I couldn't sleep for weeks.
= Part of my job is counting the stock.
+ There wasn't a single accident on my watch.
- The plan was doomed from day one.
= You fill in a form and send it to the office.
+ I'd do it all again.
- People were scared to speak up.
= They make parts for lifts and doors.
+ He told me that I was a natural.
- I was out of my depth.
= I was born in Wales and grew up in Kent.
+ That made all the difference.
- We never recovered from that loss.
= The war museum was our biggest customer.
+ It saved us hundreds of hours.
- My proposal was turned down twice.
= The second interview was by phone.
"""
"""Written when all word lists were finished."""
