"""One policy in one world, day by day."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.chance import MOST_TRIES
from fostermatch.matching.simulator.choosing import asks
from fostermatch.matching.simulator.policies import Policy
from fostermatch.matching.simulator.setting import DAYS_A_YEAR
from fostermatch.matching.simulator.state import FOR_GOOD, NOBODY, State, first_day
from fostermatch.matching.simulator.world import World

AGE, LEVEL = 0.06, 0.25  # what a year above 9 and a level above general add to the log hazard
NEXT_STAY = 0.6  # of the stay that was meant, after a breakdown


@dataclass(frozen=True)
class Placement:
    case: int
    pool: int
    day: int
    waited: int
    broke: bool
    days: float


@dataclass
class Log:
    """What is measured, from the end of the warm-up."""

    waited: Column  # days by case, times its children
    placements: list[Placement] = field(default_factory=list)
    asked: int = 0
    parted: int = 0  # cases of siblings looked for one by one
    still_waiting: list[int] = field(default_factory=list)


def run(world: World, policy: Policy) -> Log:
    """Place by this policy for as long as the world lasts."""
    state, log = first_day(world), Log(np.zeros(len(world.arrives)))
    warm, came = round(world.setting.warm_up_years * DAYS_A_YEAR), 0
    for day in range(world.days):
        end_stays(world, state, day)
        while came < world.cases and world.arrives[came] <= day:
            _queue(state, came, day)
            came += 1
        hear(world, state, day, log)
        if day % policy.every_days == 0:
            parted = part_siblings(world, policy, state, day)
            log.parted += parted if day >= warm else 0
            for case, pool in list(asks(world, policy, state, day)):
                ask(world, state, case, pool, day)
                log.asked += day >= warm
            hear(world, state, day, log)
        if day >= warm and state.waiting:
            here = list(state.waiting)
            log.waited[here] += world.size[here]
    log.placements = [one for one in log.placements if one.day >= warm]
    log.still_waiting = [world.days - state.since[case] for case in state.waiting]
    return log


def hear(world: World, state: State, day: int, log: Log) -> None:
    """What is answered and decided today."""
    answer(world, state, day)
    settle(world, state, day, log)


def _queue(state: State, case: int, day: int) -> None:
    state.waiting.add(case)
    state.since[case] = day


def part_siblings(world: World, policy: Policy, state: State, day: int) -> int:
    """As a last resort siblings who may live apart are looked for one by one: how many cases."""
    if not policy.apart_days:
        return 0
    before = len(state.waiting & world.parts.keys())
    for case in sorted(state.waiting & world.parts.keys() - state.asking.keys()):
        if day - state.since[case] >= policy.apart_days:
            state.waiting.discard(case)
            for part in world.parts[case]:
                _queue(state, part, state.since[case])
    return before - len(state.waiting & world.parts.keys())


def end_stays(world: World, state: State, day: int) -> None:
    for case, pool, broke in state.ends.pop(day, ()):
        state.left[pool] += 1 if case == NOBODY else world.size[case]
        if broke:
            state.refused_on[case, pool] = FOR_GOOD
            _queue(state, case, day)


def ask(world: World, state: State, case: int, pool: int, day: int) -> None:
    """The place is kept until the family answers."""
    state.left[pool] -= world.size[case]
    state.tickets += 1
    state.asking.setdefault(case, {})[pool] = state.tickets
    state.replies[day + int(world.replies[case, pool])].append((case, pool, state.tickets))


def answer(world: World, state: State, day: int) -> None:
    """Families answer. The first yes is taken; the others who were asked are let go."""
    for case, pool, ticket in state.replies.pop(day, ()):
        if state.asking.get(case, {}).get(pool) != ticket:
            continue  # let go since
        if says_yes(world, state, case, pool, day):
            for other in state.asking[case].keys() - {pool}:
                _let_go(world, state, case, other)
            days = int(world.consents[case, min(state.tries[case], MOST_TRIES - 1)])
            consents = days >= 0
            state.settles[day + (days if consents else -days - 1)].append((case, pool, consents))
        else:
            _let_go(world, state, case, pool)


def says_yes(world: World, state: State, case: int, pool: int, day: int) -> bool:
    """Learns from the answer: no to this child, or that the family takes nobody for a while."""
    offer = int(world.pool_offer[pool])
    for start, until in world.off[offer]:
        if start <= day < until:
            state.off_until[offer] = until
            return False
    first_no = state.first_no.get((case, pool), day)
    agrees = bool(world.agrees[case, pool]) or day - first_no >= world.relents[case, pool]
    if not agrees:
        state.first_no[case, pool] = first_no
        state.refused_on[case, pool] = day
        state.no_to_kind[offer, world.kind[case]] = day
    return agrees


def _let_go(world: World, state: State, case: int, pool: int) -> None:
    state.left[pool] += world.size[case]
    del state.asking[case][pool]
    if not state.asking[case]:
        del state.asking[case]


def settle(world: World, state: State, day: int, log: Log) -> None:
    """Child and parents consent and the child moves in, or they refuse."""
    for case, pool, consents in state.settles.pop(day, ()):
        if not consents:
            state.refused_on[case, pool] = FOR_GOOD
            _let_go(world, state, case, pool)
            state.tries[case] += 1
            continue
        del state.asking[case]
        state.waiting.discard(case)
        days, broke = stay(world, state, case, pool)
        state.ends[day + int(days) + 1].append((case, pool, broke))
        state.tries[case] += 1
        waited = day - state.since[case]
        log.placements.append(Placement(case, pool, day, waited, broke, days))


def stay(world: World, state: State, case: int, pool: int) -> tuple[float, bool]:
    """Days until the stay ends, and whether by breakdown."""
    setting, tries = world.setting, min(state.tries[case], MOST_TRIES - 1)
    better = (float(world.fit[case, pool]) - world.mean_fit) / world.sd_fit
    child = AGE * (world.age[case] - 9) + LEVEL * (world.level[case] - 2)
    hazard = setting.hazard * setting.hazard_per_sd**better * np.exp(child)
    until = -np.log(max(float(world.luck[case, tries]), 1e-12)) / hazard * DAYS_A_YEAR
    meant = float(world.stay[case]) * (NEXT_STAY if tries else 1.0)
    return min(float(until), meant), bool(until < meant)
