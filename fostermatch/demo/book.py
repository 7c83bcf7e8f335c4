"""The rows of one municipality while they are written, and who is who among them."""

from dataclasses import dataclass, field
from datetime import date

from fostermatch.children.models import Child, NeedProfile, SiblingGroup, SiblingWish
from fostermatch.database import Model, db
from fostermatch.demo import cases, profiles
from fostermatch.demo.households import Bed, Home
from fostermatch.demo.people import Staff
from fostermatch.demo.scene import Scene
from fostermatch.families.models import TakenPlace
from fostermatch.needs import SupportLevel


@dataclass
class Book:
    scene: Scene
    staff: Staff
    rows: list[Model] = field(default_factory=list)
    taken: dict[Home, list[TakenPlace]] = field(default_factory=dict)
    profiles: dict[Child, NeedProfile] = field(default_factory=dict)

    @property
    def owner(self) -> int:
        return self.staff.municipality.id

    def write(self, *rows: Model) -> None:
        self.rows += rows

    def save(self) -> None:
        """Send everything written to the database. The caller commits."""
        db.session.add_all(self.rows)
        db.session.flush()
        self.rows.clear()

    def new_child(self, born_on: date, sibling: Child | None = None) -> Child:
        child = cases.child(self.scene, self.staff, born_on, sibling)
        self.write(child)
        return child

    def siblings(self, wish: SiblingWish, *children: Child) -> None:
        group = SiblingGroup(municipality_id=self.owner, wish=wish)
        group.children.extend(children)
        self.write(group)

    def describe(
        self, child: Child, level: SupportLevel, on: date, respite: bool = False
    ) -> NeedProfile:
        """Write a need profile, never dated before the child's last one."""
        latest = self.profiles.get(child)
        day = max(on, latest.written_on) if latest else on
        row = profiles.profile(self.scene, child, level, day, respite)
        child.profiles.append(row)
        child.own_words += profiles.heard(self.scene, child, row, respite)
        self.profiles[child] = row
        return row

    def take(
        self, bed: Bed, starts_on: date, ends_on: date | None, agreed_on: date, others: str = ""
    ) -> TakenPlace:
        place = TakenPlace(
            family=bed.home.family,
            slot=bed.slot,
            number=bed.number,
            starts_on=starts_on,
            ends_on=ends_on,
            by_other_municipality=bool(others),
            note=others,
            agreed_at=self.scene.moment(agreed_on),
        )
        self.taken.setdefault(bed.home, []).append(place)
        self.write(place)
        return place
