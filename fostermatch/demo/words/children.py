"""What children and young people say, and what their parents say."""

from fostermatch.needs import Trait

# A wish in the child's own words: up to 11 years, from 12 years.
WISHES = {
    Trait.ANIMALS: (
        "Jeg vil gerne bo et sted med en hund, der må sove inde hos mig.",
        "Hvis der er en hest eller bare en kat, så falder jeg nemmere til.",
    ),
    Trait.COUNTRY: (
        "Jeg vil bo, hvor man kan lege ude og bygge huler.",
        "Jeg vil gerne lidt væk fra byen. Der sker for meget dumt der.",
    ),
    Trait.TOWN: (
        "Jeg vil gerne kunne gå til købmanden selv.",
        "Jeg skal kunne tage bussen til træning og venner, ellers bliver jeg skør.",
    ),
    Trait.OTHER_CHILDREN: (
        "Det ville være sjovt, hvis der var nogen at lege med.",
        "Det må gerne være et sted med andre unge, så man ikke er den eneste.",
    ),
    Trait.CALM: (
        "Jeg kan bedst lide, når der ikke er så meget larm.",
        "Jeg har brug for ro. Ikke tyve mennesker til aftensmad.",
    ),
    Trait.SPORT: (
        "Jeg vil gerne blive ved med at gå til fodbold.",
        "Jeg træner tre gange om ugen, og det vil jeg ikke holde op med.",
    ),
    Trait.MUSIC: (
        "Jeg kan godt lide at tegne og synge.",
        "Jeg spiller guitar. De skal kunne holde ud at høre på det.",
    ),
    Trait.OWN_ROOM: (
        "Jeg vil have mit eget værelse med en dør, der kan lukkes.",
        "Jeg vil have et værelse, hvor man banker på, før man går ind.",
    ),
    Trait.CHRISTIAN: (
        "Vi beder aftenbøn derhjemme. Det vil jeg gerne stadig.",
        "Jeg går i kirke med min mormor og vil gerne fortsætte.",
    ),
    Trait.MUSLIM: (
        "Jeg må ikke spise gris, det skal de huske.",
        "Jeg faster i ramadanen. Det er vigtigt, at de ved, hvad det er.",
    ),
}

SMALL = (
    "Siger til pædagogen: ”Hvem skal putte mig?”",
    "Siger: ”Jeg vil hjem til mor, men også til dig.”",
    "Tegner et hus med tre senge og siger, at den ene er bamses.",
    "Siger: ”Ikke råbe. Bare stille.”",
    "Spørger i børnehaven, om man må få mad to gange.",
    "Siger: ”Min søster skal med.”",
    "Siger: ”Jeg kan godt selv tage sko på.”",
    "Vil gerne sidde på skødet og få læst op; siger ”mere bog”.",
)
CHILD = (
    "Jeg vil gerne gå på min egen skole, for der har jeg to venner.",
    "Jeg vil ikke flytte så langt, at far ikke kan komme.",
    "Jeg vil gerne have, at nogen siger godnat.",
    "Jeg bliver ked af det, når de voksne skændes. Så gemmer jeg mig.",
    "De skal vide, at jeg er bange for mørke.",
    "Jeg vil gerne se min lillebror tit.",
    "Hvis jeg bliver sur, skal man bare vente lidt.",
    "Jeg kan godt lide pandekager og at fiske.",
    "Jeg vil gerne vide, hvor længe jeg skal være der.",
    "Må min bamse komme med? Den hedder Bent.",
    "Jeg vil helst møde dem først og se, om de er søde.",
    "Det er okay, hvis mor godt må ringe hver dag.",
    "Jeg vil gerne have fri for at passe på de små.",
    "Jeg vil bo et sted, hvor man spiser sammen.",
    "Jeg tror, jeg bliver glad for det, hvis de ikke råber.",
    "Jeg vil ikke skifte lærer igen.",
    "Jeg skal have min cykel med.",
    "Jeg har prøvet at flytte før. Denne gang vil jeg gerne blive.",
    "Jeg vil gerne lære at svømme.",
    "I skal spørge mig, før I bestemmer noget.",
)
YOUNG = (
    "Jeg er træt af at flytte. Find et sted, hvor jeg kan blive, til jeg er færdig med skolen.",
    "Jeg vil ikke have nye forældre, bare voksne der gider snakke.",
    "Jeg vil gerne blive i min klasse året ud.",
    "Det er fint med regler, hvis nogen forklarer dem.",
    "Jeg vil stadig kunne sove hos min mor hver anden weekend.",
    "Jeg kan godt selv stå op. Men det hjælper, at der er en, der spørger.",
    "Min telefon er det eneste, jeg bestemmer over, så den skal de ikke tage.",
    "Jeg vil helst bo hos nogen, der har prøvet det før.",
    "Når jeg bliver stresset, går jeg en tur. Det skal de bare lade mig gøre.",
    "Jeg vil ikke til en ny kommune.",
    "Jeg vil gerne have et fritidsjob, så det må ikke ligge ude på en mark.",
    "Jeg savner min lillesøster mere, end jeg siger.",
    "På institutionen er der nye voksne hele tiden. Jeg vil have de samme.",
    "Jeg gider ikke fortælle det hele forfra igen.",
    "Jeg vil gerne have hjælp til matematik og til at komme af sted.",
    "De må gerne være lidt skæve. Jeg er også selv lidt skæv.",
    "Jeg vil have lov til at sige nej, hvis det første besøg ikke føles rigtigt.",
    "Jeg er bange for, at de giver op på mig.",
    "Jeg vil gerne lære at lave mad og styre penge.",
    "Det vigtigste er, at de holder det, de lover.",
    "Jeg vil ikke bo sammen med min fars venner i nærheden.",
    "Jeg vil gerne selv være med til mødet.",
)
RESPITE = (
    "Jeg vil gerne et sted hen, hvor der er tid til mig.",
    "Det ville være rart at komme samme sted hver gang.",
    "Jeg vil gerne lave noget sjovt, så mor kan sove.",
    "Bare én ting: Jeg vil hjem om søndagen, før det er mørkt.",
    "Jeg vil gerne være sammen med min bror, når vi er der.",
    "Det er fint nok, hvis der er dyr.",
    "Jeg vil have min egen dyne med.",
    "Jeg vil gerne lære dem at kende, før jeg sover der.",
)

