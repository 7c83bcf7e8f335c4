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


@dataclass(frozen=True)
class Told:
    on: date
    needs: list[Need]
    offers: list[Offer]
    vetoes: dict[tuple[int, int], str]
    rules: MatchingRules | None
    weights: Weights
    stale_included: bool = False

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Ids and facts without names, as a round keeps them."""
        return {
            "needs": to_plain(self.needs),
            "offers": to_plain(self.offers),
            "vetoes": [[*pair, reason] for pair, reason in self.vetoes.items()],
        }

    @property
    def fingerprint(self) -> str:
        """The same for the same facts, whatever the order they were read in."""
        facts = [self.on.isoformat(), self.plain, self.weights.to_json()]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def matched(self) -> Outcome:
        return match(self.needs, self.offers, self.weights, vetoes=self.vetoes)


def told(municipality: Municipality, on: date, include_stale: bool = False) -> Told:
    rules = queries.rules_in_force(municipality.id)
    needs = inputs.needs(municipality, on)
    offers = inputs.offers(municipality, on, include_stale)
    return Told(
        on=on,
        needs=needs,
        offers=offers,
        vetoes=inputs.vetoes(municipality, needs, offers),
        rules=rules,
        weights=queries.weighting(rules),
        stale_included=include_stale,
    )
