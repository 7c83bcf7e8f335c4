from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    render_template,
    request,
    send_file,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import joinedload

from fostermatch import access, audit, clock
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.forms import PurposeForm
from fostermatch.families.models import Family
from fostermatch.papers import actions, pages, storage
from fostermatch.papers.forms import MEGABYTE, ReceiveForm, WithdrawForm
from fostermatch.papers.models import FileType, Paper
from fostermatch.saving import save_and_go

bp = Blueprint("papers", __name__)

TAKE_FILES = {"papers.add", "papers.receive", "applicant_papers.add"}
# Six times what is kept is let in, to a file on disk, so that the form can say what is too large.
ROOM = 6


@bp.app_url_value_preprocessor
def let_files_in(endpoint: str | None, _values: Any) -> None:
    """Larger requests, on the pages that take files, from those who have signed in.

    Asked of the session's cookie: with the user from the database, a slow phone would hold
    SQLite's only lock for as long as it sends.
    """
    if endpoint in TAKE_FILES and session.get("_user_id"):
        request.max_content_length = ROOM * MEGABYTE * current_app.config["PAPER_MEGABYTES"]


@bp.get("/families/<int:family_id>/papers")
def overview(family_id: int) -> Any:
    return pages.overview(home(family_id, "paper.read"))


@bp.route("/families/<int:family_id>/papers/new", methods=["GET", "POST"])
def add(family_id: int) -> Any:
    return pages.add(home(family_id, "paper.keep"))


def home(family_id: int, action: str) -> pages.Home:
    family = access.get_or_404(Family, family_id)
    access.require(action, family)
    trail = [
        (_("Families"), url_for("families.overview")),
        (family.reference, url_for("cases.family", family_id=family.id)),
    ]
    name = _("Family %(name)s", name=family.name)
    return pages.Home(family, f"{name} · {family.reference}", trail, "papers", "family_id")


@bp.route("/papers/<int:paper_id>/receive", methods=["GET", "POST"])
def receive(paper_id: int) -> Any:
    paper = paper_or_404(paper_id, "paper.keep")
    actions.refuse_unless_awaited(paper)
    form = ReceiveForm(paper)
    if form.validate_on_submit():
        form.populate_obj(paper)
        actions.receive(paper, form.file.file_type, by=current_user, at=clock.now())
        with storage.kept_if_saved(paper, form.file.content):
            return save_and_go(address(paper), _("The paper is recorded."))
    return edit_page(form, paper, _("The paper is here"), _("Save the paper")), form.status


@bp.route("/papers/<int:paper_id>/withdraw", methods=["GET", "POST"])
def withdraw(paper_id: int) -> Any:
    paper = paper_or_404(paper_id, "paper.keep")
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.withdraw(paper, form.reason.data, by=current_user, on=clock.today())
            return save_and_go(address(paper), _("The paper is withdrawn. It counts no more."))
    return edit_page(form, paper, _("Withdraw the paper"), _("Withdraw it")), form.status


@bp.route("/papers/<int:paper_id>/file", methods=["GET", "POST"])
def file(paper_id: int) -> Any:
    """The file, to be saved and not shown. A paper may show a protected address: then state why."""
    paper = paper_or_404(paper_id, "paper.read")
    if paper.file_type is None:
        abort(404)
    if paper.family is None or not paper.family.protected_address:
        audit.read(paper, by=current_user, action="paper.read")
        return sent(paper, paper.file_type)
    form = PurposeForm()
    if form.validate_on_submit():
        audit.record("paper.read", paper, by=current_user, purpose=form.purpose.data)
        db.session.commit()
        return sent(paper, paper.file_type)
    return edit_page(form, paper, _("Open a paper that may show the address"), _("Fetch it")), (
        form.status
    )


def sent(paper: Paper, file_type: FileType) -> Any:
    try:
        content = storage.read(paper)
    except storage.Lost:
        current_app.logger.error("The file of paper %s is lost or damaged", paper.id)
        message = _("The file is lost or damaged. Tell your administrator, who has a copy.")
        raise Refused(message) from None
    response = send_file(
        BytesIO(content),
        mimetype=file_type.mimetype,
        as_attachment=True,
        download_name=f"{paper.kind.label} {paper.reference}.{file_type}",
        conditional=False,
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def paper_or_404(paper_id: int, action: str) -> Paper:
    parts = (joinedload(Paper.family), joinedload(Paper.member))
    paper: Paper = access.get_or_404(Paper, paper_id, *parts)
    access.require(action, paper)
    return paper


def address(paper: Paper) -> str:
    """The list that the paper is on."""
    if paper.family_id:
        return url_for("papers.overview", family_id=paper.family_id)
    return url_for("applicant_papers.overview", applicant_id=paper.applicant_id)


def edit_page(form: Any, paper: Paper, title: str, submit: str) -> str:
    about = [paper.kind.label, paper.member.name if paper.member else paper.reference]
    return render_template(
        "papers/edit.html",
        form=form,
        trail=[(_("Papers"), address(paper))],
        title=title,
        about=" · ".join(map(str, about)),
        submit=submit,
    )
