"""What a simulated region is like, and the ways of placing children that are compared in it."""

from __future__ import annotations

from dataclasses import dataclass

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Added:
    """Families that somebody recruits: how many, of what kind, where and when."""

    families: int
    level: int  # 2 general, 3 enhanced, 4 specialised
    from_month: int
    town: int | None = None  # None: spread as the others are


@dataclass(frozen=True)
class Setting:
    """A region. Levels and places follow published Danish shares; the rest is assumed.

    load: children who would be placed at any time if nobody waited, per place that is real.
    hazard_per_sd: what one standard deviation of fit multiplies the yearly hazard of breakdown
    by. It is an assumption (r of about .25, Konijn 2019) and no estimate.
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
    sibling_share: float = 0.12  # of full-time cases: two or three children who stay together
    respite_share: float = 0.25  # of cases: every second weekend
    hazard: float = 0.12  # breakdowns a year at the mean fit, general level, age 9
    hazard_per_sd: float = 0.67
    yes_share: float = 0.65  # of families asked; each has a willingness of its own
    stale_share: float = 0.18  # of free places that are none, until somebody asks
    reply_days: float = 3.0
    consent_days: float = 7.0
    consent_refused: float = 0.05
    added: tuple[Added, ...] = ()


@dataclass(frozen=True)
class Policy:
    """One way of placing children. All keep the same requirements."""

    name: str
    optimum: bool = False  # the best of all pairs at once; else one child after another
    nearest: bool = False  # the nearest family rather than the best fit
    own_first_days: int = 0  # days in which only the own municipality is asked
    every_days: int = 1
    price: int = 0  # per level of support above the need
    sampled: bool = False  # prices of places from sampled futures
    at_once: int = 1  # families asked at once
    learns: bool = False  # counts how often each family said yes, and expects the same again


TODAY = Policy("today: nearest, own first 60 days", nearest=True, own_first_days=60)
POOLED = Policy("first come, pooled")
PRICED = Policy("daily optimum with price", optimum=True, price=150)
POLICIES = (
    TODAY,
    POOLED,
    Policy("first come with price", price=150),
    Policy("weekly optimum", optimum=True, every_days=7),
    Policy("daily optimum", optimum=True),
    PRICED,
    Policy("daily optimum, sampled prices", optimum=True, sampled=True),
    Policy("today, asks 3 at once", nearest=True, own_first_days=60, at_once=3),
    Policy("first come with price, asks 3 at once", price=150, at_once=3),
    Policy("daily optimum with price, asks 2", optimum=True, price=150, at_once=2),
    Policy("daily optimum with price, asks 3", optimum=True, price=150, at_once=3),
    Policy("daily optimum with price, learns", optimum=True, price=150, learns=True),
    Policy(
        "daily optimum with price, asks 3, learns",
        optimum=True,
        price=150,
        at_once=3,
        learns=True,
    ),
)

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
