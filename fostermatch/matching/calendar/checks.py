"""What a calendar may be given: a ValueError names the row and the rule it breaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from numbers import Integral
from typing import Any

from fostermatch.matching.calendar.rows import Host, Respite
from fostermatch.matching.kernel import EXACT

Benefit = Mapping[tuple[int, int], int]


def check(
    requests: Sequence[Respite], hosts: Sequence[Host], benefit: Benefit, continuity: int
) -> None:
    """ValueError for the first row that breaks a rule."""
    weekends, kinds = (len(hosts[0].places), len(hosts[0].limits)) if hosts else (0, 0)
    check_keys("request", [request.key for request in requests])
    check_keys("family", [host.key for host in hosts])
    for host in hosts:
        check_host(host, weekends, kinds)
    for request in requests:
        check_request(request, weekends, kinds, bool(hosts))
    refuse_unless(is_count(continuity), "continuity: a whole number, 0 or more")
    check_benefit(requests, hosts, benefit)
    longest = max((len(o) for r in requests for o in r.options), default=0)
    most = max(benefit.values(), default=0) * longest + continuity
    refuse_unless(
        most * max(len(requests), 1) < EXACT, "benefit: the sum passes 2**53, no longer exact"
    )


def check_host(host: Host, weekends: int, kinds: int) -> None:
    name = f"family {host.key}"
    refuse_unless(len(host.places) == weekends, f"{name}: places for {weekends} weekends")
    refuse_unless(all(map(is_count, host.places)), f"{name}: places are whole, 0 or more")
    refuse_unless(len(host.limits) == kinds, f"{name}: limits for {kinds} kinds of load")
    refuse_unless(all(map(is_count, host.limits)), f"{name}: limits are whole, 0 or more")
    check_weekends(f"{name}: pauses", host.pauses, weekends)


def check_request(request: Respite, weekends: int, kinds: int, with_hosts: bool) -> None:
    name = f"request {request.key}"
    refuse_unless(bool(request.options), f"{name}: has at least one option")
    for option in request.options:
        refuse_unless(
            bool(option) and list(option) == sorted(set(option)),
            f"{name}: an option is weekends, first to last",
        )
        if with_hosts:
            check_weekends(f"{name}: an option", option, weekends)
    refuse_unless(is_count(request.most_gaps), f"{name}: most_gaps is whole, 0 or more")
    refuse_unless(all(map(is_count, request.loads)), f"{name}: loads are whole, 0 or more")
    if with_hosts and request.loads:
        refuse_unless(len(request.loads) == kinds, f"{name}: loads of {kinds} kinds, or none")


def check_benefit(requests: Sequence[Respite], hosts: Sequence[Host], benefit: Benefit) -> None:
    known = {request.key for request in requests}, {host.key for host in hosts}
    for (request, family), points in benefit.items():
        name = f"benefit ({request}, {family})"
        refuse_unless(request in known[0] and family in known[1], f"{name}: not in the calendar")
        refuse_unless(is_count(points), f"{name}: a whole number of points, 0 or more")


def check_weekends(name: str, weekends: Iterable[int], number: int) -> None:
    for weekend in weekends:
        inside = is_count(weekend) and weekend < number
        refuse_unless(inside, f"{name}: no weekend {weekend} in a period of {number}")


def check_keys(name: str, keys: Collection[int]) -> None:
    seen: set[int] = set()
    for key in keys:
        refuse_unless(key not in seen, f"{name} {key}: the key is there twice")
        seen.add(key)


def is_count(value: Any) -> bool:
    return isinstance(value, Integral) and int(value) >= 0


def refuse_unless(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
