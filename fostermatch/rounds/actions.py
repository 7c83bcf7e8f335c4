"""What can be done with rounds. Callers commit."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from time import perf_counter

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.asks import actions as asks
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.matching import DEFAULT_WEIGHTS, Need, Result, SiblingRule, Weights, match
from fostermatch.matching.plain import to_plain
from fostermatch.needs import Slot
from fostermatch.placements import actions as placements
from fostermatch.placements.models import Placement
from fostermatch.rounds import inputs, queries, words
from fostermatch.rounds.models import Decision, MatchingRules, Outcome, Proposal, Round


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


@dataclass(frozen=True)
class Verdict:
    """What the decider writes: the outcome, both reasons, and what acceptance needs."""

    outcome: Outcome
    professional_reason: str
    economic_reason: str
    starts_on: date | None = None
    yearly_cost: Decimal | None = None


def check_open(proposal: Proposal) -> Family:
    """The family there is to decide on; refuses what is decided, or overtaken by a newer round."""
    if proposal.family is None:
        raise Refused(_("The round suggests no family, so there is nothing to decide."))
    if proposal.decision:
        raise Refused(_("This proposal has already been decided."))
    if queries.overtaken([proposal.request_id], proposal.round_id):
        raise Refused(_("A newer round has looked at the child again. Decide on its suggestion."))
    return proposal.family


def decide(
    proposal: Proposal, verdict: Verdict, by: User, on: date, at: datetime
) -> list[Decision]:
    """Accept or decline a proposal; siblings proposed for one home are decided together.

    Acceptance starts the placements, takes the places and closes the requests, all or none.
    What other families were still asked about it is withdrawn.
    """
    family = check_open(proposal)
    together = proposal.together()
    for each in together:
        placements.lock(each.request)
    if queries.is_decided(together):
        raise Refused(_("This proposal has already been decided."))
    decisions = [decide_one(each, family, verdict, by, on, at) for each in together]
    if verdict.outcome is Outcome.ACCEPTED:
        asks.end_overtaken(proposal.municipality_id, by, on, at)
    return decisions


def decide_one(
    proposal: Proposal, family: Family, verdict: Verdict, by: User, on: date, at: datetime
) -> Decision:
    accepted = verdict.outcome is Outcome.ACCEPTED
    placement = settle(proposal, family, verdict, by, on, at) if accepted else None
    decision = Decision(
        proposal=proposal,
        outcome=verdict.outcome,
        professional_reason=verdict.professional_reason,
        economic_reason=verdict.economic_reason,
        yearly_cost=verdict.yearly_cost,
        placement=placement,
        decided_by_id=by.id,
        decided_on=on,
        decided_at=at,
    )
    db.session.add(decision)
    audit.record("proposal.decide", proposal, by=by, outcome=verdict.outcome)
    return decision


def settle(
    proposal: Proposal, family: Family, verdict: Verdict, by: User, on: date, at: datetime
) -> Placement:
    """Start the stay that an accepted proposal speaks of, if it still fits."""
    pairing = proposal.result.suggestion
    failed = inputs.what_stands_between(proposal.request, pairing.offer, on) if pairing else ()
    if failed:
        reasons = "; ".join(words.obstacles(failed))
        raise Refused(_("The family no longer fits the child: %(reasons)s.", reasons=reasons))
    return placements.start(
        proposal.request,
        family,
        proposal.slot or Slot.FULL_TIME,
        verdict.starts_on or on,
        by=by,
        on=on,
        at=at,
        yearly_cost=verdict.yearly_cost,
    )
