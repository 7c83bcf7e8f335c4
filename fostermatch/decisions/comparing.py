"""The families compared for a child, as they are at this moment, to be kept as they were.

What is kept speaks of the child and the families only: never of the other children in a home,
nor of those whom a place goes to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from fostermatch.accounts.models import Municipality
from fostermatch.asks import queries as asks
from fostermatch.asks.models import Ask, AskState
from fostermatch.children.models import Child
from fostermatch.families.models import Family
from fostermatch.i18n import day
from fostermatch.matching import (
    Answer,
    Need,
    Obstacle,
    Offer,
    Pairing,
    Verdict,
    Weights,
    explain,
    from_plain,
    shortlist,
    to_plain,
)
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import inputs, queries, words
from fostermatch.rounds.beside import is_rough
from fostermatch.rounds.models import Proposal
from fostermatch.wording import small

MOST = 4  # families side by side

WHERE = ("home", "school", "contact", "keep_away", "sibling_group")

# What nobody may override: the place and the approval are looked at by themselves.
NEVER_OVERRIDDEN = {"in_force", "not_paused", "age", "place", "fresh", "only_for"}


@dataclass(frozen=True)
class Candidate:
    """One family beside the others: what is asked of it, what it answers, where it stands."""

    family: Family
    offer: Offer
    answers: tuple[Answer, ...]
    obstacles: tuple[Obstacle, ...]
    pairing: Pairing | None  # None: an obstacle keeps it from the child's own list
    ask: Ask | None
    suggested: bool
    goes_to_other: bool

    @property
    def hard_limits(self) -> list[Obstacle]:
        """What the family breaks and a written reason can override."""
        return [one for one in self.obstacles if one.requirement not in NEVER_OVERRIDDEN]

    @property
    def mismatches(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.verdict is Verdict.MISMATCH]

    def to_plain(self) -> dict[str, Any]:
        return {
            "family": self.family.id,
            "reference": self.family.reference,
            "name": self.family.name,
            "approval": self.offer.key,
            "answers": to_plain(self.answers),
            "obstacles": to_plain(self.obstacles),
            "rank": self.pairing.rank if self.pairing else None,
            "of": self.pairing.of if self.pairing else None,
            "confirmed_days": self.offer.confirmed_days,
            "ask": {"state": self.ask.state, "on": self.ask.said_on.isoformat()}
            if self.ask
            else None,
            "suggested": self.suggested,
            "goes_to_other": self.goes_to_other,
        }


@dataclass(frozen=True)
class Kept:
    """A family of a comparison as it was kept, read again."""

    facts: dict[str, Any]

    @property
    def answers(self) -> list[Answer]:
        return [from_plain(Answer, plain) for plain in self.facts["answers"]]

    @property
    def obstacles(self) -> list[Obstacle]:
        return [from_plain(Obstacle, plain) for plain in self.facts["obstacles"]]

    @property
    def asked(self) -> str:
        """What the family had answered, with the day."""
        if ask := self.facts["ask"]:
            state = AskState.of(ask["state"])
            label = small(state.label) if state else ask["state"]
            return f"{label}, {day(date.fromisoformat(ask['on']))}"
        return ""

    @property
    def unmet(self) -> str:
        """The requirements the family failed."""
        failed = self.obstacles
        return "; ".join(words.obstacle(one.requirement, one.facts) for one in failed)

    @property
    def confirmed(self) -> str:
        days = self.facts["confirmed_days"]
        if days is None:
            return _("never confirmed")
        return ngettext("confirmed %(num)s day ago", "confirmed %(num)s days ago", days)

    @property
    def rank(self) -> str:
        rank, of = self.facts["rank"], self.facts["of"]
        return _("Number %(rank)s of %(of)s", rank=rank, of=of) if rank else ""

    @property
    def in_the_round(self) -> str:
        if self.facts["suggested"]:
            return _("Suggested")
        return _("Goes to another child") if self.facts["goes_to_other"] else ""


def kept_need(plain: dict[str, Any]) -> Need:
    return from_plain(Need, plain)


def without_children(facts: Any) -> dict[str, Any]:
    """The ages of the children in a home are theirs; how many they are is enough."""
    told = dict(facts)
    if "children" in told:
        told["how_many"] = len(told.pop("children"))
    return told


def roughly(facts: Any) -> dict[str, Any]:
    """Distances in tens: several exact ones, kept or printed, would find a protected address."""
    km = facts.get("km")
    return dict(facts) if km is None else {**facts, "km": words.tens(km), "rough": True}


@dataclass(frozen=True)
class Today:
    """What a round run now would be told."""

    needs: list[Need]
    offers: list[Offer]
    vetoes: dict[tuple[int, int], str]
    weights: Weights

    def need(self, request: PlacementRequest) -> Need:
        return next(need for need in self.needs if need.key == request.id)

    def to_keep(self, request: PlacementRequest) -> dict[str, Any]:
        """The need as the core was told it, but for where people live and who they know."""
        plain: dict[str, Any] = to_plain(self.need(request))
        return {**plain, **dict.fromkeys(WHERE), "known_families": []}

    def offer_of(self, family: int, slot: Slot) -> Offer | None:
        """The family's approval for the kind of place; None where none is in force."""
        mine = [offer for offer in self.offers if offer.family == family]
        return next((offer for offer in mine if slot.core in offer.places), None)


