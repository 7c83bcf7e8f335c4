"""Who is away, and who stands in."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.accounts.absences import actions, queries
from fostermatch.accounts.absences.forms import AbsenceForm
from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.models import User
from fostermatch.saving import save_and_go

bp = Blueprint("absences", __name__, url_prefix="/absences")


@bp.get("")
def overview() -> Any:
    today = clock.today()
    return render_template(
        "absences/overview.html",
        absences=queries.to_come(current_user, today),
        colleagues=queries.under(current_user, today),
        today=today,
    )


@bp.route("/new/<int:user_id>", methods=["GET", "POST"])
def add(user_id: int) -> Any:
    return form_page(access.get_or_404(User, user_id), Absence())


@bp.route("/<int:absence_id>", methods=["GET", "POST"])
def edit(absence_id: int) -> Any:
    absence = access.get_or_404(Absence, absence_id, *queries.WITH_NAMES)
    return form_page(absence.user, absence)


def form_page(user: User, absence: Absence) -> Any:
    access.require("absence.set", user)
    form = AbsenceForm(absence, queries.may_stand_in(user, clock.today()))
    fresh = absence.id is None
    if form.validate_on_submit() and (fresh or form.is_up_to_date(absence)):
        with form.refusable():
            form.populate_obj(absence)
            actions.write(absence, user, by=current_user)
            return save_and_go(url_for(".overview"), _("The absence is saved."))
    if fresh and not form.is_submitted():
        form.starts_on.data = clock.today()
    return render_template("absences/edit.html", form=form, user=user, absence=absence), form.status


@bp.post("/<int:absence_id>/call-off")
def call_off(absence_id: int) -> Any:
    absence = access.get_or_404(Absence, absence_id, *queries.WITH_NAMES)
    access.require("absence.set", absence.user)
    actions.call_off(absence, by=current_user, on=clock.today())
    return save_and_go(url_for(".overview"), _("The absence is over."))
