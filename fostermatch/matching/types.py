"""The words the core speaks with the rest: plain rows in, plain answers out.

Keys are the caller's own numbers. Nothing here is text for people: a requirement, a criterion
or a reason is a key with its facts, and the caller turns both into words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from fostermatch.matching.plain import from_plain, to_plain

Fact = bool | int | float | str | tuple[str, ...] | tuple[int, ...]
Facts = Mapping[str, Fact]


class Slot(IntEnum):
    """What one place is for. Every slot of an approval is counted apart."""

    FULL_TIME = 0
    WEEKEND_A = 1
    WEEKEND_B = 2
    WEEKDAYS = 3
    HOLIDAYS = 4


class SiblingRule(IntEnum):
    """What was decided for the children of one sibling group.

    One rule for a group: TOGETHER if any child asks for it, else APART, else MAY_SPLIT.
    """

    NONE = 0
    TOGETHER = 1  # all in one home, or all wait
    MAY_SPLIT = 2  # together is worth a bonus, apart costs a price
    APART = 3  # never two of them in one home


class Verdict(StrEnum):
    """How one criterion is shown."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Point:
    """One place on earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Need:
    """One waiting request."""

    key: int
    age: int  # years, 0 to 22 (aftercare)
    slots: tuple[Slot, ...]  # any one of these will do
    level: int | None = None  # support: 0 none, 1 light, 2 moderate, 3 high, 4 complete
    groups: frozenset[str] = frozenset()  # target-group codes of the child
    home: Point | None = None
    school: Point | None = None
    contact: Point | None = None  # where the parents to be visited live
    km_limit: float | None = None  # furthest from home
    days_waiting: int = 0
    in_institution: bool = False
    tier: int = 0  # urgency: 0 expected, 1 planned, 2 semi-acute, 3 acute
    sibling_group: int | None = None
    sibling_rule: SiblingRule = SiblingRule.NONE
    only_child: bool = False  # must be the only child in the home
    step_free: bool = False
    no_pets: bool = False
    no_smoke: bool = False
    languages: frozenset[str] = frozenset()
    language_required: bool = False
    wishes: frozenset[str] = frozenset()  # traits the child or the parents wish for
    known_families: frozenset[int] = frozenset()  # network, earlier respite
    keep_away: Point | None = None
    keep_away_km: float = 0.0


@dataclass(frozen=True)
class Offer:
    """One approval of one family, with the places that are free."""

    key: int  # the approval
    family: int
    places: Mapping[Slot, int]  # free now; a missing slot is 0
    level: int  # highest support the kind covers: general 2, enhanced 3, specialised 4
    min_age: int = 0
    max_age: int = 17
    groups: frozenset[str] | None = None  # approved target groups; None: not limited to any
    only_for: int | None = None  # network approval: the one need it is for
    home: Point | None = None
    takes_min_age: int | None = None  # what the family itself says
    takes_max_age: int | None = None
    takes: frozenset[str] = frozenset()  # groups it says yes to or has competence in
    not_now: frozenset[str] = frozenset()  # groups it says no to at present
    takes_siblings: bool | None = None
    takes_acute: bool | None = None
    children: tuple[int, ...] = ()  # ages of the other children in the home
    children_of_unknown_age: int = 0  # as those that another authority has placed there
    pets: bool | None = None
    smokes: bool | None = None
    step_free: bool | None = None
    languages: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()  # facts that wishes can ask for
    prepared: bool | None = None  # training and supervision in place this year
    confirmed_days: int | None = None  # days since the family confirmed; None never
    fresh: bool = True
    in_force: bool = True
    paused: bool = False


DEFAULT_POINTS: Mapping[str, int] = {
    "competence": 230,
    "known": 180,
    "preparation": 140,
    "school": 120,
    "contact": 100,
    "wishes": 80,
    "age_room": 70,
    "household": 60,
    "language": 20,
}


@dataclass(frozen=True)
class Weights:
    """What counts for how much: data with a version, kept with every round."""

    version: str = "1"
    criteria: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_POINTS))
    being_placed: int = 1000
    longest_wait: int = 365  # days that count, one point each
    institution: int = 500
    tier: tuple[int, int, int, int] = (0, 100, 300, 600)
    over_qualified: int = 150  # per support level above the need
    sibling_bonus: int = 150  # per child of a group kept together
    split_price: int = 150  # per child of a MAY_SPLIT group placed without the whole group
    strong: int = 700  # fit from which a match is called strong
    strict_tier: int | None = None  # urgency from which more children placed outweigh all points
    guarantee_days: int | None = None  # days waited from which the same holds

    def to_json(self) -> dict[str, Any]:
        """The weights as plain values."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Weights:
        """The weights that `to_json` gave."""
        return from_plain(cls, plain)


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True)
class Answer:
    """What one criterion says of one pair."""

    key: str
    verdict: Verdict
    share: float | None  # 0 to 1; None unknown
    points: int  # earned of the criterion's points; 0 where unknown
    facts: Facts  # {"asked": False} where the question does not arise


