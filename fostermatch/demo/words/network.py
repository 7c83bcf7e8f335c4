"""Who was thought of as a home around a child, and what came of it."""

from fostermatch.children.models import NetworkOutcome, Tie

Came = NetworkOutcome
THOUGHT_OF = {
    (Tie.MOTHERS_MOTHER, Came.CANNOT): "Vil gerne, men er for svækket til hverdagen.",
    (Tie.MOTHERS_SISTER, Came.CANNOT): "Har selv tre små og ikke plads.",
    (Tie.FATHERS_MOTHER, Came.CANNOT): "Ville gerne, men er blevet syg.",
    (Tie.FATHERS_FATHER, Came.CANNOT): "Kan køre og hente, men ikke have {navn} boende.",
    (Tie.MOTHERS_BROTHER, Came.CANNOT): "Sagde ja og trak det tilbage efter betænkningstid.",
    (Tie.HALF_SISTER, Came.CANNOT): "Vil være weekendkontakt, men kan ikke mere.",
    (Tie.NEIGHBOUR, Came.CANNOT): "Holder af {navn}, men vil ikke være plejefamilie.",
    (Tie.TEACHER, Came.NOT_ASKED): "{navn} skal have lov at beholde læreren som lærer.",
    (Tie.FATHERS_BROTHER, Came.NOT_ASKED): "Striden i faderens familie vil gå ud over {navn}.",
    (Tie.FRIENDS_FAMILY, Came.THINKS): "Har bedt om at få vilkårene og vender tilbage.",
    (Tie.FATHERS_SISTER, Came.THINKS): "Tænker over det sammen med sin mand.",
    (Tie.LEISURE, Came.LOOKED_INTO): "Har selv henvendt sig; referencer indhentes.",
}
SOLUTION = {
    Tie.MOTHERS_MOTHER: "Vil have {navn} boende; hjemmet skal ses, og der mangler børneattest.",
    Tie.MOTHERS_SISTER: "Har sagt ja sammen med sin mand; godkendelsen er sat i gang.",
    Tie.LEISURE: "Vil være netværksfamilie; undersøges.",
}
BY = ("{navn}", "mor", "far", "mor og far", "familierådslagningen", "rådgiveren", "skolen")
NOBODY = (
    "Familierådslagning holdt med ni deltagere; ingen kan have {navn} boende.",
    "Ingen i familien bor i landet. Vennepar er spurgt og siger nej.",
    "Klasselærer og naboer er talt igennem med familien; ingen har plads.",
    "Mormor og moster er spurgt; ingen af dem kan.",
)
LIVES = ("i samme by", "et par gader væk", "i nabokommunen", "på Sjælland", "i Tyskland", "")
