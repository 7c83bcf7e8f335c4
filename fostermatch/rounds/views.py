from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.asks import queries as asks
from fostermatch.asks.models import Ask, AskState
from fostermatch.children.opening import open_case
from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.matching import Need, Offer, Pairing, SiblingRule, obstacles, shortlist
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import actions, queries, words
from fostermatch.rounds.forms import RunForm
from fostermatch.rounds.models import Proposal, Round
from fostermatch.rounds.standing.models import ProposalChange
from fostermatch.rounds.standing.queries import changes, standing_round
from fostermatch.rounds.steering import queries as steering
from fostermatch.rounds.summary import summary
from fostermatch.saving import save_and_go

BESIDE = 4  # families side by side

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("")
def overview() -> Any:
    access.require("round.read")
    return render_template(
        "rounds/overview.html",
        rounds=queries.rounds(current_user),
        standing=standing_round(current_user.municipality_id),
    )


@bp.route("/new", methods=["GET", "POST"])
def run() -> Any:
    access.require("round.run")
    form = RunForm()
    if form.validate_on_submit():
        round_ = actions.run_round(
            current_user.municipality,
            on=clock.today(),
            at=clock.now(),
            by=current_user,
            note=form.note.data or "",
            include_stale=form.include_stale.data,
        )
        db.session.flush()
        return save_and_go(url_for(".detail", round_id=round_.id), _("The round has been run."))
    return render_template("rounds/run.html", form=form), form.status


@bp.get("/<int:round_id>")
def detail(round_id: int) -> Any:
    round_ = access.get_or_404(Round, round_id, *queries.RULES)
    audit.read(round_, by=current_user)
    lines = queries.proposals(round_)
    asked = asks.latest(line.request_id for line in lines)
    return render_template(
        "rounds/detail.html",
        round=round_,
        lines=lines,
        summary=summary(lines),
        words=words,
        criteria=words.spoken(words.CRITERIA),
        verdicts=words.spoken(words.VERDICTS),
        stale=queries.stale_families(round_),
        since_last=since_last(round_, lines),
        steered=list(steering.named(round_.steered()).values()),
        left_out=round_.left_out(),
        asked=asked,
    )


def since_last(
    round_: Round, lines: list[Proposal]
) -> dict[int, tuple[Family | None, ProposalChange | None]]:
    """By request, the family of the round before where it is another now, and the latest reason."""
    before = queries.previous_round(round_)
    if before is None:
        return {}
    earlier = {line.request_id: line.family for line in before.proposals}
    other = [
        line.request_id
        for line in lines
        if line.request_id in earlier and earlier[line.request_id] != line.family
    ]
    told = {row.request_id: row for row in changes(other, before.run_at, round_.as_of)}
    return {key: (earlier[key], told.get(key)) for key in other}


@bp.get("/requests/<int:request_id>")
def latest(request_id: int) -> Any:
    """Today's proposal for a child; while there is none, the child's own page."""
    request = access.get_or_404(PlacementRequest, request_id)
    newest = queries.latest_proposal(request.id)
    if newest is None:
        return redirect(url_for("cases.child", child_id=request.child_id))
    return redirect(url_for(".proposal", proposal_id=newest))


@bp.get("/proposals/<int:proposal_id>")
def proposal(proposal_id: int) -> Any:
    """Why this family, and why not another."""
    row = proposal_and_case(proposal_id)
    result = row.result
    mentioned = {key for _family, key in result.waits.holders} if result.waits else set()
    needs, offers = row.round.needs(), row.round.offers()
    asked = asks.latest([row.request_id])[row.request_id]
    ranked = columns(row, needs, offers, limit=BESIDE + len(asked))
    beside = ranked[:BESIDE]
    return render_template(
        "rounds/proposal.html",
        proposal=row,
        child=row.request.child,
        result=result,
        others=queries.initials(mentioned),
        words=words,
        columns=beside,
        asked=asked,
        ask_step=ask_step(row, list(asked.values()), ranked),
        now=clock.today(),
        why_not=why_not(row, needs, offers),
        today=row.round.run_on,
    )


@dataclass(frozen=True)
class Column:
    """One family beside the others, and which children of the round have it."""

    family: Family
    pairing: Pairing
    confirmed_days: int | None  # None: never
    has_it: list[Proposal]


def columns(row: Proposal, needs: list[Need], offers: list[Offer], limit: int) -> list[Column]:
    """The suggestion first, then the best others for the child alone."""
    suggestion = row.result.suggestion
    round_ = row.round
    best = shortlist(
        needs, row.request_id, offers, round_.weighting(), vetoes=round_.vetoes(), limit=limit
    )
    others = [pairing for pairing in best if pairing.family != row.family_id]
    pairings = [*([suggestion] if suggestion else []), *others][:limit]
    keys = {pairing.family for pairing in pairings}
    heard = {offer.key: offer.confirmed_days for offer in offers}
    families, holders = queries.families_named(keys), queries.holders(round_, keys)
    return [
        Column(
            families[pairing.family],
            pairing,
            heard[pairing.offer],
            [line for line in holders[pairing.family] if line.id != row.id],
        )
        for pairing in pairings
    ]


def ask_step(row: Proposal, asked: list[Ask], ranked: list[Column]) -> tuple[str, str] | None:
    """What is to be done next with asking: hear the answer, or ask the best family not asked."""
    request = row.request
    standing = next((ask for ask in asked if ask.stands), None)
    if not request.state.is_open:
        return None
    if standing:
        is_known = standing.state is AskState.YES
        if is_known or not access.allowed(current_user, "ask.answer", standing):
            return None
        return _("Record the answer"), url_for("asks.detail", ask_id=standing.id)
    families = {ask.family_id for ask in asked}
    family = next((one.family for one in ranked if one.family.id not in families), None)
    if family is None or not access.allowed(current_user, "ask.make", request):
        return None
    return (
        _("Ask family %(reference)s", reference=family.reference),
        url_for("asks.ask", request_id=request.id, family_id=family.id),
    )


def proposal_and_case(proposal_id: int) -> Proposal:
    row: Proposal = access.get_or_404(Proposal, proposal_id, *queries.LINES)
    open_case(row.request.child_id)
    return row


def why_not(
    row: Proposal, needs: list[Need], offers: list[Offer]
) -> list[tuple[Family, list[str]]]:
    """The families nearest to fitting that do not, with what each fails on."""
    need = next(need for need in needs if need.key == row.request_id)
    together = sum(need.sibling_group == other.sibling_group for other in needs)
    together = together if need.sibling_rule is SiblingRule.TOGETHER else 1
    found = obstacles(need, offers, together=together, vetoes=row.round.vetoes())
    failed = zip(offers, found, strict=True)
    nearest = sorted((pair for pair in failed if pair[1]), key=lambda pair: len(pair[1]))[:8]
    families = queries.families_named({offer.family for offer, _failed in nearest})
    return [
        (families[offer.family], [words.obstacle(one.requirement, one.facts) for one in failed])
        for offer, failed in nearest
        if offer.family in families
    ]
