"""What can be done with rounds. Callers commit."""

from datetime import date, datetime
from decimal import Decimal
from time import perf_counter

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.matching import DEFAULT_WEIGHTS, Need, Result, SiblingRule, Weights, match
from fostermatch.matching.plain import to_plain
from fostermatch.needs import Slot
from fostermatch.placements import actions as placements
from fostermatch.rounds import queries
from fostermatch.rounds.models import Decision, Outcome, Proposal, Round


def run_round(
    municipality: Municipality,
    on: date,
    at: datetime,
    by: User | None = None,
    note: str = "",
    include_stale: bool = False,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Round:
    """Match the whole waiting list to the fresh places, and keep inputs, weights and answers."""
    began = perf_counter()
    needs = queries.needs(municipality, on)
    offers = queries.offers(municipality, on, include_stale)
    outcome = match(needs, offers, weights)
    round_ = Round(
        municipality_id=municipality.id,
        run_at=at,
        run_on=on,
        run_by=by,
        note=note,
        stale_included=include_stale,
        weights=weights.to_json(),
        inputs={"needs": to_plain(needs), "offers": to_plain(offers)},
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


def decide(
    proposal: Proposal,
    outcome: Outcome,
    professional_reason: str,
    economic_reason: str,
    by: User,
    on: date,
    at: datetime,
    starts_on: date | None = None,
    yearly_cost: Decimal | None = None,
) -> list[Decision]:
    """Accept or decline a proposal; siblings proposed for one home are decided together.

    Acceptance starts the placements, takes the places and closes the requests, all or none.
    """
    if proposal.family is None:
        raise Refused(
            _("The round suggests no family for this child, so there is nothing to decide.")
        )
    together = proposal.together()
    for each in together:
        placements.lock(each.request)
    if queries.is_decided(together):
        raise Refused(_("This proposal has already been decided."))
    decisions = []
    for each in together:
        decision = Decision(
            proposal=each,
            outcome=outcome,
            professional_reason=professional_reason,
            economic_reason=economic_reason,
            yearly_cost=yearly_cost,
            decided_by_id=by.id,
            decided_on=on,
            decided_at=at,
        )
        if outcome is Outcome.ACCEPTED:
            decision.placement = placements.start(
                each.request,
                proposal.family,
                each.slot or Slot.FULL_TIME,
                starts_on or on,
                by=by,
                on=on,
                at=at,
                yearly_cost=yearly_cost,
            )
        db.session.add(decision)
        audit.record("proposal.decide", each, by=by, outcome=outcome)
        decisions.append(decision)
    return decisions
