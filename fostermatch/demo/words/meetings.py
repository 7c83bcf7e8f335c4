"""What is said when a child and its parents meet a family."""

PLACES = ("Rådhuset, lokale 2", "Hjemme hos familien", "Familiehuset", "Skolens mødelokale")
PARENTS = (
    ("De spurgte til, hvad barnet kan lide at spise.", "Om vi må ringe om aftenen."),
    ("Vi kunne lide, at de selv har haft det svært.", "Om skiftet af skole kan vente til sommer."),
)
CHILD = (
    ("De havde en hund, der hedder Trine. Jeg måtte gå med den.", "Hvor min cykel skal stå."),
    ("Det lugtede af boller. Jeg fik lov at se værelset.", "Om mor ved, hvor huset ligger."),
)
FAMILY = (
    ("Ro og faste dage. Vi er tit ude.", "Hvor tit forældrene kommer."),
    ("En storesøster, der gerne vil lege.", "Hvordan nætterne er."),
)
PARENTS_SAY = "Vi ville helst klare det selv, men kan se, at de vil det godt."
CHILD_WANTS = "Jeg vil gerne sove der en nat."
CHILD_THINKS = "Jeg vil se min skole først."
TOLD = "Du skal møde en familie, som har plads til et barn. De bor i et hus med have."
CANCELLED = "Barnet havde feber"
TOOK_PART = "Mor, plejeforældrene og rådgiveren"
CHILD_TOOK_PART = "Barnet, plejeforældrene og rådgiveren"
