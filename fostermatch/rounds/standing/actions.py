"""What can be done with today's proposal. Callers commit."""

from datetime import date, datetime

from sqlalchemy.orm import undefer

from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.rounds import keeping, queries
from fostermatch.rounds.models import Round
from fostermatch.rounds.standing.queries import of_municipality
from fostermatch.rounds.told import told


def refresh(municipality: Municipality, on: date, at: datetime) -> Round:
    """Today's proposal as of this moment, matched again if anything a round is told has changed.

    The municipality's row is held, so of two who do it at once the later finds nothing new.
    """
    queries.hold(municipality)
    facts = told(municipality, on)
    round_ = db.session.scalar(
        of_municipality(municipality.id)
        .options(undefer(Round.inputs))
        .execution_options(populate_existing=True)
    )
    fingerprint = facts.fingerprint
    if round_ is None:
        round_ = Round(municipality_id=municipality.id, standing=True)
        db.session.add(round_)
    if round_.fingerprint != fingerprint:
        keeping.keep(round_, facts, at)
    round_.fingerprint, round_.checked_at = fingerprint, at
    db.session.flush()
    return round_
