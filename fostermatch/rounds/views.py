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
from fostermatch.rounds.beside import ask_step, columns, default_choice, is_rough, mentioned
from fostermatch.rounds.candidates import Candidate, answered, candidates
from fostermatch.rounds.forms import DecisionForm, RunForm
from fostermatch.rounds.models import Proposal, Round
from fostermatch.rounds.situation import of_round
from fostermatch.rounds.summary import summary
from fostermatch.saving import save_and_go

NEAREST = 8  # families told of that do not fit

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("")
def overview() -> Any:
    access.require("round.read")
    return render_template("rounds/overview.html", rounds=queries.rounds(current_user))


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
        overtaken=queries.overtaken([line.request_id for line in lines], round_.id),
        stale=queries.stale_families(round_),
        asked=asked,
    )


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
        ask_step=ask_step(row.request, asked, [column.family for column in beside]),
        now=clock.today(),
        earlier=queries.earlier_decisions(row),
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


@bp.route("/proposals/<int:proposal_id>/decide", methods=["GET", "POST"])
def decide(proposal_id: int) -> Any:
    row = proposal_and_case(proposal_id)
    access.require("proposal.decide", row)
    actions.check_open(row)
    form = DecisionForm()
    if form.validate_on_submit():
        with form.refusable():
            verdict = actions.Verdict(
                form.outcome.data,
                form.professional_reason.data,
                form.economic_reason.data,
                form.starts_on.data,
                form.yearly_cost.data,
            )
            actions.decide(row, verdict, by=current_user, on=clock.today(), at=clock.now())
            return save_and_go(
                url_for(".detail", round_id=row.round_id), _("Your decision is recorded.")
            )
    return render_template(
        "rounds/decide.html",
        form=form,
        proposal=row,
        child=row.request.child,
        together=row.together(),
        words=words,
        result=row.result,
    ), form.status
