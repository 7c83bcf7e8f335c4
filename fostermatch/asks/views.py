from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.asks import actions, anonymous, queries
from fostermatch.asks.forms import (
    AnswerForm,
    AskFilter,
    AskForm,
    FactsForm,
    FindFamily,
    WithdrawForm,
)
from fostermatch.asks.models import Ask, AskState
from fostermatch.asks.obstacles import obstacles
from fostermatch.children.opening import open_case
from fostermatch.children.queries import EVERYTHING
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import queries as families
from fostermatch.families.models import Family
from fostermatch.paging import page_of
from fostermatch.requests.models import PlacementRequest
from fostermatch.saving import save_and_go

FOUND = 12  # families shown for a name

bp = Blueprint("asks", __name__)


@bp.get("/asks")
def overview() -> Any:
    access.require("ask.read")
    audit.read(current_user.municipality, by=current_user, action="asks.read")
    form = AskFilter()
    rows = queries.asks(current_user, form.asked, clock.today())
    return render_template(
        "asks/overview.html",
        form=form,
        page=page_of(rows, form.page_number),
        months=queries.by_month(current_user, clock.today()),
        today=clock.today(),
    )


@bp.route("/requests/<int:request_id>/ask", methods=["GET", "POST"])
def choose_family(request_id: int) -> Any:
    """Which family: any that has a name. Names are posted, never part of an address."""
    request = request_and_case(request_id)
    form = FindFamily()
    found = families.rows(current_user, clock.today(), form.asked) if "q" in form.asked else None
    return render_template(
        "asks/choose_family.html",
        form=form,
        request_=request,
        child=request.child,
        found=found[:FOUND] if found is not None else None,
        asked=queries.latest([request.id])[request.id],
        today=clock.today(),
    )


@bp.route("/requests/<int:request_id>/ask/<int:family_id>", methods=["GET", "POST"])
def ask(request_id: int, family_id: int) -> Any:
    """First the facts that may be told, then the text they make, which can be changed."""
    request = request_and_case(request_id)
    family = access.get_or_404(Family, family_id, *families.EVERYTHING)
    today, may_overrule = clock.today(), access.allowed(current_user, "ask.overrule", request)
    earlier = queries.latest([request.id])[request.id].get(family.id)
    against = obstacles(request, family, today)
    facts = FactsForm(anonymous.sayable(request, today), anonymous.USUALLY_TOLD)
    with force_locale("da"):  # the family's language, whatever the visitor's
        text = anonymous.text(request, facts.told, today)
    form = AskForm(request.child, family, text, in_spite=bool(against) and may_overrule)
    if form.validate_on_submit():
        with form.refusable():
            row = actions.ask(request, family, form.words, current_user, today, clock.now())
            db.session.flush()
            return save_and_go(
                url_for(".detail", ask_id=row.id), _("It is recorded that the family is asked.")
            )
    if earlier and earlier.stands and not form.is_submitted():
        return redirect(url_for(".detail", ask_id=earlier.id))
    return render_template(
        "asks/ask.html",
        form=form,
        facts=facts,
        request_=request,
        child=request.child,
        family=family,
        against=against,
        may_ask=may_overrule or not against,
        earlier=earlier,
        today=today,
    ), form.status


def request_and_case(request_id: int) -> PlacementRequest:
    request: PlacementRequest = access.get_or_404(PlacementRequest, request_id)
    open_case(request.child_id, *EVERYTHING)
    access.require("ask.make", request)
    if not request.state.is_open:
        raise Refused(_("The request is closed, so there is nothing to ask about."))
    return request


@bp.get("/asks/<int:ask_id>")
def detail(ask_id: int) -> Any:
    row = access.get_or_404(Ask, ask_id, *queries.EVERYTHING)
    audit.read(row, by=current_user)
    form = AnswerForm()
    form.show(row)
    form.said_on.data = clock.today()
    return show(row, form)


def show(row: Ask, form: AnswerForm) -> Any:
    return render_template(
        "asks/detail.html",
        ask=row,
        form=form,
        opens=bool(queries.open_cases(current_user, [row])),
        today=clock.today(),
    ), form.status


@bp.post("/asks/<int:ask_id>/answer")
def answer(ask_id: int) -> Any:
    row = access.get_or_404(Ask, ask_id, *queries.EVERYTHING)
    access.require("ask.answer", row)
    form = AnswerForm()
    if form.validate_on_submit() and form.is_up_to_date(row):
        with form.refusable():
            actions.answer(row, form.standing, by=current_user, at=clock.now())
            return save_and_go(where_next(row), _("The answer is recorded."))
    return show(row, form)


def where_next(row: Ask) -> str:
    """After a no, whoever works with the child is led to the families that are left."""
    goes_on = row.state is AskState.NO and row.request.state.is_open
    if goes_on and access.allowed(current_user, "ask.make", row):
        return url_for("match_page.show", request_id=row.request_id)
    return url_for(".detail", ask_id=row.id)


@bp.route("/asks/<int:ask_id>/withdraw", methods=["GET", "POST"])
def withdraw(ask_id: int) -> Any:
    row = access.get_or_404(Ask, ask_id, *queries.EVERYTHING)
    access.require("ask.make", row)
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.refusable():
            because, words = form.withdrawn_because.data, form.words.data or ""
            actions.withdraw(row, because, words, by=current_user, on=clock.today(), at=clock.now())
            return save_and_go(
                url_for(".detail", ask_id=row.id),
                _("The question is withdrawn. Now the family is to be told."),
            )
    return render_template("asks/withdraw.html", form=form, ask=row), form.status


@bp.post("/asks/<int:ask_id>/told")
def tell(ask_id: int) -> Any:
    row = access.get_or_404(Ask, ask_id, *queries.WITH_CHILD)
    access.require("ask.answer", row)
    actions.tell(row, by=current_user, on=clock.today())
    return save_and_go(
        url_for(".overview", show="call_back"), _("It is recorded that the family has been told.")
    )
