"""Another family for a weekend that falls away, with everything else left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from fostermatch.matching.calendar.checks import Benefit, check, refuse_unless
from fostermatch.matching.calendar.plan import plan_weekends
from fostermatch.matching.calendar.rows import Host, Respite, Stay

Cancelled = tuple[int, int]  # family, weekend


@dataclass(frozen=True)
class Cover:
    """Who takes the children on the weekends that fell away."""

    stays: tuple[Stay, ...]  # of one weekend each, by weekend and request
    waiting: Mapping[tuple[int, int], str]  # (request, weekend) -> why nobody does
    value: int
    bound: int  # no cover is worth more

    @property
    def gap(self) -> float:
        """(bound - value) / bound, 0 where the cover is proved to be best."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def cover(
    requests: Sequence[Respite],
    hosts: Sequence[Host],
    benefit: Benefit,
    stays: Sequence[Stay],
    cancelled: Collection[Cancelled],
    *,
    time_limit: float = 30.0,
) -> Cover:
    """Find other families for these weekends of these families; every other stay is kept.

    requests, hosts, benefit: as for `plan_weekends`, and stays those of its answer. cancelled:
    (family, weekend) on which the family takes nobody. Who would have been there, or had a gap
    there because of a pause, is to be covered; siblings go together. A family can cover with
    the places and limits that the kept stays leave it. time_limit: seconds for each weekend.
    Weekends do not touch each other, so each is a small problem of its own.

    ValueError as for `plan_weekends`, and for a stay or a cancelled weekend that is not there.

    >>> from fostermatch.matching.calendar import Host, Respite, Stay, cover
    >>> child, ill, near = Respite(1, ((0, 2),)), Host(7, (1, 1, 1)), Host(8, (1, 1, 1))
    >>> points, stays = {(1, 7): 50, (1, 8): 40}, [Stay(1, 7, (0, 2))]
    >>> cover([child], [ill, near], points, stays, cancelled=[(7, 2)]).stays
    (Stay(request=1, family=8, weekends=(2,), gaps=()),)
    """
    check(requests, hosts, benefit, 0)
    check_standing(requests, hosts, stays, cancelled)
    by_request = {stay.request: stay for stay in stays}
    found: list[Stay] = []
    waiting: dict[tuple[int, int], str] = {}
    value = bound = 0
    for weekend in sorted({weekend for _, weekend in cancelled}):
        away = {family for family, when in cancelled if when == weekend}
        asking = [request for request in requests if falls_away(by_request, request, weekend, away)]
        here = {request.key for request in asking}
        plan = plan_weekends(
            [replace(request, options=((0,),), family_before=None) for request in asking],
            left_on(requests, hosts, stays, weekend, away),
            {pair: points for pair, points in benefit.items() if pair[0] in here},
            time_limit=time_limit,
        )
        found += [replace(stay, weekends=(weekend,)) for stay in plan.stays]
        waiting |= {(request, weekend): why for request, why in plan.waiting.items()}
        value, bound = value + plan.value, bound + plan.bound
    return Cover(tuple(found), waiting, value, bound)


def falls_away(
    by_request: Mapping[int, Stay], request: Respite, weekend: int, away: Collection[int]
) -> bool:
    """Whether the child should have been with one of the families on the weekend."""
    stay = by_request.get(request.key)
    return stay is not None and stay.family in away and weekend in (*stay.weekends, *stay.gaps)


def left_on(
    requests: Sequence[Respite],
    hosts: Sequence[Host],
    stays: Sequence[Stay],
    weekend: int,
    away: Collection[int],
) -> list[Host]:
    """The families on this weekend alone, with what the kept stays leave of them."""
    loads = {request.key: request.loads for request in requests}
    kept = defaultdict(list)
    for stay in stays:
        if weekend in stay.weekends:
            kept[stay.family].append(loads[stay.request])
    return [
        Host(
            host.key,
            (max(host.places[weekend] - len(kept[host.key]), 0),),
            frozenset({0} if host.key in away or weekend in host.pauses else ()),
            left_of(host.limits, kept[host.key]),
        )
        for host in hosts
    ]


def left_of(limits: tuple[int, ...], used: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(
        max(limit - sum(load[kind] for load in used if load), 0)
        for kind, limit in enumerate(limits)
    )


def check_standing(
    requests: Sequence[Respite],
    hosts: Sequence[Host],
    stays: Sequence[Stay],
    cancelled: Collection[Cancelled],
) -> None:
    known, weekends = {request.key for request in requests}, {h.key: len(h.places) for h in hosts}
    seen: set[int] = set()
    for stay in stays:
        name = f"stay of request {stay.request}"
        refuse_unless(stay.request in known, f"{name}: no such request")
        refuse_unless(stay.family in weekends, f"{name}: no family {stay.family}")
        refuse_unless(stay.request not in seen, f"{name}: it is there twice")
        seen.add(stay.request)
    for family, weekend in cancelled:
        inside = 0 <= weekend < weekends.get(family, 0)
        refuse_unless(inside, f"cancelled ({family}, {weekend}): no such family or weekend")
