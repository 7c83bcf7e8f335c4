"""The people around a child: who they are, who was thought of as a home, and what came of it."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.children import queries
from fostermatch.children.models import Child, Consideration, NetworkOutcome, Person
from fostermatch.children.network import actions
from fostermatch.children.network.forms import NobodyForm, OutcomeForm, PersonForm, ThinkOfForm
from fostermatch.children.opening import open_case
from fostermatch.database import db
from fostermatch.saving import save_and_go

bp = Blueprint("network", __name__, url_prefix="/children/<int:child_id>")


@bp.route("/network/new", methods=["GET", "POST"])
def think_of(child_id: int) -> Any:
    """Somebody is thought of who is not on the map yet."""
    child, form = to_write(child_id), ThinkOfForm()
    if form.validate_on_submit():
        with form.refusable():
            person, thought = Person(), Consideration()
            form.populate_obj(person)
            form.populate_obj(thought)
            actions.add(child, person, by=current_user)
            return keep(child, person, thought)
    title = _("Somebody thought of as a home")
    return page(form, child, title), form.status


@bp.route("/network/nobody", methods=["GET", "POST"])
def nobody(child_id: int) -> Any:
    child, form = to_write(child_id), NobodyForm()
    if form.validate_on_submit():
        thought = Consideration(note=form.note.data, outcome=NetworkOutcome.NOBODY)
        return keep(child, None, thought)
    title = _("Nobody in family and network can")
    return page(form, child, title), form.status


@bp.route("/people/new", methods=["GET", "POST"])
def add(child_id: int) -> Any:
    child = to_write(child_id)
    form = PersonForm(child)
    if form.validate_on_submit():
        with form.refusable():
            person = Person()
            form.populate_obj(person)
            actions.add(child, person, by=current_user)
            return back_to(child, _("The person is added."))
    return page(form, child, _("Somebody around the child")), form.status


@bp.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
def edit(child_id: int, person_id: int) -> Any:
    child = to_write(child_id)
    person = person_of(child, person_id)
    form = PersonForm(child, person)
    if form.validate_on_submit() and form.is_up_to_date(person):
        with form.refusable():
            form.populate_obj(person)
            actions.edit(person, by=current_user)
            return back_to(child, _("The person is saved."))
    return page(form, child, person.name), form.status


@bp.route("/people/<int:person_id>/outcome", methods=["GET", "POST"])
def record(child_id: int, person_id: int) -> Any:
    """What has come of it since: the older word stays and can be read."""
    child = to_write(child_id)
    person, form = person_of(child, person_id), OutcomeForm()
    if not form.is_submitted() and person.latest:
        form.thought_of_by.data = person.latest.thought_of_by
    if form.validate_on_submit():
        with form.refusable():
            thought = Consideration()
            form.populate_obj(thought)
            return keep(child, person, thought)
    title = _("%(name)s as a home for the child", name=person.name)
    return page(form, child, title), form.status


def to_write(child_id: int) -> Child:
    child = open_case(child_id, *queries.EVERYTHING)
    access.require("child.edit", child)
    return child


def person_of(child: Child, person_id: int) -> Person:
    found = sa.select(Person).where(Person.id == person_id, Person.child_id == child.id)
    return db.one_or_404(found)


def keep(child: Child, person: Person | None, thought: Consideration) -> Any:
    actions.consider(child, person, thought, by=current_user, on=clock.today())
    return back_to(child, _("It is recorded."))


def back_to(child: Child, message: str) -> Any:
    return save_and_go(url_for("cases.child", child_id=child.id, _anchor="network"), message)


def page(form: Any, child: Child, title: str) -> str:
    return render_template(
        "children/edit.html", form=form, child=child, title=title, submit=_("Save")
    )
