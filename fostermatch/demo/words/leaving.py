"""Why invented families stop, and what they say at the exit talk."""

from fostermatch.leaving.models import LeavingReason

REASONS = {
    LeavingReason.RETIREMENT: 5,
    LeavingReason.STRAIN: 4,
    LeavingReason.PAY: 3,
    LeavingReason.OWN_CHILDREN: 2,
    LeavingReason.ILLNESS: 2,
    LeavingReason.MOVED: 2,
    LeavingReason.CONFLICT: 2,
    LeavingReason.DIVORCE: 1,
    LeavingReason.REVOKED: 1,
}
WORDS = {
    LeavingReason.RETIREMENT: "Vi er blevet ældre og vil have tid til børnebørnene.",
    LeavingReason.STRAIN: "De sidste to år har slidt. Vi kan ikke mere.",
    LeavingReason.PAY: "Det hænger ikke sammen, når vederlaget sættes ned hvert år.",
    LeavingReason.OWN_CHILDREN: "Vores egne har brug for os nu.",
    LeavingReason.ILLNESS: "Den ene af os skal opereres og kan ikke løfte i lang tid.",
    LeavingReason.MOVED: "Vi flytter tættere på familien.",
    LeavingReason.CONFLICT: "Vi blev ikke hørt, da der blev besluttet om samværet.",
    LeavingReason.DIVORCE: "Vi går hver til sit.",
    LeavingReason.REVOKED: "Socialtilsynet inddrog godkendelsen efter et tilsynsbesøg.",
}
GOOD = (
    "Børnene. Og konsulenten, der altid ringede tilbage.",
    "Supervisionen og de andre plejefamilier på kurserne.",
    "At vi blev taget med på råd om skolen.",
)
HARD = (
    "Skiftende rådgivere. Vi fortalte det samme fem gange.",
    "At vi først hørte om ændringer i samværet dagen før.",
    "Ventetiden på hjælp, når det brændte på.",
)
WOULD_HAVE_STAYED = (
    "Én fast rådgiver og aflastning fra starten.",
    "Tryghed om vederlaget i mere end et år ad gangen.",
    "Mere supervision i det første halve år med et nyt barn.",
    "Ingenting; det var tid.",
)
