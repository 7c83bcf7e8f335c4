from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.children.opening import open_case
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.standing.actions import refresh
from fostermatch.rounds.steering import actions
from fostermatch.rounds.steering.forms import ReasonForm, SteerForm
from fostermatch.rounds.steering.models import Kind, Steering
from fostermatch.rounds.steering.queries import of_requests
from fostermatch.saving import save_and_go

bp = Blueprint("steering", __name__)


@bp.route("/requests/<int:request_id>/steer/<int:family_id>", methods=["GET", "POST"])
def steer(request_id: int, family_id: int) -> Any:
    """Pin the family to the child, rule it out, or hold a place. Leaders pin and hold."""
    request = access.get_or_404(PlacementRequest, request_id)
    family = access.get_or_404(Family, family_id)
    open_case(request.child_id)
    access.require("steering.set", request)
    form = SteerForm(kinds_for(request), clock.today())
    if form.validate_on_submit():
        with form.refusable():
            actions.set_steering(
                request, family, form.wish, current_user, clock.today(), clock.now()
            )
            return renewed(request, _("It holds from now on."))
    return render_template(
        "steering/steer.html",
        form=form,
        request_=request,
        family=family,
        stands=of_requests([request.id]),
        today=clock.today(),
    ), form.status


def kinds_for(request: PlacementRequest) -> list[Kind]:
    may_pin = access.allowed(current_user, "steering.pin", request)
    return list(Kind) if may_pin else [Kind.VETO]


@bp.route("/steerings/<int:steering_id>/lift", methods=["GET", "POST"])
def lift(steering_id: int) -> Any:
    row = access.get_or_404(Steering, steering_id)
    open_case(row.request.child_id)
    access.require("steering.set" if row.kind is Kind.VETO else "steering.pin", row)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.lift(row, form.reason.data.strip(), current_user, clock.now())
            return renewed(row.request, _("It is lifted."))
    return render_template("steering/lift.html", form=form, steering=row), form.status


def renewed(request: PlacementRequest, message: str) -> Any:
    """Who steers sees at once what came of it."""
    refresh(current_user.municipality, clock.today(), clock.now())
    return save_and_go(url_for("cases.child", child_id=request.child_id), message)
