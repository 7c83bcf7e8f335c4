"""The list of places to confirm, and the page that a family's link opens."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.accounts.models import Municipality, Role
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.extensions import csrf, limiter
from fostermatch.families.models import Family
from fostermatch.paging import page_of
from fostermatch.saving import save_and_go
from fostermatch.vacancies import actions, queries
from fostermatch.vacancies.forms import HearForm, LinkForm
from fostermatch.vacancies.models import Answer, PlacesLink
from fostermatch.vacancies.tokens import link_number
from fostermatch.vacancies.words import free_in_words

bp = Blueprint("vacancies", __name__)


@bp.get("/families/to-confirm")
def to_confirm() -> Any:
    access.require("places.confirm")
    today, mine = clock.today(), shows_mine()
    lines = queries.to_confirm(queries.whose(current_user, mine), current_user.municipality, today)
    return render_template(
        "vacancies/to_confirm.html",
        page=page_of(lines, request.args.get("page", 1, type=int), per_page=50),
        mine=mine,
        today=today,
    )


def shows_mine() -> bool:
    """A consultant starts with their own; everybody can change to the other list."""
    usual = "mine" if current_user.role is Role.FAMILY_CONSULTANT else "all"
    return request.args.get("whose", usual) == "mine"


@bp.route("/families/<int:family_id>/hear", methods=["GET", "POST"])
def hear(family_id: int) -> Any:
    """What a family has just said; the buttons of the list are this form's answers."""
    family = access.get_or_404(Family, family_id)
    access.require("places.confirm", family)
    form = HearForm()
    if form.validate_on_submit():
        with form.refusable():
            actions.hear(
                family,
                queries.free_places(family, current_user.municipality, clock.today()),
                form.answer.data,
                form.from_day.data,
                form.how.data,
                by=current_user,
                at=clock.now(),
            )
            message = _("%(reference)s: the answer is recorded.", reference=family.reference)
            return save_and_go(back_to_list(), message)
    return render_template("vacancies/hear.html", form=form, family=family), form.status


@bp.post("/families/to-confirm/ask")
def ask() -> Any:
    """Write the mail to all that are ticked, or to the one whose button was pressed."""
    access.require("places.confirm")
    today, now = clock.today(), clock.now()
    numbers = request.form.getlist("only") or request.form.getlist("family")
    keys = [int(number) for number in numbers if number.isdecimal() and len(number) < 10]
    chosen = db.session.scalars(Family.visible_to(current_user).where(Family.id.in_(keys))).all()
    written, not_written = 0, []
    for family in chosen:
        try:
            municipality = current_user.municipality
            actions.ask_by_mail(family, municipality, by=current_user, on=today, at=now)
            written += 1
        except Refused as refused:
            not_written.append(f"{family.reference}: {refused}")
    if not chosen:
        message = _("Nobody was ticked, so no mail was written.")
    else:
        message = ngettext("%(num)s mail is written.", "%(num)s mails are written.", written)
    return save_and_go(back_to_list(), " ".join([message, *not_written]))


def back_to_list() -> str:
    return url_for(".to_confirm", whose=request.args.get("whose"), page=request.args.get("page"))


def was_refused(response: Any) -> bool:
    return bool(response.status_code in (404, 410))


@bp.route("/free/<token>", methods=["GET", "POST"])
@csrf.exempt
@limiter.limit("20 per 15 minutes", deduct_when=was_refused)
def answer(token: str) -> Any:
    """The family's own page. Opening it changes nothing: the programs that guard mail do that."""
    number = link_number(token)
    link = queries.link_and_family(number) if number else None
    if link is None:
        return bare(render_template("vacancies/not_ours.html"), 404)
    today = clock.today()
    municipality = db.session.get_one(Municipality, link.municipality_id)
    free = queries.free_places(link.family, municipality, today)
    if closed := queries.why_closed(link, free, today):
        return bare(link_page("closed", link, municipality, closed=closed), 410)
    form = LinkForm()
    if form.validate_on_submit():
        actions.answer(link, free, form.answer.data, form.from_day.data, at=clock.now())
        db.session.commit()
        return redirect(request.path)
    facts = {"form": form, "lines": [free_in_words(place.slot, place.available) for place in free]}
    return bare(link_page("answer", link, municipality, **facts), form.status)


def link_page(name: str, link: PlacesLink, municipality: Municipality, **facts: Any) -> str:
    consultant = link.family.consultant
    return render_template(
        f"vacancies/{name}.html",
        link=link,
        family=link.family,
        municipality=municipality,
        consultant=consultant if consultant and consultant.covers(clock.today()) else None,
        answers=Answer,
        **facts,
    )


def bare(page: str, status: int) -> Any:
    """No search engine keeps it, and its address is told to no other site."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