@dataclass(frozen=True)
class Obstacle:
    """A requirement that a pair does not meet, with what was needed and what was found."""

    requirement: str
    facts: Facts


@dataclass(frozen=True)
class Pairing:
    """One child with one approval."""

    offer: int
    family: int
    slot: Slot
    fit: int  # 0 to 1000
    price: int  # for support above the need
    benefit: int  # priority + fit - price; siblings' bonus and price not included
    strong: bool  # fit is strong, and at least half of the points asked for are known
    answers: tuple[Answer, ...]
    rank: int  # 1: what the child alone would choose, mostly known families first, by fit
    of: int  # the number of those families
    to_check: tuple[str, ...] = ()  # requirements met only because something is unknown


@dataclass(frozen=True)
class Relaxation:
    """One single change that would open offers with a place left. `now`, `needed`: its size."""

    requirement: str
    now: float | None
    needed: float | None
    opens: int  # how many the change to `needed` opens
    offers: tuple[int, ...]  # all that only this requirement closes, smallest change first


@dataclass(frozen=True)
class Waiting:
    """Why a child has no suggestion.

    reason: "no_offers" (none were given), "no_offer_fits" (each fails a requirement),
    "siblings" (some fit the child, but no home or no free room takes the group as decided),
    "places_taken" (some fit, others hold the places), "held_back" (a free place fits, yet
    its price is above what it is worth, or the whole list gains more by leaving it).
    """

    reason: str
    blocked: Mapping[str, int]  # requirement -> offers that fail it, alone or with others
    blocked_only: Mapping[str, int]  # requirement -> offers that fail it and nothing else
    relaxations: tuple[Relaxation, ...]  # smallest change first
    feasible: int  # families that meet every requirement
    holders: tuple[tuple[int, int], ...]  # (family, need) that hold the places that fit

    @property
    def relaxation(self) -> Relaxation | None:
        """The smallest single change that opens an offer."""
        return self.relaxations[0] if self.relaxations else None


@dataclass(frozen=True)
class Result:
    """What the round says of one need."""

    need: int
    suggestion: Pairing | None
    own_best: Pairing | None  # what the child alone would choose
    own_best_goes_to: tuple[int, ...]  # needs that hold the places of own_best
    waits: Waiting | None
    margin: int | None = None  # points the list loses at least without it; None for siblings, pins


@dataclass(frozen=True)
class PlacePrice:
    """What one more place of this kind would add to the value of the round."""

    offer: int
    slot: Slot
    price: int


@dataclass(frozen=True)
class Outcome:
    """A round: one result per need in the order given, and how good the whole is."""

    results: Sequence[Result]  # each is worked out when it is asked for
    value: int
    bound: int  # no assignment is worth more
    gap: float  # (bound - value) / bound
    weights: str  # version
    prices: tuple[PlacePrice, ...] = ()  # places that are worth something, dearest first
