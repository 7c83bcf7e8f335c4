from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.children.opening import open_case
from fostermatch.children.queries import EVERYTHING
from fostermatch.families import queries as families
from fostermatch.matching import openings, sturdiness
from fostermatch.navigation import with_changes
from fostermatch.paging import page_of
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import queries, words
from fostermatch.rounds.beside import MOST, ask_step, columns, default_choice, in_order, mentioned
from fostermatch.rounds.candidates import Candidate, answered
from fostermatch.rounds.match_page.forms import MatchFilter, WhichFamily
from fostermatch.rounds.match_page.map import drawn
from fostermatch.rounds.match_page.reading import Match, listed, match_of, why_not_matched

FEW = 20  # families on a page of the list
DRAWS = 40  # weightings tried
NAMED = 12  # families told of for a name

bp = Blueprint("match_page", __name__, url_prefix="/requests/<int:request_id>/match")


@bp.get("")
def show(request_id: int) -> Any:
    """Which families fit one child, why, and why not another."""
    row = request_and_case(request_id)
    match = match_of(row, queries.latest_line(row.id), current_user.municipality, clock.today())
    if match is None:
        return not_matched(row)
    form = MatchFilter()
    chosen = chosen_of(match, form)
    shown = about(match, form, chosen)
    if request.headers.get("HX-Request"):
        page = render_template("rounds/match_page/_swapped.html", **shown)
        return page, {"HX-Push-Url": with_changes(page=None)}
    return render_template("rounds/match_page/show.html", **shown, **more_about(match, shown))


def request_and_case(request_id: int) -> PlacementRequest:
    row: PlacementRequest = access.get_or_404(PlacementRequest, request_id)
    open_case(row.child_id, *EVERYTHING)
    return row


def not_matched(row: PlacementRequest) -> str:
    return render_template(
        "rounds/match_page/none.html",
        request_=row,
        child=row.child,
        today=clock.today(),
        why=why_not_matched(row),
    )


def chosen_of(match: Match, form: MatchFilter) -> list[Candidate]:
    """Those ticked; before any is, the suggestion, the child's own best and the next."""
    ticked = match.of(form.beside)[:MOST]
    chosen = ticked or default_choice(match.found, match.suggested)
    return list(answered(match.situation, match.need, chosen))


def about(match: Match, form: MatchFilter, chosen: list[Candidate]) -> dict[str, Any]:
    """What the list of families shows, on the page and when a filter swaps it."""
    hits = listed(match, form.asked)
    page = page_of(hits, form.page_number, FEW)
    heads = [one for one in match.of([match.suggested, match.own_best]) if one not in chosen]
    return {
        "match": match,
        "request_": match.request,
        "child": match.request.child,
        "form": form,
        "hits": hits,
        "page": page,
        "rows": list(answered(match.situation, match.need, page.rows)),
        "chosen": chosen,
        "heads": heads,
        "asked": match.asked,
        "approvals": queries.approvals_named(
            {one.offer.key for one in [*page.rows, *chosen, *heads]}
        ),
        "words": words,
        "criteria": words.spoken(words.CRITERIA),
        "verdicts": words.spoken(words.VERDICTS),
        "today": clock.today(),
    }


def more_about(match: Match, shown: dict[str, Any]) -> dict[str, Any]:
    """All but the list: the suggestion, side by side, the map, what would open more."""
    line, chosen = match.line, shown["chosen"]
    told = columns(match.request, line, [*chosen, *shown["heads"]], shown["approvals"])
    result = line.result if line else None
    told_of = (match.situation.needs, match.need.key, match.situation.offers)
    options: dict[str, Any] = {
        "weights": match.situation.weights,
        "vetoes": match.situation.vetoes,
        "ranked": match.found[0].ranking if match.found else None,
    }
    return {
        "columns": told[: len(chosen)],
        "named": {column.family.id: column for column in told},
        "result": result,
        "others": queries.initials(mentioned(result)),
        "ask_step": ask_step(match.request, match.asked, in_order(match.found, match.suggested)),
        "map": drawn(match, told[: len(chosen)]),
        "share": sturdiness(*told_of, family=match.own_best, draws=DRAWS, **options),
        "openings": openings(*told_of, **options)[:3],
        "which": WhichFamily(),
    }


@bp.route("/why-not", methods=["GET", "POST"])
def why_not(request_id: int) -> Any:
    """Where any family by name stands. Names are posted, never part of an address."""
    row = request_and_case(request_id)
    match = match_of(row, queries.latest_line(row.id), current_user.municipality, clock.today())
    if match is None:
        return not_matched(row)
    form = WhichFamily()
    found = families.rows(current_user, clock.today(), form.asked) if "q" in form.asked else None
    candidates = {one.family: one for one in match.found}
    return render_template(
        "rounds/match_page/why_not.html",
        which=form,
        match=match,
        request_=row,
        child=row.child,
        found=found[:NAMED] if found is not None else None,
        candidates=candidates,
        words=words,
        today=clock.today(),
    )
