"""Those who sign in: six to show the roles, and their colleagues."""

from dataclasses import dataclass, field
from datetime import timedelta

from config import Demo
from fostermatch.accounts import passwords
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.database import db
from fostermatch.demo import names
from fostermatch.demo.scene import Scene

PASSWORD = Demo.DEMO_PASSWORD

NORTH, SOUTH, YOUNG = "Team Nord", "Team Syd", "Team Ungdom"
FAMILIES = "Familieplejeteamet"

# The first of each role is shown on the sign-in page.
SHOWN = (
    ("Anna Winther", Role.CASEWORKER, NORTH),
    ("Birgit Lund", Role.TEAM_LEADER, NORTH),
    ("Carsten Hedegaard", Role.FAMILY_CONSULTANT, FAMILIES),
    ("Dorthe Munk", Role.MANAGER, None),
    ("Erling Bang", Role.CONTROLLER, None),
    ("Flemming Degn", Role.ADMINISTRATOR, None),
)
COLLEAGUES = (
    ("Gitte Kjær", Role.TEAM_LEADER, NORTH),
    ("Henrik Toft", Role.TEAM_LEADER, SOUTH),
    ("Inge Vestergaard", Role.TEAM_LEADER, YOUNG),
    ("Jesper Ravn", Role.TEAM_LEADER, YOUNG),
    ("Karen Mølgaard", Role.TEAM_LEADER, FAMILIES),
    ("Lene Skytte", Role.FAMILY_CONSULTANT, FAMILIES),
    ("Morten Dahl", Role.FAMILY_CONSULTANT, FAMILIES),
)
MORE_CASEWORKERS = {NORTH: 3, SOUTH: 4, YOUNG: 6}


@dataclass
class Staff:
    """Who works in a municipality."""

    municipality: Municipality
    domain: str
    teams: dict[str, Team]
    users: list[User] = field(default_factory=list)
    by_role: dict[tuple[Role, str | None], list[User]] = field(default_factory=dict)

    def in_role(self, role: Role, team: str | None = None) -> list[User]:
        return self.by_role.get((role, team), [])

    @property
    def consultants(self) -> list[User]:
        return self.in_role(Role.FAMILY_CONSULTANT, FAMILIES)

    def add(self, scene: Scene, name: str, role: Role, team: str | None) -> User:
        user = User(
            name=name,
            role=role,
            team=self.teams[team] if team else None,
            email=names.email(scene, name, self.domain),
            starts_on=scene.ago(400, 4000),
        )
        self.users.append(user)
        self.by_role.setdefault((role, team), []).append(user)
        return user

    def save(self) -> None:
        """Save in the order given, so that the first of each role has the lowest number."""
        db.session.add(self.municipality)
        db.session.flush()
        password = passwords.hashed(PASSWORD)
        for user in self.users:
            user.password_hash = password
        rows: list[Team | User] = [*self.teams.values(), *self.users]
        for row in rows:
            row.municipality_id = self.municipality.id
        db.session.add_all(rows)
        db.session.flush()


def fjordby(scene: Scene) -> Staff:
    teams = {name: Team(name=name) for name in (NORTH, SOUTH, YOUNG, FAMILIES)}
    fjordby = Municipality(
        name="Fjordby Kommune",
        families_phone="89 15 40 00",
        asks_by_mail=True,
        link_days=14,
        postcode="8900",
    )
    staff = Staff(fjordby, "fjordby.example", teams)
    for name, role, team in (*SHOWN, *COLLEAGUES):
        staff.add(scene, name, role, team)
    for team, number in MORE_CASEWORKERS.items():
        for _ in range(scene.count(number)):
            name = f"{names.grown_up(scene, scene.chance(0.8))} {names.family(scene)}"
            staff.add(scene, name, Role.CASEWORKER, team)
    left = staff.add(scene, "Torben Sonne", Role.CASEWORKER, SOUTH)
    left.ends_on = scene.today - timedelta(130)
    staff.in_role(Role.CASEWORKER, SOUTH).remove(left)
    staff.save()
    return staff


def aakoebing(scene: Scene) -> Staff:
    """A second municipality, to see that neither sees the other."""
    teams = {"Team Børn": Team(name="Team Børn")}
    staff = Staff(Municipality(name="Åkøbing Kommune"), "aakoebing.example", teams)
    staff.add(scene, "Nanna Riis", Role.TEAM_LEADER, "Team Børn")
    staff.save()
    return staff
