"""The children's and the families' side of a match, as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fostermatch.matching.columns import NO_BITS, Codes, Column, Points, Table, bits_of
from fostermatch.matching.types import Need, Offer, Slot

UNKNOWN, NO, YES = -1, 0, 1


@dataclass(frozen=True)
class Needs(Table):
    """The children's side."""

    key: Column
    age: Column
    wants: Column  # (needs, slots) bool
    level: Column  # UNKNOWN where not assessed
    groups: Codes
    home: Points
    school: Points
    contact: Points
    km_limit: Column  # infinite where there is none
    days_waiting: Column
    in_institution: Column
    tier: Column
    together: Column  # number of children that must come to one home, 1 for a single child
    only_child: Column
    step_free: Column
    no_pets: Column
    no_smoke: Column
    languages: Codes
    language_required: Column
    wishes: Codes
    known: Codes  # of families
    vetoed: Codes  # of offers
    keep_away: Points
    keep_away_km: Column


@dataclass(frozen=True)
class Offers(Table):
    """The families' side."""

    key: Column
    family: Column
    places: Column  # (offers, slots), free now
    room: Column  # (offers, slots), free now in all approvals in force of the same family
    level: Column
    min_age: Column
    max_age: Column
    groups: Codes
    any_group: Column
    only_for: Column
    for_anyone: Column
    home: Points
    takes_min_age: Column
    takes_max_age: Column
    takes: Codes
    said_what_it_takes: Column
    not_now: Codes
    takes_siblings: Column  # UNKNOWN, NO or YES, like the five below
    takes_acute: Column
    pets: Column
    smokes: Column
    step_free: Column
    prepared: Column
    child_ages: Column  # (offers, most children), infinite where there is none
    children_of_unknown_age: Column
    languages: Codes
    said_languages: Column
    traits: Codes
    said_traits: Column
    as_family: Codes  # itself, to be found among families known
    as_offer: Codes  # itself, to be found among vetoes
    in_force: Column
    paused: Column
    fresh: Column


Bits = Mapping[str, Mapping[Any, int]]  # what is asked for -> code -> bit


def bits_asked(needs: Sequence[Need], before: Bits | None = None) -> Bits:
    """A bit for every code that these needs ask for, beside those there were before."""
    known = before or {name: NO_BITS for name in ASKED_CODES}
    return {name: bits_of((getattr(n, name) for n in needs), known[name]) for name in ASKED_CODES}


def needs_table(
    needs: Sequence[Need],
    together: Mapping[int, int] | None = None,
    vetoes: Iterable[tuple[int, int]] = (),
    bits: Bits | None = None,
) -> Needs:
    """The needs as columns. `together`: need key -> children that must come to one home."""
    bits = bits or bits_asked(needs)
    codes = {name: Codes.of([getattr(n, name) for n in needs], bits[name]) for name in ASKED_CODES}
    known = codes.pop("known_families")
    same_named: dict[str, Any] = {
        **codes,
        **{name: Points.of(getattr(n, name) for n in needs) for name in NEED_POINTS},
        **{name: np.array([getattr(n, name) for n in needs]) for name in NEED_PLAIN},
    }
    rows = Needs(
        wants=np.array([[slot in n.slots for slot in Slot] for n in needs], bool).reshape(-1, 5),
        level=_numbers((n.level for n in needs), UNKNOWN),
        km_limit=_numbers((n.km_limit for n in needs), np.inf),
        together=np.ones(len(needs), int),
        vetoed=Codes.of([()] * len(needs), NO_BITS),
        known=known,
        **same_named,
    )
    return decided(rows, together or {}, vetoes)


def decided(needs: Needs, together: Mapping[int, int], vetoes: Iterable[tuple[int, int]]) -> Needs:
    """With what was decided for siblings and what was ruled out."""
    keys = needs.key.tolist()
    ruled_out = vetoes_by_need(vetoes, set(keys))
    sets, bits = [ruled_out.get(key, ()) for key in keys], bits_of(ruled_out.values())
    sizes = np.array([together.get(key, 1) for key in keys], int)
    return replace(needs, together=sizes, vetoed=Codes.of(sets, bits))


