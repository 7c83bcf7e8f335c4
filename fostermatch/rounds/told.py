"""All that a round is told, and the matching of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from fostermatch.accounts.models import Municipality
from fostermatch.matching import Need, Offer, Outcome, Weights, match
from fostermatch.matching.plain import to_plain
from fostermatch.rounds import inputs, queries
from fostermatch.rounds.models import MatchingRules
from fostermatch.rounds.steering.queries import in_force
from fostermatch.rounds.steering.telling import Steered, steer


@dataclass(frozen=True)
class Told:
    on: date
    needs: list[Need]
    offers: list[Offer]
    said_no: dict[tuple[int, int], str]
    steered: Steered
    rules: MatchingRules | None
    weights: Weights
    stale_included: bool = False

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Ids and facts without names, as a round keeps them."""
        return {
            "needs": to_plain(self.needs),
            "offers": to_plain(self.offers),
            **self.steered.plain(),
        }

    @property
    def fingerprint(self) -> str:
        """The same for the same facts, whatever the order they were read in."""
        facts = [self.on.isoformat(), self.plain, self.weights.to_json()]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def matched(self) -> Outcome:
        return match(
            self.needs,
            self.offers,
            self.weights,
            vetoes=self.steered.vetoes,
            pins=self.steered.pins.keys(),
            holds=self.steered.holds.keys(),
        )


def told(municipality: Municipality, on: date, include_stale: bool = False) -> Told:
    rules = queries.rules_in_force(municipality.id)
    needs = inputs.needs(municipality, on)
    offers = inputs.offers(municipality, on, include_stale)
    said_no = inputs.vetoes(municipality, needs, offers)
    return Told(
        on=on,
        needs=needs,
        offers=offers,
        said_no=said_no,
        steered=steer(in_force(municipality.id, on), needs, offers, said_no),
        rules=rules,
        weights=queries.weighting(rules),
        stale_included=include_stale,
    )
