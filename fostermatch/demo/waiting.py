"""Who waits today: in institutions, in acute families, at home, in haste, and for respite."""

from collections.abc import Sequence

from fostermatch.children.models import Child, SiblingWish
from fostermatch.demo import figures
from fostermatch.demo.book import Book
from fostermatch.demo.people import NORTH
from fostermatch.demo.profiles import Sayings
from fostermatch.demo.queueing import Queue
from fostermatch.demo.words import requests as written
from fostermatch.requests.models import (
    CareKind,
    PlacementRequest,
    RespitePattern,
    State,
    Urgency,
    Weekend,
    WhereNow,
)

RESPITE_AGES = {(3, 6): 0.3, (7, 11): 0.42, (12, 15): 0.28}
PATTERNS = {
    RespitePattern.EVERY_SECOND_WEEKEND: 0.72,
    RespitePattern.MONTHLY: 0.14,
    RespitePattern.WEEKDAYS: 0.07,
    RespitePattern.HOLIDAYS: 0.07,
}
WEEKENDS = {Weekend.EITHER: 0.55, Weekend.A: 0.23, Weekend.B: 0.22}


def for_a_home(
    book: Book,
    in_institution: Sequence[Child],
    know_a_family: Sequence[Child],
    again: Sequence[tuple[Child, int, WhereNow]],
) -> None:
    """Requests for a foster family.

    `in_institution`: who came there last comes first, and has waited least.
    `again`: days since the last home, and where the child is.
    """
    waits = [*at_once(book), *expected(book), *moved(book, again)]
    pairs = siblings_of(book, figures.WAITING_SIBLINGS)
    others = len(in_institution) + len(know_a_family) + 2 * len(pairs)
    number = max(others + 1, book.scene.count(figures.WAITING_FOR_A_HOME) - len(waits))
    at_home = Queue.of(
        book, CareKind.FOSTER, book.scene.spread_beside(figures.FOSTER_WAITS, waits, number)
    )
    for wish in pairs:
        at_home.open_siblings(wish)
    for child in know_a_family:
        at_home.open(child, at_home.wait())
    for _ in range(number - others):
        at_home.open_new().where_now = book.scene.pick((*[WhereNow.HOME] * 6, WhereNow.OTHER))
    bridge = Queue.of(book, CareKind.BRIDGE, at_home.waits)
    for child, wait in zip(in_institution, list(bridge.waits), strict=True):
        bridge.open(child, wait).where_now = WhereNow.INSTITUTION


def at_once(book: Book) -> list[int]:
    """Acute requests of these days. Returns the waits, as do the next two."""
    waits = [number % 6 for number in range(book.scene.count(figures.WAITING_AT_ONCE))]
    acute = Queue.of(book, CareKind.ACUTE, sorted(waits))
    while acute.waits:
        row = acute.open_new()
        row.urgency, row.state = Urgency.ACUTE, State.WAITING
        row.wanted_on, row.km_limit = row.waiting_since, None
        row.next_step, row.next_step_on = "Spørg familie", book.scene.today
    return waits


def expected(book: Book) -> list[int]:
    """Known ahead, so that an acute placement can be avoided."""
    waits = [3 + 5 * (number % 5) for number in range(book.scene.count(figures.EXPECTED))]
    to_come = Queue.of(book, CareKind.FOSTER, sorted(waits))
    while to_come.waits:
        row = to_come.open_new()
        row.urgency, row.state = Urgency.EXPECTED, State.EXPECTED
        row.wanted_on = book.scene.ahead(30, 90)
        north = row.child.team is book.staff.teams[NORTH]
        row.look_again_on = book.scene.today if north else book.scene.ahead(3, 25)
        say_why(book, row)
    return waits


def say_why(book: Book, row: PlacementRequest) -> None:
    says = Sayings(book.scene, row.child)
    row.expected_since = row.waiting_since
    row.expected_why = says.one(written.EXPECTED_WHY)
    row.tried_instead = says.one(written.TRIED_INSTEAD)


def moved(book: Book, again: Sequence[tuple[Child, int, WhereNow]]) -> list[int]:
    """Children who are with an acute family, or whose last family could not keep them."""
    waits = [days for _, days, _ in again]
    queue = Queue.of(book, CareKind.FOSTER, waits)
    for child, days, where in again:
        queue.open(child, days).where_now = where
    return waits


def siblings_of(book: Book, wishes: Sequence[SiblingWish]) -> list[SiblingWish]:
    pairs = book.scene.count(len(wishes))
    return [wishes[number % len(wishes)] for number in range(pairs)]


def for_network(book: Book) -> None:
    """A family has been found around the child and waits for its approval."""
    waits = [12 + 17 * (number % 4) for number in range(book.scene.count(figures.WAITING_NETWORK))]
    found = Queue.of(book, CareKind.NETWORK, sorted(waits))
    while found.waits:
        found.open_new()


def for_respite(
    book: Book, in_families: Sequence[Child], lost_theirs: Sequence[tuple[Child, int]]
) -> None:
    pairs = siblings_of(book, figures.WAITING_RESPITE_SIBLINGS)
    fewest = 2 * len(pairs) + len(in_families)
    number = max(fewest, book.scene.count(figures.WAITING_RESPITE) - len(lost_theirs))
    waits = book.scene.spread(figures.RESPITE_WAITS, number)
    queue = Queue.of(book, CareKind.RESPITE, waits, RESPITE_AGES)
    rows = [row for wish in pairs for row in queue.open_siblings(wish)]
    for child in in_families:
        row = queue.open(child, queue.wait())
        row.where_now = WhereNow.FAMILY
        rows.append(row)
    while queue.waits:
        rows.append(queue.open_new())
    again = Queue.of(book, CareKind.RESPITE, [days for _, days in lost_theirs], RESPITE_AGES)
    rows += [again.open(child, days) for child, days in lost_theirs]
    give_patterns(book, rows)


def give_patterns(book: Book, rows: Sequence[PlacementRequest]) -> None:
    patterns, weekends = (book.scene.deck(shares, len(rows)) for shares in (PATTERNS, WEEKENDS))
    for row, pattern, weekend in zip(rows, patterns, weekends, strict=True):
        row.respite_pattern = pattern
        if pattern in (RespitePattern.EVERY_SECOND_WEEKEND, RespitePattern.MONTHLY):
            row.weekend = weekend
