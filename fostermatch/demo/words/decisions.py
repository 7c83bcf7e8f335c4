"""What is written in recommendations and decisions."""

PROFESSIONAL = (
    "Familien har erfaring med netop disse behov og bor tæt på skolen, så barnet kan blive i sin "
    "klasse. Barnet vil gerne møde dem, og forældrene er trygge ved den korte afstand til samvær. "
    "Indflytning sker over tre besøg.",
    "Et roligt hjem med tid om eftermiddagen og en plejemor, der er uddannet pædagog. Barnet får "
    "de faste voksne, som planen peger på, og kan beholde sin fritid.",
    "Familien har haft et barn med samme vanskeligheder i fem år og kender kommunens skole. De "
    "siger ja til samvær i hjemmet, hvis det bliver aktuelt.",
)
ECONOMIC = (
    "Prisen svarer til gennemsnittet for en plejefamilie. Alternativet var institution til mere "
    "end det dobbelte, og der er ikke behov for støtte ud over den aftalte supervision.",
    "Prisen er den samme hos de familier, der er sammenlignet. Økonomien har ikke været afgørende.",
    "Lidt dyrere end en almen familie på grund af støtten i hjemmet, men langt under opholdssted.",
)
CHILD = "Jeg vil gerne blive på min skole og bo et sted, hvor der er tid."
PARENTS = "Vi vil gerne se {navn} hver anden uge og være med til at hilse på familien først."
WEIGHED = {
    "close_adults": "Familie og netværk er spurgt; ingen kan tage barnet til sig nu.",
    "family_best": "Barnet har brug for få, faste voksne, og en familie kan give det.",
    "schooling": "Skolen er tænkt ind; kørslen er aftalt, så barnet kan blive i sin klasse.",
    "siblings": "Søskende er vendt; samvær mellem dem er aftalt, hvor de ikke bor sammen.",
    "plan": "Valget følger målene i barnets plan om tryghed, skole og kontakt til forældrene.",
}
SUPPORT = (
    "Ti timers ekstra supervision det første halve år og aflastning hver fjerde weekend.",
    "Kørsel til skolen det første år og en fast kontakt i PPR.",
    "Familiebehandler en gang om ugen de første tre måneder.",
)
NOT_FOLLOWED = (
    "Familien i forslaget vil helst vente til sommer, og barnet kan ikke vente så længe.",
    "Barnet kender plejefamilien fra aflastning og ønsker selv at bo der.",
    "Forældrene er meget utrygge ved familien i forslaget; her er de trygge.",
)
ACCEPTED = (
    "Enig i indstillingen. Nærhed til skole og forældre vejer tungest, og familien er forberedt.",
    "Godkendt. Kompromiset er til at bære med den støtte, der er aftalt.",
    "Enig. Barnets eget ønske er fulgt, og der er ro om samværet.",
)
DECLINED = (
    "Familien ringede efter mødet og har brug for ro en måned mere efter det seneste ophold. "
    "Vi vil ikke presse på. Barnet er trygt, hvor det er, og er med i næste runde."
)
COMPROMISE = "Skolen ligger et stykke væk; barnet køres det første år og kan skifte til sommer."
