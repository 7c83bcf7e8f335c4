"""What is written of visits, follow-ups, checks and agreements."""

STEPS = (
    "Var stille først, men ville gerne se værelset igen.",
    "Legede med hunden hele eftermiddagen.",
    "Ville hjem om aftenen; familien kørte, og det var aftalt.",
    "Sov hele natten og spurgte, hvornår der var næste gang.",
)
SEEN = (
    "Har fået sit eget værelse på plads og viste det frem.",
    "Trives i skolen, men savner sine søskende.",
    "Fortalte om weekenderne hos far; vil gerne have dem lidt kortere.",
    "God stemning ved bordet. Familien er opmærksom og tydelig.",
    "Sover dårligt efter samvær; plejemor skriver det ned.",
)
TO_DO = (
    "Rådgiver taler med skolen om en fast kontaktperson.",
    "Samværet tages op på næste opfølgning.",
    "Konsulenten følger op på aflastning inden jul.",
)
NO_TALK = (
    "Var ikke hjemme; familien havde glemt aftalen.",
    "Ville ikke tale i dag; ny aftale om to uger uden for hjemmet.",
)
TOO_SMALL = "For lille til at sige det; vi så barnet lege og spise sammen med familien."
NOTES = (
    "Det går fremad. Skolen fungerer, samværet fylder stadig.",
    "Rolig periode. Familien ønsker supervision en gang om måneden.",
    "Svære morgener; resten af dagen går godt.",
)
VIEWS = (
    "Vil gerne blive boende og se mor hver anden uge.",
    "Er glad for familien, men savner sin bror.",
    "Vil helst have fri fra møderne og ønsker, at rådgiveren kommer på besøg i stedet.",
    "Synes, at der er for mange regler om telefonen.",
)
DECIDED = (
    "Fast kontaktperson fortsætter i seks måneder.",
    "Supervision til familien en gang om måneden.",
    "Samvær sættes ned til en gang om måneden og støttes.",
    "Kørsel til skolen bevilges resten af skoleåret.",
)
HOW_CHILD = (
    "Spiser og sover godt. Er begyndt at tage kammerater med hjem.",
    "Svinger, men færre konflikter end i starten.",
    "Er faldet godt til og bruger de voksne, når noget er svært.",
)
HOW_FAMILY = (
    "Har overskud og er glade for konsulentens besøg.",
    "Trætte efter et langt efterår; aflastning er aftalt.",
    "Egne børn har taget godt imod.",
)
HOW_SCHOOL = ("Kommer hver dag til tiden.", "Ny klasse; har fundet en ven.", "Fravær om mandagen.")
HOW_CONTACT = (
    "Samvær hver anden uge, roligt og aftalt.",
    "Aflysninger fra fars side; barnet bliver ked af det.",
)
COMPROMISE = (
    "Afstanden: 45 minutter til skole. Kørslen virker.",
    "Søskende bor hver for sig. De ses hver anden weekend, og det holder.",
    "Familien er almen; supervision hver måned vejer op for det.",
)
WORRIES = (
    ("Selvskadende adfærd nævnt af skolen.", "Rådgiver og PPR, inden to uger"),
    ("Familien har været alene om natten for længe.", "Konsulenten finder aflastning i denne uge"),
)
UNDERTAKES = (
    "Et trygt hjem med faste rammer, skolegang hver dag, og at barnet deltager i familiens liv.",
    "Omsorg og struktur, lektiehjælp, følge til læge og tandlæge, og en dagbog om samværene.",
)
SUPPORT = (
    "Konsulent hver måned, supervision fire gange om året.",
    "Konsulent hver anden måned og aflastning en weekend om måneden.",
)
CONTACT = (
    "Samvær hver anden uge i kommunens lokaler.",
    "Hver tredje weekend hos mor; søskende med.",
)
CAUSES = (
    (
        ("needs_greater", "support_missing"),
        "Behovet viste sig større end beskrevet, og supervisionen kom for sent i gang.",
        "Ekstra konsulentbesøg og aflastning hver anden weekend.",
        "Aftal støtten, før barnet flytter ind.",
    ),
    (
        ("contact", "school"),
        "Uro efter samvær og et skoleskift midt i året.",
        "Støttet samvær og fast kontaktperson i skolen.",
        "Lad skolen vente, til barnet er faldet til.",
    ),
    (
        ("family_children",),
        "Konflikter med familiens søn på samme alder.",
        "Familiesamtaler og faste alene-stunder.",
        "Spørg mere til familiens egne børn før matchet.",
    ),
    (
        ("family_situation", "compromise"),
        "Sygdom i familien, og den lange vej til skolen tog kræfterne.",
        "Kørsel blev bevilget.",
        "Et kompromis på afstand skal følges tættere.",
    ),
)
