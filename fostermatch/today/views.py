from typing import Any

from flask import Blueprint, current_app, render_template
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.accounts.models import Role
from fostermatch.cases.queries import counts
from fostermatch.families.lapsing import lapsing
from fostermatch.recruitment.queries import limits as stage_limits
from fostermatch.today import queries

bp = Blueprint("today", __name__)


@bp.get("/")
def page() -> Any:
    today, role = clock.today(), current_user.role
    panels: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    if role in (Role.CASEWORKER, Role.TEAM_LEADER):
        panels["steps"] = queries.steps_due(current_user, today)
        panels["undecided"] = queries.undecided(current_user)
    if role is Role.FAMILY_CONSULTANT:
        limits = stage_limits(current_user.municipality_id, today)
        panels["to_confirm"] = queries.to_confirm(current_user, today)
        panels["standing_still"] = queries.standing_still(current_user, today, limits)
        figures["stage_limits"] = limits
    if access.allowed(current_user, "approval.record"):
        panels["lapsing"] = lapsing(current_user, today)
    if access.allowed(current_user, "waiting_list.read"):
        figures["whole"], figures["by_team"] = counts(current_user, today)
    return render_template(
        "today/page.html", today=today, now=clock.now(), panels=list(panels), **panels, **figures
    )


@bp.get("/robots.txt")
def robots() -> Any:
    return current_app.send_static_file("robots.txt")


@bp.get("/was")
def accessibility() -> Any:
    """The accessibility statement the law asks for (webtilgængelighedserklæring)."""
    return render_template("today/accessibility.html")
