"""The page of one child and the waiting list: they show what several packages know."""

from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.accounts.queries import teams
from fostermatch.cases import queries
from fostermatch.cases.forms import WaitingFilter
from fostermatch.children.opening import open_case
from fostermatch.children.queries import EVERYTHING
from fostermatch.paging import page_of

bp = Blueprint("cases", __name__)


@bp.get("/waiting-list")
def waiting_list() -> Any:
    access.require("waiting_list.read")
    form = WaitingFilter(teams(current_user))
    today = clock.today()
    audit.read(current_user.municipality, by=current_user, action="waiting_list.read")
    lines = queries.waiting_list(current_user, today, form.asked)
    whole, by_team = queries.counts(current_user, today)
    return render_template(
        "cases/waiting_list.html",
        form=form,
        page=page_of(lines, form.page_number, per_page=50),
        suggested_on=max(
            (line.proposal.round.run_on for line in lines if line.proposal), default=None
        ),
        longest=max((line.days for line in lines), default=0),
        whole=whole,
        by_team=by_team,
        today=today,
    )


@bp.get("/children/<int:child_id>")
def child(child_id: int) -> Any:
    row = open_case(child_id, *EVERYTHING)
    case = queries.case(row)
    return render_template(
        "cases/child.html",
        child=row,
        case=case,
        timeline=queries.timeline(row, case),
        today=clock.today(),
    )
