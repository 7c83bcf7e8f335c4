"""What families say of themselves, and what is noted about them and about applicants."""

from fostermatch.needs import Trait

GREETING = (
    "Vi har god tid og tager det i barnets tempo.",
    "Vi er en almindelig familie med plads til en til ved bordet.",
    "Hos os er der faste rammer og højt til loftet.",
    "Vi har haft plejebørn i mange år og kender samarbejdet med kommunen.",
    "Vi er nye i det, men vi har lyst og tid.",
    "Vi er gode til de stille børn, der skal lokkes lidt.",
    "Vi er ikke bange for konflikter, når vi får sparring.",
    "Vi laver meget udendørs og har altid et projekt i gang.",
    "Hverdagen er det vigtigste hos os: mad, lektier og ro om aftenen.",
    "Vores egne børn er med på idéen og spørger, hvornår der kommer nogen.",
    "Vi samarbejder gerne med forældrene og holder samvær hjemme, hvis det giver mening.",
    "Vi vil helst lære barnet at kende over nogle besøg først.",
    "Vi har mest erfaring med skolebørn.",
    "Vi trives bedst med de små, hvor der skal bleer og barnevogn til.",
    "Teenagere er vores område; vi har haft fem.",
    "Vi bor tæt på skolen og kan følge og hente.",
    "Den ene af os har sagt sit arbejde op for at være hjemme.",
    "Vi har mistet et plejebarn til eget værelse og er klar til en ny opgave.",
    "Vi vil gerne have en opgave ad gangen og gøre den ordentligt.",
    "Vi har et stort hus, hvor der er plads til at trække sig.",
)
GREETING_RESPITE = (
    "Vi vil gerne give et barn nogle gode weekender og forældrene en pause.",
    "Vi har voksne børn og savner liv i huset i weekenden.",
    "Vi arbejder begge to, så aflastning passer os bedst.",
    "Vi tager gerne det samme barn år efter år.",
    "Weekenderne hos os er bålmad, brætspil og sove længe.",
    "Vi kan tage sommerferieuger, hvis vi ved det i god tid.",
    "Vi kører gerne og henter.",
)
# What is said when the answer is yes, and when it is no. Empty: people do not mention it.
FLAGS = {
    "siblings": ("Vi tager gerne søskende.", "Ét barn ad gangen er nok for os."),
    "acute": (
        "I må ringe, også om natten; vi kan tage et barn med det samme.",
        "Akut kan vi ikke; vi skal have mulighed for at forberede os.",
    ),
    "pets": ("Vi har dyr, og de er en del af familien.", ""),
    "smokes": ("Der ryges kun ude.", ""),
    "step_free": ("Huset er i ét plan.", ""),
    "contact_at_home": ("Samvær kan foregå her hos os.", "Samvær skal foregå et andet sted."),
}
NOT_NOW = (
    "Lige nu kan vi ikke tage børn med {gruppe}.",
    "Vi siger nej til {gruppe} i en periode, fordi det fylder hos det barn, vi har.",
)
TRAITS = {
    Trait.COUNTRY: "Vi bor på landet med mark hele vejen rundt.",
    Trait.SPORT: "Vi går meget op i idræt.",
    Trait.MUSIC: "Her spilles og synges der.",
    Trait.CALM: "Vi er et stille hjem.",
}
PAUSE_NOTES = {
    "holiday": ("Længere ferie.",),
    "illness": ("Sygdom hos den ene; melder tilbage.", "Opereret i knæet; klar igen til foråret."),
    "strain": (
        "Et hårdt år. Beder om ro, før der kommer en ny.",
        "Vil samle kræfter efter et ophold, der brød sammen.",
    ),
    "family": ("Venter barn.", "Gammel mor er flyttet ind.", "Bygger om; værelset er ikke klar."),
    "supervision": ("Socialtilsynet følger tættere op i et halvt år.",),
    "other": ("Nyt arbejde; finder ud af, om det kan hænge sammen.",),
}
CONDITIONS = (
    "Højst ét barn under 3 år ad gangen.",
    "Deltager i supervision hver måned det første år.",
    "Barnet skal have eget værelse.",
    "Gælder ikke børn, der går i hjemmet hele dagen.",
)
OTHER_MUNICIPALITY = "Barn fra en anden kommune"
