"""Certificates of everyone of 15 or over, papers of applicants, and a few files to fetch."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from fostermatch.database import db
from fostermatch.demo import names
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home
from fostermatch.demo.letters import letter
from fostermatch.families.models import HouseholdMember, Relation
from fostermatch.papers import actions, storage
from fostermatch.papers.models import CERTIFICATES, FileType, Paper, PaperKind
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Stage

GROWN_UP = 15
WITH_FILES = 12
# Days since a certificate was requested in e-Boks; the time to answer is 14.
REQUESTED = (2, 5, 9, 13, 19)
STAGES = list(Stage)


def fill(book: Book, homes: Sequence[Home]) -> None:
    for home in homes:
        book.write(*of_family(book, home))
    for applicant in asked_for_certificates(book):
        move_in(book, applicant)
        book.write(*of_applicant(book, applicant))
    letters = [letter_of_approval(book, home) for home in homes[: book.scene.count(WITH_FILES)]]
    book.write(*letters)
    book.save()
    for paper in letters:
        with storage.kept_if_saved(paper, written(paper)):
            pass


def of_family(book: Book, home: Home) -> Iterator[Paper]:
    """In order as a rule. A few expire soon, and some who have turned 15 were forgotten."""
    scene, family = book.scene, home.family
    expiring = scene.chance(0.08)
    for member in family.household_on(scene.today):
        since = max(home.since - timedelta(30), member.turns(GROWN_UP) + timedelta(12))
        if since > scene.today or (member.relation is Relation.OWN_CHILD and scene.chance(0.2)):
            continue
        for kind in CERTIFICATES:
            paper = paper_of(book, family, kind, member)
            paper.requested_on, paper.issued_on = since, min(since + timedelta(6), scene.today)
            if expiring and kind is PaperKind.CHILD_CERTIFICATE:
                paper.expires_on = scene.today + timedelta(scene.random.randint(-4, 58))
            yield paper


def paper_of(
    book: Book, home: Any, kind: PaperKind, member: HouseholdMember | None = None
) -> Paper:
    column = f"{home.__tablename__}_id"
    return Paper(municipality_id=book.owner, member=member, kind=kind, **{column: home.id})


def asked_for_certificates(book: Book) -> list[Applicant]:
    rows = db.session.scalars(
        sa.select(Applicant)
        .where(Applicant.municipality_id == book.owner, Applicant.family_id.is_(None))
        .order_by(Applicant.id)
    )
    first = STAGES.index(Stage.CERTIFICATES)
    return [row for row in rows if STAGES.index(row.stage) >= first and not row.stage.is_end]


def move_in(book: Book, applicant: Applicant) -> None:
    """The applicant, mostly somebody to share the home with, and perhaps a child."""
    scene = book.scene
    years = scene.random.randint(31, 55)
    partner = names.grown_up(scene, scene.chance(0.4))
    last_name = applicant.name.split()[-1]
    people = [(applicant.name, years, Relation.CARER)]
    people += [(f"{partner} {last_name}", years + 1, Relation.CARER)] if scene.chance(0.8) else []
    if scene.chance(0.6):
        child = names.first_name(scene, scene.chance(0.5))
        people.append((f"{child} {last_name}", scene.random.randint(8, 17), Relation.OWN_CHILD))
    for name, age, relation in people:
        born_on = scene.ago(365 * age + 5, 365 * age + 360)
        row = HouseholdMember(name=name, born_on=born_on, relation=relation)
        row.starts_on = applicant.since
        applicant.members.append(row)
    book.save()


def of_applicant(book: Book, applicant: Applicant) -> Iterator[Paper]:
    """Requested lately at the stage for it, and there at all later ones."""
    scene, pending = book.scene, applicant.stage is Stage.CERTIFICATES
    application = paper_of(book, applicant, PaperKind.APPLICATION)
    asked_in_writing = (Stage.APPLIED, Stage.FIRST_TALK)
    application.issued_on = next(
        step.entered_on for step in applicant.steps if step.stage in asked_in_writing
    )
    yield application
    days = scene.pick(REQUESTED)
    for member in applicant.household_on(scene.today):
        if member.age_on(scene.today) < GROWN_UP:
            continue
        for kind in CERTIFICATES:
            paper = paper_of(book, applicant, kind, member)
            paper.requested_on = applicant.since
            paper.issued_on = applicant.since
            if pending:
                paper.requested_on = scene.today - timedelta(days)
                paper.issued_on = None if kind is PaperKind.CHILD_CERTIFICATE else scene.today
            yield paper


def letter_of_approval(book: Book, home: Home) -> Paper:
    uploaded_by = home.family.consultant or book.staff.users[0]
    paper = paper_of(book, home.family, PaperKind.APPROVAL_LETTER)
    paper.issued_on, paper.family = home.since, home.family
    uploaded_at = book.scene.moment(home.since + timedelta(3))
    actions.upload(paper, FileType.PDF, uploaded_by, uploaded_at)
    return paper


def written(paper: Paper) -> bytes:
    return letter(
        "Godkendelse som plejefamilie",
        f"Familie {paper.reference}",
        f"Udstedt {paper.issued_on:%d.%m.%Y}",
        "Opdigtet til demoen.",
    )
