"""Pauses, and the free places homes have confirmed: most lately, a fifth too long ago or never."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fostermatch.clock import day_of
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home, Use
from fostermatch.demo.scene import Scene, workday
from fostermatch.demo.words import families as words
from fostermatch.families.models import Confirmation, ConfirmedHow, Pause, PauseReason
from fostermatch.needs import Slot

# Days since the last word, none for never; the municipality's limit is 60.
LAST_WORD = {(4, 14): 0.3, (15, 35): 0.3, (36, 56): 0.2, (66, 190): 0.14, None: 0.06}
HOW = (
    *[ConfirmedHow.PHONE] * 6,
    *[ConfirmedHow.VISIT] * 2,
    *(ConfirmedHow.MAIL, ConfirmedHow.MEETING),
)
SELDOM_OFFERED = (Slot.WEEKDAYS, Slot.HOLIDAYS)
OFFERS = FULL_TIME, RESPITE, PAUSED, NOTHING = ("full-time", "respite", "paused", "nothing")
SAYS_NO = 0.04  # a place is free on paper, and the family says none


def confirm(book: Book, homes: Sequence[Home]) -> None:
    """Dealt apart by what is free, so that the stale share holds for each kind of place."""
    groups = [[one for one in homes if offers(one) == each] for each in OFFERS]
    rows = [
        row
        for group in groups
        for home, days in zip(group, book.scene.deck(LAST_WORD, len(group)), strict=True)
        for row in (words_of(book, home, days) if days else ())
    ]
    book.write(*sorted(rows, key=lambda row: row.confirmed_at))


def offers(home: Home) -> str:
    if home.paused:
        return PAUSED
    free = [bed.slot for bed in home.beds if bed.use is Use.FREE]
    return FULL_TIME if Slot.FULL_TIME in free else RESPITE if free else NOTHING


def words_of(book: Book, home: Home, days: tuple[int, int]) -> list[Confirmation]:
    """All the home has confirmed in a year: every slot each time, some months apart."""
    offered = [slot for care in home.cares() for slot in care.slots]
    seldom = book.scene.chance(0.7)
    rows = []
    for at in moments(book.scene, home, days):
        how = book.scene.pick(HOW)
        for slot in offered:
            none = slot in SELDOM_OFFERED and seldom or book.scene.chance(SAYS_NO)
            free = free_at(book, home, slot, at)
            rows.append(
                Confirmation(
                    family_id=home.family.id,
                    slot=slot,
                    free_places=0 if none else free,
                    later_places=free if none else 0,
                    confirmed_at=at,
                    confirmed_by=home.family.consultant,
                    how=how,
                )
            )
    return rows


def moments(scene: Scene, home: Home, days: tuple[int, int]) -> list[datetime]:
    """Moments of one year, rising, all since the home was approved."""
    ago = scene.random.randint(*days)
    found = []
    while ago < 365:
        day = max(workday(scene.today - timedelta(ago)), home.since)
        if home.until is None or day <= home.until:
            found.append(scene.moment(day))
        if day == home.since:
            break
        ago += scene.random.randint(35, 110)
    return found[::-1]


def free_at(book: Book, home: Home, slot: Slot, at: datetime) -> int:
    """Places of the slot that nobody had or had been promised at the moment."""
    taken = [
        place
        for place in book.taken.get(home, [])
        if place.slot is slot
        and place.agreed_at <= at
        and (place.ends_on is None or place.ends_on >= day_of(at))
    ]
    return max(0, len(home.of(slot)) - len(taken))


def pause(book: Book, home: Home) -> None:
    """The pause of today, and for some homes one in the past."""
    if home.paused:
        ends = book.scene.ahead(10, 120) if book.scene.chance(0.6) else None
        write(book, home, book.scene.random.randint(5, 150), ends)
    elif book.scene.chance(0.15):
        ago = book.scene.random.randint(200, 600)
        write(book, home, ago, book.scene.ago(ago - 120, ago - 30))


def write(book: Book, home: Home, days_ago: int, ends_on: date | None) -> None:
    reason = book.scene.pick(list(PauseReason))
    starts_on = book.scene.today - timedelta(days_ago)
    if starts_on > home.since and (home.until is None or starts_on < home.until):
        book.write(
            Pause(
                family=home.family,
                reason=reason,
                starts_on=starts_on,
                ends_on=ends_on,
                note=book.scene.pick(words.PAUSE_NOTES[reason]),
            )
        )
