"""What chance decides between a case and a family, in streams that new families do not disturb.

Every table is drawn family by family, so that a family added at the end changes no answer of
those before it.
"""

from __future__ import annotations

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.setting import Setting

Random = np.random.Generator
Periods = tuple[tuple[int, int], ...]

MOST_TRIES = 12
OFF_DAYS = 60.0  # how long a family that cannot take anybody stays so
SPREAD = 4.0  # how alike families are in their willingness
BY_FIT = 0.1  # how much more willing they are for a standard deviation of fit
NO_DAY = 32_000


def agreement(
    random: Random, setting: Setting, better: Column, kind: Column, pool_offer: Column
) -> Column:
    """Who would say yes to whom: (cases, pools), like `better`, the fit in standard deviations.

    Each family is more or less willing, to each kind of child, and more so to a good fit.
    """
    if setting.yes_share >= 1:
        return np.ones(better.shape, bool)
    families, answers = random.spawn(2)
    yes, kinds = SPREAD * setting.yes_share, int(kind.max(initial=0)) + 1
    willing = np.array(
        [
            families.beta(yes, SPREAD - yes) + families.normal(0, setting.kind_spread, kinds)
            for _ in range(int(pool_offer.max()) + 1)
        ]
    )
    likely = willing[pool_offer][:, kind].T + BY_FIT * better
    drawn = answers.random(better.shape[::-1], np.float32).T
    return np.asarray(drawn < np.clip(likely, 0.03, 0.97))


def second_thoughts(random: Random, setting: Setting, shape: tuple[int, int]) -> Column:
    """Days from a no until the same family would say yes to the same child, or NO_DAY."""
    which, when = random.spawn(2)
    drawn = which.random(shape[::-1], np.float32).T
    days = 1 + setting.passing_days * when.standard_exponential(shape[::-1], np.float32).T
    return np.where(drawn < setting.passing_share, np.minimum(days, NO_DAY), NO_DAY).astype(
        np.int16
    )


def reply_days(random: Random, setting: Setting, shape: tuple[int, int]) -> Column:
    return random.poisson(setting.reply_days, shape[::-1]).T.astype(np.int16)


def consents_of(random: Random, setting: Setting, cases: int) -> Column:
    """(cases, tries) days until consent, negative where it is refused."""
    days = random.poisson(setting.consent_days, (cases, MOST_TRIES))
    refused = random.random(days.shape) < setting.consent_refused
    return np.where(refused, -days - 1, days)


def off_periods(random: Random, setting: Setting, offers: int, days: int) -> tuple[Periods, ...]:
    """Periods in which a family takes nobody, though the register says it has room."""
    if setting.stale_share <= 0:
        return ((),) * offers
    on_days = OFF_DAYS * (1 / setting.stale_share - 1)
    found = []
    for _ in range(offers):
        periods, day = [], random.exponential(on_days)
        while day < days:
            until = day + random.exponential(OFF_DAYS)
            periods.append((int(day), int(until) + 1))
            day = until + random.exponential(on_days)
        found.append(tuple(periods))
    return tuple(found)
