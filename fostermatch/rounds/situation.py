"""All that a matching is told: of today, or of a round as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from fostermatch.accounts.models import Municipality
from fostermatch.matching import Need, Offer, Weights
from fostermatch.rounds.models import Round
from fostermatch.rounds.told import told


@dataclass(frozen=True)
class Situation:
    """`replace` makes another: other weights, a family more."""

    needs: list[Need]
    offers: list[Offer]
    weights: Weights
    vetoes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    pins: Collection[tuple[int, int]] = ()
    holds: Collection[tuple[int, int]] = ()

    def vetoes_of(self, need: Need, offers: Iterable[Offer]) -> dict[tuple[int, int], str]:
        """Those that keep these offers from the child."""
        pairs = ((need.key, offer.key) for offer in offers)
        return {pair: self.vetoes[pair] for pair in pairs if pair in self.vetoes}

    def need(self, key: int) -> Need:
        return next(need for need in self.needs if need.key == key)


def today(municipality: Municipality, on: date, weights: Weights) -> Situation:
    """The waiting list and the places as a round on the day would see them."""
    now = told(municipality, on)
    steered = now.steered
    return Situation(
        now.needs, now.offers, weights, steered.vetoes, list(steered.pins), list(steered.holds)
    )


def of_round(round_: Round) -> Situation:
    return Situation(
        round_.needs(),
        round_.offers(),
        round_.weighting(),
        round_.vetoes(),
        list(round_.decided("pins")),
        list(round_.decided("holds")),
    )
