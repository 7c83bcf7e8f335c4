from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.placements import actions, queries
from fostermatch.placements.agreements.queries import versions
from fostermatch.placements.following.due import dues
from fostermatch.placements.following.queries import network_of_stays, of_placement
from fostermatch.placements.forms import EndPlacementForm
from fostermatch.placements.models import Placement, PlacementKind, TaskAgreement
from fostermatch.placements.opening import open_placement
from fostermatch.placements.pages import page_of
from fostermatch.placements.story import story
from fostermatch.requests.forms import RequestForm
from fostermatch.requests.models import CareKind, PlacementRequest, State, WhereNow
from fostermatch.saving import save_and_go

bp = Blueprint("placements", __name__, url_prefix="/placements")


@bp.get("/<int:placement_id>")
def detail(placement_id: int) -> Any:
    """Where a child lives, what is due, and what has happened since it moved in."""
    placement = open_placement(placement_id)
    stay, today = of_placement(placement), clock.today()
    reads_agreement = access.allowed(current_user, "agreement.read", placement)
    return render_template(
        "placements/detail.html",
        placement=placement,
        child=placement.child,
        stay=stay,
        dues=dues(stay, today),
        story=story(stay),
        agreements=versions(TaskAgreement, placement) if reads_agreement else None,
        breakdown=queries.breakdown_of(placement),
        stays=network_of_stays(placement),
        follows=queries.follows(placement.child_id),
        today=today,
    )


@bp.route("/<int:placement_id>/end", methods=["GET", "POST"])
def end(placement_id: int) -> Any:
    placement = open_placement(placement_id)
    access.require("placement.end", placement)
    form = EndPlacementForm()
    if form.validate_on_submit():
        with form.refusable():
            on, reason, note = form.ends_on.data, form.reason.data, form.note.data
            actions.end(placement, on, reason, note, form.learnt_from, by=current_user)
            return save_and_go(page_of(placement), _("The stay has ended."))
    return render_template(
        "placements/end.html", form=form, child=placement.child, placement=placement
    ), form.status


@bp.route("/<int:placement_id>/move-on", methods=["GET", "POST"])
def move_on(placement_id: int) -> Any:
    """A new request that begins where this stay does not last. What was here is kept."""
    placement = open_placement(placement_id)
    access.require("request.edit", placement)
    form = RequestForm(placement.child)
    if form.validate_on_submit():
        with form.refusable():
            request = PlacementRequest()
            form.populate_obj(request)
            actions.move_on(placement, request, by=current_user)
            back = url_for("cases.child", child_id=placement.child_id)
            return save_and_go(back, _("The child is on the waiting list."))
    if not form.is_submitted():
        form.process(data=starting_point(placement))
    return render_template(
        "requests/edit.html",
        form=form,
        child=placement.child,
        title=_("Move on from here"),
        submit=_("Put on the waiting list"),
        respite=CareKind.RESPITE,
    ), form.status


def starting_point(placement: Placement) -> dict[str, Any]:
    """What is known of a child who must move on."""
    in_institution = placement.kind is PlacementKind.INSTITUTION
    return {
        "kind": CareKind.BRIDGE if in_institution else CareKind.FOSTER,
        "state": State.WAITING,
        "where_now": WhereNow.INSTITUTION if in_institution else WhereNow.FAMILY,
        "waiting_since": clock.today(),
        "wanted_on": placement.ends_on,
    }
