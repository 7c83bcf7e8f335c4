"""What families say when they are asked."""

NO = {
    "age": "Vores egne er i samme alder, så vi vil helst have et yngre barn.",
    "need": "Vi tror ikke, at vi kan give det, der skal til.",
    "siblings": "To på én gang er for meget for os lige nu.",
    "timing": "Vi skal have huset bygget om og kan først til sommer.",
    "distance": "Der er for langt til skole hver morgen.",
    "busy": "Vi har nok at se til med dem, der bor her.",
    "contact": "Vi kan ikke nå samvær hver uge ved siden af arbejdet.",
    "other": "Min mor er syg, så vi har brug for ro.",
}
YES = (
    "Vi vil gerne høre mere.",
    "Det lyder som et barn, vi kan gøre en forskel for.",
    "Ja, hvis vi må møde forældrene først.",
    "",
)
THINKING = (
    "Vi taler om det i weekenden.",
    "Vi skal vende det med vores egne børn.",
)
