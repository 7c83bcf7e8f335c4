"""What courses are about, who gives supervision, and what is noted after a visit."""

COURSES = (
    "Tilknytning og traumer",
    "Konflikter med teenagere",
    "Samarbejde med forældre",
    "Autisme i hverdagen",
    "ADHD: ro og struktur",
    "Børn og skærm",
    "Tavshedspligt og journal",
    "Skolestart og skolevægring",
    "Når barnet skal hjem igen",
    "Sorg og savn",
    "Sanser og uro",
    "Egne børn i plejefamilien",
)
SUPERVISORS = (
    "Psykolog Lis Ørum",
    "Psykolog Hans Brix",
    "Familieterapeut Mette Rold",
    "Psykolog Pia Storm",
)
NOTES = (
    "God stemning. Familien ønsker mere viden om skolevægring.",
    "Samværet fylder meget. Vi aftalte en snak med rådgiveren.",
    "Rolige rammer. Ingen særlige punkter.",
    "Familien er træt efter en urolig måned og vil gerne have aflastning.",
    "Vi gennemgik opgaven og aftalte næste besøg.",
    "Egne børn var med og fortalte, hvordan de har det.",
)
CANCELLED = ("Familien var syg", "Konsulenten var syg", "Flyttet efter ønske fra familien")
