"""What caseworkers write of a child's needs, along the ICS triangle. Keys are target groups."""

DEVELOPMENT = {
    "Omsorgssvigt": (
        "{navn} har længe klaret sig selv og søger voksenkontakt hos alle.",
        "{navn} er understimuleret og har brug for voksne, der sætter ord på og gentager.",
    ),
    "Social isolation": (
        "{navn} er sjældent sammen med andre børn uden for skolen.",
        "{navn} holder sig for sig selv og skal hjælpes ind i fællesskaber.",
    ),
    "Indadreagerende adfærd": (
        "{navn} viser ikke, når noget er svært, og trækker sig.",
        "{navn} er stille og tilpasser sig; de voksne skal selv opdage behovene.",
    ),
    "Udadreagerende adfærd": (
        "{navn} kan slå og kaste med ting, når krav kommer bag på {ham}.",
        "Konflikter trapper hurtigt op, men {navn} kan hjælpes ned igen af en rolig voksen.",
    ),
    "Stressbelastning": (
        "{navn} sover dårligt og er på vagt det meste af dagen.",
        "{navn} har ondt i maven på hverdage og mange fraværsdage.",
    ),
    "Angst": (
        "{navn} er bange for at være alene og har svært ved nye steder.",
        "{navn} undgår busser og forsamlinger og har brug for gradvis tilvænning.",
    ),
    "Opmærksomhedsforstyrrelse": (
        "{navn} er hurtigt afledt og skal have én kort besked ad gangen.",
        "{navn} er i medicinsk behandling og har brug for faste rammer og bevægelse.",
    ),
    "Autismespektrum": (
        "{navn} har brug for, at dagen er kendt på forhånd, gerne med billeder.",
        "{navn} bliver overbelastet af lyde og skal kunne trække sig tilbage.",
    ),
    "Tilknytningsforstyrrelse": (
        "{navn} knytter sig hurtigt og overfladisk og afviser, når det bliver nært.",
        "{navn} afprøver, om de voksne bliver; det kræver stor udholdenhed.",
    ),
    "Voldeligt overgreb": (
        "{navn} har været udsat for vold og reagerer på høje stemmer.",
        "{navn} er afhørt i Børnehus og er henvist til samtaler.",
    ),
    "Andet overgreb": (
        "{navn} har oplevet grænseoverskridende forhold og har brug for tydelige grænser.",
        "{navn} skal have eget værelse og forudsigelighed ved bad og påklædning.",
    ),
    "Depression": (
        "{navn} er trist i lange perioder og har mistet lysten til det, der plejede at være sjovt.",
        "{navn} er i behandling og har brug for hjælp til døgnrytme.",
    ),
    "Selvskadende adfærd": (
        "{navn} har skåret sig i pressede perioder; der er lavet en sikkerhedsplan.",
        "{navn} kan fortælle en voksen, når tankerne kommer, hvis der er tillid.",
    ),
    "Spiseforstyrrelse": (
        "{navn} skal støttes ved alle måltider efter planen fra behandlingsstedet.",
        "{navn} taber vægt, når der er uro, og har ugentlig kontrol.",
    ),
    "Udviklingshæmning": (
        "{navn} fungerer som et yngre barn og har brug for hjælp til det daglige.",
        "{navn} lærer ved gentagelser og har glæde af billeder og faste rutiner.",
    ),
    "Udviklingsforstyrrelse af tale og sprog": (
        "{navn} har få ord og får tale-hørehjælp i børnehaven.",
        "{navn} forstår mere, end {han} kan sige, og bruger tegn.",
    ),
    "Mobilitetsnedsættelse": (
        "{navn} bruger kørestol ude og har brug for en bolig uden trin.",
        "{navn} går med støtte og har hjælpemidler, der skal kunne være i hjemmet.",
    ),
    "Medfødt hjerneskade": (
        "{navn} har cerebral parese og træner dagligt efter program.",
        "{navn} bliver hurtigt træt og har brug for pauser i løbet af dagen.",
    ),
    "Stofmisbrug": (
        "{navn} har røget hash siden i fjor og er i forløb i rusmiddelcentret.",
        "{navn} er motiveret for at stoppe, men falder i, når dagene er tomme.",
    ),
    "Ikke-personfarlig kriminalitet": (
        "{navn} har to sager om tyveri og har brug for andre at være sammen med.",
        "{navn} er i forløb i Ungdomskriminalitetsnævnet.",
    ),
}
STRENGTHS = (
    "{navn} er nysgerrig og lærer hurtigt, når der er ro.",
    "{navn} har humor og får nemt andre til at grine.",
    "{navn} er god til at passe på dyr og mindre børn.",
    "{navn} klarer sig fagligt på alderstrin.",
    "{navn} tegner meget og er optaget af natur.",
    "{navn} er vellidt i klassen og har en fast ven.",
    "{navn} er glad for idræt og møder op til træning.",
    "{navn} tager imod trøst og søger voksne, når noget er svært.",
    "{navn} har god hukommelse og er stolt af at kunne selv.",
    "{navn} er omsorgsfuld og hjælpsom over for voksne, der er venlige.",
)
PARENTS_CAPACITY = (
    "Mor er psykisk sårbar og kan i perioder ikke stå for måltider og skolegang.",
    "Forældrene er skilt og samarbejder dårligt; begge ønsker det bedste for {navn}.",
    "Far har et alkoholmisbrug, som han er i behandling for.",
    "Mor er alene og uden netværk; hun tager imod støtte og møder op.",
    "Forældrene magter de praktiske ting, men ikke de følelsesmæssige behov.",
    "Der har været vold i hjemmet; far er flyttet, og mor får rådgivning.",
    "Forældrene er unge og har brug for lang tid til at lære det at kende, {navn} behøver.",
    "Mor er alvorligt syg og indlagt i perioder.",
    "Forældrene har selv kognitive vanskeligheder og kan ikke følge med {navn}s udvikling.",
    "Far afsoner, og mor har svært ved at sætte grænser.",
    "Forældrene er kærlige, men slidte efter år med sygdom og søvnløse nætter.",
    "Der er prøvet familiebehandling i et halvt år uden tilstrækkelig ændring.",
    "Mor tager ansvar, men svinger meget; {navn} ved ikke, hvad dagen bringer.",
    "Far er den stabile i {navn}s liv, men arbejder på skift og kan ikke have bopælen.",
)
SURROUNDINGS = (
    "Mormor er en vigtig person, som {navn} ser hver weekend.",
    "Familien har kun få kontakter og er flyttet fire gange på tre år.",
    "Skolen er det faste punkt, og klasselæreren kender {navn} godt.",
    "Farbror og faster bor i nærheden og vil gerne holde kontakten.",
    "{navn} går til spejder, og lederen er en tryg voksen.",
    "Økonomien er presset, og boligen er for lille.",
    "Der er ældre søskende, som er flyttet hjemmefra og stadig betyder meget.",
    "Naboen har ofte haft {navn} til aftensmad.",
    "Familien bor afsides, og {navn} er afhængig af at blive kørt.",
    "Forældrenes omgangskreds er belastende, og {navn} skal holdes uden for den.",
    "Kontaktpersonen har fulgt {navn} i to år og fortsætter.",
    "Familien er aktiv i en menighed, som bakker op.",
)
HEALTH = (
    "Rask. Følger vaccinationer og tandpleje.",
    "Astma; bruger inhalator ved behov.",
    "Får medicin morgen og aften efter lægens plan.",
    "Sover uroligt; er undersøgt uden fund.",
    "Skal til tandlæge; der er flere huller.",
    "Bruger briller og har tid hos øjenlæge om et halvt år.",
    "Tisser i sengen om natten; er henvist til sygeplejerske.",
    "Småtspisende; vokser fint på sin kurve.",
    "",
    "",
)
ALLERGY = "Allergi over for hund og kat, konstateret af lægen."
FAITH = (
    "Familien går i kirke til højtiderne, og {navn} er døbt.",
    "Familien holder ramadan; {navn} spiser ikke svinekød.",
    "Ingen tro i hjemmet; jul og fødselsdage betyder meget.",
)
CONTACT_PLACES = ("hos mor", "hos far", "i familiehuset", "ude, på en legeplads", "")
