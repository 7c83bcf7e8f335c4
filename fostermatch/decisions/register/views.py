"""What we compromised on in a quarter, for leaders and managers."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.decisions.register import queries
from fostermatch.decisions.register.figures import Quarter, figures, for_managers
from fostermatch.decisions.views import bp


@bp.get("/decisions/compromises")
def register() -> Any:
    access.require("compromise.read")
    audit.read(current_user.municipality, by=current_user, action="compromises.read")
    today = clock.today()
    quarters = queries.quarters(current_user)
    asked = Quarter.named(request.args.get("quarter", ""))
    quarter = asked or (quarters[0] if quarters else Quarter.of(today))
    rows = queries.settled(current_user, quarter.first, quarter.last)
    found = figures(rows, today)
    sees_all = access.allowed(current_user, "recommendation.read")
    return render_template(
        "decisions/register.html",
        quarters=quarters,
        quarter=quarter,
        figures=found if sees_all else for_managers(found),
        sees_all=sees_all,
        is_empty=not rows,
        lines=queries.open_to(current_user, rows),
        today=today,
    )
