"""The ladder of six pages in English and Dutch: what to predict, to try, to see, and to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alliance.words.language import Term


@dataclass(frozen=True)
class Slider:
    """What can be set.

    Attributes:
        key: the list of values in the data; empty where `words` are the values.
        label: what it is called.
        start: which value it starts at.
        words: names of the values, where they are no numbers.
    """

    key: str
    label: Term
    start: int = 0
    words: Sequence[Term] = ()


@dataclass(frozen=True)
class Step:
    """One page of the ladder.

    Attributes:
        key: of its picture in templates/explore.js.
        minutes: in a class.
        title: a few words.
        story: what is looked at.
        ask: what to predict.
        options: three predictions.
        right: which of them, from 0.
        sliders: what can be set.
        try_: what to do with the sliders.
        answer: what is to be seen, and why.
        questions: each with its answer.
        term: the word of the field, and what it means.
    """

    key: str
    minutes: int
    title: Term
    story: Term
    ask: Term
    options: tuple[Term, Term, Term]
    right: int
    sliders: Sequence[Slider]
    try_: Term
    answer: Term
    questions: Sequence[tuple[Term, Term]]
    term: Term


RULE = Slider(
    "",
    Term("rule", "regel"),
    0,
    (
        Term("copy one", "doe één na"),
        Term("follow the majority of three", "volg de meerderheid van drie"),
    ),
)
WORDS = {
    "title": Term("How things tip", "Hoe dingen kantelen"),
    "lead": Term(
        "Six steps to touch. Predict first, then move the sliders.",
        "Zes stappen om aan te raken. Voorspel eerst, en beweeg dan de schuiven.",
    ),
    "predict": Term("Predict first", "Voorspel eerst"),
    "locked": Term(
        "Choose a prediction; then the picture opens.",
        "Kies een voorspelling; dan gaat het beeld open.",
    ),
    "try": Term("Now try", "Probeer nu"),
    "reveal": Term("Was I right?", "Had ik gelijk?"),
    "yes": Term("Your prediction holds.", "Uw voorspelling klopt."),
    "no": Term("Your prediction does not hold. It was:", "Uw voorspelling klopt niet. Het is:"),
    "questions": Term("Questions", "Vragen"),
    "show": Term("answer", "antwoord"),
    "word": Term("Word of the field", "Vakwoord"),
    "again": Term(
        "drop a ball: click or tap in the picture", "laat een bal los: klik of tik in het beeld"
    ),
    "previous": Term("back", "terug"),
    "next": Term("next", "verder"),
    "made": Term(
        "Made by `alliance explore` with version {version}; everything is in this file, and nothing is sent.",
        "Gemaakt met `alliance explore`, versie {version}; alles zit in dit bestand, en er wordt niets verstuurd.",
    ),
    "round": Term("round", "ronde"),
    "share": Term("share with the first opinion", "deel met de eerste mening"),
    "begin": Term("share at the start", "deel aan het begin"),
    "success": Term("chance that all end with it", "kans dat allen ermee eindigen"),
    "place": Term("place", "plaats"),
    "time": Term("time", "tijd"),
    "height": Term("height", "hoogte"),
    "turned": Term("what is turned", "waaraan gedraaid wordt"),
    "area": Term("area of the loop", "oppervlak van de lus"),
    "trust": Term("trust", "vertrouwen"),
    "knowledge": Term("knowledge of each other", "kennis van elkaar"),
    "joint": Term("share of time for joint work", "deel van de tijd voor samen werken"),
    "month": Term("month", "maand"),
    "mean": Term("mean trust", "gemiddeld vertrouwen"),
    "ended": Term("ended", "opgeheven"),
    "right side": Term("on the right at the end", "aan het eind rechts"),
    "from left": Term("let go on the left", "links losgelaten"),
    "from right": Term("let go on the right", "rechts losgelaten"),
    "rising": Term("on the way up", "op de heenweg"),
    "falling": Term("on the way back", "op de terugweg"),
    "agreed": Term(
        "of 16 groups, all of the first opinion", "van 16 groepen, allen van de eerste mening"
    ),
    "width": Term("from a quarter to three quarters takes", "van een kwart naar drie kwart kost"),
    "meet": Term("all four balls end within a hair of", "alle vier de ballen eindigen vlak bij"),
    "apart": Term(
        "the balls end in different places", "de ballen eindigen op verschillende plaatsen"
    ),
    "productive": Term(
        "of the sixteen alliances, in phase 3 at the end",
        "van de zestien allianties, aan het eind in fase 3",
    ),
}
"""Everything around the steps."""

STEPS: tuple[Step, ...] = (
    Step(
        "opinions",
        12,
        Term("One group", "Eén groep"),
        Term(
            "A group must choose between two plans. In each round members meet at random. Under one rule a "
            "member copies whom it meets; under the other three meet, and all three take the view of two of them.",
            "Een groep moet kiezen tussen twee plannen. In elke ronde ontmoeten leden elkaar op goed geluk. Bij de "
            "ene regel doet een lid na wie het tegenkomt; bij de andere komen er drie bij elkaar, en nemen alle drie "
            "de mening van twee van hen over.",
        ),
        Term(
            "45% start with the first plan, in a group of 81. How does it end where all follow majorities?",
            "45% begint met het eerste plan, in een groep van 81. Hoe eindigt het als allen de meerderheid volgen?",
        ),
        (
            Term("nearly always with the second plan", "bijna altijd met het tweede plan"),
            Term(
                "in about 45 of 100 groups with the first plan",
                "in zo'n 45 van 100 groepen met het eerste plan",
            ),
            Term("it stays near 45%", "het blijft rond 45%"),
        ),
        0,
        (
            RULE,
            Slider("groups", Term("members", "leden"), 2),
            Slider("shares", Term("share at the start", "deel aan het begin"), 9),
        ),
        Term(
            "Change the rule, then the size. In which of the four does luck decide?",
            "Wissel van regel, en dan van grootte. In welke van de vier beslist het toeval?",
        ),
        Term(
            "Where all follow majorities, a lead feeds itself, and 81 members average luck out: the smaller side "
            "nearly always loses. Who copy only one other have no such pull: the share wanders, and luck decides, "
            "however large the group is. It only takes longer.",
            "Waar allen de meerderheid volgen versterkt een voorsprong zichzelf, en 81 leden middelen het toeval uit: "
            "de kleinste kant verliest bijna altijd. Wie er maar één nadoet kent die trek niet: het deel dwaalt, en "
            "het toeval beslist, hoe groot de groep ook is. Het duurt alleen langer.",
        ),
        (
            (
                Term(
                    "Nine members, majority rule, a start of one half: who wins?",
                    "Negen leden, meerderheidsregel, een begin op de helft: wie wint?",
                ),
                Term(
                    "Nobody can tell: near one half the first few meetings decide. Equal starts, unequal ends.",
                    "Niemand kan het zeggen: rond de helft beslissen de eerste ontmoetingen. Gelijk begin, ongelijk eind.",
                ),
            ),
            (
                Term("Does a group that copies ever stop?", "Houdt een groep die nadoet ooit op?"),
                Term(
                    "Yes: once all agree there is nobody else to copy. That state is absorbing: one can enter it and "
                    "not leave. An alliance that has ended is such a state too.",
                    "Ja: is iedereen het eens, dan valt er niemand anders meer na te doen. Die toestand is absorberend: "
                    "men komt erin en niet eruit. Ook een opgeheven alliantie is zo'n toestand.",
                ),
            ),
        ),
        Term(
            "absorbing state: one that is entered and never left",
            "absorberende toestand: een waar men in komt en nooit meer uit",
        ),
    ),
    Step(
        "success",
        15,
        Term("Many groups", "Veel groepen"),
        Term(
            "The same two rules. Now the picture shows how many of very many groups end with the first plan, over "
            "the share that starts with it.",
            "Dezelfde twee regels. Nu laat het beeld zien hoeveel van heel veel groepen met het eerste plan eindigen, "
            "bij elk deel dat ermee begint.",
        ),
        Term(
            "What does a larger group do to this curve, where each copies one other?",
            "Wat doet een grotere groep met deze kromme, waar elk er één nadoet?",
        ),
        (
            Term("it becomes a step", "zij wordt een trede"),
            Term("nothing at all", "helemaal niets"),
            Term("it becomes flatter", "zij wordt vlakker"),
        ),
        1,
        (RULE, Slider("crowds", Term("members", "leden"), 0)),
        Term(
            "Read the width under the picture: from a quarter to three quarters. What does four times the members do?",
            "Lees de breedte onder het beeld: van een kwart naar drie kwart. Wat doet vier keer zoveel leden?",
        ),
        Term(
            "Copying: the chance is the share, for every size: the line does not bend. Majorities: the curve becomes "
            "a step at one half, and four times the members halve its width. A single S-shaped curve proves nothing; what "
            "it does as the system grows tells. And as it is where groups start that was turned, the step is a watershed "
            "between two basins, not a phase transition.",
            "Nadoen: de kans is het deel, bij elke grootte: de lijn buigt niet. Meerderheden: de kromme wordt een trede bij "
            "de helft, en vier keer zoveel leden halveert haar breedte. Eén S-kromme bewijst niets; wat zij doet als het "
            "systeem groeit wel. En omdat gedraaid is aan waar groepen beginnen, is de trede een waterscheiding tussen "
            "twee stroomgebieden, geen faseovergang.",
        ),
        (
            (
                Term(
                    "An S-shaped curve of success over start trust, for alliances of eight: is that a tipping point?",
                    "Een S-kromme van succes bij het beginvertrouwen, voor allianties van acht: is dat een kantelpunt?",
                ),
                Term(
                    "Not yet. It is a success curve with a point at which half make it. Whether it sharpens with size must be seen.",
                    "Nog niet. Het is een succeskromme met een punt waar de helft het haalt. Of zij scherper wordt met de grootte moet nog blijken.",
                ),
            ),
            (
                Term(
                    "All groups of 321 hear the same rumour before they start. Does the curve still sharpen?",
                    "Alle leden van een groep van 321 horen vooraf hetzelfde gerucht. Wordt de kromme nog scherper?",
                ),
                Term(
                    "Hardly: luck that all share is not averaged out by having more members.",
                    "Nauwelijks: toeval dat allen delen middelt niet uit door meer leden.",
                ),
            ),
        ),
        Term(
            "separatrix: the divide between starts that end here and starts that end there",
            "separatrix: de scheiding tussen beginpunten die hier eindigen en die daar eindigen",
        ),
    ),
    Step(
        "wells",
        15,
        Term("Two valleys", "Twee dalen"),
        Term(
            "A ball in a landscape with two valleys. The landscape can be tilted, and the ball is shaken. Sixteen balls "
            "are let go on each side.",
            "Een bal in een landschap met twee dalen. Het landschap kan kantelen, en de bal wordt geschud. Aan elke kant "
            "worden zestien ballen losgelaten.",
        ),
        Term(
            "No tilt, little shaking: where are the balls at the end?",
            "Geen helling, weinig schudden: waar zijn de ballen aan het eind?",
        ),
        (
            Term("all in one valley", "allemaal in één dal"),
            Term("each where it was let go", "elk waar hij is losgelaten"),
            Term("half on each side, whatever the start", "half om half, wat het begin ook was"),
        ),
        1,
        (
            Slider("tilts", Term("tilt", "helling"), 6),
            Slider("noises", Term("shaking", "schudden"), 0),
        ),
        Term(
            "Tilt until one valley is gone. Then go back to no tilt, and shake harder.",
            "Kantel tot één dal weg is. Ga dan terug naar geen helling, en schud harder.",
        ),
        Term(
            "With little shaking the past is kept: both valleys hold what was put there. At a tilt of about 0.385 one valley "
            "ceases to be (a bifurcation). Just beyond it balls still linger where it was: a bottleneck. Shaken hard, balls "
            "jump, and the past is forgotten in the end: a valley that is left by luck alone is metastable.",
            "Bij weinig schudden blijft het verleden bewaard: beide dalen houden wat erin lag. Bij een helling van zo'n 0,385 "
            "houdt één dal op te bestaan (een bifurcatie). Net daarna blijven ballen nog hangen waar het was: een flessenhals. "
            "Wordt er hard geschud, dan springen ballen en wordt het verleden ten slotte vergeten: een dal dat alleen door "
            "toeval verlaten wordt is metastabiel.",
        ),
        (
            (
                Term(
                    "The balls of both sides lie in two heaps. Does that prove two valleys?",
                    "De ballen van beide kanten liggen op twee hopen. Bewijst dat twee dalen?",
                ),
                Term(
                    "No: a slow system that has not come to rest does the same. Wait, and see whether the heaps still move.",
                    "Nee: een traag systeem dat nog niet tot rust is doet hetzelfde. Wacht, en kijk of de hopen nog bewegen.",
                ),
            ),
            (
                Term(
                    "Would its fluctuations have warned of a jump by shaking?",
                    "Hadden schommelingen voor een sprong door schudden gewaarschuwd?",
                ),
                Term(
                    "No. Nothing approaches beforehand; only a valley that becomes shallow warns, by slow and wide swings.",
                    "Nee. Er nadert vooraf niets; alleen een dal dat ondieper wordt waarschuwt, door trage en brede schommelingen.",
                ),
            ),
        ),
        Term(
            "bifurcation: a value of a parameter at which a resting place comes or goes",
            "bifurcatie: een waarde van een parameter waarbij een rustpunt komt of gaat",
        ),
    ),
    Step(
        "loops",
        12,
        Term("There and back", "Heen en terug"),
        Term(
            "Something is turned up and down again, slowly or fast. Two systems follow: the two valleys, and one with a "
            "single valley that is merely slow.",
            "Er wordt aan iets gedraaid, op en weer neer, langzaam of snel. Twee systemen volgen: de twee dalen, en een met "
            "één dal dat alleen maar traag is.",
        ),
        Term(
            "You turn sixteen times as slowly. What becomes of the loop of the slow system?",
            "U draait zestien keer zo langzaam. Wat wordt er van de lus van het trage systeem?",
        ),
        (
            Term("it stays", "die blijft"),
            Term("it grows", "die groeit"),
            Term("it all but vanishes", "die verdwijnt vrijwel"),
        ),
        2,
        (
            Slider(
                "",
                Term("system", "systeem"),
                1,
                (Term("two valleys", "twee dalen"), Term("merely slow", "alleen traag")),
            ),
            Slider("durations", Term("time of one way", "tijd van één weg"), 0),
        ),
        Term(
            "Compare the areas under the picture, for both systems, at each speed.",
            "Vergelijk de oppervlakken onder het beeld, voor beide systemen, bij elke snelheid.",
        ),
        Term(
            "A lag's loop goes with the speed. That of two valleys does not: the way back is another way, however slowly "
            "one turns. That is hysteresis. A loop at one speed tells the two apart from nothing.",
            "De lus van een vertraging verdwijnt met de snelheid. Die van twee dalen niet: de terugweg is een andere weg, hoe "
            "langzaam men ook draait. Dat is hysterese. Een lus bij één snelheid zegt niet welk van de twee het is.",
        ),
        (
            (
                Term(
                    "An alliance lost its money, then got it back, and works less than before. Hysteresis?",
                    "Een alliantie raakte haar geld kwijt, kreeg het terug, en werkt minder dan eerst. Hysterese?",
                ),
                Term(
                    "It may be a lag, or loss: members that left do not come back by themselves. Wait at the same money; and "
                    "ask who is gone.",
                    "Het kan vertraging zijn, of verlies: leden die weg zijn komen niet vanzelf terug. Wacht bij hetzelfde geld; "
                    "en vraag wie er weg is.",
                ),
            ),
            (
                Term("How slow is slow enough?", "Hoe langzaam is langzaam genoeg?"),
                Term(
                    "Slower than the system forgets. A system that takes 200 months cannot be told from two valleys by turns of "
                    "25 or 50.",
                    "Langzamer dan het systeem vergeet. Een systeem dat 200 maanden nodig heeft is met draaien van 25 of 50 niet van "
                    "twee dalen te onderscheiden.",
                ),
            ),
        ),
        Term(
            "hysteresis: where a system is depends on where it was, however slowly one turns",
            "hysterese: waar een systeem is hangt af van waar het was, hoe langzaam men ook draait",
        ),
    ),
    Step(
        "plane",
        15,
        Term("A map of an alliance", "Een kaart van een alliantie"),
        Term(
            "The model of an alliance, reduced to means: trust, and knowledge of each other. Arrows say where it goes next; the "
            "greener, the more joint work; a dot on a way is a year. Nobody leaves and money lasts. Four balls start near the corners.",
            "Het model van een alliantie, teruggebracht tot gemiddelden: vertrouwen, en kennis van elkaar. Pijlen zeggen waar het heen "
            "gaat; hoe groener, hoe meer samen werken; een stip op een weg is een jaar. Niemand gaat weg en het geld houdt aan. Vier "
            "ballen beginnen bij de hoeken.",
        ),
        Term(
            "Joint results serve what members want, for the most part. How many resting places does the map have?",
            "Gezamenlijke resultaten dienen grotendeels wat leden willen. Hoeveel rustpunten heeft de kaart?",
        ),
        (
            Term("one", "één"),
            Term("two: stuck and productive", "twee: vastgelopen en productief"),
            Term("none: it goes on for ever", "geen: het gaat altijd door"),
        ),
        0,
        (
            Slider(
                "serves",
                Term(
                    "joint results serve own goals", "gezamenlijke resultaten dienen eigen doelen"
                ),
                15,
            ),
            Slider(
                "brings",
                Term(
                    "an hour together can bring (times apart)",
                    "een uur samen kan opbrengen (maal apart)",
                ),
                1,
            ),
        ),
        Term(
            "Lower how far joint results serve own goals: where does the resting place go, and how fast? Then let an hour "
            "together bring 3.5 or 5, and search for a value at which the balls end in two places.",
            "Verlaag hoever gezamenlijke resultaten eigen doelen dienen: waar gaat het rustpunt heen, en hoe snel? Laat dan een uur "
            "samen 3,5 of 5 opbrengen, en zoek een waarde waarbij de ballen op twee plaatsen eindigen.",
        ),
        Term(
            "One: where an alliance starts is forgotten, if it takes ten years. What moves the resting place is a parameter: as joint results "
            "serve members less, it slides from joint work to each apart, within a short stretch, and near that stretch the way is "
            "long: a bottleneck. Only where joint work could bring much and serves them little can both ways of living hold themselves. "
            "So low trust at the start is no valley that holds a usual alliance; it is a bad stretch of road, and what counts is whether "
            "the alliance outlives it. That is the model without leaving and luck; the next step has both.",
            "Eén: waar een alliantie begint wordt vergeten, al duurt het tien jaar. Wat het rustpunt verplaatst is een parameter: naarmate "
            "gezamenlijke resultaten leden minder dienen glijdt het, over een kort stuk, van samen werken naar ieder voor zich, en bij dat "
            "stuk is de weg lang: een flessenhals. Alleen waar samen werken veel kan opbrengen en hen weinig dient kunnen beide manieren "
            "van leven zichzelf in stand houden. Weinig vertrouwen aan het begin is dus geen dal dat een gewone alliantie vasthoudt; het is "
            "een slecht stuk weg, en het gaat erom of de alliantie dat overleeft. Dat is het model zonder weggaan en toeval; de volgende "
            "stap heeft beide.",
        ),
        (
            (
                Term(
                    "Is it where the alliance starts that was turned, or a parameter?",
                    "Is er gedraaid aan waar de alliantie begint, of aan een parameter?",
                ),
                Term(
                    "A parameter. So a sudden change of the resting place here would be a transition (a bifurcation), and not a watershed.",
                    "Aan een parameter. Een plotselinge verandering van het rustpunt zou hier dus een overgang zijn (een bifurcatie), en geen "
                    "waterscheiding.",
                ),
            ),
            (
                Term(
                    "Where on the map is it slowest?", "Waar op de kaart gaat het het langzaamst?"
                ),
                Term(
                    "Where the arrows are shortest and the dots of the years lie closest. A slow alliance looks stuck.",
                    "Waar de pijlen het kortst zijn en de stippen van de jaren het dichtst opeen liggen. Een trage alliantie lijkt vastgelopen.",
                ),
            ),
        ),
        Term(
            "basin: all starts that lead to the same resting place",
            "stroomgebied: alle beginpunten die naar hetzelfde rustpunt leiden",
        ),
    ),
    Step(
        "alliance",
        15,
        Term("Month by month", "Maand na maand"),
        Term(
            "The model itself, with six members. Lines are trust, dots are backing at home, the ribbon is the phase. Members can "
            "be four different casts; for each cast dice are thrown four times.",
            "Het model zelf, met zes leden. Lijnen zijn vertrouwen, stippen zijn draagvlak thuis, het lint is de fase. De leden kunnen "
            "vier verschillende gezelschappen zijn; voor elk gezelschap wordt vier keer gedobbeld.",
        ),
        Term(
            "What decides more whether such an alliance gets to phase 3: who its members are, or the dice of the months?",
            "Wat beslist meer of zo'n alliantie in fase 3 komt: wie haar leden zijn, of het toeval van de maanden?",
        ),
        (
            Term("the dice", "het toeval"),
            Term("who the members are", "wie de leden zijn"),
            Term("both about alike", "beide ongeveer evenveel"),
        ),
        1,
        (
            Slider("trusts", Term("trust at the start", "vertrouwen aan het begin"), 1),
            Slider(
                "",
                Term("members", "leden"),
                0,
                tuple(Term(f"cast {k}", f"gezelschap {k}") for k in "ABCD"),
            ),
            Slider(
                "",
                Term("dice", "dobbelstenen"),
                0,
                tuple(Term(f"throw {k}", f"worp {k}") for k in "1234"),
            ),
            Slider("months", Term("month", "maand"), 59),
        ),
        Term(
            "Keep the members and change the dice; then keep the dice and change the members. Which changes more?",
            "Houd de leden en wissel de dobbelstenen; houd dan de dobbelstenen en wissel de leden. Wat verandert meer?",
        ),
        Term(
            "The members, by far, with how their task turns out: change the dice, and mostly the same cast gets there or does not. "
            "Lines of trust for the four throws stay near each other too; clashes and single months differ. So whoever looks at alliances "
            "of other members and calls what they differ by luck is mostly looking at who they are. One history tells neither: it takes the "
            "same members several times.",
            "De leden, verreweg, met hoe hun opgave uitvalt: wissel de dobbelstenen, en meestal haalt hetzelfde gezelschap het of niet. "
            "Ook de lijnen van vertrouwen van de vier worpen blijven bij elkaar; botsingen en losse maanden verschillen. Wie naar allianties "
            "van andere leden kijkt en wat zij verschillen toeval noemt, kijkt dus vooral naar wie zij zijn. Eén geschiedenis zegt geen van "
            "beide: daarvoor moeten dezelfde leden het meermaals doen.",
        ),
        (
            (
                Term(
                    "“The same alliance 300 times, each with other luck”: what must be held fixed for that to be true?",
                    "“Dezelfde alliantie 300 keer, elk met ander toeval”: wat moet daarvoor vaststaan?",
                ),
                Term(
                    "The members. Where each run draws its own, it is 300 alliances of one kind.",
                    "De leden. Trekt elke run zijn eigen leden, dan zijn het 300 allianties van één soort.",
                ),
            ),
            (
                Term(
                    "How could you tell whether start trust still matters after five years?",
                    "Hoe kunt u zien of het beginvertrouwen na vijf jaar nog telt?",
                ),
                Term(
                    "Put month 60 for several starts beside each other, same members, same dice, and see how far apart they still are.",
                    "Zet maand 60 voor verschillende beginwaarden naast elkaar, zelfde leden, zelfde dobbelstenen, en kijk hoever zij nog uiteenliggen.",
                ),
            ),
        ),
        Term(
            "ensemble: many runs of one kind, to tell what is luck and what is not",
            "ensemble: veel runs van één soort, om toeval van de rest te scheiden",
        ),
    ),
)
"""The ladder."""

PLAN = {
    "title": Term("Plan for a class of 90 minutes", "Lesplan voor 90 minuten"),
    "need": Term(
        "You need the page, on a phone or a computer for every two students; no network. Print this plan, not the page.",
        "Nodig: de pagina, op een telefoon of computer per twee leerlingen; geen netwerk. Druk dit plan af, niet de pagina.",
    ),
    "each": Term(
        "Each step goes alike: read the story aloud (1 minute), let everybody choose a prediction alone and then count hands "
        "(2 minutes), let pairs touch (half of the time), talk about “Was I right?” and the questions (the rest). Do not say who "
        "is right before hands are counted.",
        "Elke stap gaat hetzelfde: lees het verhaal voor (1 minuut), laat ieder alleen een voorspelling kiezen en tel dan de handen "
        "(2 minuten), laat tweetallen schuiven (de helft van de tijd), bespreek “Had ik gelijk?” en de vragen (de rest). Zeg niet "
        "wie gelijk heeft voordat de handen geteld zijn.",
    ),
    "close": Term(
        "Close (6 minutes): each writes down one thing that looked like tipping and was not: an S-curve that does not sharpen, a "
        "loop that is a lag, two heaps that still move, one history.",
        "Slot (6 minuten): ieder schrijft één ding op dat op kantelen leek en het niet was: een S-kromme die niet scherper wordt, een "
        "lus die vertraging is, twee hopen die nog bewegen, één geschiedenis.",
    ),
    "key": Term("Answer key", "Antwoorden"),
    "minutes": Term("minutes", "minuten"),
    "right": Term("Right prediction", "Juiste voorspelling"),
    "asked": Term("Predict", "Voorspel"),
}
"""What the teacher needs besides."""
