"""Applicants as cards in columns, one column a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fostermatch.recruitment.checklists import queries as checklists
from fostermatch.recruitment.checklists.queries import Progress
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.queries import Limits
from fostermatch.recruitment.stages import Stage, Track


@dataclass(frozen=True)
class Card:
    applicant: Applicant
    days: int
    limit: int | None  # None: the way is at its end
    progress: Progress

    @property
    def is_stuck(self) -> bool:
        return self.limit is not None and self.days > self.limit


@dataclass(frozen=True)
class Column:
    stage: Stage
    limit: int
    cards: list[Card]

    @property
    def stuck(self) -> int:
        return sum(card.is_stuck for card in self.cards)


def cards(applicants: Sequence[Applicant], limits: Limits, on: date) -> list[Card]:
    """With what is missing: three queries, however many."""
    if not applicants:
        return []
    owner = applicants[0].municipality_id
    ticked = checklists.ticked(applicant.id for applicant in applicants)
    lines = {track: checklists.lines(owner, track, on) for track in Track}
    return [
        Card(
            applicant,
            (on - applicant.since).days,
            limits.get(applicant.stage.column),
            checklists.progress(applicant, lines[applicant.track], ticked),
        )
        for applicant in applicants
    ]


def columns(track: Track, cards: Sequence[Card], limits: Limits) -> list[Column]:
    return [
        Column(
            stage,
            limits[stage],
            [card for card in cards if card.applicant.stage.column is stage],
        )
        for stage in track.columns
    ]
