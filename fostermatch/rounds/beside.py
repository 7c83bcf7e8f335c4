"""Some families beside each other for one child, and what is to be done next with asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access
from fostermatch.asks.models import Ask, AskState
from fostermatch.children.models import Child
from fostermatch.families.models import Approval, Family
from fostermatch.matching import Result
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import queries
from fostermatch.rounds.candidates import Candidate
from fostermatch.rounds.models import Proposal

MOST, FEWEST = 4, 2  # families side by side


@dataclass(frozen=True)
class Column:
    """One family beside the others, and which children of the round have it."""

    letter: str
    candidate: Candidate
    approval: Approval
    has_it: list[Proposal]
    rough: bool  # distances are told roughly

    @property
    def family(self) -> Family:
        return self.approval.family


def default_choice(found: list[Candidate], suggested: int | None) -> list[Candidate]:
    """The suggestion first, then the best for the child alone; if too few fit, the nearest."""
    first = [one for one in found if one.family == suggested]
    fitting = [one for one in found if one.fits and one.family != suggested]
    nearly = [one for one in found if one.nearly and one.family != suggested]
    chosen = [*first, *fitting][:MOST]
    return [*chosen, *nearly[: max(0, FEWEST - len(chosen))]]


def in_order(found: list[Candidate], suggested: int | None) -> list[int]:
    """The families that fit, by key: the suggestion first, then the best for the child alone."""
    fitting = [one.family for one in found if one.fits]
    return sorted(fitting, key=lambda key: key != suggested)


def columns(
    request: PlacementRequest,
    line: Proposal | None,
    chosen: list[Candidate],
    approvals: Mapping[int, Approval],
) -> list[Column]:
    """The approvals are those of the chosen, by key."""
    holders = queries.holders(line.round_id, {one.family for one in chosen}) if line else {}
    return [
        Column(
            letter,
            one,
            approvals[one.offer.key],
            [other for other in holders.get(one.family, ()) if other.request_id != request.id],
            is_rough(request.child, approvals[one.offer.key].family),
        )
        for letter, one in zip(ascii_uppercase, chosen, strict=False)
    ]


def is_rough(child: Child, family: Family) -> bool:
    """Distances to a protected address are told in tens of km: several exact ones find it."""
    return child.protected_address or family.protected_address


def mentioned(result: Result | None) -> set[int]:
    """The requests of those who hold the places that would fit a child who waits."""
    waits = result.waits if result else None
    return {key for _family, key in waits.holders} if waits else set()


def ask_step(
    request: PlacementRequest, asked: Mapping[int, Ask], best: list[int]
) -> tuple[str, str] | None:
    """What is to be done next with asking: hear the answer, or ask the best family not asked."""
    if not request.state.is_open:
        return None
    if standing := next((ask for ask in asked.values() if ask.stands), None):
        is_known = standing.state is AskState.YES
        if is_known or not access.allowed(current_user, "ask.answer", standing):
            return None
        return _("Record the answer"), url_for("asks.detail", ask_id=standing.id)
    key = next((key for key in best if key not in asked), None)
    if key is None or not access.allowed(current_user, "ask.make", request):
        return None
    family = queries.families_named({key})[key]
    return (
        _("Ask family %(reference)s", reference=family.reference),
        url_for("asks.ask", request_id=request.id, family_id=family.id),
    )
