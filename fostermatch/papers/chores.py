"""Tells consultants which papers expire, and puts the folder in order."""

from collections.abc import Iterator
from datetime import date, timedelta

import sqlalchemy as sa
from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from fostermatch import clock
from fostermatch.accounts.models import User
from fostermatch.chores import every
from fostermatch.database import db
from fostermatch.families.models import Approval, Family
from fostermatch.i18n import day
from fostermatch.mail import actions as mail
from fostermatch.papers import storage
from fostermatch.papers.models import Paper
from fostermatch.papers.queries import folders
from fostermatch.papers.standing import Standing, State

# Days before a paper expires, the nearest first.
THRESHOLDS = (30, 60)


@every(hour="6", minute="10")
def remind_of_expiry() -> None:
    today = clock.today()
    for consultant, one in expiring(today):
        threshold = next(limit for limit in THRESHOLDS if one.days_left(today) <= limit)
        remind(consultant, one.paper, threshold)
    db.session.commit()


def expiring(on: date) -> Iterator[tuple[User, Standing]]:
    """The papers of families in use that expire soon and have not been replaced."""
    families = db.session.scalars(
        sa.select(Family)
        .where(Family.approvals.any(Approval.not_over(on)))
        .options(joinedload(Family.consultant), selectinload(Family.members))
    )
    for family, folder in folders(families, on):
        consultant = family.consultant
        if consultant and consultant.covers(on):
            yield from ((consultant, one) for one in folder.due if one.state is State.EXPIRING)


def remind(consultant: User, paper: Paper, threshold: int) -> None:
    """One mail for each paper and threshold, without the name of anybody in the family."""
    with force_locale(consultant.language):
        facts = {
            "kind": paper.kind.label,
            "reference": paper.reference,
            "day": day(paper.expires_on),
        }
        mail.write(
            paper.municipality_id,
            key=f"paper:{paper.id}:{threshold}",
            recipient=consultant.email,
            subject=_("%(kind)s of family %(reference)s expires on %(day)s", **facts),
            body=_(
                "%(kind)s of family %(reference)s expires on %(day)s.\n\n"
                "See the family's papers:\n%(link)s\n",
                link=url_for("papers.overview", family_id=paper.family_id, _external=True),
                **facts,
            ),
            at=clock.now(),
        )


@every(hour="3", minute="20")
def settle_new_files() -> None:
    """What a stopped upload left behind: kept if its paper was saved, else taken away."""
    paths = storage.unsettled(before=clock.now() - timedelta(hours=1))
    names = [path.stem for path in paths]
    known = db.session.scalars(sa.select(Paper.file_name).where(Paper.file_name.in_(names)))
    storage.settle(paths, set(known))
