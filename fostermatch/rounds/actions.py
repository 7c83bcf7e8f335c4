"""What can be done with rounds. Callers commit."""

from dataclasses import replace
from datetime import date, datetime
from time import perf_counter

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.matching import DEFAULT_WEIGHTS, Need, Result, SiblingRule, Weights, match
from fostermatch.matching.plain import to_plain
from fostermatch.needs import Slot
from fostermatch.rounds import inputs, queries
from fostermatch.rounds.models import MatchingRules, Proposal, Round


def run_round(
    municipality: Municipality,
    on: date,
    at: datetime,
    by: User | None = None,
    note: str = "",
    include_stale: bool = False,
) -> Round:
    """Match the whole waiting list to the fresh places, and keep inputs, weights and answers."""
    began = perf_counter()
    rules = queries.rules_in_force(municipality.id)
    weights = queries.weighting(rules)
    needs = inputs.needs(municipality, on)
    offers = inputs.offers(municipality, on, include_stale)
    ruled_out = inputs.vetoes(municipality, needs, offers)
    outcome = match(needs, offers, weights, vetoes=ruled_out)
    round_ = Round(
        municipality_id=municipality.id,
        run_at=at,
        run_on=on,
        run_by=by,
        note=note,
        stale_included=include_stale,
        rules=rules,
        weights=weights.to_json(),
        inputs={
            "needs": to_plain(needs),
            "offers": to_plain(offers),
            "vetoes": [[*pair, reason] for pair, reason in ruled_out.items()],
        },
        value=outcome.value,
        bound=outcome.bound,
        milliseconds=round(1000 * (perf_counter() - began)),
    )
    round_.proposals = [
        proposal(municipality, number, need, result)
        for number, (need, result) in enumerate(zip(needs, outcome.results, strict=True))
    ]
    db.session.add(round_)
    audit.record("round.run", round_, by=by, children=len(needs), offers=len(offers))
    return round_


def proposal(municipality: Municipality, number: int, need: Need, result: Result) -> Proposal:
    pairing, best = result.suggestion, result.own_best
    together = need.sibling_rule is SiblingRule.TOGETHER
    return Proposal(
        municipality_id=municipality.id,
        request_id=need.key,
        place_in_list=number,
        family_id=pairing.family if pairing else None,
        slot=Slot.from_core(pairing.slot) if pairing else None,
        fit=pairing.fit if pairing else None,
        strong=pairing.strong if pairing else None,
        own_best_family_id=best.family if best else None,
        bundle=need.sibling_group if together else None,
        answers=to_plain(result),
    )


def hold_rules(municipality: Municipality) -> None:
    """Hold the municipality's row, so that of two who change its weights the later reads first."""
    row = sa.select(Municipality.id).where(Municipality.id == municipality.id)
    db.session.execute(row.with_for_update(key_share=True))


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
