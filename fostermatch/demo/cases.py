"""Children with a case: names, numbers that are nobody's, and brothers and sisters."""

from datetime import date, timedelta

from stdnum.dk import cpr

from fostermatch.accounts.models import Role, Team
from fostermatch.children.models import Child, SiblingGroup, SiblingWish
from fostermatch.clock import years_between
from fostermatch.demo import names, towns
from fostermatch.demo.people import NORTH, SOUTH, YOUNG, Staff
from fostermatch.demo.scene import Scene
from fostermatch.encryption import fingerprint

TEENAGER = 13
BORN_THIS_CENTURY = "456789"


def child(scene: Scene, staff: Staff, born_on: date, sibling: Child | None = None) -> Child:
    """A child with a case. A sibling gives its family name, address and team."""
    girl = scene.chance(0.48)
    language = scene.pick(list(names.ABROAD)) if scene.chance(0.12) else None
    language = spoken_by(sibling) if sibling else language
    number = cpr_number(scene, born_on, girl)
    postcode = sibling.postcode if sibling else towns.own_or_neighbouring(scene, scene.chance(0.04))
    team = sibling.team if sibling else team_for(scene, staff, born_on, postcode)
    return Child(
        municipality_id=staff.municipality.id,
        first_name=names.first_name(scene, girl, language),
        last_name=sibling.last_name if sibling else names.last_name(scene, language),
        cpr=number,
        cpr_fingerprint=fingerprint(number, "child.cpr"),
        born_on=born_on,
        address=sibling.address if sibling else names.address(scene),
        postcode=postcode,
        protected_address=sibling.protected_address if sibling else scene.chance(0.015),
        case_number=f"{scene.today.year - scene.random.randint(0, 3)}-{len(scene.used):05}",
        team=team,
        caseworker=sibling.caseworker
        if sibling
        else scene.pick(staff.in_role(Role.CASEWORKER, team.name)),
    )


def spoken_by(child: Child) -> str | None:
    """The language whose names the child's family has."""
    return next((key for key, abroad in names.ABROAD.items() if child.last_name in abroad[2]), None)


def is_girl(child: Child) -> bool:
    """The last digit of a personal number is even for girls."""
    return int(child.cpr[-1]) % 2 == 0


def team_for(scene: Scene, staff: Staff, born_on: date, postcode: str) -> Team:
    if years_between(born_on, scene.today) >= TEENAGER:
        return staff.teams[YOUNG]
    return staff.teams[NORTH if towns.is_north(postcode) else SOUTH]


def cpr_number(scene: Scene, born_on: date, girl: bool) -> str:
    """A number with the right birthday and sex that fails the old check sum.

    Hardly any number given out fails it, save on days with very many births (1 January).
    """
    while True:
        middle = scene.pick(BORN_THIS_CENTURY) + f"{scene.random.randrange(100):02}"
        last = 2 * scene.random.randrange(5) + (not girl)
        number = f"{born_on:%d%m%y}{middle}{last}"
        if cpr.checksum(number) and number not in scene.used:
            scene.used.add(number)
            return number


def siblings(staff: Staff, wish: SiblingWish, *children: Child) -> SiblingGroup:
    return SiblingGroup(municipality_id=staff.municipality.id, wish=wish, children=list(children))


def a_few_years_apart(scene: Scene, born_on: date) -> date:
    """The birthday of a brother or sister of somebody born on the day, not in the future."""
    younger = born_on + timedelta(scene.random.randint(400, 1400))
    if younger < scene.today - timedelta(200) and scene.chance(0.5):
        return younger
    return max(born_on - timedelta(scene.random.randint(400, 1400)), earliest(scene))


def earliest(scene: Scene) -> date:
    """Not yet 18."""
    return scene.today - timedelta(17 * 365)