PARENTS = (
    "Vi ønsker, at {navn} bliver på sin skole.",
    "Det vigtigste for mig er, at jeg kan se {navn} hver uge, og at det ikke er langt væk.",
    "Jeg kan ikke klare det alene lige nu, men jeg vil være med i det, der sker.",
    "Vi er ikke enige i afgørelsen, men vi vil gerne møde familien først.",
    "Familien skal kunne rumme, at {navn} bliver vred uden at tage det personligt.",
    "Jeg vil gerne ringes op, når der er noget med skolen eller lægen.",
    "{navn} har brug for faste sengetider. Det har vi ikke kunnet give.",
    "Vi vil gerne have en familie, der taler ordentligt om os.",
    "Jeg håber, det er for en tid, og at {navn} kommer hjem igen.",
    "Mormor skal stadig kunne hente {navn} om fredagen.",
    "Vi er bekymrede for, om {navn} føler sig skubbet væk.",
    "Jeg vil helst have, at søskende ikke bliver skilt ad.",
    "{navn} skal ikke bo et sted, hvor der drikkes.",
    "Vi håber på en familie med god tid og uden for mange børn.",
    "Jeg siger ja, fordi {navn} fortjener ro.",
    "Vi kan mødes hjemme hos familien, hvis de vil have os.",
    "Far vil gerne have {navn} med på fisketur en gang om måneden.",
    "Jeg synes, det går for langsomt. Vi har ventet længe nok.",
    "Det er svært for mig at tale om, men jeg ved, at det er nødvendigt.",
    "Familien må gerne være ældre og have prøvet det før.",
    "{navn} er en glad unge, når der er styr på dagen.",
    "Vi vil have besked i god tid, når samvær flyttes.",
    "Jeg er mest tryg ved nogen, der bor på landet.",
    "Min største bekymring er, at {navn} skal flytte igen om et år.",
)
PARENTS_RESPITE = (
    "Vi har brug for at samle kræfter, så vi kan blive ved.",
    "Jeg er alene med tre, og {navn} fylder det meste.",
    "Vi vil gerne have en fast familie og ikke nye hver gang.",
    "Det skal være tæt på, for vi har ingen bil.",
    "De andre søskende skal også have os for sig selv en gang imellem.",
    "Familien skal kunne give medicin morgen og aften.",
    "Vi tager imod det med glæde. Sidste familie stoppede desværre.",
    "{navn} elsker at være ude; det kan vi ikke nå i hverdagen.",
    "Jeg vil gerne hente og bringe selv, hvis det er inden for en halv time.",
    "Det er første gang, {navn} skal sove ude. Vi vil gerne begynde i det små.",
)
HEARD_BY = ("klasselæreren", "kontaktpersonen", "sundhedsplejersken")
