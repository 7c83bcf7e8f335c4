"""Which stay is in which bed. Nobody shares a bed, and nobody moves in before the home opens."""

from collections.abc import Sequence
from datetime import timedelta

from fostermatch.demo.households import Bed, Home, Use
from fostermatch.demo.scene import Scene
from fostermatch.demo.stays import Stay
from fostermatch.families.models import Care
from fostermatch.needs import Slot

GROWN_UP = 18
WEEKENDS = (Slot.WEEKEND_A, Slot.WEEKEND_B)
RESPITE_SLOTS = {
    Slot.WEEKEND_A: 0.47,
    Slot.WEEKEND_B: 0.47,
    Slot.WEEKDAYS: 0.03,
    Slot.HOLIDAYS: 0.03,
}
TRIES = 6

Pairs = list[tuple[Stay, Stay]]


def move_in(stay: Stay, bed: Bed) -> None:
    stay.bed, bed.use = bed, Use.OWN if stay.ends_on is None else bed.use
    bed.host(stay.starts_on)
    last = stay.age_on(stay.ends_on) if stay.ends_on else stay.age_on(stay.starts_on)
    bed.home.ages += [stay.age_on(stay.starts_on), min(last, GROWN_UP - 1)]


def settle_now(scene: Scene, homes: list[Home], stays: list[Stay], pairs: Pairs) -> Pairs:
    """Give today's stays the beds kept for them. Returns the siblings who share a home."""
    roomy = [one for one in homes if len(one.of(Slot.FULL_TIME, Use.OWN)) > 1]
    shared = list(zip(scene.shuffled(roomy), pairs, strict=False))
    beds = [bed for one in homes for bed in one.of(Slot.FULL_TIME, Use.OWN)]
    for home, (one, other) in shared:
        other.starts_on = one.starts_on
        for stay, bed in zip((one, other), home.of(Slot.FULL_TIME, Use.OWN), strict=False):
            move_in(stay, bed)
            beds.remove(bed)
    alone = [stay for stay in stays if stay.bed is None]
    for stay, bed in zip(alone, scene.shuffled(beds), strict=True):
        move_in(stay, bed)
    for home in homes:
        for bed in home.of(Slot.FULL_TIME, Use.OTHERS):
            bed.others_since = scene.ago(60, 1500)
            bed.host(bed.others_since)
    return [pair for _, pair in shared]


def settle_respite(scene: Scene, homes: list[Home], stays: list[Stay], pairs: Pairs) -> Pairs:
    """Give today's respite stays free beds; siblings the same home and weekend if they can."""
    old = [one for one in homes if not one.is_new]
    shared = []
    for pair in pairs:
        slot = scene.pick(WEEKENDS)
        roomy = next((one for one in old if len(one.of(slot, Use.FREE)) > 1), None)
        if roomy:
            for stay, bed in zip(pair, roomy.of(slot, Use.FREE), strict=False):
                move_in(stay, bed)
            shared.append(pair)
    alone = [stay for stay in stays if stay.bed is None]
    for stay, slot in zip(alone, scene.deck(RESPITE_SLOTS, len(alone)), strict=True):
        free = [bed for one in old for bed in one.of(slot, Use.FREE)]
        anywhere = [bed for one in old for bed in one.beds if is_free_for_respite(bed)]
        move_in(stay, scene.pick(free or anywhere or [one_more(old[0], slot)]))
    return shared


def one_more(home: Home, slot: Slot) -> Bed:
    """A further respite place, where a very small municipality has too few."""
    for each in Care.RESPITE.slots:
        home.add(each, Use.FREE)
    return home.of(slot)[-1]


def is_free_for_respite(bed: Bed) -> bool:
    return bed.use is Use.FREE and bed.slot is not Slot.FULL_TIME


def settle_ended(
    scene: Scene, homes: list[Home], left: list[Home], ended: list[Stay], respite: bool
) -> None:
    """Give stays that are over a bed that was free then. Homes that were left get one first.

    Where no bed was free, in a very small municipality, the stay is left out.
    """
    latest_first = sorted(ended, key=lambda stay: stay.ends_on or scene.today, reverse=True)
    for home, stay in zip(left, scene.shuffled(latest_first), strict=False):
        move_in(stay, home.beds[0])
    beds = [
        bed
        for home in (*homes, *left)
        for bed in home.beds
        if not home.is_new and bed.slot in (WEEKENDS if respite else (Slot.FULL_TIME,))
    ]
    for stay in latest_first:
        free = [bed for bed in beds if was_free(bed, stay)]
        if stay.bed is None and free:
            move_in(stay, best(scene, free, stay))
    ended[:] = [stay for stay in ended if stay.bed]
    for home in left:
        close(scene, home, [stay for stay in ended if stay.bed and stay.bed.home is home])


def was_free(bed: Bed, stay: Stay) -> bool:
    return stay.ends_on is not None and bed.taken_from > stay.ends_on


def best(scene: Scene, beds: Sequence[Bed], stay: Stay) -> Bed:
    """Of a few beds, the one where the child's age is least unlike the others'."""
    age = stay.age_on(stay.starts_on)
    return min(scene.some(beds, TRIES, TRIES), key=lambda bed: strain(bed.home, age))


def strain(home: Home, age: int) -> int:
    return max(0, min(home.ages) - age, age - max(home.ages)) if home.ages else 1


def close(scene: Scene, home: Home, stays: list[Stay]) -> None:
    """The last day of a home that is no longer in use."""
    last = max(stay.ends_on or scene.today for stay in stays) if stays else home.since
    home.until = min(last + timedelta(scene.random.randint(0, 60)), scene.today - timedelta(3))
