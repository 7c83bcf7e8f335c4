"""The main menu, and addresses that lead back."""

from urllib.parse import urlsplit

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from fostermatch import access

# label, endpoint, the rule that shows it (None: everyone)
MENU = (
    (_l("Today"), "today.page", None),
    (_l("Waiting list"), "cases.waiting_list", "waiting_list.read"),
    (_l("Processes"), "process.board", "process.read"),
    (_l("Rounds"), "rounds.overview", "round.read"),
    (_l("Decisions"), "decisions.overview", "recommendation.read"),
    (_l("Families asked"), "asks.overview", "ask.read"),
    (_l("Children"), "children.overview", "child.edit"),
    (_l("Placements"), "following.overview", "following.read"),
    (_l("Families"), "families.overview", "family.read"),
    (_l("Visits and courses"), "duties.overview", "duty.plan"),
    (_l("Pay contracts"), "pay.overview", "pay.check"),
    (_l("Prices"), "costs.prices", "pay.check"),
    (_l("Recruiting"), "recruitment.overview", "applicant.log"),
    (_l("Overview"), "reports.overview", "report.read"),
    (_l("Mail"), "mail.outbox", "mail.read"),
    (_l("Users"), "accounts.users", "user.manage"),
)


def menu() -> list[tuple[str, str, bool]]:
    """What the user may open: label, address, whether we are there."""
    offered = [
        (str(label), url_for(endpoint))
        for label, endpoint, rule in MENU
        if rule is None or access.allowed(current_user, rule)
    ]
    here = f"{request.path.rstrip('/')}/"
    return [
        (label, address, here.startswith(f"{address}/") or address == request.path)
        for label, address in offered
    ]


def safe_next(address: str | None) -> str | None:
    """An address on this site, None for any other."""
    parts = urlsplit(address or "")
    plain = address and not parts.scheme and not parts.netloc
    return address if plain and parts.path.startswith("/") and "\\" not in parts.path else None


def with_changes(**changes: object) -> str:
    """This page's address with some of its questions changed; None takes one away."""
    asked: dict[str, object] = {key: request.args.getlist(key) for key in request.args}
    asked.update(changes)
    kept = {key: value for key, value in asked.items() if value not in (None, "", [""])}
    return url_for(request.endpoint or "", **(request.view_args or {}), **kept)  # type: ignore[arg-type]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(menu=menu, with_changes=with_changes)
