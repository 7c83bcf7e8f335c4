"""The papers of an applicant. Once there is a family they are the family's."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _

from fostermatch import access
from fostermatch.papers import pages
from fostermatch.recruitment.models import Applicant

bp = Blueprint("applicant_papers", __name__, url_prefix="/recruitment/<int:applicant_id>/papers")


@bp.get("")
def overview(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("paper.read", applicant)
    if applicant.family_id:
        return redirect(url_for("papers.overview", family_id=applicant.family_id))
    return pages.overview(home(applicant))


@bp.route("/new", methods=["GET", "POST"])
def add(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("paper.keep", applicant)
    if applicant.family_id:
        return redirect(url_for("papers.add", family_id=applicant.family_id))
    return pages.add(home(applicant))


def home(applicant: Applicant) -> pages.Home:
    trail = [
        (_("Recruiting"), url_for("recruitment.overview")),
        (applicant.name, url_for("recruitment.detail", applicant_id=applicant.id)),
    ]
    return pages.Home(applicant, applicant.name, trail, "applicant_papers", "applicant_id")
