"""What a simulated region is like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fostermatch.matching.types import DEFAULT_WEIGHTS, Need, Offer, Point, Slot, Weights

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Added:
    """Families that somebody recruits: how many, of what kind, where and when."""

    families: int
    level: int  # 2 general, 3 enhanced, 4 specialised
    from_month: int
    town: int | None = None  # None: spread as the others are
    near: Point | None = None  # instead of a town, where the families are a register's own


@dataclass(frozen=True)
class Register:
    """A municipality's own families and children, in place of invented ones."""

    offers: tuple[Offer, ...]  # with every place that it could use, free or not
    free: tuple[Mapping[Slot, int], ...]  # of each offer, on the first day
    cases: tuple[tuple[Need, ...], ...]  # a child or siblings: who came, and so who may come
    weights: Weights = DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Setting:
    """A region. Levels and places follow published Danish shares; the rest is assumed.

    load: children who would be placed at any time if nobody waited, per place that is real.
    hazard_per_sd: what one standard deviation of fit multiplies the yearly hazard of breakdown
    by. It is an assumption (r of about .25, Konijn 2019) and no estimate.
    register: the towns, levels and shares of siblings and respite are then its own.
    """

    cases_a_week: float = 7.0
    load: float = 0.92
    years: float = 4.0
    warm_up_years: float = 1.0
    towns: int = 19
    width_km: float = 150.0
    height_km: float = 70.0
    need_levels: tuple[float, float, float] = (0.55, 0.30, 0.15)  # general to specialised
    family_levels: tuple[float, float, float] = (0.58, 0.28, 0.14)
    stay_days: float = 490.0
    family_years: float = 6.0
    sibling_share: float = 0.12  # of full-time cases: two or three children
    may_split_share: float = 0.5  # of siblings: as a last resort they may live apart
    respite_share: float = 0.25  # of cases: every second weekend
    hazard: float = 0.12  # breakdowns a year at the mean fit, general level, age 9
    hazard_per_sd: float = 0.67
    yes_share: float = 0.65  # of families asked; each has a willingness of its own
    kind_spread: float = 0.15  # of that willingness, by level and age of the child
    passing_share: float = 0.3  # of refusals: the family would say yes to the same child later
    passing_days: float = 60.0
    stale_share: float = 0.18  # of free places that are none, until somebody asks
    reply_days: float = 3.0
    consent_days: float = 7.0
    consent_refused: float = 0.05
    added: tuple[Added, ...] = ()
    register: Register | None = None


BASE = Setting()
SCENARIOS = {
    "base": BASE,
    "slack": Setting(load=0.75),
    "tight": Setting(load=1.03),
    "scarce": Setting(family_levels=(0.66, 0.25, 0.09)),
    "small": Setting(cases_a_week=0.7, towns=2, width_km=40, height_km=35),
    "trial": Setting(  # as the first trial: everybody says yes at once
        yes_share=1.0, stale_share=0.0, reply_days=0.0, consent_days=0.0, consent_refused=0.0
    ),
}
