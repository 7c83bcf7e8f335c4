"""Invented people: common Danish names, put together by chance."""

from fostermatch.demo.scene import Scene

GIRLS = (
    *("Alma", "Anna", "Asta", "Astrid", "Clara", "Ella", "Ellen", "Emilie", "Emma", "Esther"),
    *("Eva", "Freja", "Frida", "Gry", "Hannah", "Ida", "Ingrid", "Isabella", "Josefine", "Karla"),
    *("Karoline", "Laura", "Lea", "Lærke", "Liva", "Luna", "Maja", "Marie", "Mathilde", "Merle"),
    *("Mille", "Naja", "Nora", "Olivia", "Rosa", "Saga", "Sara", "Signe", "Silje", "Sofia"),
    *("Sofie", "Solvej", "Thea", "Tilde", "Vigga", "Viola"),
)
BOYS = (
    *("Aksel", "Albert", "Alfred", "Anton", "Arthur", "August", "Bertram", "Birk", "Carl", "Elias"),
    *("Elliot", "Emil", "Erik", "Felix", "Frederik", "Gustav", "Hjalte", "Holger", "Hugo", "Jakob"),
    *(
        "Johan",
        "Jonas",
        "Kasper",
        "Konrad",
        "Lasse",
        "Laurits",
        "Liam",
        "Lucas",
        "Magnus",
        "Malthe",
    ),
    *(
        "Marius",
        "Mikkel",
        "Nohr",
        "Noah",
        "Oliver",
        "Oscar",
        "Otto",
        "Sander",
        "Sebastian",
        "Storm",
    ),
    *("Theo", "Tobias", "Valdemar", "Victor", "Villads", "William"),
)
WOMEN = (
    *("Anne", "Annette", "Birgitte", "Bodil", "Charlotte", "Dorthe", "Gitte", "Hanne", "Heidi"),
    *("Helle", "Inge", "Jette", "Karen", "Kirsten", "Lene", "Line", "Lone", "Louise", "Maria"),
    *("Marianne", "Mette", "Pernille", "Pia", "Rikke", "Sanne", "Susanne", "Tina", "Trine", "Ulla"),
)
MEN = (
    *(
        "Allan",
        "Anders",
        "Bent",
        "Brian",
        "Carsten",
        "Claus",
        "Erling",
        "Finn",
        "Flemming",
        "Henrik",
    ),
    *("Jan", "Jens", "Jesper", "Jørgen", "Karsten", "Kim", "Lars", "Leif", "Mads", "Martin"),
    *("Michael", "Morten", "Niels", "Ole", "Per", "Peter", "Rasmus", "Søren", "Thomas", "Torben"),
)
MIDDLE_NAMES = (
    *("Bach", "Bak", "Balle", "Bang", "Bech", "Birk", "Bjerg", "Bjerre", "Bo", "Brandt", "Bro"),
    *("Brink", "Bruun", "Buch", "Dahl", "Dalgaard", "Damgaard", "Degn", "Elkjær", "Enevold"),
    *("Engel", "Fisker", "Fogh", "Friis", "Gade", "Green", "Grønbæk", "Hald", "Hedegaard", "Hjort"),
    *("Holm", "Hvid", "Høj", "Juul", "Kjær", "Kirk", "Kold", "Krogh", "Lind", "Lindgaard", "Lund"),
    *("Løkke", "Mark", "Munk", "Mølgaard", "Møller", "Nygaard", "Nørgaard", "Overgaard", "Ravn"),
    *("Riis", "Skov", "Skytte", "Smed", "Sonne", "Stald", "Steen", "Søgaard", "Thorup", "Toft"),
    *("Vang", "Vestergaard", "Vinther", "Winther", "Worm", "Østergaard"),
)
LAST_NAMES = (
    *("Andersen", "Andreasen", "Christensen", "Clausen", "Eriksen", "Frederiksen", "Hansen"),
    *("Henriksen", "Iversen", "Jacobsen", "Jensen", "Jeppesen", "Jespersen", "Johansen"),
    *("Jørgensen", "Knudsen", "Kristensen", "Larsen", "Laursen", "Madsen", "Mikkelsen"),
    *("Mortensen", "Nielsen", "Olesen", "Pedersen", "Petersen", "Poulsen", "Rasmussen"),
    *("Sørensen", "Thomsen"),
)
# Language -> girls' names, boys' names, family names.
ABROAD = {
    "ar": (
        ("Amina", "Layla", "Maryam", "Nour", "Rania", "Yasmin"),
        ("Ahmad", "Bilal", "Karim", "Omar", "Sami", "Yusuf"),
        ("Al-Khatib", "Darwish", "Haddad", "Khalil", "Mansour", "Nasser", "Saleh"),
    ),
    "tr": (
        ("Aylin", "Elif", "Esra", "Melisa", "Zeynep"),
        ("Can", "Emir", "Kerem", "Mert", "Yusuf"),
        ("Aydin", "Demir", "Kaya", "Özdemir", "Sahin", "Yilmaz"),
    ),
    "so": (
        ("Fadumo", "Hodan", "Ifrah", "Sagal"),
        ("Abdi", "Ayub", "Liban", "Zakaria"),
        ("Abdullahi", "Farah", "Hassan", "Mohamud", "Warsame"),
    ),
    "pl": (
        ("Hanna", "Julia", "Lena", "Zuzanna"),
        ("Antoni", "Jan", "Kacper", "Szymon"),
        ("Kowalski", "Nowak", "Wojcik", "Zielinski"),
    ),
    "uk": (
        ("Daria", "Kateryna", "Polina", "Sofiia"),
        ("Artem", "Danylo", "Maksym", "Timur"),
        ("Bondarenko", "Kovalenko", "Melnyk", "Shevchenko"),
    ),
    "fa": (
        ("Nilufar", "Parisa", "Setayesh"),
        ("Arash", "Milad", "Reza"),
        ("Ahmadi", "Hosseini", "Karimi", "Rahimi"),
    ),
}
STREETS = (
    *("Agernspiret", "Bavnebjærget", "Blåmejsebo", "Brombærhegnet", "Digesvaletoften"),
    *("Egernbakkestien", "Fjordblikstien", "Gederamsvænget", "Gulspurvestykket", "Havrebjerglund"),
    *("Hejrebanken", "Hyldeblomstgangen", "Isfugletoften", "Klokkefrøstien", "Kornblomststykket"),
    *("Lindormevej", "Mosekonevænget", "Musvitgangen", "Natsværmerstien", "Pilefløjtevej"),
    *("Regnspovevej", "Rævehaletoften", "Røllikestykket", "Sankthansurtgangen", "Sivsangertoften"),
    *("Skovskadebo", "Snerlestykket", "Stæreflokken", "Sølvmågevænget", "Tranebærstien"),
)


