"""Which families to recruit, and what if there were more of them."""

from datetime import date
from typing import Any

from flask import render_template
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.reports import helping
from fostermatch.reports.forms import MoreFamilies
from fostermatch.reports.views import bp


@bp.get("/recruit")
def recruit() -> Any:
    access.require("report.read")
    today, form = clock.today(), MoreFamilies()
    now = helping.today(current_user.municipality, today)
    is_right = form.is_asked and form.validate()
    return render_template(
        "reports/recruit.html",
        form=form,
        waiting=len(now.needs),
        placed=len(now.placed),
        lines=helping.most_helpful(now),
        added=helping.with_more(now, form.number.data, form.kind.data, form.near.data)
        if is_right
        else None,
        month=months_until(today, form.since.data) if is_right else 0,
        campaigns=helping.campaigns(current_user, today),
        now=clock.now(),
    )


def months_until(on: date, since: date | None) -> int:
    """Whole months from today, as the simulator counts them."""
    return (since.year - on.year) * 12 + since.month - on.month if since else 0
