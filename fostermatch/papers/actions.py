"""What can be done with papers. Callers commit, and keep the file that comes with them."""

import secrets
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.papers.models import FileType, Paper


def add(paper: Paper, file_type: FileType | None, by: User, at: datetime) -> None:
    """Record a paper that has been requested or is here."""
    upload(paper, file_type, by, at)
    db.session.add(paper)
    audit.record("paper.add", paper, by=by, kind=paper.kind, with_file=file_type is not None)


def receive(paper: Paper, file_type: FileType | None, by: User, at: datetime) -> None:
    """A paper that was requested has come."""
    upload(paper, file_type, by, at)
    audit.record("paper.receive", paper, by=by, with_file=file_type is not None)


def refuse_unless_awaited(paper: Paper) -> None:
    if paper.is_received or paper.withdrawn_on:
        raise Refused(_("The paper is already here, or has been withdrawn. Add a new one instead."))


def upload(paper: Paper, file_type: FileType | None, by: User, at: datetime) -> None:
    """What is known of the file. Its own name may hold a person's, and is forgotten."""
    if file_type:
        paper.file_name, paper.file_type = secrets.token_hex(16), file_type
        paper.uploaded_by_id, paper.uploaded_at = by.id, at


def withdraw(paper: Paper, reason: str, by: User, on: date) -> None:
    """The paper counts no more. It stays where it is: papers are not deleted by hand."""
    if paper.withdrawn_on:
        raise Refused(_("The paper has already been withdrawn."))
    paper.withdrawn_on, paper.withdrawn_reason = on, reason
    audit.record("paper.withdraw", paper, by=by)


def hand_over(applicant_id: int, family: Family) -> None:
    """The applicant's papers are the family's from now on."""
    db.session.flush()
    db.session.execute(
        sa.update(Paper).where(Paper.applicant_id == applicant_id).values(family_id=family.id)
    )
