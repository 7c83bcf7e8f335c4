"""Which families are to be asked about their places, and what becomes of the mails that ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch import clock
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.families import places
from fostermatch.families.models import Approval, ApprovalKind, Confirmation, Family
from fostermatch.families.places import Places, Register
from fostermatch.vacancies.models import PlacesLink

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One family to be asked, about these places."""

    family: Family
    places: list[Places]
    link: PlacesLink | None  # the last mail that asked

    @property
    def heard_at(self) -> datetime | None:
        """The oldest word its free places rest on; None if there is one it never spoke of."""
        heard = [place.confirmation.confirmed_at for place in self.places if place.confirmation]
        return min(heard) if len(heard) == len(self.places) else None

    @property
    def free(self) -> int:
        return sum(place.available for place in self.places)

    @property
    def runs_out_on(self) -> date | None:
        """The last day of the word, while it still counts."""
        days = [place.fresh_until for place in self.places if place.fresh_until]
        fresh = len(days) == len(self.places) and not any(place.stale for place in self.places)
        return min(days) if fresh else None

    @property
    def asked_since(self) -> bool:
        """A mail has asked since the family was last heard."""
        heard = [place.confirmation.confirmed_at for place in self.places if place.confirmation]
        return self.link is not None and (not heard or self.link.sent_at > max(heard))

    def is_asked(self, on: date) -> bool:
        """A mail is out that the family can still answer."""
        return self.asked_since and self.link is not None and on <= self.link.last_day


def to_confirm(families: sa.Select[Family], municipality: Municipality, on: date) -> list[Line]:
    """Of the families, those whose word is missing, stale or runs out within a week.

    Longest ago first, never before that. Network families are not offered to others.
    """
    offered = sa.and_(Approval.in_force(on), Approval.kind != ApprovalKind.NETWORK)
    found = db.session.scalars(
        families.options(joinedload(Family.consultant), joinedload(Family.team))
        .where(Family.approvals.any(offered))
        .order_by(Family.name, Family.id)
    ).all()
    keys = [family.id for family in found]
    register = places.register(keys, on, municipality.fresh_for_days)
    links = latest_links(keys)
    asked = [
        Line(family, to_ask(register, family.id, on + AHEAD), links.get(family.id))
        for family in found
    ]
    never = datetime.min.replace(tzinfo=clock.DENMARK)
    return sorted((line for line in asked if line.places), key=lambda line: line.heard_at or never)


def to_ask(register: Register, family_id: int, by: date) -> list[Places]:
    return [place for place in offered(register, family_id) if place.is_to_confirm(by)]


def offered(register: Register, family_id: int) -> list[Places]:
    """The family's places that others than a named child can have."""
    return [
        register.slot(family_id, slot, approval)
        for approval in register.approvals[family_id]
        if approval.kind is not ApprovalKind.NETWORK
        for slot in approval.care.slots
    ]


def free_places(family: Family, municipality: Municipality, on: date) -> list[Places]:
    """What the family can be asked about today."""
    register = places.register([family.id], on, municipality.fresh_for_days)
    return [place for place in offered(register, family.id) if place.available]


def whose(user: User, mine: bool) -> sa.Select[Family]:
    """One's own families and those of nobody, or all."""
    found = Family.visible_to(user)
    own = sa.or_(Family.consultant_id == user.id, Family.consultant_id.is_(None))
    return found.where(own) if mine else found


def latest_links(families: Iterable[int]) -> dict[int, PlacesLink]:
    latest = (
        sa.select(sa.func.max(PlacesLink.id))
        .where(PlacesLink.family_id.in_(list(families)))
        .group_by(PlacesLink.family_id)
    )
    rows = db.session.scalars(sa.select(PlacesLink).where(PlacesLink.id.in_(latest)))
    return {row.family_id: row for row in rows}


def last_heard(family_id: int) -> datetime | None:
    return db.session.scalar(
        sa.select(Confirmation.confirmed_at)
        .where(Confirmation.family_id == family_id)
        .order_by(Confirmation.confirmed_at.desc())
        .limit(1)
    )


def is_overtaken(link: PlacesLink) -> bool:
    """The family has been heard in another way since the mail, or since it answered it."""
    heard = last_heard(link.family_id)
    return heard is not None and heard > (link.answered_at or link.sent_at)


def why_closed(link: PlacesLink, free: list[Places], on: date) -> str | None:
    """Why a link can no longer be answered: "overtaken", "expired", "nothing_free"."""
    if is_overtaken(link):
        return "overtaken"
    if on > link.last_day:
        return "expired"
    return None if free else "nothing_free"


def link_and_family(number: int) -> PlacesLink | None:
    return db.session.scalar(
        sa.select(PlacesLink)
        .options(joinedload(PlacesLink.family).joinedload(Family.consultant))
        .where(PlacesLink.id == number)
    )
