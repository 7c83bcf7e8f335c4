"""What is written of requests, stays and the weekly meeting."""

PURPOSE = {
    "foster": (
        "Et stabilt hjem på længere sigt, hvor {navn} kan blive boende til voksenlivet.",
        "En familie i et til to år, mens forældrene er i behandling.",
        "Ro og regelmæssighed, så skolegangen kan komme i gang igen.",
        "Nære voksne, der kan blive, også når det er svært.",
        "Et hjem tæt på skole og søskende, så det kendte bevares.",
        "Omsorg og udvikling i en familie med tid og erfaring.",
    ),
    "acute": (
        "Ophold med det samme, mens der findes en varig løsning.",
        "Akut ophold efter underretning i nat; forældrene samtykker.",
    ),
    "bridge": (
        "Fra institution til familie. Flytningen sker gradvist med personalet som støtte.",
        "{navn} er færdig med behandlingen og skal tilbage til et almindeligt hverdagsliv.",
        "Der var ingen familie, da {navn} måtte hjemmefra. Målet er stadig en familie.",
    ),
    "network": (
        "Mormor og morfar vil have {navn} boende; godkendelsen til barnet er sat i gang.",
        "Moster og onkel har sagt ja. Hjemmet skal ses, og børneattester mangler.",
        "Træneren og hans kone vil være netværksfamilie for {navn}.",
    ),
    "respite": (
        "Aflaste forældrene, så {navn} kan blive boende hjemme.",
        "Give {navn} et ekstra sted at høre til og nogle gode oplevelser.",
        "Give de andre søskende tid med forældrene.",
        "Aflaste plejefamilien, så anbringelsen holder.",
        "Støtte, mens mor er i behandling.",
    ),
}
NEXT_STEPS = {
    "foster": (
        "Møde med forældre",
        "Netværksmøde",
        "Spørg familie",
        "Tal med barnet om ønsker",
        "Opdater behovsbeskrivelse",
        "Sagen på anbringelsesudvalget",
        "Besøg hos mulig familie",
        "Indhent skoleudtalelse",
        "Ring til familieplejekonsulent",
    ),
    "bridge": (
        "Møde med institutionen om udflytning",
        "Spørg familie",
        "Statusmøde på institutionen",
        "Tal med barnet om besøg",
        "Plan for overgang",
    ),
    "network": (
        "Hjemmebesøg hos netværk",
        "Børneattester indhentes",
        "Godkendelse til beslutning",
    ),
    "respite": (
        "Spørg aflastningsfamilie",
        "Møde med forældre",
        "Første besøg aftales",
        "Ring til forældre om weekender",
        "Forlæng bevilling",
    ),
}
SITES = (
    "Opholdsstedet Tranebærmosen",
    "Døgninstitutionen Fjordsvalen",
    "Opholdsstedet Kompasrosen",
    "Børnehjemmet Solsikkevangen",
    "Døgninstitutionen Engsvalereden",
    "Opholdsstedet Vadefuglen",
    "Behandlingshjemmet Stjerneløbet",
    "Opholdsstedet Havnefløjten",
    "Opholdsstedet Nordvindsgården",
)
END_NOTES = {
    "planned": (
        "Ophold afsluttet som aftalt i handleplanen.",
        "Målene er nået; {navn} har fortsat kontakt med familien.",
        "Afsluttet efter plan med tre besøg i den nye hverdag.",
    ),
    "return_home": (
        "Hjemgivet efter gradvis udslusning og familiebehandling.",
        "Mor er stabil, og {navn} er flyttet hjem med støtte fra kontaktperson.",
        "Hjemgivet efter udslusning over et halvt år.",
    ),
    "moved_on": (
        "Flyttet tættere på skole og søskende.",
        "Videre til et sted, der passer bedre til behovet.",
        "Flyttet fra institution til familie.",
    ),
    "aged_out": (
        "Fyldt 18 år. Fortsætter i eget værelse med kontaktperson.",
        "Fyldt 18 år og flyttet på kollegium.",
    ),
    "breakdown": (
        "Familien kunne ikke rumme konflikterne og opsagde med en måneds varsel.",
        "{navn} løb hjem flere gange og ville ikke tilbage.",
        "Behovet var større, end familien var forberedt på; støtten kom for sent.",
        "Samværet skabte uro, som familien ikke kunne bære.",
    ),
}
NOT_NEEDED = (
    "Støtte i hjemmet er sat ind i stedet og virker.",
    "Forældrene har fundet en løsning i familien.",
    "Familien er flyttet til en anden kommune; sagen er oversendt.",
    "Forældrene trak samtykket tilbage; der følges op.",
)
PLACED_ELSEWHERE = (
    "Ingen plejefamilie kunne findes i tide; anbragt på institution.",
    "To familier sagde nej; anbragt på opholdssted, indtil en familie findes.",
    "Behovet kræver behandling døgnet rundt; visiteret til behandlingshjem.",
)
WEIGHTS = "Vi begynder med programmets egne vægte og ser på dem igen, når vi har prøvet dem et år."
EXPECTED_WHY = (
    "Mor er indlagt igen, og støtten hjemme bærer kun lige.",
    "Plejefamilien har sagt, at de tvivler på, om de kan blive ved.",
    "{navn} vil ikke hjem efter weekenderne; skolen er bekymret.",
    "Far skal afsone fra næste måned, og der er ingen anden voksen hjemme.",
)
TRIED_INSTEAD = (
    "Familiebehandling to gange om ugen og aflastning hver anden weekend.",
    "Netværksmøde om tre uger; mormor hjælper om morgenen.",
    "Hjemmet har fået en støtteperson, og der holdes møde hver uge.",
)
