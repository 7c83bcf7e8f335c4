"""What the match page of one child is made from, and the list that its filters leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from fostermatch import postcodes
from fostermatch.accounts.models import Municipality
from fostermatch.asks import queries as asks
from fostermatch.asks.models import Ask
from fostermatch.families.models import ApprovalKind
from fostermatch.matching import Need, Verdict
from fostermatch.matching.columns import Points
from fostermatch.requests.models import IN_ROUNDS, CareKind, PlacementRequest, State
from fostermatch.rounds import inputs, queries
from fostermatch.rounds.candidates import Candidate, candidates
from fostermatch.rounds.models import Proposal
from fostermatch.rounds.situation import Situation, of_round
from fostermatch.rounds.standing.queries import standing_round
from fostermatch.rounds.steering.telling import is_steering
from fostermatch.rounds.words import tens

AREA_KM = 25
LEVELS = {kind.value: kind.covers_level.number for kind in ApprovalKind}


@dataclass(frozen=True)
class Match:
    """One child's need among the families of the latest round."""

    request: PlacementRequest
    line: Proposal | None
    situation: Situation
    need: Need
    found: list[Candidate]  # best first
    asked: dict[int, Ask]  # the latest by family
    protected: set[int]  # the families whose address is

    @property
    def suggested(self) -> int | None:
        return self.line.family_id if self.line else None

    @property
    def own_best(self) -> int | None:
        return next((one.family for one in self.found if one.fits), None)

    def of(self, families: Iterable[int | None]) -> list[Candidate]:
        """The candidates of these families, in their order; who is none is left out."""
        known = {one.family: one for one in self.found}
        return [known[key] for key in dict.fromkeys(families) if key in known]

    def is_rough(self, family: int) -> bool:
        return self.request.child.protected_address or family in self.protected

    def km(self, one: Candidate) -> float | None:
        """The distance as it is shown."""
        if one.km is None:
            return None
        return tens(one.km) if self.is_rough(one.family) else round(one.km)


def match_of(
    request: PlacementRequest, line: Proposal | None, municipality: Municipality, on: date
) -> Match | None:
    """None where the request is not matched. What families have answered is that of this minute.

    A child whom no round knows yet is seen among the families of the latest one.
    """
    round_ = line.round if line else standing_round(municipality.id)
    situation = of_round(round_) if round_ else None
    need = need_of(request, situation if line else None, municipality, on)
    if situation is None or need is None:
        return None
    steered = {pair: why for pair, why in situation.vetoes.items() if is_steering(why)}
    answered = steered | inputs.vetoes(municipality, [need], situation.offers)
    needs = situation.needs if line else [*situation.needs, need]
    situation = replace(situation, needs=needs, vetoes=answered)
    return Match(
        request,
        line,
        situation,
        need,
        candidates(situation, need),
        asks.latest([request.id])[request.id],
        queries.protected({offer.family for offer in situation.offers}),
    )


def need_of(
    request: PlacementRequest, told: Situation | None, municipality: Municipality, on: date
) -> Need | None:
    """As the round was told it; else as it is now, if a round would take it in."""
    if told:
        return told.need(request.id)
    profile, kind = request.child.profile, request.kind
    if profile is None or kind is CareKind.NETWORK or request.state not in IN_ROUNDS:
        return None
    known = inputs.known_families([request.child_id])[request.child_id]
    return inputs.need(request, profile, known, municipality, on)


def why_not_matched(request: PlacementRequest) -> str:
    if not request.state.is_open:
        return _("The request is closed.")
    if request.kind is CareKind.NETWORK:
        return _("A network family is found by name around the child, not by matching.")
    if request.child.profile is None:
        return _("The child's need is not described yet.")
    if request.state is State.EXPECTED:
        return _("The request is only expected. It is matched when it is ready.")
    if request.state is State.MATCHED:
        return _("A family is found, so the child is not matched.")
    return _("No round has been run yet.")


def listed(match: Match, asked: dict[str, Any]) -> list[Candidate]:
    """Who fits or nearly does, or all, as far as they pass the filters."""
    tests = [test for name, test in tests_of(match, asked).items() if name in asked]
    return [
        one
        for one in match.found
        if (one.fits or one.nearly or "all" in asked) and all(test(one) for test in tests)
    ]


def tests_of(match: Match, asked: dict[str, Any]) -> dict[str, Callable[[Candidate], bool]]:
    area = near(match, asked["near"]) if "near" in asked else set()

    def within(one: Candidate) -> bool:
        km = match.km(one)
        return km is not None and km <= asked["km"]

    return {
        "km": within,
        "near": lambda one: one.family in area,
        "kind": lambda one: one.offer.level == LEVELS[asked["kind"]],
        "fresh": lambda one: one.offer.fresh and one.offer.confirmed_days is not None,
        "unasked": lambda one: one.family not in match.asked,
        "fits": lambda one: (
            one.fits and all(answer.verdict is not Verdict.MISMATCH for answer in one.answers)
        ),
        "siblings": lambda one: one.offer.takes_siblings is True,
    }


def near(match: Match, postcode: str) -> set[int]:
    """The families around a postcode. A protected address is in no area: it would be found so."""
    middle = Points.of([postcodes.point(postcode)])
    away = middle.km_to(Points.of(one.offer.home for one in match.found))
    close = {one.family for one, km in zip(match.found, away, strict=True) if km <= AREA_KM}
    return close - match.protected