def today(
    municipality: Municipality,
    requests: Iterable[PlacementRequest],
    on: date,
    network: Iterable[int] = (),
) -> Today:
    """`requests` are among the needs whether they are in rounds or not; `network`: see inputs."""
    needs = inputs.needs(municipality, on)
    listed = {need.key for need in needs}
    others = [row for row in requests if row.id not in listed]
    if others:
        known = inputs.known_families([row.child_id for row in others])
        needs += [
            inputs.need(row, row.child.profile, known[row.child_id], municipality, on)
            for row in others
            if row.child.profile
        ]
    offers = inputs.offers(municipality, on, network=list(network))
    weights = queries.weighting(queries.rules_in_force(municipality.id))
    return Today(needs, offers, inputs.vetoes(municipality, needs, offers), weights)


@dataclass(frozen=True)
class Comparison:
    """One child with the families compared, the chosen one first."""

    request: PlacementRequest
    proposal: Proposal | None  # what the latest round says of the child
    candidates: list[Candidate]

    @property
    def chosen(self) -> Candidate:
        return self.candidates[0]


@dataclass(frozen=True)
class View:
    """All that is known around one child, to look at one family after the other."""

    child: Child
    need: Need
    now: Today
    slot: Slot
    together: int
    suggested: int | None
    pairings: dict[int, Pairing]
    asked: dict[int, Ask]
    holders: Mapping[int, list[Proposal]]

    def candidate(self, family: Family) -> Candidate | None:
        """None for a family without an approval in force for this."""
        pairing, offers = self.pairings.get(family.id), self.now.offers
        offer = self.now.offer_of(family.id, self.slot)
        if pairing:
            offer = next(row for row in offers if row.key == pairing.offer)
        if offer is None:
            return None
        veto = self.now.vetoes.get((self.need.key, offer.key))
        failed, answers = explain(
            self.need, offer, self.now.weights, together=self.together, veto=veto
        )
        told = roughly if is_rough(self.child, family) else dict
        holders = self.holders.get(family.id, ())
        return Candidate(
            family,
            offer,
            tuple(replace(one, facts=told(without_children(one.facts))) for one in answers),
            tuple(replace(one, facts=told(without_children(one.facts))) for one in failed),
            pairing,
            self.asked.get(family.id),
            suggested=family.id == self.suggested,
            goes_to_other=any(line.request_id != self.need.key for line in holders),
        )


def compare(
    request: PlacementRequest,
    family: Family,
    slot: Slot,
    now: Today,
    beside: Iterable[int] = (),
    together: int = 1,
) -> Comparison:
    """The family beside what was suggested, those asked for, and the best for the child alone."""
    proposal = queries.latest_line(request.id)
    suggested = proposal.family_id if proposal else None
    best = shortlist(
        now.needs, request.id, now.offers, now.weights, vetoes=now.vetoes, limit=len(now.offers)
    )
    pairings = {pairing.family: pairing for pairing in best}
    wanted = [family.id, *filter(None, [suggested]), *beside, *pairings]
    keys = list(dict.fromkeys(wanted))[:MOST]
    families = queries.families_named(set(keys))
    view = View(
        request.child,
        now.need(request),
        now,
        slot,
        together,
        suggested,
        pairings,
        asks.latest([request.id])[request.id],
        queries.holders(proposal.round_id, set(keys)) if proposal else {},
    )
    found = [view.candidate(families[key]) for key in keys if key in families]
    return Comparison(request, proposal, [one for one in found if one])
