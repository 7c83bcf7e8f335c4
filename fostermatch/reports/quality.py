"""What becomes of our placements, and whether all children are served alike: two pages."""

from typing import Any

from flask import render_template
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.decisions.register.figures import figures, for_managers
from fostermatch.decisions.register.queries import settled
from fostermatch.placements.following.queries import in_all
from fostermatch.reports import breakdowns, fairness
from fostermatch.reports.views import bp


@bp.get("/quality")
def quality() -> Any:
    access.require("quality.read")
    today = clock.today()
    since = breakdowns.first_day(today)
    rows = settled(current_user, since, today)
    given_up = {row.placement: bool(row.compromises) for row in rows}
    return render_template(
        "reports/quality.html",
        found=breakdowns.breakdowns(current_user, today, given_up),
        followed=for_managers(figures(rows, today)),
        has_decisions=bool(rows),
        shares=in_all(current_user, today),
        today=today,
    )


@bp.get("/fairness")
def fair() -> Any:
    access.require("quality.read")
    today = clock.today()
    return render_template(
        "reports/fairness.html",
        found=fairness.fairness(current_user, today),
        today=today,
    )
