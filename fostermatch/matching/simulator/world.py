"""All that chance decides, drawn before any policy, so that differences come from policies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.scoring import score
from fostermatch.matching.simulator.people import a_child, families_of, siblings_of, towns_of
from fostermatch.matching.simulator.setting import DAYS_A_YEAR, Setting
from fostermatch.matching.tables import needs_table, offers_table
from fostermatch.matching.types import DEFAULT_WEIGHTS, Need, Offer, Slot

MISFIT = -1
SLOTS = len(Slot)
MOST_TRIES = 12
OFF_DAYS = 60.0  # how long a family that cannot take anybody stays so


@dataclass(frozen=True)
class World:
    """Cases are rows, pools (an offer's places in one slot) columns of the tables."""

    setting: Setting
    days: int
    arrives: Column  # day, per case, in order
    size: Column  # children of the case
    level: Column
    age: Column
    town: Column
    stay: Column  # days
    luck: Column  # (cases, tries) for breakdown
    consents: Column  # (cases, tries) days until consent, negative: refused
    pool_offer: Column
    places: Column  # per pool
    pool_level: Column
    pool_town: Column
    starts: Column  # per pool, day
    stops: Column
    fit: Column  # (cases, pools), MISFIT where a requirement fails
    km: Column
    agrees: Column  # (cases, pools) bool
    replies: Column  # (cases, pools) days
    off: tuple[tuple[tuple[int, int], ...], ...]  # per offer: periods in which it takes nobody
    stays_on: Column  # days that the child in each place at the start stays, per place
    mean_fit: float
    sd_fit: float


def world_of(setting: Setting, seed: int) -> World:
    """One draw of the region."""
    random = np.random.default_rng(seed)
    days = round(setting.years * DAYS_A_YEAR)
    towns = towns_of(random, setting)
    offers, offer_town, starts, stops = families_of(
        np.random.default_rng([seed, 1]), setting, towns, days
    )
    arrives = np.sort(random.integers(0, days, random.poisson(setting.cases_a_week * days / 7)))
    cases, town = cases_of(random, setting, towns, len(arrives))
    fit, km = fits_of(cases, offers)
    placeable = np.flatnonzero((fit >= 0).any(axis=1))  # nobody could ever place the others
    pool_offer, slot = np.nonzero([[o.places.get(s, 0) for s in Slot] for o in offers])
    places = np.array(
        [offers[o].places[Slot(s)] for o, s in zip(pool_offer.tolist(), slot.tolist(), strict=True)]
    )
    wants = np.array([[s in case[0].slots for s in Slot] for case in cases]).reshape(-1, SLOTS)
    size = np.array([len(case) for case in cases])
    fits = wants[:, slot] & (size[:, None] <= places)
    fit = np.where(fits, fit[:, pool_offer], MISFIT)[placeable]
    known = fit[fit >= 0]
    mean, sd = float(known.mean()), float(known.std())
    draws = np.random.default_rng([seed, 2])
    return World(
        setting=setting,
        days=days,
        arrives=arrives[placeable],
        size=size[placeable],
        level=np.array([max(n.level or 0 for n in case) for case in cases])[placeable],
        age=np.array([case[0].age for case in cases])[placeable],
        town=town[placeable],
        stay=draws.exponential(setting.stay_days, len(arrives))[placeable],
        luck=draws.random((len(arrives), MOST_TRIES))[placeable],
        consents=consents_of(draws, setting, len(arrives))[placeable],
        pool_offer=pool_offer,
        places=places,
        pool_level=np.array([offer.level for offer in offers])[pool_offer],
        pool_town=offer_town[pool_offer],
        starts=starts[pool_offer],
        stops=stops[pool_offer],
        fit=fit.astype(np.int16),
        km=km[:, pool_offer][placeable].astype(np.float32),
        agrees=agreement(draws, setting, (fit - mean) / sd, pool_offer),
        replies=draws.poisson(setting.reply_days, fit.shape).astype(np.int16),
        off=off_periods(draws, setting, len(offers), days),
        stays_on=draws.exponential(setting.stay_days, int(places.sum())),
        mean_fit=mean,
        sd_fit=sd,
    )


def cases_of(
    random: np.random.Generator, setting: Setting, towns: Column, count: int
) -> tuple[list[list[Need]], Column]:
    """A child, or siblings who stay together, per case; and the town of each."""
    cases, town = [], random.choice(len(towns), count, p=towns[:, 2])
    for key in range(1, count + 1):
        respite = bool(random.random() < setting.respite_share)
        child = a_child(random, key, towns[town[key - 1]], setting, respite)
        with_others = not respite and random.random() < setting.sibling_share
        cases.append([child, *(siblings_of(random, child) if with_others else [])])
    return cases, town


def fits_of(cases: list[list[Need]], offers: list[Offer]) -> tuple[Column, Column]:
    """Fit and kilometres by case and offer; of siblings the mean fit, if all may come there."""
    needs = [need for case in cases for need in case]
    of_case = np.repeat(np.arange(len(cases)), [len(case) for case in cases])
    need_table, offer_table = needs_table(needs), offers_table(offers, needs)
    scores = score(need_table, offer_table, DEFAULT_WEIGHTS)
    at = (of_case[scores.need], scores.offer)
    total, found = np.zeros((2, len(cases), len(offers)))
    np.add.at(total, at, scores.fit)
    np.add.at(found, at, 1)
    size = np.array([len(case) for case in cases])[:, None]
    fit = np.where(found == size, np.rint(total / size), MISFIT)
    first = need_table[np.searchsorted(of_case, np.arange(len(cases)))]
    return fit, first[:, None].home.km_to(offer_table[None].home)


def agreement(
    random: np.random.Generator, setting: Setting, fit: Column, pool_offer: Column
) -> Column:
    """Who would say yes to whom: each family is more or less willing, and more so to a good fit."""
    if setting.yes_share >= 1:
        return np.ones(fit.shape, bool)
    spread = 4.0
    willing = random.beta(
        spread * setting.yes_share, spread * (1 - setting.yes_share), int(pool_offer.max()) + 1
    )
    chance = np.clip(willing[pool_offer] + 0.1 * fit, 0.03, 0.97)
    return np.asarray(random.random(fit.shape, np.float32) < chance)


def consents_of(random: np.random.Generator, setting: Setting, cases: int) -> Column:
    days = random.poisson(setting.consent_days, (cases, MOST_TRIES))
    refused = random.random(days.shape) < setting.consent_refused
    return np.where(refused, -days - 1, days)


def off_periods(
    random: np.random.Generator, setting: Setting, offers: int, days: int
) -> tuple[tuple[tuple[int, int], ...], ...]:
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
