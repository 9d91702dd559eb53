"""Words that ask for the same in a question to somebody about their life and work."""

from __future__ import annotations

from realtalk.language.word_set import word_set

_GROUPS = """
birth born bear birthplace birthday
die death dead dying kill perish deathbed
die death lose life killed end accident
marry marriage wife husband spouse married wedding wed bride groom courtship propose proposal
wife husband spouse love sweetheart romance fall engaged engagement meet
child son daughter kid children boy girl baby offspring
parent father mother dad mum mom papa mama parents
family parent father mother brother sister sibling wife husband child son daughter uncle aunt cousin
  relative
brother sister sibling eldest youngest twin
childhood young youth grow boy girl early raise upbringing infancy
born grow childhood come native home origin
school study student university college education educate teach teacher pupil lesson learn learning taught
  degree graduate class cambridge oxford academy professor lecture tutor governess
book write author publish publication wrote written treatise essay volume pamphlet print novel memoir
  autobiography work edition copy page
newspaper paper journal press magazine article editor print
discover discovery find detect discoverer discovered element
invent invention inventor devise design contrive patent
patent rich profit money wealth fortune free
build construct machine engine device apparatus mechanism
machine engine wheel loom card program
win award prize nobel medal honour honor distinction stockholm reward title knight order
country nation homeland native land fatherland citizen citizenship nationality
home house dwell reside city town village apartment room stay
place laboratory workshop shed room house building hut barn hospital barrack
war battle fight army soldier troops military front regiment general colonel officer rebel union campaign
wounded soldier hospital nurse injured
wound injure hurt damage harm
money pay poor poverty rich wealth earn salary fund income afford cost pound dollar franc wage debt price
  paid living
work job profession career employ occupation trade post position office clerk earn
ill illness sick disease health fever tuberculosis suffer pain ailment anaemia weak cancer cholera
  smallpox unwell headache
damage health ill sick burn danger dangerous suffer eye
doctor physician medicine medical surgeon hospital operation
friend friendship companion colleague ally correspondent
enemy rival opponent critic oppose dispute quarrel controversy against reject attack hostile oppositon
  argument feud
refuse reject turn decline deny prefer exclude fail
afraid fear scare frighten nervous tremble dread terror brave courage dare
king queen ruler emperor empress monarch throne crown prince court royal victoria
travel journey voyage trip sail expedition ship visit abroad cross beagle sea tour
religion god church faith belief pope believe religious pray christian bible clergy priest heresy creed
  soul atheist agnostic cardinal inquisition
prison jail arrest trial imprison imprisonment court condemn sentence inquisition captive punish confine
woman women female lady sex girl
slave slavery enslaved freedom free bondage master plantation owner abolition emancipation
escape flee run flight away freedom north fugitive
guide lead conduct rescue bring
catch capture caught hunt pursue reward notice
trick disguise hide hidden secret deceive clever song signal
spy scout behind lines secret rebel
star planet sky astronomy telescope heaven comet moon astronomer jupiter saturn venus glass
moon lunar mountain crater surface rough
sun sunspot solar spot
earth world globe turn move motion rotate sun centre copernicus
gravity fall apple weight attract pull drop
law rule principle motion force axiom
light colour prism optics ray spectrum lens
number mathematics math mathematician arithmetic calculate calculation compute geometry algebra calculus
  equation sum reckon figure
radioactive radioactivity radiation radium polonium ray uranium x-ray xray glow
experiment test laboratory lab try trial measure observe observation
theory idea hypothesis principle notion view thought concept relativity conclusion
evolution species selection natural variation descent adapt struggle survival origin
animal creature beast bird finch pigeon worm barnacle tortoise insect beetle dog horse cat
plant tree garden flower orchid botany seed grow
paint painting painter art draw drawing artist picture portrait sketch
music song sing compose violin piano harp instrument play melody concert bassoon sonata
food eat cook dinner meal drink supper breakfast hungry bread taste
old age elderly late last final retire grave bury burial tomb
grave bury burial tomb funeral
regret mistake wrong sorry fail failure error err mistaken misjudge admit blunder
proud pride greatest achievement accomplish success triumph
famous fame known celebrated renown legacy remember recognition remembered heard public
first begin start early beginning became
love romance sweetheart affection fond
hobby leisure pastime spare free amuse game play sport relax walk rest holiday evening
government politics parliament minister president politician senate congress lincoln vote mint office
vote suffrage right rights equal
nurse hospital patient ward care sick bed
hospital ward bed sewer dirty clean sanitary filth vermin air
clean sanitary wash hygiene sewer water drain
statistics diagram figure chart table count graph number
speech speak speaker address oration lecture talk platform orator audience voice convention
letter correspond correspondence write wrote note reply
language tongue latin greek french german italian english speak read
read reading book learn literate letter alphabet
computer program programming algorithm
electricity electric electrical current
sea ocean island ship voyage
delay wait long late hesitate years postpone
dislike hate disgust boring dull loathe dull
like prefer favourite enjoy fond love
helper help assistant support aid assist
money patron sponsor support fund grant
wish want hope dream ambition plan
leave quit exile emigrate depart flee move
arrive come reach land
nickname name called call named
name call called word title
look appearance face tall beard dress clothes wear eye hair describe
character temper sort kind man person gentle strict proud
alone lonely solitary company
country countryside farm village rural
criminal coiner counterfeit crime forger thief hang mint coin
coin money mint currency counterfeit
alchemy gold metal transmute chemistry
chemistry chemical chemist element acid boil
time clock hour train simultaneous
peace pacifist war bomb weapon atomic
bomb atomic weapon nuclear roosevelt
house bought property home land
railroad underground station conductor passenger
head injury blow weight sleep seizure dream vision
dream vision sleep
gamble bet horse lose wager
cause reason why because
public publish wait print known dread
living wage franc salary office examiner patent earn
breath mutter whisper murmur
lunar moon
dad father mum mother
turn move rotate spin
catch notice hide lie
spy behind lines rebel scout gunboat
criminal chase hang coiner
enough many number count
begin teach start introduce first
stand fight resist beat defend
breaker beat whip cruel overseer
whip beat lash flog cruel
motto believe advice advise
mountain moon valley peak high
die illness last
"""

SENSES = tuple(tuple(line.split()) for line in _GROUPS.strip().replace("\n  ", " ").splitlines())
"""Groups of plain forms that may stand for each other in a question; a word may be in several."""

LATER = word_set(
    "smartphone phone iphone android app internet online website web email e-mail computer laptop tablet "
    "software streaming netflix youtube tiktok instagram facebook twitter google amazon television tv "
    "video videogame podcast radio cinema movie film bitcoin crypto blockchain stock startup robot drone "
    "satellite laser wifi bluetooth car electric toyota volkswagen tesla ford bmw bus airplane aeroplane "
    "plane airport flight motorway helicopter football footballer soccer basketball tennis hockey "
    "baseball golf olympic olympics championship cup league match pizza burger hamburger sushi cola "
    "ketchup smoothie vegan gluten covid pandemic vaccine antibiotic mitochondria dna genome gene "
    "quantum quark hole nuclear plastic microwave fridge mars nasa spacex rocket astronaut brazil "
    "australia canada japan korea singapore dubai election trump biden obama putin merkel brexit nato eu "
    "beyonce madonna rap hip-hop jazz disco"
)
"""Things that came later or lie far off: a question that names one which no fact names is about that
thing."""
