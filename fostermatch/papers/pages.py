"""The papers of one household: the same pages for a family and for an applicant."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import audit, clock
from fostermatch.papers import actions, queries, storage
from fostermatch.papers.forms import PaperForm
from fostermatch.papers.models import Paper, PaperKind
from fostermatch.saving import save_and_go


@dataclass(frozen=True)
class Home:
    """Whose papers they are, and where their pages lie."""

    row: Any  # a family or an applicant
    name: str
    trail: list[tuple[str, str]]
    endpoint: str
    key: str

    def address(self, page: str, **more: Any) -> str:
        return url_for(f"{self.endpoint}.{page}", **{self.key: self.row.id}, **more)


def overview(home: Home) -> Any:
    audit.read(home.row, by=current_user, action="papers.read")
    today = clock.today()
    folder = queries.folder(home.row, today)
    return render_template("papers/overview.html", home=home, folder=folder, today=today)


def add(home: Home) -> Any:
    form = PaperForm(home.row.household_on(clock.today()))
    if form.validate_on_submit():
        paper = Paper(municipality_id=home.row.municipality_id, **{home.key: home.row.id})
        form.populate_obj(paper)
        actions.add(paper, form.file.file_type, by=current_user, at=clock.now())
        with storage.kept_if_saved(paper, form.file.content):
            return save_and_go(home.address("overview"), _("The paper is recorded."))
    if not form.is_submitted():
        fill_in(form)
    return render_template(
        "papers/edit.html",
        form=form,
        trail=[*home.trail, (_("Papers"), home.address("overview"))],
        title=_("Add a paper"),
        about=home.name,
        submit=_("Save the paper"),
    ), form.status


def fill_in(form: PaperForm) -> None:
    """What the link that led here knows: which paper, whose, and that it is requested today."""
    form.kind.data = PaperKind.of(request.args.get("kind")) or PaperKind.APPLICATION
    form.member_id.data = request.args.get("member", type=int)
    if "requested" in request.args:
        form["requested_on"].data = clock.today()
