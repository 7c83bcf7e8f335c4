from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.children import queries as children
from fostermatch.children.models import Child
from fostermatch.children.opening import open_case
from fostermatch.errors import Refused
from fostermatch.requests import actions
from fostermatch.requests.forms import CloseForm, ExpectForm, ReadyForm, RequestForm
from fostermatch.requests.models import CareKind, PlacementRequest
from fostermatch.saving import save_and_go

bp = Blueprint("requests", __name__)


@bp.route("/children/<int:child_id>/requests/new", methods=["GET", "POST"])
def add(child_id: int) -> Any:
    child = open_case(child_id, *children.EVERYTHING)
    access.require("request.edit", child)
    form = RequestForm(child)
    if form.validate_on_submit():
        with form.refusable():
            request = PlacementRequest()
            form.populate_obj(request)
            actions.open_request(child, request, by=current_user)
            return back_to(child, _("The child is on the waiting list."))
    if not form.is_submitted():
        form.waiting_since.data = clock.today()
    return edit_page(form, child, _("New request"), _("Put on the waiting list")), form.status


@bp.route("/children/<int:child_id>/requests/expect", methods=["GET", "POST"])
def expect(child_id: int) -> Any:
    child = open_case(child_id, *children.EVERYTHING)
    access.require("request.edit", child)
    form = ExpectForm()
    if form.validate_on_submit():
        with form.refusable():
            request = PlacementRequest()
            form.populate_obj(request)
            actions.expect(child, request, by=current_user, on=clock.today())
            return back_to(child, _("The need is expected. The child does not wait yet."))
    return edit_page(form, child, _("A need that may come"), _("Save")), form.status


@bp.route("/requests/<int:request_id>/ready", methods=["GET", "POST"])
def make_ready(request_id: int) -> Any:
    request, child = request_and_case(request_id)
    if not request.is_expected:
        raise Refused(_("The child is already on the waiting list."))
    form = ReadyForm(request, clock.today())
    if form.validate_on_submit() and form.is_up_to_date(request):
        with form.refusable():
            form.populate_obj(request)
            actions.make_ready(request, by=current_user)
            return back_to(child, _("The child is on the waiting list."))
    title = _("What was expected has come")
    return edit_page(form, child, title, _("Put on the waiting list")), form.status


@bp.route("/requests/<int:request_id>/edit", methods=["GET", "POST"])
def edit(request_id: int) -> Any:
    request, child = request_and_case(request_id)
    form = ExpectForm(request) if request.is_expected else RequestForm(child, request)
    if form.validate_on_submit() and form.is_up_to_date(request):
        with form.refusable():
            form.populate_obj(request)
            actions.edit(request, by=current_user)
            return back_to(child, _("The request is saved."))
    return edit_page(form, child, _("Edit the request"), _("Save")), form.status


@bp.route("/requests/<int:request_id>/close", methods=["GET", "POST"])
def close(request_id: int) -> Any:
    request, child = request_and_case(request_id)
    form = CloseForm()
    if form.validate_on_submit():
        with form.refusable():
            state, on = form.state.data, form.closed_on.data
            actions.close(request, state, form.because.data, by=current_user, on=on)
            return back_to(child, _("The child has left the waiting list."))
    if not form.is_submitted():
        form.closed_on.data = clock.today()
    title = _("The child leaves the waiting list")
    return edit_page(form, child, title, _("Close the request")), form.status


def request_and_case(request_id: int) -> tuple[PlacementRequest, Child]:
    request = access.get_or_404(PlacementRequest, request_id)
    child = open_case(request.child_id)
    access.require("request.edit", request)
    if not request.state.is_open:
        raise Refused(_("The request is already closed."))
    return request, child


def edit_page(form: Any, child: Child, title: str, submit: str) -> str:
    return render_template(
        "requests/edit.html",
        form=form,
        child=child,
        title=title,
        submit=submit,
        respite=CareKind.RESPITE,
    )


def back_to(child: Child, message: str) -> Any:
    return save_and_go(url_for("cases.child", child_id=child.id), message)
