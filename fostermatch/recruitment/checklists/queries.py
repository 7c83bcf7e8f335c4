from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.database import db
from fostermatch.recruitment.checklists import defaults
from fostermatch.recruitment.checklists.models import ChecklistLine, Tick
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Track

Key = tuple[int, int]  # an applicant and a line


@dataclass(frozen=True)
class Progress:
    """How far an applicant has come with the checklist."""

    lines: list[ChecklistLine]
    done: int
    missing: list[ChecklistLine]  # only what must be there

    @property
    def total(self) -> int:
        return len(self.lines)


def saved_lines(municipality_id: int, track: Track) -> list[ChecklistLine]:
    """The lines of a track in their order, those that have ended too."""
    return list(
        db.session.scalars(
            sa.select(ChecklistLine)
            .filter_by(municipality_id=municipality_id, track=track)
            .order_by(ChecklistLine.position, ChecklistLine.id)
        )
    )


def lines(municipality_id: int, track: Track, on: date) -> list[ChecklistLine]:
    """The lines of a track; the usual ones where the municipality has none of its own yet."""
    return saved_lines(municipality_id, track) or defaults.lines(municipality_id, track, on)


def progress(
    applicant: Applicant, lines: Iterable[ChecklistLine], ticked: Container[Key]
) -> Progress:
    asked = [line for line in lines if line.concerns(applicant)]
    open_ = [line for line in asked if (applicant.id, line.id) not in ticked]
    missing = [line for line in open_ if line.required]
    return Progress(asked, len(asked) - len(open_), missing)


def ticked(applicants: Iterable[int]) -> set[Key]:
    """What is in order for which applicants: one query, however many."""
    rows = db.session.execute(
        sa.select(Tick.applicant_id, Tick.line_id).where(
            Tick.applicant_id.in_(list(applicants)), Tick.unticked_on.is_(None)
        )
    )
    return {(applicant, line) for applicant, line in rows}


def progress_of(applicant: Applicant, on: date) -> Progress:
    asked = lines(applicant.municipality_id, applicant.track, on)
    return progress(applicant, asked, ticked([applicant.id]))


def ticks(applicant: Applicant) -> list[Tick]:
    """Everything ticked for an applicant, also what was taken back."""
    return list(
        db.session.scalars(
            sa.select(Tick)
            .filter_by(applicant_id=applicant.id)
            .options(
                joinedload(Tick.line), joinedload(Tick.ticked_by), joinedload(Tick.unticked_by)
            )
            .order_by(Tick.ticked_on, Tick.id)
        )
    )


def standing(ticks: Iterable[Tick]) -> Mapping[int, Tick]:
    """By line, what has not been taken back."""
    return {tick.line_id: tick for tick in ticks if tick.unticked_on is None}
