from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.asks import queries as asks
from fostermatch.children.opening import open_case
from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.rounds import actions, queries, words
from fostermatch.rounds.beside import (
    ask_step,
    columns,
    default_choice,
    in_order,
    is_rough,
    mentioned,
)
from fostermatch.rounds.candidates import Candidate, answered, candidates
from fostermatch.rounds.forms import RunForm
from fostermatch.rounds.models import Proposal, Round
from fostermatch.rounds.situation import of_round
from fostermatch.rounds.standing.models import ProposalChange
from fostermatch.rounds.standing.queries import changes, standing_round
from fostermatch.rounds.steering import queries as steering
from fostermatch.rounds.summary import summary
from fostermatch.saving import save_and_go

NEAREST = 8  # families told of that do not fit

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


@bp.get("/proposals/<int:proposal_id>")
def proposal(proposal_id: int) -> Any:
    """Why this family, and why not another."""
    row = proposal_and_case(proposal_id)
    result = row.result
    situation = of_round(row.round)
    need = situation.need(row.request_id)
    found = candidates(situation, need)
    chosen = list(answered(situation, need, default_choice(found, row.family_id)))
    approvals = queries.approvals_named({one.offer.key for one in chosen})
    beside = columns(row.request, row, chosen, approvals)
    asked = asks.latest([row.request_id])[row.request_id]
    return render_template(
        "rounds/proposal.html",
        proposal=row,
        child=row.request.child,
        result=result,
        others=queries.initials(mentioned(result)),
        words=words,
        columns=beside,
        asked=asked,
        ask_step=ask_step(row.request, asked, in_order(found, row.family_id)),
        now=clock.today(),
        why_not=why_not(row, found),
        today=row.round.run_on,
    )


def why_not(row: Proposal, found: list[Candidate]) -> list[tuple[Family, list[str]]]:
    """The families nearest to fitting that do not, with what each fails on."""
    nearest = [one for one in found if one.obstacles][:NEAREST]
    families = queries.families_named({one.family for one in nearest})
    return [
        (family, words.obstacles(one.obstacles, is_rough(row.request.child, family)))
        for one in nearest
        if (family := families.get(one.family))
    ]


def proposal_and_case(proposal_id: int) -> Proposal:
    row: Proposal = access.get_or_404(Proposal, proposal_id, *queries.LINES)
    open_case(row.request.child_id)
    return row