def offers_table(
    offers: Sequence[Offer],
    needs: Sequence[Need],
    vetoes: Iterable[tuple[int, int]] = (),
    bits: Bits | None = None,
) -> Offers:
    """The offers as columns, with bits for the codes that these needs ask for."""
    bits = bits or bits_asked(needs)
    places = np.array([[o.places.get(s, 0) for s in Slot] for o in offers], int).reshape(-1, 5)
    rows = Offers(
        places=places,
        room=places,
        groups=Codes.of([o.groups or () for o in offers], bits["groups"]),
        any_group=np.array([o.groups is None for o in offers], bool),
        only_for=_numbers((o.only_for for o in offers), 0),
        for_anyone=np.array([o.only_for is None for o in offers], bool),
        home=Points.of(o.home for o in offers),
        takes_min_age=_numbers((o.takes_min_age for o in offers), -np.inf),
        takes_max_age=_numbers((o.takes_max_age for o in offers), np.inf),
        takes=Codes.of([o.takes for o in offers], bits["groups"]),
        said_what_it_takes=np.array([bool(o.takes) for o in offers], bool),
        not_now=Codes.of([o.not_now for o in offers], bits["groups"]),
        languages=Codes.of([o.languages for o in offers], bits["languages"]),
        said_languages=np.array([bool(o.languages) for o in offers], bool),
        traits=Codes.of([o.traits for o in offers], bits["wishes"]),
        said_traits=np.array([bool(o.traits) for o in offers], bool),
        as_family=Codes.of([(o.family,) for o in offers], bits["known_families"]),
        as_offer=Codes.of([()] * len(offers), NO_BITS),
        child_ages=_padded([o.children for o in offers]),
        **{name: _numbers((getattr(o, name) for o in offers), UNKNOWN) for name in OFFER_MAYBE},
        **{name: np.array([getattr(o, name) for o in offers]) for name in OFFER_PLAIN},
    )
    return among(rows, {need.key for need in needs}, vetoes)


def among(offers: Offers, needs: Collection[int], vetoes: Iterable[tuple[int, int]]) -> Offers:
    """With the room of the family's other approvals, and what was ruled out for these needs."""
    bits = bits_of(vetoes_by_need(vetoes, needs).values())
    as_offer = Codes.of([(key,) for key in offers.key.tolist()], bits)
    return replace(offers, room=_room(offers), as_offer=as_offer)


ASKED_CODES = ("groups", "languages", "wishes", "known_families")
NEED_POINTS = ("home", "school", "contact", "keep_away")
NEED_PLAIN = (
    *("key", "age", "days_waiting", "in_institution", "tier", "only_child", "step_free"),
    *("no_pets", "no_smoke", "language_required", "keep_away_km"),
)
OFFER_MAYBE = ("takes_siblings", "takes_acute", "pets", "smokes", "step_free", "prepared")
OFFER_PLAIN = (
    *("key", "family", "level", "min_age", "max_age", "in_force", "paused", "fresh"),
    "children_of_unknown_age",
)


def vetoes_by_need(
    vetoes: Iterable[tuple[int, int]], among: Collection[int]
) -> dict[int, set[int]]:
    """Need key -> keys of the offers it must not have."""
    found: dict[int, set[int]] = {}
    for need, offer in vetoes:
        if need in among:
            found.setdefault(need, set()).add(offer)
    return found


def _numbers(values: Iterable[float | None], missing: float) -> Column:
    return np.array([missing if value is None else value for value in values])


def _padded(rows: Sequence[Sequence[int]]) -> Column:
    widest = max(map(len, rows), default=0)
    padded = [[*row, *[np.inf] * (widest - len(row))] for row in rows]
    return np.array(padded, float).reshape(len(rows), widest)


def _room(offers: Offers) -> Column:
    """Free places of the same family in the same slot, over its approvals in force."""
    usable = offers.in_force & ~offers.paused
    _, home = np.unique(offers.family, return_inverse=True)
    room = np.zeros_like(offers.places)
    np.add.at(room, home, offers.places * usable[:, None])
    return np.asarray(room[home])
