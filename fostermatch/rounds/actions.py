"""What can be done with rounds. Callers commit."""

from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.matching import DEFAULT_WEIGHTS, Weights
from fostermatch.rounds import keeping, queries
from fostermatch.rounds.models import MatchingRules, Round
from fostermatch.rounds.standing import actions as standing
from fostermatch.rounds.told import told


def run_round(
    municipality: Municipality,
    on: date,
    at: datetime,
    by: User | None = None,
    note: str = "",
    include_stale: bool = False,
) -> Round:
    """Keep today's proposal as it is now, or matched with the stale places too, for good."""
    now = standing.refresh(municipality, on, at)
    round_ = Round(municipality_id=municipality.id, run_at=at, run_by=by, note=note)
    if include_stale:
        keeping.keep(round_, told(municipality, on, include_stale), at)
    else:
        keeping.copied(now, round_)
    db.session.add(round_)
    children, offers = len(round_.proposals), len(round_.inputs["offers"])
    audit.record("round.run", round_, by=by, children=children, offers=offers)
    return round_


def set_rules(
    municipality: Municipality, weights: Weights, reason: str, by: User, at: datetime
) -> MatchingRules:
    """The weights of the municipality's rounds from now on; the earlier ones stay readable."""
    latest = queries.rules_in_force(municipality.id)
    if latest and replace(weights, version=latest.weighting().version) == latest.weighting():
        raise Refused(_("These weights are in force already. Nothing was saved."))
    number = (latest.number if latest else int(DEFAULT_WEIGHTS.version)) + 1
    rules = MatchingRules(
        municipality_id=municipality.id,
        number=number,
        set_at=at,
        set_by_id=by.id,
        reason=reason,
        weights=replace(weights, version=str(number)).to_json(),
    )
    db.session.add(rules)
    audit.record("weights.set", rules, by=by, number=number)
    return rules
