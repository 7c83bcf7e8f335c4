from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.accounts.models import Role
from fostermatch.accounts.queries import colleagues, teams
from fostermatch.children import actions, drafts, queries
from fostermatch.children.forms import (
    ChildFilter,
    ChildForm,
    NewChildForm,
    OwnWordsForm,
    ProfileForm,
    SiblingForm,
)
from fostermatch.children.models import Child, NeedProfile, OwnWords
from fostermatch.children.opening import open_case
from fostermatch.database import db
from fostermatch.families.forms import PurposeForm
from fostermatch.i18n import as_of
from fostermatch.navigation import safe_next
from fostermatch.paging import page_of
from fostermatch.saving import save_and_go

bp = Blueprint("children", __name__, url_prefix="/children")


@bp.route("", methods=["GET", "POST"])
def overview() -> Any:
    access.require("child.edit")
    form = ChildFilter()
    rows = queries.children(current_user, form.asked, clock.today())
    return render_template(
        "children/overview.html",
        form=form,
        page=page_of(rows, form.page_number),
        today=clock.today(),
    )


@bp.route("/<int:child_id>/purpose", methods=["GET", "POST"])
def state_purpose(child_id: int) -> Any:
    access.require("case.look_up")
    child = db.one_or_404(Child.known_to(current_user).where(Child.id == child_id))
    form = PurposeForm()
    if form.validate_on_submit():
        actions.look_up(child, form.purpose.data, by=current_user, on=clock.today(), at=clock.now())
        there = safe_next(request.args.get("next")) or url_for("cases.child", child_id=child.id)
        return save_and_go(there, _("The case is open to you today. Your purpose is logged."))
    return edit_page(
        form, None, _("The case belongs to another team"), _("Open the case")
    ), form.status


@bp.route("/<int:child_id>/cpr", methods=["GET", "POST"])
def reveal(child_id: int) -> Any:
    """The CPR number and a protected address are shown once, for a stated purpose."""
    child = open_case(child_id)
    access.require("cpr.reveal", child)
    form = PurposeForm()
    if form.validate_on_submit():
        audit.record("cpr.reveal", child, by=current_user, purpose=form.purpose.data)
        db.session.commit()
        return render_template("children/revealed.html", child=child)
    title = _("Show the CPR number and address")
    return edit_page(form, child, title, _("Show it")), form.status


@bp.route("/new", methods=["GET", "POST"])
def register() -> Any:
    access.require("child.edit")
    form = NewChildForm(*people(), municipality_id=current_user.municipality_id)
    if not form.is_submitted():
        form.team_id.data = current_user.team_id
        form.caseworker_id.data = current_user.id
    if form.validate_on_submit():
        child = Child()
        form.populate_obj(child)
        actions.register(child, form.cpr.data, form.cpr.born_on, by=current_user)
        return to_profile(child, _("The child is registered. Describe the need next."))
    if form.already:
        audit.record("cpr.look_up", form.already, by=current_user)
        db.session.commit()
    return edit_page(form, None, _("New child"), _("Register the child")), form.status


def to_profile(child: Child, message: str) -> Any:
    """A child given straight to another team is no longer ours to describe."""
    mine = child.team_id == current_user.team_id
    there = "children.write_profile" if mine else "cases.child"
    return save_and_go(url_for(there, child_id=child.id), message)


@bp.route("/<int:child_id>/edit", methods=["GET", "POST"])
def edit(child_id: int) -> Any:
    child = open_case(child_id)
    access.require("child.edit", child)
    form = ChildForm(child, *people(child))
    if form.validate_on_submit() and form.is_up_to_date(child):
        form.populate_obj(child)
        audit.record("child.edit", child, by=current_user)
        return back_to(child, _("The child is saved."))
    return edit_page(form, child, _("Edit the child"), _("Save")), form.status


def people(child: Child | None = None) -> tuple[Any, Any]:
    """The teams, and the colleagues who may hold the case."""
    holder = child.caseworker_id if child else None
    roles = (Role.CASEWORKER, Role.TEAM_LEADER)
    return teams(current_user), colleagues(current_user, clock.today(), *roles, also=holder)


