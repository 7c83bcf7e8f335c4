from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.accounts.models import Role
from fostermatch.accounts.queries import colleagues
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.leaving import actions, queries
from fostermatch.leaving.forms import LeavingForm, OutlookForm, TalkForm
from fostermatch.leaving.models import Leaving, Outlook
from fostermatch.saving import save_and_go

bp = Blueprint("leaving", __name__, url_prefix="/families")


@bp.route("/<int:family_id>/leaving", methods=["GET", "POST"])
def leave(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    if queries.leaving_of(family):
        raise Refused(_("It is already recorded that the family stops."))
    form = LeavingForm()
    if not access.allowed(current_user, "family.leave_with_children"):
        del form.children_note
    if form.validate_on_submit():
        with form.refusable():
            leaving = Leaving(children_note="")
            form.populate_obj(leaving)
            actions.leave(family, leaving, by=current_user, on=clock.today())
            return back_to(family, _("It is recorded that the family stops. Hold an exit talk."))
    return page(form, family, _("The family stops"), _("Record that the family stops"))


@bp.route("/<int:family_id>/leaving/talk", methods=["GET", "POST"])
def talk(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    leaving = queries.leaving_of(family)
    if leaving is None:
        raise Refused(_("It is not recorded that the family stops."))
    roles = (Role.FAMILY_CONSULTANT, Role.TEAM_LEADER)
    held_by = colleagues(current_user, clock.today(), *roles, also=leaving.talk_by_id)
    form = TalkForm(leaving, held_by)
    if form.validate_on_submit() and form.is_up_to_date(leaving):
        form.populate_obj(leaving)
        audit.record("leaving.talk", leaving, by=current_user)
        return back_to(family, _("The exit talk is recorded."))
    if not form.is_submitted() and leaving.talk_on is None:
        form.talk_on.data, form.talk_by_id.data = clock.today(), current_user.id
    return page(form, family, _("Exit talk"), _("Save the exit talk"))


@bp.route("/<int:family_id>/outlook", methods=["GET", "POST"])
def outlook(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    form = OutlookForm()
    if form.validate_on_submit():
        row = Outlook(
            family_id=family.id,
            municipality_id=family.municipality_id,
            heard_by_id=current_user.id,
        )
        form.populate_obj(row)
        db.session.add(row)
        audit.record("outlook.add", family, by=current_user, horizon=row.horizon)
        return back_to(family, _("What the family expects is recorded."))
    if not form.is_submitted():
        form.said_on.data = clock.today()
    return page(form, family, _("How long the family goes on"), _("Save"))


def page(form: Any, family: Family, title: str, submit: str) -> Any:
    return render_template(
        "families/edit.html", form=form, family=family, title=title, submit=submit
    ), form.status


def back_to(family: Family, message: str) -> Any:
    return save_and_go(url_for("cases.family", family_id=family.id), message)
