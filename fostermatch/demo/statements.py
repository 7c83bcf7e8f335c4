"""What homes say they take and do not take, with sentences that agree with the ticks."""

from collections.abc import Sequence
from datetime import timedelta

from fostermatch.demo import towns
from fostermatch.demo.approvals import EVERYDAY, WIDER
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home, Use
from fostermatch.demo.profiles import code_of
from fostermatch.demo.scene import Scene
from fostermatch.demo.words import families as words
from fostermatch.families.models import ApprovalKind, Statement
from fostermatch.needs import Slot, Trait

HEAVY = (
    *("Udadreagerende adfærd", "Selvskadende adfærd", "Stofmisbrug", "Autismespektrum"),
    *("Ikke-personfarlig kriminalitet", "Spiseforstyrrelse", "Udviklingshæmning"),
)
# How often a home says yes, no, or nothing of it.
ANSWERS = {
    "siblings": (0.5, 0.3),
    "acute": (0.3, 0.5),
    "pets": (0.5, 0.4),
    "smokes": (0.12, 0.7),
    "step_free": (0.3, 0.4),
    "drives": (0.9, 0.04),
    "parent_at_home": (0.45, 0.4),
    "contact_at_home": (0.35, 0.4),
}
LANGUAGES = ("en", "en", "de", "pl", "fa", "bs", "ar")


def state(book: Book, home: Home) -> None:
    """A statement for four homes in five, and an older one before it for some."""
    if not book.scene.chance(0.8):
        return
    if book.scene.chance(0.2):
        write(book, home, book.scene.random.randint(340, 700))
    write(book, home, book.scene.random.randint(3, 300))


def write(book: Book, home: Home, days_ago: int) -> None:
    scene = book.scene
    said_on = scene.today - timedelta(days_ago)
    if said_on < home.since or (home.until and said_on > home.until):
        return
    flags = {name: answer(scene, *shares) for name, shares in ANSWERS.items()}
    if len(home.of(Slot.FULL_TIME)) == 1:
        flags["siblings"] = False
    elif has_room_for_siblings(home):
        flags["siblings"] = True
    takes, refused = groups(scene, home)
    traits = traits_of(scene, home, flags["pets"])
    low, high = ages(scene, home)
    book.write(
        Statement(
            family=home.family,
            said_on=said_on,
            heard_by=home.family.consultant,
            min_age=low,
            max_age=high,
            takes=frozenset(map(code_of, takes)),
            not_now=frozenset(map(code_of, refused)),
            not_now_until=scene.ahead(30, 250) if refused and scene.chance(0.5) else None,
            languages=frozenset(languages(scene, home)),
            traits=frozenset(traits),
            own_words=own_words(scene, home, flags, traits, refused),
            **flags,
        )
    )


def answer(scene: Scene, yes: float, no: float) -> bool | None:
    return scene.random.choices([True, False, None], [yes, no, 1 - yes - no])[0]


def ages(scene: Scene, home: Home) -> tuple[int | None, int | None]:
    """More than half are narrower than their approval."""
    low, high = home.ages
    if high - low < 6 or has_room_for_siblings(home) or not scene.chance(0.55):
        return None, None
    return low + scene.random.randint(0, 3), high - scene.random.randint(0, 3)


def has_room_for_siblings(home: Home) -> bool:
    return len(home.of(Slot.FULL_TIME, Use.FREE)) > 1


def groups(scene: Scene, home: Home) -> tuple[list[str], list[str]]:
    """What is taken and what is not at present, nothing being both."""
    hard = {ApprovalKind.ENHANCED: 3, ApprovalKind.SPECIALISED: 5}.get(home.kind, 0)
    takes = ["Omsorgssvigt", *scene.some(EVERYDAY[1:], 3, 2), *scene.some(WIDER, 4, 2)]
    takes += [name for name in scene.some(HEAVY, hard, 0) if name not in takes]
    refused = scene.some([name for name in HEAVY if name not in takes], 2, 1)
    return takes, refused if scene.chance(0.6) else []


def traits_of(scene: Scene, home: Home, pets: bool | None) -> list[Trait]:
    place = Trait.TOWN if home.family.postcode in towns.IN_TOWN else Trait.COUNTRY
    company = Trait.OTHER_CHILDREN if len(home.beds) > 1 else Trait.CALM
    animals = [Trait.ANIMALS] if pets else []
    faith = [Trait.MUSLIM] if home.language in ("ar", "so", "tr") else []
    likes = scene.some((Trait.SPORT, Trait.MUSIC, Trait.OWN_ROOM), 2, 1)
    return [place, company, *animals, *likes, *faith]


def languages(scene: Scene, home: Home) -> list[str]:
    learnt = [scene.pick(LANGUAGES)] if scene.chance(0.5) else []
    return [*learnt, *([home.language] if home.language else [])]


def own_words(
    scene: Scene,
    home: Home,
    flags: dict[str, bool | None],
    traits: Sequence[Trait],
    refused: Sequence[str],
) -> str:
    """A greeting and one or two things the home makes a point of."""
    made = {name: said for name, said in flags.items() if name in words.FLAGS and said is not None}
    points = [words.FLAGS[name][not said] for name, said in made.items()]
    points += [words.TRAITS[trait] for trait in traits if trait in words.TRAITS]
    only_respite = not home.of(Slot.FULL_TIME)
    greeting = scene.pick(words.GREETING_RESPITE if only_respite else words.GREETING)
    no = [scene.pick(words.NOT_NOW).format(gruppe=refused[0].lower())] if refused else []
    return " ".join([greeting, *scene.some([point for point in points if point], 2), *no])
