"""What can be done with today's proposal. Callers commit."""

from datetime import date, datetime

from sqlalchemy.orm import undefer

from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.rounds import keeping, queries
from fostermatch.rounds.models import Round
from fostermatch.rounds.standing.models import ProposalChange
from fostermatch.rounds.standing.queries import of_municipality
from fostermatch.rounds.standing.why import Change, Knew, why
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
        was = knew(round_) if round_.fingerprint else None
        keeping.keep(round_, facts, at)
        if was:
            note_changes(was, round_, at)
    round_.fingerprint, round_.checked_at = fingerprint, at
    db.session.flush()
    return round_


def knew(round_: Round) -> Knew:
    return Knew(
        needs=round_.needs(),
        offers=round_.offers(),
        vetoes=round_.vetoes(),
        pins=round_.decided("pins"),
        holds=round_.decided("holds"),
        weights=round_.weighting(),
        suggested={line.request_id: line.family_id for line in round_.proposals},
    )


def note_changes(was: Knew, round_: Round, at: datetime) -> None:
    """Who came on the list, or left it, has no earlier or later family to compare with."""
    now = knew(round_)
    for key in was.suggested.keys() & now.suggested.keys():
        before, after = was.suggested[key], now.suggested[key]
        if before != after:
            reason, facts = why(Change(key, before, after, was, now))
            db.session.add(
                ProposalChange(
                    municipality_id=round_.municipality_id,
                    request_id=key,
                    at=at,
                    before_id=before,
                    after_id=after,
                    why=reason,
                    facts=facts,
                )
            )
