"""Ticking an applicant's checklist, and the page where team leaders write the list."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.recruitment.checklists import actions, queries
from fostermatch.recruitment.checklists.forms import LineForm, TickForm, UntickForm
from fostermatch.recruitment.checklists.models import ChecklistLine
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Track
from fostermatch.saving import save_and_go

bp = Blueprint("checklists", __name__, url_prefix="/recruitment")

WAYS = {"up": -1, "down": 1}


@bp.route("/<int:applicant_id>/checklist/<code>", methods=["GET", "POST"])
def tick(applicant_id: int, code: str) -> Any:
    applicant, line = of_applicant(applicant_id, code)
    form = TickForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.tick(applicant, line, form.ticked_on.data, by=current_user)
            return back_to(applicant, _("The line is ticked."))
    if not form.is_submitted():
        form.ticked_on.data = clock.today()
    return page(form, applicant, line, _("Tick the line")), form.status


@bp.route("/<int:applicant_id>/checklist/<code>/untick", methods=["GET", "POST"])
def untick(applicant_id: int, code: str) -> Any:
    applicant, line = of_applicant(applicant_id, code)
    form = UntickForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.untick(applicant, line, form.reason.data, clock.today(), by=current_user)
            return back_to(applicant, _("The tick is taken back."))
    return page(form, applicant, line, _("Take the tick back")), form.status


def of_applicant(applicant_id: int, code: str) -> tuple[Applicant, ChecklistLine]:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    return applicant, find(applicant.track, code)


def find(track: Track, code: str) -> ChecklistLine:
    """The line with this code; writing on the usual lines makes them the municipality's own."""
    read = actions.own_lines if request.method == "POST" else queries.lines
    lines = read(current_user.municipality_id, track, clock.today())
    return next((row for row in lines if row.code == code), None) or abort(404)


def page(form: Any, applicant: Applicant, line: ChecklistLine, submit: str) -> str:
    return render_template(
        "checklists/line.html", form=form, applicant=applicant, line=line, submit=submit
    )


def back_to(applicant: Applicant, message: str) -> Any:
    return save_and_go(url_for("recruitment.detail", applicant_id=applicant.id), message)


@bp.route("/checklists/<track>", methods=["GET", "POST"])
def overview(track: str) -> Any:
    """The list of a track, and a new line at its end."""
    access.require("checklist.edit")
    wanted, today = Track.of(track) or abort(404), clock.today()
    form = LineForm()
    if form.validate_on_submit():
        row = ChecklistLine(municipality_id=current_user.municipality_id, track=wanted)
        form.populate_obj(row)
        actions.add_line(row, today, by=current_user)
        return save_and_go(url_for(".overview", track=track), _("The line is added."))
    lines = queries.lines(current_user.municipality_id, wanted, today)
    return render_template(
        "checklists/overview.html",
        form=form,
        track=wanted,
        lines=[row for row in lines if row.ends_on is None],
        ended=[row for row in lines if row.ends_on is not None],
    ), form.status


@bp.post("/checklists/<track>/<code>/end")
def end(track: str, code: str) -> Any:
    access.require("checklist.edit")
    row = find(Track.of(track) or abort(404), code)
    actions.end_line(row, clock.today(), by=current_user)
    return save_and_go(
        url_for(".overview", track=track), _("The line has ended. Those under way keep it.")
    )


@bp.post("/checklists/<track>/<code>/move/<way>")
def move(track: str, code: str, way: str) -> Any:
    access.require("checklist.edit")
    row = find(Track.of(track) or abort(404), code)
    actions.move_line(row, WAYS.get(way) or abort(404), clock.today(), by=current_user)
    return save_and_go(url_for(".overview", track=track), _("The list has its new order."))
