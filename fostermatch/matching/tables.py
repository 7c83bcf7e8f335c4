"""The children's and the families' side of a match, as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fostermatch.matching.columns import Codes, Column, Points, Table, bits_of
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


def needs_table(
    needs: Sequence[Need],
    together: Mapping[int, int] | None = None,
    vetoes: Iterable[tuple[int, int]] = (),
) -> Needs:
    """The needs as columns. `together`: need key -> children that must come to one home."""
    size, vetoed = together or {}, vetoes_by_need(vetoes)
    same_named: dict[str, Any] = {
        **{name: _asked([getattr(n, name) for n in needs]) for name in ASKED_CODES},
        **{name: Points.of(getattr(n, name) for n in needs) for name in NEED_POINTS},
        **{name: np.array([getattr(n, name) for n in needs]) for name in NEED_PLAIN},
    }
    vetoed_sets = [vetoed.get(need.key, set()) for need in needs]
    return Needs(
        wants=np.array([[slot in n.slots for slot in Slot] for n in needs], bool).reshape(-1, 5),
        level=_numbers((n.level for n in needs), UNKNOWN),
        km_limit=_numbers((n.km_limit for n in needs), np.inf),
        together=_numbers((size.get(n.key) for n in needs), 1),
        vetoed=Codes.of(vetoed_sets, bits_of(vetoed_sets)),
        known=_asked([n.known_families for n in needs]),
        **same_named,
    )


def offers_table(
    offers: Sequence[Offer],
    needs: Sequence[Need],
    vetoes: Iterable[tuple[int, int]] = (),
) -> Offers:
    """The offers as columns, with bits for the codes that these needs ask for."""
    groups, languages, wishes, known = (
        bits_of(getattr(n, name) for n in needs)
        for name in ("groups", "languages", "wishes", "known_families")
    )
    vetoed = bits_of(vetoes_by_need(vetoes, {need.key for need in needs}).values())
    places = np.array([[o.places.get(s, 0) for s in Slot] for o in offers], int).reshape(-1, 5)
    return Offers(
        places=places,
        room=_room(offers, places),
        groups=Codes.of([o.groups or () for o in offers], groups),
        any_group=np.array([o.groups is None for o in offers], bool),
        only_for=_numbers((o.only_for for o in offers), 0),
        for_anyone=np.array([o.only_for is None for o in offers], bool),
        home=Points.of(o.home for o in offers),
        takes_min_age=_numbers((o.takes_min_age for o in offers), -np.inf),
        takes_max_age=_numbers((o.takes_max_age for o in offers), np.inf),
        takes=Codes.of([o.takes for o in offers], groups),
        said_what_it_takes=np.array([bool(o.takes) for o in offers], bool),
        not_now=Codes.of([o.not_now for o in offers], groups),
        languages=Codes.of([o.languages for o in offers], languages),
        said_languages=np.array([bool(o.languages) for o in offers], bool),
        traits=Codes.of([o.traits for o in offers], wishes),
        said_traits=np.array([bool(o.traits) for o in offers], bool),
        as_family=Codes.of([{o.family} for o in offers], known),
        as_offer=Codes.of([{o.key} for o in offers], vetoed),
        child_ages=_padded([o.children for o in offers]),
        **{name: _numbers((getattr(o, name) for o in offers), UNKNOWN) for name in OFFER_MAYBE},
        **{name: np.array([getattr(o, name) for o in offers]) for name in OFFER_PLAIN},
    )


ASKED_CODES = ("groups", "languages", "wishes")
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
    vetoes: Iterable[tuple[int, int]], among: Collection[int] | None = None
) -> dict[int, set[int]]:
    """Need key -> keys of the offers it must not have."""
    found: dict[int, set[int]] = {}
    for need, offer in vetoes:
        if among is None or need in among:
            found.setdefault(need, set()).add(offer)
    return found


def _numbers(values: Iterable[float | None], missing: float) -> Column:
    return np.array([missing if value is None else value for value in values])


def _asked(sets: Sequence[Collection[Any]]) -> Codes:
    return Codes.of(sets, bits_of(sets))


def _padded(rows: Sequence[Sequence[int]]) -> Column:
    widest = max(map(len, rows), default=0)
    padded = [[*row, *[np.inf] * (widest - len(row))] for row in rows]
    return np.array(padded, float).reshape(len(rows), widest)


def _room(offers: Sequence[Offer], places: Column) -> Column:
    """Free places of the same family in the same slot, over its approvals in force."""
    usable = np.array([o.in_force and not o.paused for o in offers], bool)
    _, home = np.unique([o.family for o in offers], return_inverse=True)
    room = np.zeros_like(places)
    np.add.at(room, home, places * usable[:, None])
    return np.asarray(room[home])
