"""What a change would do, made ready to be shown: to managers as figures only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import queries
from fostermatch.rounds.what_if import Comparison


@dataclass(frozen=True)
class Preview:
    comparison: Comparison
    changed: list[tuple[str, str, str]]  # what, before, after
    children: dict[int, PlacementRequest]
    families: dict[int, Family]
    today: date


def preview_of(comparison: Comparison, changed: list[tuple[str, str, str]], on: date) -> Preview:
    pairings = [p for one in comparison.differences for p in (one.before, one.after) if p]
    return Preview(
        comparison,
        changed,
        queries.initials({one.need for one in comparison.differences}),
        queries.families_named({pairing.family for pairing in pairings}),
        on,
    )
