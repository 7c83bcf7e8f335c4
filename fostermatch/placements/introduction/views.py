"""The introduction plan: how the child comes to know the family before it moves in."""

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import clock
from fostermatch.placements.following.queries import followed
from fostermatch.placements.introduction import actions
from fostermatch.placements.introduction.forms import RecordStepForm, StepForm
from fostermatch.placements.models import IntroductionStep, StepState
from fostermatch.placements.opening import write_in, write_in_row
from fostermatch.placements.pages import form_page, page_of
from fostermatch.saving import save_and_go

bp = Blueprint("introduction", __name__, url_prefix="/placements")


@bp.post("/<int:placement_id>/introduction/propose")
def propose(placement_id: int) -> Any:
    placement = write_in(placement_id)
    known = followed([placement])[placement.id].steps
    actions.propose(placement, known, by=current_user, on=clock.today())
    return save_and_go(page_of(placement), _("The usual plan is there. Change what does not fit."))


@bp.route("/<int:placement_id>/introduction/new", methods=["GET", "POST"])
def add(placement_id: int) -> Any:
    placement = write_in(placement_id)
    row = IntroductionStep(
        municipality_id=placement.municipality_id,
        placement_id=placement.id,
        state=StepState.PLANNED,
    )
    form = StepForm(placement)
    if form.fits(row):
        form.populate_obj(row)
        actions.save(row, by=current_user)
        return save_and_go(page_of(placement), _("The step is planned."))
    return form_page(form, placement, _("New step of the introduction"), _("Plan it"))


@bp.route("/introduction/<int:step_id>", methods=["GET", "POST"])
def edit(step_id: int) -> Any:
    """Move it, cancel it, or tell how it went."""
    row = write_in_row(IntroductionStep, step_id)
    form = RecordStepForm(row.placement, row)
    if form.fits(row):
        form.populate_obj(row)
        actions.save(row, by=current_user)
        return save_and_go(page_of(row.placement), _("The step is saved."))
    return form_page(form, row.placement, str(row.kind.label), _("Save"))
