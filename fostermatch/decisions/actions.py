"""What can be done with recommendations and decisions. Callers commit."""

from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.asks import actions as asks
from fostermatch.database import db
from fostermatch.decisions import checks, comparing, queries
from fostermatch.decisions.choices import Consent, Level, Outcome
from fostermatch.decisions.comparing import Comparison
from fostermatch.decisions.drafts import Draft, Verdict
from fostermatch.decisions.levels.deciding import Facts, Usual, level_of
from fostermatch.decisions.models import (
    Compromise,
    Decision,
    Recommendation,
    RecommendationLine,
    Weighed,
    Withdrawal,
)
from fostermatch.errors import Refused
from fostermatch.matching import obstacles
from fostermatch.placements import actions as placements
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import words


def moving(request: PlacementRequest, alone: bool) -> list[PlacementRequest]:
    """Who moves: the child, and the siblings it must live with unless it is to go alone."""
    siblings = [] if alone else queries.brothers_and_sisters(request)
    return sorted([request, *siblings], key=lambda row: row.id)


def recommend(
    request: PlacementRequest, draft: Draft, by: User, on: date, at: datetime
) -> Recommendation:
    """Write a recommendation, and keep the families compared as they are at this moment.

    The requests are locked, so that a child never has two recommendations waiting.
    """
    together = moving(request, draft.alone)
    for each in together:
        placements.lock(each)
    checks.check_open(together)
    checks.check_place(together, draft.family, draft.slot, draft.starts_on, on)
    checks.check_consent(together, draft)
    stay = queries.left_behind(
        request, {each.child_id for each in together}, draft.family.id, draft.starts_on
    )
    checks.check_split([child.initial for child in stay], draft)
    municipality = by.municipality
    now = comparing.today(municipality, together, on, network=[draft.family.id, *draft.beside])
    found = [
        comparing.compare(each, draft.family, draft.slot, now, draft.beside, len(together))
        for each in together
    ]
    overridden = checks.check_fit(found, draft)
    first = next(one for one in found if one.request is request)
    checks.check_followed(first, draft)
    row = written(draft, first, by, on, at)
    row.overridden = overridden
    row.weights = now.weights.to_json()
    row.lines = [line(one, now, draft) for one in found]
    row.level, row.level_because = level(municipality, draft, overridden, bool(stay), on)
    db.session.add(row)
    audit.record("recommendation.write", row, by=by, family=draft.family.id, level=row.level)
    return row


def written(draft: Draft, first: Comparison, by: User, on: date, at: datetime) -> Recommendation:
    proposal = first.proposal
    return Recommendation(
        municipality_id=by.municipality_id,
        family=draft.family,
        reference=draft.family.reference,
        slot=draft.slot,
        starts_on=draft.starts_on,
        yearly_cost=draft.yearly_cost,
        professional=draft.professional,
        economic=draft.economic,
        support=draft.support,
        review_on=draft.review_on,
        parents_consent=draft.parents_consent,
        split_ground=draft.split_ground,
        override_reason=draft.override_reason,
        not_followed_reason=draft.not_followed_reason,
        suggested_family_id=proposal.family_id if proposal else None,
        round_id=proposal.round_id if proposal else None,
        recommended_by_id=by.id,
        recommended_on=on,
        recommended_at=at,
        weighed=[
            Weighed(point=point, is_met=is_met, words=said)
            for point, (is_met, said) in draft.weighed.items()
        ],
        compromises=[Compromise(kind=kind, words=said) for kind, said in draft.compromises.items()],
    )


def line(comparison: Comparison, now: comparing.Today, draft: Draft) -> RecommendationLine:
    return RecommendationLine(
        request=comparison.request,
        need=now.to_keep(comparison.request),
        candidates=[one.to_plain() for one in comparison.candidates],
        **vars(draft.voices[comparison.request.id]),
    )


def level(
    municipality: Municipality, draft: Draft, overridden: frozenset[str], split: bool, on: date
) -> tuple[Level, frozenset[str]]:
    refused = any(voice.consent is Consent.REFUSED for voice in draft.voices.values())
    facts = Facts(
        young_person_consents=not refused,
        parents_consent=draft.parents_consent,
        overridden=bool(overridden),
        split=split,
        yearly_cost=draft.yearly_cost,
    )
    return level_of(queries.rule_in_force(municipality.id, on) or Usual(), facts)


def withdraw(row: Recommendation, reason: str, by: User, on: date, at: datetime) -> None:
    """The writer takes the recommendation back before anybody has decided."""
    hold(row)
    db.session.add(
        Withdrawal(
            recommendation_id=row.id,
            withdrawn_by_id=by.id,
            withdrawn_on=on,
            withdrawn_at=at,
            reason=reason,
        )
    )
    audit.record("recommendation.withdraw", row, by=by)


def hold(row: Recommendation) -> None:
    """Lock what the recommendation is about, and see that nobody has settled it meanwhile."""
    for each in row.lines:
        placements.lock(each.request)
    if queries.is_settled(row):
        raise Refused(_("The recommendation has been decided or withdrawn. Open it to see how."))


def decide(row: Recommendation, verdict: Verdict, by: User, on: date, at: datetime) -> Decision:
    """Accept, decline or send back; siblings are decided together, all or none.

    Acceptance starts the stays, takes the places and closes the requests. What other families
    were still asked about it is withdrawn.
    """
    hold(row)
    if row.level.is_committee:
        checks.check_members(verdict.members, row.recommended_by.name if row.recommended_by else "")
    if verdict.outcome is Outcome.SENT_BACK and not verdict.missing:
        raise checks.Lacks("missing", _("Write what is missing before it can be decided."))
    if verdict.outcome is Outcome.ACCEPTED:
        accept(row, by, on, at)
    decision = Decision(
        recommendation=row,
        decided_by_id=by.id,
        decided_on=on,
        decided_at=at,
        **vars(verdict),
    )
    db.session.add(decision)
    audit.record("recommendation.decide", row, by=by, outcome=verdict.outcome)
    if verdict.outcome is Outcome.ACCEPTED:
        asks.end_overtaken(row.municipality_id, by, on, at)
    return decision


def accept(row: Recommendation, by: User, on: date, at: datetime) -> None:
    """Start the stays, if the families still fits; else say what to do instead."""
    try:
        check_still_fits(row, on)
        for each in row.lines:
            placements.start(
                each.request,
                row.family,
                row.slot,
                row.starts_on or on,
                by=by,
                on=on,
                at=at,
                yearly_cost=row.yearly_cost,
            )
    except Refused as refused:
        todo = _("Decline the recommendation or send it back, so that another can be written.")
        raise Refused(f"{refused} {todo}") from None


def check_still_fits(row: Recommendation, on: date) -> None:
    """What the children must have today, and nobody has overridden. Places are locked later."""
    requests = [each.request for each in row.lines]
    now = comparing.today(row.municipality, requests, on, network=[row.family_id])
    offer = now.offer_of(row.family_id, row.slot)
    if offer is None:
        return
    for request in requests:
        [failed] = obstacles(now.need(request), [offer], vetoes=now.vetoes)
        left = [
            words.obstacle(one.requirement, one.facts)
            for one in failed
            if one.requirement not in comparing.NEVER_OVERRIDDEN | row.overridden | {"siblings"}
        ]
        if left:
            raise Refused(
                _("The family no longer fits the child: %(reasons)s.", reasons="; ".join(left))
            )
