"""What applicants have handed in, whom they have applied to, and whose child it is for."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from fostermatch.database import db
from fostermatch.demo.book import Book
from fostermatch.families.models import Authority
from fostermatch.recruitment.checklists.actions import own_lines
from fostermatch.recruitment.checklists.models import ChecklistLine, Tick
from fostermatch.recruitment.models import Applicant, Exemption
from fostermatch.recruitment.stages import Stage, Track
from fostermatch.requests.models import CLOSED, CareKind, PlacementRequest

LONG_AGO = timedelta(900)
EXCEPTION = "Barnet kunne ikke vente; de sidste kursusdage blev holdt tre uger efter indflytningen."


def fill(book: Book) -> None:
    """The applicants have been saved, and so have the children who wait."""
    applicants = db.session.scalars(
        sa.select(Applicant).filter_by(municipality_id=book.owner).order_by(Applicant.id)
    ).all()
    lists = {track: own_lines(book.owner, track, book.scene.today - LONG_AGO) for track in Track}
    for row in applicants:
        tick(book, row, lists[row.track])
        if row.track is Track.GENERAL:
            apply(book, row)
    name_children(book, [row for row in applicants if row.track is Track.NETWORK])
    make_an_exception(book, [row for row in applicants if row.family])


def tick(book: Book, row: Applicant, lines: Sequence[ChecklistLine]) -> None:
    """As much of the list as the applicant has come along the way, on the days of the steps."""
    way = [step for step in row.steps if not step.stage.is_end]
    through = len(way) / (len(row.track.columns) - 1)
    done = len(lines) if row.family else min(len(lines), round(through * len(lines) - 1.6))
    for number, line in enumerate(lines[: max(0, done)]):
        step = way[min(len(way) - 1, number * len(way) // len(lines) + 1)]
        book.write(
            Tick(
                applicant_id=row.id,
                line_id=line.id,
                ticked_on=step.entered_on,
                ticked_by_id=row.consultant_id,
            )
        )


def apply(book: Book, row: Applicant) -> None:
    """To the socialtilsyn of the region, with an answer expected after some months."""
    applied = next((step for step in row.steps if step.stage is Stage.APPLIED), None)
    if applied is None:
        return
    north = row.postcode.startswith("9")
    row.authority = Authority.HJOERRING if north else Authority.SILKEBORG
    row.applied_on = applied.entered_on
    row.case_reference = f"27.03.22-{book.scene.random.randint(1000, 9999)}"
    row.decision_expected_on = applied.entered_on + timedelta(book.scene.random.randint(70, 120))


def name_children(book: Book, applicants: Sequence[Applicant]) -> None:
    """A network family is for one child; the newest has not said for whom yet."""
    waiting = db.session.scalars(
        sa.select(PlacementRequest)
        .filter_by(municipality_id=book.owner, kind=CareKind.NETWORK)
        .where(PlacementRequest.state.not_in(CLOSED))
        .order_by(PlacementRequest.id)
    )
    under_way = [row for row in applicants if not row.stage.is_end]
    for row, request in zip(sorted(under_way, key=lambda row: row.since), waiting, strict=False):
        row.child_id = request.child_id


def make_an_exception(book: Book, families: Sequence[Applicant]) -> None:
    """One family was used before its course was done."""
    for row in families[:1]:
        leader = next(user for user in book.staff.users if user.role == "team_leader")
        row.exemptions.append(
            Exemption(
                gates=frozenset({"course"}),
                missing="Kurset er ikke gennemført.",
                reason=EXCEPTION,
                given_on=row.since,
                given_by=leader,
            )
        )