def first_name(scene: Scene, girl: bool, language: str | None = None) -> str:
    if language:
        return scene.pick(ABROAD[language][0 if girl else 1])
    return scene.pick(GIRLS if girl else BOYS)


def last_name(scene: Scene, language: str | None = None) -> str:
    return scene.pick(ABROAD[language][2] if language else LAST_NAMES)


def grown_up(scene: Scene, woman: bool) -> str:
    return scene.pick(WOMEN if woman else MEN)


def family(scene: Scene) -> str:
    """Two names, as Danes have them, and not yet another family's while there are names left."""
    for _ in range(20):
        name = f"{scene.pick(MIDDLE_NAMES)} {scene.pick(LAST_NAMES)}"
        if name not in scene.used:
            break
    scene.used.add(name)
    return name


def address(scene: Scene) -> str:
    return f"{scene.pick(STREETS)} {scene.random.randint(1, 98)}"


def phone(scene: Scene) -> str:
    """Eight digits that are nobody's: Danish numbers never begin with a one."""
    pairs = [scene.random.randrange(100) for _ in range(3)]
    return " ".join(f"{pair:02}" for pair in (scene.random.randint(10, 19), *pairs))


def email(scene: Scene, name: str, domain: str) -> str:
    """The first name where it is free, else the whole name, else a number behind it."""
    whole = plain(name).replace(" ", ".")
    local = whole.split(".")[0]
    while f"{local}@{domain}" in scene.used:
        local = whole if local != whole else f"{whole}{scene.random.randint(2, 9999)}"
    scene.used.add(f"{local}@{domain}")
    return f"{local}@{domain}"


def plain(name: str) -> str:
    """The name in the letters an e-mail address can have."""
    letters = {"æ": "ae", "ø": "oe", "å": "aa", "ö": "o", "ü": "u"}
    return "".join(letters.get(letter, letter) for letter in name.lower())
