"""The ways of placing children that are compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

FEW = 5  # a case that this many families fit, or fewer, has few


@dataclass(frozen=True)
class Policy:
    """One way of placing children. All keep the same requirements, save where it is said."""

    name: str
    optimum: bool = False  # the best of all pairs at once; else one child after another
    jointly: bool = False  # siblings in the same optimum; else before it, group by group
    nearest: bool = False  # the nearest family rather than the best fit
    own_first_days: int = 0  # days in which only the own municipality is asked
    every_days: int = 1
    price: int = 0  # per level of support above the need
    sampled: bool = False  # prices of places from sampled futures
    kept: int = 0  # price of a place that one case with few families is expected to need
    at_once: int = 1  # families asked at once
    at_once_few: int = 1  # the same for a case with few families
    heeds_days: int = 0  # how long a no to a child of this kind makes a family a later choice
    asks_again_days: int = 0  # after a no, to the same child; 0 never
    farther_km: int = 0  # a case with few families: more a month waited, beyond its limit
    apart_days: int = 0  # siblings who may live apart are looked for one by one; 0 never

    @property
    def minds_few(self) -> bool:
        """Whether it matters to the policy how many families are left to be asked."""
        return self.farther_km > 0 or self.at_once_few != self.at_once


TODAY = Policy("today: nearest, own first 60 days", nearest=True, own_first_days=60)
POOLED = Policy("first come, pooled")
FIRST = Policy("first come with price", price=150)
PRICED = Policy("daily optimum with price", optimum=True, price=150)


def with_last_resorts(policy: Policy) -> Policy:
    """What a caseworker may do where waiting has become long, in time and by rule."""
    return replace(
        policy,
        name=f"{policy.name}, last resorts",
        farther_km=10,
        apart_days=90,
        asks_again_days=60,
    )


LAST_RESORTS = with_last_resorts(PRICED)
POLICIES = {
    "today": TODAY,
    "pooled": POOLED,
    "first": FIRST,
    "weekly": Policy("weekly optimum", optimum=True, every_days=7),
    "daily": Policy("daily optimum", optimum=True),
    "price": PRICED,
    "jointly": replace(PRICED, name="price, siblings in the same optimum", jointly=True),
    "sampled": Policy("daily optimum, sampled prices", optimum=True, sampled=True),
    "today_three": replace(TODAY, name="today, asks 3", at_once=3, at_once_few=3),
    "three": replace(PRICED, name="price, asks 3", at_once=3, at_once_few=3),
    "three_few": replace(PRICED, name="price, asks 3 where few are left", at_once_few=3),
    "heeds": replace(PRICED, name="price, heeds a no to the kind for 180 days", heeds_days=180),
    "kept": replace(PRICED, name="price, places kept for cases with few families", kept=500),
    "again": replace(PRICED, name="price, asks again after 60 days", asks_again_days=60),
    "farther": replace(PRICED, name="price, 10 km farther a month where few", farther_km=10),
    "apart": replace(PRICED, name="price, siblings apart after 90 days", apart_days=90),
    "today_last_resorts": with_last_resorts(TODAY),
    "first_last_resorts": with_last_resorts(FIRST),
    "weekly_last_resorts": with_last_resorts(
        replace(PRICED, name="weekly optimum with price", every_days=7)
    ),
    "last_resorts": LAST_RESORTS,
    "all": replace(
        LAST_RESORTS,
        name=f"{LAST_RESORTS.name}, places kept, asks 3",
        kept=500,
        at_once=3,
        at_once_few=3,
    ),
}
