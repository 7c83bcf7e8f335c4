"""The checks after 3, 6 and 12 months, and what comes with a young person's birthdays."""

from typing import Any

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import audit, clock
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.placements.checks.forms import CheckForm, YouthStepForm
from fostermatch.placements.following.queries import of_placement
from fostermatch.placements.models import MONTHS, CheckUp, YouthDuty, YouthStep
from fostermatch.placements.opening import write_in
from fostermatch.placements.pages import form_page, page_of
from fostermatch.saving import save_and_go

bp = Blueprint("checks", __name__, url_prefix="/placements/<int:placement_id>")


@bp.route("/checks/<int:months>", methods=["GET", "POST"])
def record(placement_id: int, months: int) -> Any:
    """Make a check, or correct what was recorded of it."""
    placement = write_in(placement_id)
    stay = of_placement(placement)
    if months not in MONTHS or not stay.has_checks:
        abort(404)
    row = next((row for row in stay.checks if row.months == months), None) or CheckUp(
        municipality_id=placement.municipality_id, placement_id=placement.id, months=months
    )
    form = CheckForm(placement, months, row)
    if not form.is_submitted():
        form.held_on.data = row.held_on or clock.today()
    if form.fits(row):
        form.populate_obj(row)
        db.session.add(row)
        audit.record("check.record", row, by=current_user, months=months)
        return save_and_go(page_of(placement), _("The check is recorded."))
    return form_page(form, placement, _("Check after %(months)s months", months=months), _("Save"))


@bp.route("/youth/<duty>", methods=["GET", "POST"])
def record_youth_step(placement_id: int, duty: str) -> Any:
    placement = write_in(placement_id)
    what = YouthDuty.of(duty) or abort(404)
    if any(row.duty is what for row in of_placement(placement).youth):
        raise Refused(_("That has been recorded already."))
    form = YouthStepForm(placement)
    if form.validate_on_submit():
        row = YouthStep(
            municipality_id=placement.municipality_id, child_id=placement.child_id, duty=what
        )
        form.populate_obj(row)
        db.session.add(row)
        audit.record("youth_step.record", row, by=current_user, duty=what)
        return save_and_go(page_of(placement), _("It is recorded."))
    if not form.is_submitted():
        form.done_on.data = clock.today()
    return form_page(form, placement, str(what.label), _("Save"))
