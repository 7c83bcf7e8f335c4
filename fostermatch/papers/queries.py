from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from fostermatch.database import db
from fostermatch.families.models import HouseholdMember
from fostermatch.papers.models import Paper
from fostermatch.papers.standing import Owed, Standing, State, owed, standings


@dataclass(frozen=True)
class Folder:
    """The papers of one household and the certificates it lacks."""

    standings: list[Standing]
    owed: list[Owed]

    @property
    def due(self) -> list[Standing]:
        """What asks for something to be done, the most urgent first."""
        due = [one for one in self.standings if one.is_due]
        return sorted(due, key=lambda one: (one.state, one.day))

    @property
    def never_requested(self) -> list[Owed]:
        return [one for one in self.owed if one.standing is None]

    @property
    def urgency(self) -> tuple[int, date]:
        """Sorts households: what has lapsed or expired first, then by day."""
        states = ((one.state.value, one.day or date.max) for one in self.due)
        return min(states, default=(len(State) + 1, date.max))


def folder(home: Any, on: date) -> Folder:
    """Of a family or an applicant."""
    [(_home, found)] = folders([home], on)
    return found


def folders(homes: Iterable[Any], on: date) -> list[tuple[Any, Folder]]:
    """Of several families, or of several applicants: one query."""
    homes = list(homes)
    column = column_of(homes[0]) if homes else Paper.family_id
    by_home: dict[int, list[Paper]] = {home.id: [] for home in homes}
    papers = sa.select(Paper).options(joinedload(Paper.member), joinedload(Paper.uploaded_by))
    for paper in db.session.scalars(papers.where(column.in_(by_home))):
        by_home[getattr(paper, column.key)].append(paper)
    return [(home, fill(by_home[home.id], home.household_on(on), on)) for home in homes]


def column_of(home: Any) -> InstrumentedAttribute[int | None]:
    """Where a paper says that it belongs to the home: it bears the name of the home's table."""
    column: InstrumentedAttribute[int | None] = getattr(Paper, f"{home.__tablename__}_id")
    return column


def fill(papers: list[Paper], members: list[HouseholdMember], on: date) -> Folder:
    found = standings(papers, on)
    return Folder(found, owed(members, found, on))


def missing_certificates(members: Iterable[HouseholdMember], on: date) -> list[Owed]:
    """Who of 15 or over lacks which certificate. Nobody may take children before this is empty."""
    members = list(members)
    keys = [member.id for member in members]
    papers = db.session.scalars(sa.select(Paper).where(Paper.member_id.in_(keys)))
    return owed(members, standings(papers, on), on, ahead=timedelta(0))
