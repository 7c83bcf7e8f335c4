"""The pages of recommendations: who waits for a decision, what was true then, and writing both."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.asks.forms import FindFamily
from fostermatch.children.models import Speaker
from fostermatch.children.opening import open_case
from fostermatch.children.queries import EVERYTHING as CASE
from fostermatch.database import db
from fostermatch.decisions import actions, checks, comparing, compromising, queries, told
from fostermatch.decisions.forms import DecideForm, WithdrawForm, recommend_form
from fostermatch.decisions.levels.deciding import why
from fostermatch.decisions.memo import memo as made_memo
from fostermatch.decisions.models import Recommendation
from fostermatch.decisions.section_52 import every
from fostermatch.errors import Refused
from fostermatch.families import queries as families
from fostermatch.families.models import Family
from fostermatch.paging import page_of
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import words
from fostermatch.saving import save_and_go

FOUND = 12  # families shown for a name

bp = Blueprint("decisions", __name__)


@bp.app_template_global()
def recommended(requests: Any) -> Any:
    """By request, what has been recommended for it; for the pages of rounds, which know none."""
    return queries.by_request(requests)


@bp.get("/decisions")
def overview() -> Any:
    access.require("recommendation.read")
    audit.read(current_user.municipality, by=current_user, action="decisions.read")
    awaiting = queries.awaiting(current_user)
    mine = [row for row in awaiting if access.allowed(current_user, "recommendation.decide", row)]
    return render_template(
        "decisions/overview.html",
        mine=mine,
        others=[row for row in awaiting if row not in mine],
        page=page_of(queries.decided(current_user), request.args.get("page", 1, type=int)),
    )


@bp.get("/decisions/<int:recommendation_id>")
def detail(recommendation_id: int) -> Any:
    """What was known, weighed and decided, as it was then."""
    row = recommendation_and_cases(recommendation_id)
    return render_template("decisions/detail.html", row=row, **as_it_was(row))


def as_it_was(row: Recommendation) -> dict[str, Any]:
    return {
        "words": words,
        "told": told,
        "why": why,
        "points": every(),
        "compared": {
            line.id: [comparing.Kept(facts) for facts in line.candidates] for line in row.lines
        },
    }


def recommendation_and_cases(recommendation_id: int) -> Recommendation:
    """The recommendation, once the case of each of its children is open to the reader."""
    row: Recommendation = access.get_or_404(Recommendation, recommendation_id, *queries.EVERYTHING)
    for line in row.lines:
        open_case(line.request.child_id)
    return row


@bp.get("/decisions/<int:recommendation_id>/memo.pdf")
def memo(recommendation_id: int) -> Any:
    """For the case file of one child; of siblings, the one named by its place in the list."""
    row = recommendation_and_cases(recommendation_id)
    access.require("memo.read", row)
    if row.decision is None:
        raise Refused(
            _("Nothing is decided yet. Have the recommendation decided, then fetch the memo.")
        )
    number = request.args.get("child", 1, type=int)
    if not 1 <= number <= len(row.lines):
        abort(404)
    audit.read(row, by=current_user, action="memo.read")
    name = f"indstilling-{row.id}.pdf"
    return Response(
        made_memo(row, row.lines[number - 1]),
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f"attachment; filename={name}",
            "Cache-Control": "private, no-store",
        },
    )


@bp.route("/requests/<int:request_id>/recommend", methods=["GET", "POST"])
def choose_family(request_id: int) -> Any:
    """Which family: any that has a name. Names are posted, never part of an address."""
    row = access.get_or_404(PlacementRequest, request_id)
    child = open_case(row.child_id)
    access.require("recommendation.write", row)
    form = FindFamily()
    found = families.rows(current_user, clock.today(), form.asked) if "q" in form.asked else None
    return render_template(
        "decisions/choose_family.html",
        form=form,
        request_=row,
        child=child,
        found=found[:FOUND] if found is not None else None,
        today=clock.today(),
    )


@bp.route("/requests/<int:request_id>/recommend/<int:family_id>", methods=["GET", "POST"])
def recommend(request_id: int, family_id: int) -> Any:
    row = access.get_or_404(PlacementRequest, request_id)
    child = open_case(row.child_id, *CASE)
    access.require("recommendation.write", row)
    family = access.get_or_404(Family, family_id)
    today = clock.today()
    moving = actions.moving(row, alone="alone" in request.form)
    for sibling in moving:
        if sibling is not row:
            open_case(sibling.child_id)
    if not request.form:
        checks.check_open(moving)
    beside = request.args.getlist("beside", type=int)
    now = comparing.today(current_user.municipality, moving, today, [family.id, *beside])
    if now.offer_of(family.id, row.slots[0]) is None:
        raise Refused(
            _("The family has no approval in force for this. Record it, or recommend another.")
        )
    compared = comparing.compare(row, family, row.slots[0], now, beside, len(moving))
    known = {} if request.form else beginning(row, moving, compared)
    form = recommend_form(row, moving, today, **known)
    if form.validate_on_submit():
        with form.refusable():
            draft = form.draft(family, beside, today)
            written = actions.recommend(row, draft, current_user, today, clock.now())
            db.session.flush()
            there = url_for(".detail", recommendation_id=written.id)
            return save_and_go(there, _("The recommendation is written. Somebody else decides."))
    return render_template(
        "decisions/recommend.html",
        form=form,
        request_=row,
        child=child,
        family=family,
        moving=moving,
        siblings=queries.brothers_and_sisters(row),
        compared=compared,
        candidates=[comparing.Kept(one.to_plain()) for one in compared.candidates],
        words=words,
        today=today,
    ), form.status


def beginning(
    row: PlacementRequest, moving: list[PlacementRequest], compared: comparing.Comparison
) -> dict[str, Any]:
    """What is known already and only needs to be looked over."""
    pairing = compared.chosen.pairing
    slots = {slot.core: slot for slot in row.slots}
    wanted = row.wanted_on
    found: dict[str, Any] = {
        "slot": slots.get(pairing.slot) if pairing else row.slots[0],
        "starts_on": wanted if wanted and wanted >= clock.today() else None,
    }
    for kind, said in compromising.from_facts(compared.chosen).items():
        found[f"compromise_{kind}"] = said
    for each in moving:
        for who, speaker in (("child", Speaker.CHILD), ("parents", Speaker.PARENTS)):
            found[f"{who}_view_{each.id}"] = each.child.last_words_of(speaker)
    return found


@bp.route("/decisions/<int:recommendation_id>/withdraw", methods=["GET", "POST"])
def withdraw(recommendation_id: int) -> Any:
    row = recommendation_and_cases(recommendation_id)
    access.require("recommendation.withdraw", row)
    check_standing(row)
    form = WithdrawForm()
    there = url_for(".detail", recommendation_id=row.id)
    if form.validate_on_submit():
        with form.refusable():
            actions.withdraw(row, form.reason.data, current_user, clock.today(), clock.now())
            return save_and_go(there, _("The recommendation is withdrawn."))
    return render_template("decisions/withdraw.html", form=form, row=row, back=there), form.status


@bp.route("/decisions/<int:recommendation_id>/decide", methods=["GET", "POST"])
def decide(recommendation_id: int) -> Any:
    row = recommendation_and_cases(recommendation_id)
    access.require("recommendation.decide", row)
    check_standing(row)
    form = DecideForm(row.level.is_committee)
    if form.validate_on_submit():
        with form.refusable():
            actions.decide(row, form.verdict, current_user, clock.today(), clock.now())
            there = url_for(".detail", recommendation_id=row.id)
            return save_and_go(there, _("Your decision is recorded."))
    return render_template(
        "decisions/decide.html", form=form, row=row, **as_it_was(row)
    ), form.status


def check_standing(row: Recommendation) -> None:
    if not row.is_standing:
        raise Refused(_("The recommendation has been decided or withdrawn. Open it to see how."))