@bp.route("/<int:child_id>/need", methods=["GET", "POST"])
def write_profile(child_id: int) -> Any:
    """A new profile starts from one's draft or from the latest: only what has changed is typed."""
    child = open_case(child_id, *queries.EVERYTHING)
    access.require("child.edit", child)
    draft = drafts.of(child, current_user)
    going_on = draft if request.method == "GET" else None
    form = ProfileForm(child.profile, drafts.typed(going_on) if going_on else None)
    if request.method == "GET" and not draft:
        form.propose(current_user.name, clock.today())
    if form.validate_on_submit() and form.is_up_to_date(child.profile):
        with form.refusable():
            return save_profile(child, form)
    return render_template(
        "children/write_profile.html", form=form, child=child, draft=going_on
    ), form.status


def save_profile(child: Child, form: ProfileForm) -> Any:
    profile = NeedProfile()
    form.populate_obj(profile)
    actions.write_profile(child, profile, by=current_user, on=clock.today())
    if form.words.data:
        heard = OwnWords()
        form.populate_obj(heard)
        actions.hear(child, heard, by=current_user)
    drafts.discard(child, current_user)
    return back_to(child, _("The need is described."))


@bp.post("/<int:child_id>/need/draft")
def save_draft(child_id: int) -> Any:
    """Keep what is typed so far. Nothing is checked, and the form's key is not used up."""
    child = open_case(child_id)
    access.require("child.edit", child)
    at = clock.now()
    drafts.keep(child, current_user, request.form, at)
    db.session.commit()
    said = _("Draft saved at %(time)s", time=as_of(at))
    if request.accept_mimetypes.best == "application/json":
        return {"said": said}
    flash(said)
    return redirect(url_for("children.write_profile", child_id=child.id))


@bp.post("/<int:child_id>/need/draft/discard")
def discard_draft(child_id: int) -> Any:
    child = open_case(child_id)
    access.require("child.edit", child)
    drafts.discard(child, current_user)
    there = url_for("children.write_profile", child_id=child.id)
    return save_and_go(there, _("The draft is thrown away."))


@bp.route("/<int:child_id>/words/new", methods=["GET", "POST"])
def hear(child_id: int) -> Any:
    child = open_case(child_id)
    access.require("child.edit", child)
    form = OwnWordsForm()
    if not form.is_submitted():
        form.propose(current_user.name, clock.today())
    if form.validate_on_submit():
        with form.refusable():
            heard = OwnWords()
            form.populate_obj(heard)
            actions.hear(child, heard, by=current_user)
            return back_to(child, _("The words are kept."))
    return edit_page(form, child, _("In their own words"), _("Keep the words")), form.status


@bp.route("/<int:child_id>/siblings", methods=["GET", "POST"])
def add_sibling(child_id: int) -> Any:
    child = open_case(child_id, *queries.EVERYTHING)
    access.require("child.edit", child)
    form = SiblingForm(current_user)
    if form.validate_on_submit():
        with form.refusable():
            sibling = form.sibling or abort(404)
            actions.join_siblings(child, sibling, form.wish.data, by=current_user)
            return back_to(child, _("The children are now siblings in the system."))
    return edit_page(form, child, _("Add a sibling"), _("Add the sibling")), form.status


@bp.post("/<int:child_id>/siblings/leave")
def leave_siblings(child_id: int) -> Any:
    child = open_case(child_id, *queries.EVERYTHING)
    access.require("child.edit", child)
    actions.leave_siblings(child, by=current_user)
    return back_to(child, _("The child no longer belongs to the group of siblings."))


@bp.get("/<int:child_id>/log")
def log(child_id: int) -> Any:
    """Who has read and changed the case: a citizen can be given dates and purposes."""
    child = open_case(child_id)
    return render_template("children/log.html", child=child, rows=queries.readers(child, 200))


def edit_page(form: Any, child: Child | None, title: str, submit: str) -> str:
    return render_template("children/edit.html", form=form, child=child, title=title, submit=submit)


def back_to(child: Child, message: str) -> Any:
    return save_and_go(url_for("cases.child", child_id=child.id), message)
