"""Who lives with an applicant."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.database import db
from fostermatch.families import actions
from fostermatch.families.forms import EndForm, MemberForm
from fostermatch.families.models import HouseholdMember
from fostermatch.recruitment.models import Applicant
from fostermatch.saving import save_and_go

bp = Blueprint("household", __name__, url_prefix="/recruitment/<int:applicant_id>")


@bp.route("/members/new", methods=["GET", "POST"])
def add_member(applicant_id: int) -> Any:
    applicant = applicant_or_404(applicant_id)
    form = MemberForm()
    if form.validate_on_submit():
        member = HouseholdMember(starts_on=clock.today(), family_id=applicant.family_id)
        form.populate_obj(member)
        applicant.members.append(member)
        audit.record("member.add", applicant, by=current_user)
        return back_to(applicant, _("The member of the household is added."))
    return edit_page(form, applicant, _("New member of the household"), _("Add")), form.status


@bp.route("/members/<int:member_id>/end", methods=["GET", "POST"])
def end_member(applicant_id: int, member_id: int) -> Any:
    applicant = applicant_or_404(applicant_id)
    member = db.one_or_404(
        db.select(HouseholdMember).filter_by(id=member_id, applicant_id=applicant_id)
    )
    form = EndForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.end_member(member, form.ends_on.data, applicant, by=current_user)
            return back_to(applicant, _("The household is up to date."))
    title = _("A member of the household has moved out")
    return edit_page(form, applicant, title, _("Save")), form.status


def applicant_or_404(applicant_id: int) -> Applicant:
    applicant: Applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    return applicant


def edit_page(form: Any, applicant: Applicant, title: str, submit: str) -> str:
    return render_template(
        "recruitment/edit.html", form=form, applicant=applicant, title=title, submit=submit
    )


def back_to(applicant: Applicant, message: str) -> Any:
    return save_and_go(url_for("recruitment.detail", applicant_id=applicant.id), message)
