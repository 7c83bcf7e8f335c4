"""The board of all children on the way from a need to a home."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import ColumnElement

from fostermatch import access, audit, clock
from fostermatch.accounts.absences.queries import in_charge
from fostermatch.accounts.queries import teams
from fostermatch.children.models import Child
from fostermatch.paging import page_of
from fostermatch.process import actions, queries, words
from fostermatch.process.forms import BoardFilter, Due
from fostermatch.process.queries import Line
from fostermatch.process.stages import OVER, UNDER_WAY, Stage
from fostermatch.recruitment.forms import LimitsForm
from fostermatch.saving import save_and_go

PER_PAGE = 50
WEEK = timedelta(7)

bp = Blueprint("process", __name__, url_prefix="/process")


@bp.get("")
def board() -> Any:
    access.require("process.read")
    audit.read(current_user.municipality, by=current_user, action="process.read")
    today, form = clock.today(), BoardFilter(teams(current_user))
    asked = form.asked
    lines = queries.board(current_user, today, *whose(asked, today))
    counts = Counter(line.stage for line in lines)
    still = Counter(line.stage for line in lines if line.stands_still)
    shown = narrowed(lines, Stage.of(asked.get("stage")), Due.of(asked.get("due")), today)
    return render_template(
        "process/board.html",
        form=form,
        page=page_of(shown, form.page_number, PER_PAGE),
        under_way=[(stage, counts[stage], still[stage]) for stage in UNDER_WAY],
        over=[(stage, counts[stage]) for stage in OVER],
        chosen=Stage.of(asked.get("stage")),
        words=words,
        today=today,
    )


def whose(asked: dict[str, Any], on: date) -> list[ColumnElement[bool]]:
    found = [Child.team_id == asked["team"]] if "team" in asked else []
    if "mine" in asked:
        found.append(in_charge(Child.caseworker_id, current_user, on))
    return found


def narrowed(lines: list[Line], stage: Stage | None, due: Due | None, on: date) -> list[Line]:
    """Those at the stage, or all under way; of these what is due."""
    found = [line for line in lines if line.stage is stage or (not stage and line.limit)]
    if due is Due.STILL:
        return [line for line in found if line.stands_still]
    if due:
        last = on if due is Due.NOW else on + WEEK
        return [line for line in found if line.due_on <= last]
    return found


@bp.route("/stages", methods=["GET", "POST"])
def stages() -> Any:
    """How long a request may stay at each stage before it shows."""
    access.require("process_limits.set")
    owner, today = current_user.municipality_id, clock.today()
    form = LimitsForm.of(queries.limits(owner, today))
    if form.validate_on_submit():
        actions.set_limits(owner, form.days, today, by=current_user)
        return save_and_go(url_for(".board"), _("The days are saved."))
    return render_template("process/stages.html", form=form), form.status
