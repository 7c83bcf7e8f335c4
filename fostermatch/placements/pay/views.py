"""What families are paid: without the child, for those who keep and check the contracts."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import joinedload

from fostermatch import access, audit, clock
from fostermatch.paging import page_of
from fostermatch.placements.agreements import actions
from fostermatch.placements.agreements.queries import versions
from fostermatch.placements.models import PayContract, Placement
from fostermatch.placements.pay import queries
from fostermatch.placements.pay.forms import PayContractForm
from fostermatch.saving import save_and_go

bp = Blueprint("pay", __name__, url_prefix="/placements")


@bp.get("/pay")
def overview() -> Any:
    access.require("pay.read")
    today = clock.today()
    audit.read(current_user.municipality, by=current_user, action="pay.read")
    return render_template(
        "placements/pay_overview.html",
        page=page_of(queries.in_force(current_user, today), request.args.get("page", 1, type=int)),
        missing=queries.without_contract(current_user, today),
        today=today,
    )


@bp.get("/<int:placement_id>/pay")
def detail(placement_id: int) -> Any:
    access.require("pay.read")
    placement = paid_stay(placement_id)
    audit.read(placement, by=current_user, action="pay.read")
    return render_template(
        "placements/pay.html",
        placement=placement,
        versions=versions(PayContract, placement),
        today=clock.today(),
    )


@bp.route("/<int:placement_id>/pay/new", methods=["GET", "POST"])
def add(placement_id: int) -> Any:
    """A new version, from a day on; also when a review changed nothing."""
    access.require("pay.write")
    placement = paid_stay(placement_id)
    known = versions(PayContract, placement)
    form = PayContractForm(placement, data=starting_point(known))
    if form.validate_on_submit():
        with form.refusable():
            row = PayContract(**actions.written(current_user, clock.now()))
            form.populate_obj(row)
            actions.agree(row, placement, known, by=current_user)
            back = url_for(".detail", placement_id=placement.id)
            return save_and_go(back, _("The contract is saved."))
    if not form.is_submitted():
        form.starts_on.data = clock.today() if known else placement.starts_on
    return render_template("placements/new_pay.html", form=form, placement=placement), form.status


def paid_stay(placement_id: int) -> Placement:
    placement: Placement = access.get_or_404(Placement, placement_id, joinedload(Placement.family))
    return placement if placement.family else abort(404)


def starting_point(known: list[PayContract]) -> dict[str, object]:
    return {"pay_model": known[0].pay_model, "fees": known[0].fees} if known else {}
