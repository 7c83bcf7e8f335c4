"""How a group of waiting children is dealt: waits, levels, urgencies and ages in wanted shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.children.models import Child, SiblingWish
from fostermatch.demo import networks
from fostermatch.demo.book import Book
from fostermatch.demo.cases import a_few_years_apart
from fostermatch.demo.profiles import LEVELS, RESPITE_LEVELS, Sayings
from fostermatch.demo.scene import workday
from fostermatch.demo.words import requests as written
from fostermatch.needs import SupportLevel
from fostermatch.requests.models import CareKind, PlacementRequest, State, Urgency, WhereNow

AGES = {(0, 2): 0.09, (3, 6): 0.14, (7, 11): 0.2, (12, 16): 0.57}
URGENCIES = {Urgency.PLANNED: 0.68, Urgency.SEMI_ACUTE: 0.32}
STATES = {State.WAITING: 0.75, State.READY: 0.25}
SIBLINGS_LEVELS = (SupportLevel.LIGHT, SupportLevel.MODERATE)


@dataclass
class Queue:
    """What a group of requests is dealt from, so that shares and waits come out as wanted."""

    book: Book
    kind: CareKind
    waits: list[int]  # rising
    levels: list[SupportLevel]
    urgencies: list[Urgency]
    states: list[State]
    birthdays: list[date]

    @classmethod
    def of(
        cls, book: Book, kind: CareKind, waits: list[int], ages: dict[tuple[int, int], float] = AGES
    ) -> Queue:
        deck, number = book.scene.deck, len(waits)
        years = [book.scene.random.randint(*band) for band in deck(ages, number)]
        return cls(
            book,
            kind,
            waits,
            deck(RESPITE_LEVELS if kind is CareKind.RESPITE else LEVELS, number),
            deck(URGENCIES, number),
            deck(STATES, number),
            [book.scene.ago(365 * year + 20, 365 * year + 360) for year in years],
        )

    def wait(self) -> int:
        return self.waits.pop(self.book.scene.random.randrange(len(self.waits)))

    def two_waits(self) -> int:
        """One wait for two siblings: two neighbours leave the queue, the first one is used."""
        first = self.book.scene.random.randrange(len(self.waits) - 1)
        wait, _ = self.waits.pop(first), self.waits.pop(first)
        return wait

    def open(self, child: Child, wait: int, level: SupportLevel | None = None) -> PlacementRequest:
        """Write an open request with a fresh need profile."""
        scene, respite = self.book.scene, self.kind is CareKind.RESPITE
        since = workday(scene.today - timedelta(wait))
        described = since - timedelta(scene.random.randint(2, 30))
        self.book.describe(
            child, level or self.levels.pop(), max(described, child.born_on), respite
        )
        networks.around(scene, child, since, solved=self.kind is CareKind.NETWORK)
        row = PlacementRequest(
            municipality_id=self.book.owner,
            child=child,
            kind=self.kind,
            state=self.states.pop(),
            urgency=self.urgencies.pop(),
            where_now=WhereNow.HOME,
            waiting_since=since,
            wanted_on=since + timedelta(scene.random.randint(14, 120)),
            km_limit=self.km_limit(),
            purpose=Sayings(scene, child).one(written.PURPOSE[self.kind]),
        )
        plan_next_step(self.book, row)
        self.book.write(row)
        return row

    def km_limit(self) -> int | None:
        """Respite is to be near by; a home may be further off."""
        if self.kind is CareKind.RESPITE:
            return self.book.scene.pick((8, 12, 15, 20, 30))
        return self.book.scene.pick((25, 30, 40)) if self.book.scene.chance(0.2) else None

    def open_new(self) -> PlacementRequest:
        return self.open(self.book.new_child(self.birthdays.pop()), self.wait())

    def open_siblings(self, wish: SiblingWish) -> list[PlacementRequest]:
        """Two requests of one day for brother and sister, who need much the same."""
        book, wait = self.book, self.two_waits()
        one = book.new_child(self.birthdays.pop())
        other = book.new_child(a_few_years_apart(book.scene, one.born_on), one)
        book.siblings(wish, one, other)
        levels = book.scene.shuffled(SIBLINGS_LEVELS)
        return [self.open(*facts) for facts in ((one, wait, levels[0]), (other, wait, levels[1]))]


def plan_next_step(book: Book, row: PlacementRequest) -> None:
    scene = book.scene
    if scene.chance(0.78):
        row.next_step = scene.pick(written.NEXT_STEPS.get(row.kind, written.NEXT_STEPS["foster"]))
        row.next_step_on = scene.today if scene.chance(0.12) else scene.ahead(-5, 18)
