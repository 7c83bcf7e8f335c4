"""What a person writes: a recommendation to be, and a verdict on one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fostermatch.decisions.choices import CompromiseKind, Consent, Outcome
from fostermatch.families.models import Family
from fostermatch.needs import Slot


@dataclass(frozen=True)
class Voice:
    """What one child and its parents say, and whether the young person consents."""

    child_view: str = ""
    parents_view: str = ""
    consent: Consent | None = None
    consented_on: date | None = None


@dataclass(frozen=True)
class Draft:
    family: Family
    slot: Slot
    starts_on: date
    professional: str
    economic: str
    voices: Mapping[int, Voice]  # by request
    parents_consent: bool
    weighed: Mapping[str, tuple[bool, str]]  # by point of § 52: is it met, and the sentence
    yearly_cost: Decimal | None = None
    compromises: Mapping[CompromiseKind, str] = field(default_factory=dict)
    support: str = ""
    review_on: date | None = None
    alone: bool = False  # although the child has siblings it was to live with
    split_ground: str = ""
    override_reason: str = ""
    not_followed_reason: str = ""
    beside: tuple[int, ...] = ()  # families to be compared


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    reason: str
    missing: str = ""
    members: str = ""
