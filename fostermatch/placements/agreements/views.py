"""What a family undertakes for a child. Pay is another record, for other readers."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.placements.agreements import actions
from fostermatch.placements.agreements.forms import TaskAgreementForm
from fostermatch.placements.agreements.queries import versions
from fostermatch.placements.models import TaskAgreement
from fostermatch.placements.opening import open_placement
from fostermatch.placements.pages import form_page
from fostermatch.saving import save_and_go

bp = Blueprint("agreements", __name__, url_prefix="/placements/<int:placement_id>/agreement")


@bp.get("")
def detail(placement_id: int) -> Any:
    placement = open_placement(placement_id)
    access.require("agreement.read", placement)
    return render_template(
        "placements/agreement.html",
        placement=placement,
        versions=versions(TaskAgreement, placement),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
def add(placement_id: int) -> Any:
    """A new version, from a day on. It starts from the words of the latest."""
    placement = open_placement(placement_id)
    access.require("agreement.write", placement)
    known = versions(TaskAgreement, placement)
    row = TaskAgreement(**actions.written(current_user, clock.now()))
    form = TaskAgreementForm(placement, data=starting_point(known))
    if form.validate_on_submit():
        with form.refusable():
            form.populate_obj(row)
            actions.agree(row, placement, known, by=current_user)
            back = url_for(".detail", placement_id=placement.id)
            return save_and_go(back, _("The task agreement is saved."))
    if not form.is_submitted():
        form.starts_on.data = clock.today() if known else placement.starts_on
    return form_page(form, placement, _("New task agreement"), _("Save"))


def starting_point(known: list[TaskAgreement]) -> dict[str, str]:
    if not known:
        return {}
    return {name: getattr(known[0], name) for name in ("undertakes", "support", "contact")}
