from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectChoice

from fostermatch import access, audit, clock
from fostermatch.accounts.models import Role
from fostermatch.accounts.queries import colleagues, teams
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import actions, queries
from fostermatch.families.forms import (
    ApprovalForm,
    ConfirmForm,
    EndForm,
    FamilyFilter,
    FamilyForm,
    MemberForm,
    OtherMunicipalityForm,
    PauseForm,
    StatementForm,
)
from fostermatch.families.models import (
    Approval,
    Family,
    HouseholdMember,
    Pause,
    Statement,
    TakenPlace,
)
from fostermatch.families.places import Places
from fostermatch.paging import page_of
from fostermatch.saving import save_and_go

bp = Blueprint("families", __name__, url_prefix="/families")


@bp.route("", methods=["GET", "POST"])
def overview() -> Any:
    access.require("family.read")
    form = FamilyFilter(teams(current_user))
    rows = queries.rows(current_user, clock.today(), form.asked)
    return render_template(
        "families/overview.html",
        form=form,
        page=page_of(rows, form.page_number),
        fresh=sum(row.has("fresh") for row in rows),
        available=sum(row.has("available") for row in rows),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
def add() -> Any:
    access.require("family.edit")
    form = family_form(None)
    if form.validate_on_submit():
        family = Family(municipality_id=current_user.municipality_id, registered_on=clock.today())
        form.populate_obj(family)
        db.session.add(family)
        audit.record("family.add", family, by=current_user)
        return back_to(family, _("The family is recorded. Add its approval next."))
    return edit_page(form, None, _("New family"), _("Save the family")), form.status


@bp.route("/<int:family_id>/edit", methods=["GET", "POST"])
def edit(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    form = family_form(family)
    if form.validate_on_submit() and form.is_up_to_date(family):
        form.populate_obj(family)
        audit.record("family.edit", family, by=current_user)
        return back_to(family, _("The family is saved."))
    return edit_page(form, family, _("Edit the family"), _("Save the family")), form.status


def family_form(family: Family | None) -> FamilyForm:
    consultants = colleagues(
        current_user,
        clock.today(),
        Role.FAMILY_CONSULTANT,
        also=family.consultant_id if family else None,
    )
    return FamilyForm(family, teams(current_user), consultants)


@bp.route("/<int:family_id>/members/new", methods=["GET", "POST"])
def add_member(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    form = MemberForm()
    if form.validate_on_submit():
        member = HouseholdMember(starts_on=clock.today())
        form.populate_obj(member)
        family.members.append(member)
        audit.record("member.add", family, by=current_user)
        return back_to(family, _("The member of the household is added."))
    return edit_page(form, family, _("New member of the household"), _("Add")), form.status


@bp.route("/<int:family_id>/members/<int:member_id>/end", methods=["GET", "POST"])
def end_member(family_id: int, member_id: int) -> Any:
    family, member = part_or_404(family_id, HouseholdMember, member_id)
    access.require("family.edit", family)
    form = EndForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.end_member(member, form.ends_on.data, family, by=current_user)
            return back_to(family, _("The household is up to date."))
    title = _("A member of the household has moved out")
    return edit_page(form, family, title, _("Save")), form.status


@bp.route("/<int:family_id>/approvals/new", methods=["GET", "POST"])
def add_approval(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("approval.record", family)
    form = ApprovalForm()
    if form.validate_on_submit():
        with form.refusable():
            approval = Approval()
            form.populate_obj(approval)
            actions.record_approval(family, approval, by=current_user)
            return back_to(family, _("The approval is recorded. Confirm the free places next."))
    return edit_page(form, family, _("New approval"), _("Record the approval")), form.status


@bp.route("/<int:family_id>/approvals/<int:approval_id>/end", methods=["GET", "POST"])
def end_approval(family_id: int, approval_id: int) -> Any:
    family, approval = part_or_404(family_id, Approval, approval_id)
    access.require("approval.record", family)
    form = EndForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.end_approval(approval, form.ends_on.data, by=current_user)
            return back_to(family, _("The approval ends on that day."))
    return edit_page(form, family, _("End the approval"), _("End the approval")), form.status


@bp.route("/<int:family_id>/pauses/new", methods=["GET", "POST"])
def add_pause(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    form = PauseForm()
    if form.validate_on_submit():
        with form.refusable():
            row = Pause()
            form.populate_obj(row)
            actions.pause(family, row, by=current_user)
            return back_to(family, _("The pause is recorded. The places are left out of rounds."))
    if not form.is_submitted():
        form.starts_on.data = clock.today()
    return edit_page(form, family, _("New pause"), _("Record the pause")), form.status


@bp.post("/<int:family_id>/pauses/<int:pause_id>/end")
def end_pause(family_id: int, pause_id: int) -> Any:
    family, row = part_or_404(family_id, Pause, pause_id)
    access.require("family.edit", family)
    actions.end_pause(row, clock.today(), by=current_user)
    return back_to(family, _("The pause ends. Confirm the free places next."))


@bp.route("/<int:family_id>/says", methods=["GET", "POST"])
def add_statement(family_id: int) -> Any:
    """A new statement starts from the latest, so only what has changed is typed."""
    family = access.get_or_404(Family, family_id)
    access.require("family.edit", family)
    latest = family.statement_on(clock.today())
    form = StatementForm(obj=latest)
    form.show(latest)
    if form.validate_on_submit() and form.is_up_to_date(latest):
        row = Statement(heard_by_id=current_user.id)
        form.populate_obj(row)
        family.statements.append(row)
        audit.record("statement.add", family, by=current_user)
        return back_to(family, _("What the family says is recorded."))
    if not form.is_submitted():
        form.said_on.data = clock.today()
    return edit_page(form, family, _("What the family says"), _("Save")), form.status


@bp.route("/<int:family_id>/confirm", methods=["GET", "POST"])
def confirm_places(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("places.confirm", family)
    places = places_of(family)
    if not places:
        raise Refused(_("The family has no approval in force, so it has no places to confirm."))
    form = ConfirmForm.for_places(places)
    if form.validate_on_submit():
        free = {place.slot: form[place.slot.value].data for place in places}
        actions.confirm_places(
            family,
            free,
            form.how.data,
            by=current_user,
            at=clock.now(),
            later={place.slot: place.free - free[place.slot] for place in places},
            later_from=form.later_from.data,
        )
        return back_to(family, _("The places are confirmed."))
    return edit_page(form, family, _("Confirm places"), _("Confirm places")), form.status


@bp.route("/<int:family_id>/taken/new", methods=["GET", "POST"])
def add_taken_place(family_id: int) -> Any:
    family = access.get_or_404(Family, family_id)
    access.require("places.confirm", family)
    form = OtherMunicipalityForm()
    form.slot.choices = [SelectChoice(p.slot, p.slot.label) for p in places_of(family)]
    if form.validate_on_submit():
        with form.refusable():
            actions.take_for_other_municipality(
                family,
                form.slot.data,
                form.starts_on.data,
                form.note.data,
                by=current_user,
                at=clock.now(),
            )
            return back_to(family, _("The place is taken by another municipality."))
    title = _("A child from another municipality")
    return edit_page(form, family, title, _("Take the place")), form.status


@bp.route("/<int:family_id>/taken/<int:place_id>/end", methods=["GET", "POST"])
def end_taken_place(family_id: int, place_id: int) -> Any:
    family, place = part_or_404(family_id, TakenPlace, place_id)
    access.require("places.confirm", family)
    if not place.by_other_municipality:
        raise Refused(_("One of our own children lives there. End the stay on its page."))
    form = EndForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.free_place(place, form.ends_on.data)
            audit.record("place.free", family, by=current_user, slot=place.slot)
            return back_to(family, _("The place is free from the day after."))
    title = _("The child from another municipality moves out")
    return edit_page(form, family, title, _("Free the place")), form.status


def places_of(family: Family) -> list[Places]:
    return queries.places_of(family, clock.today(), current_user.municipality.fresh_for_days)


def part_or_404(family_id: int, model: Any, key: int) -> tuple[Family, Any]:
    """A family the user may see, and a row that belongs to it."""
    family = access.get_or_404(Family, family_id)
    return family, db.one_or_404(db.select(model).filter_by(id=key, family_id=family_id))


def edit_page(form: Any, family: Family | None, title: str, submit: str) -> str:
    return render_template(
        "families/edit.html", form=form, family=family, title=title, submit=submit
    )


def back_to(family: Family, message: str) -> Any:
    db.session.flush()
    return save_and_go(url_for("cases.family", family_id=family.id), message)
