"""What is noted about applicants, and why some leave."""

from fostermatch.recruitment.stages import Leaving

NOTES = (
    "Har læst om plejefamilier i avisen. Vil gerne ringes op efter kl. 16.",
    "Kender en plejefamilie i landsbyen og har tænkt over det længe.",
    "Uddannet pædagog, bor på landet, to store børn.",
    "Spørger mest til økonomi og hvor meget man skal være hjemme.",
    "Par først i fyrrerne uden børn. Meget motiverede.",
    "Har været aflastning i en anden kommune og er flyttet hertil.",
    "Vil gerne høre om forskellen på aflastning og døgnpleje.",
    "Arbejder i sundhedsplejen; vil helst små børn.",
    "Den ene er klar, den anden er i tvivl. Tager til informationsmøde.",
    "Spurgt af os, fordi barnet kender dem fra klubben.",
)
WITHDRAWN = {
    Leaving.PAY: ("Pengene hænger ikke sammen med at gå ned i tid.",),
    Leaving.TIME: ("Har fået nyt arbejde.", "Kan ikke tage fri til kurset."),
    Leaving.HOUSING: ("Passer ikke med huset; der er ikke et ekstra værelse.",),
    Leaving.DEMANDING: (
        "Synes, at forløbet trak ud, og har mistet gejsten.",
        "Opgaven var større, end de havde regnet med.",
    ),
    Leaving.ELSEWHERE: ("Har valgt at blive aflastning i en anden kommune.",),
    Leaving.NO_ANSWER: ("Svarer ikke på opkald og breve; afsluttet efter tre forsøg.",),
    Leaving.HEALTH: ("Sygdom hos den ene.",),
    Leaving.FAMILY: (
        "Den ene part vil ikke alligevel.",
        "Vil vente, til de yngste er større.",
        "Flytter til en anden landsdel.",
    ),
}
REFUSED = {
    Leaving.REFUSED: (
        "Socialtilsynet vurderer, at kræfterne ikke rækker til en plejeopgave nu.",
        "Økonomien er for usikker til en godkendelse.",
        "Hjemmets rammer kan ikke godkendes.",
    ),
}
