"""What a new round need not work out again: rows and pairs of rows that are as they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fostermatch.matching.columns import AnyTable, Column, joined
from fostermatch.matching.scoring import Scores, score
from fostermatch.matching.tables import (
    Bits,
    Needs,
    Offers,
    among,
    bits_asked,
    decided,
    needs_table,
    offers_table,
)
from fostermatch.matching.types import Need, Offer, Weights

CHANGED = -1


@dataclass(frozen=True)
class Sides:
    """Both sides of a round, sorted by key."""

    needs: Sequence[Need]
    offers: Sequence[Offer]
    need_table: Needs
    offer_table: Offers
    bits: Bits
    vetoes: Mapping[tuple[int, int], str]


def sides_of(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    together: Mapping[int, int],
    vetoes: Mapping[tuple[int, int], str],
) -> Sides:
    """Both sides made afresh."""
    bits = bits_asked(needs)
    need_table = needs_table(needs, together, vetoes, bits)
    offer_table = offers_table(offers, needs, vetoes, bits)
    return Sides(needs, offers, need_table, offer_table, bits, vetoes)


def sides_again(
    before: Sides,
    needs: Sequence[Need],
    offers: Sequence[Offer],
    together: Mapping[int, int],
    vetoes: Mapping[tuple[int, int], str],
) -> Sides:
    """As `sides_of`, where most rows are as they were."""
    need_was = rows_before(before.needs, needs)
    new_needs = [needs[row] for row in np.flatnonzero(need_was == CHANGED).tolist()]
    bits = bits_asked(new_needs, before.bits)
    new_codes = {name: codes.keys() - before.bits[name].keys() for name, codes in bits.items()}
    offer_was = rows_before(before.offers, offers)
    if any(new_codes.values()):
        offer_was[[_has(offer, new_codes) for offer in offers]] = CHANGED
    new_offers = [offers[row] for row in np.flatnonzero(offer_was == CHANGED).tolist()]
    need_rows = _renewed(before.need_table, need_was, lambda: needs_table(new_needs, bits=bits))
    offer_rows = _renewed(
        before.offer_table, offer_was, lambda: offers_table(new_offers, (), bits=bits)
    )
    keys = {need.key for need in needs}
    return Sides(
        needs,
        offers,
        decided(need_rows, together, vetoes),
        among(offer_rows, keys, vetoes),
        bits,
        vetoes,
    )


def score_again(scores: Scores, before: Sides, now: Sides, weights: Weights) -> Scores:
    """As `score`, for pairs with a changed row; the others are taken over."""
    need_was, offer_was = same_needs(before, now), same_offers(before, now)
    need_is, offer_is = _turned(need_was, before.needs), _turned(offer_was, before.offers)
    need, offer = need_is[scores.need], offer_is[scores.offer]
    same = _taken(replace(scores, need=need, offer=offer), (need != CHANGED) & (offer != CHANGED))
    needs, every = np.flatnonzero(need_was == CHANGED), np.arange(len(offer_was))
    others, offers = np.flatnonzero(need_was != CHANGED), np.flatnonzero(offer_was == CHANGED)
    return _in_order(
        same, _scored(now, needs, every, weights), _scored(now, others, offers, weights)
    )


def same_needs(before: Sides, now: Sides) -> Column:
    """For each need the row it had before, CHANGED where anything about it is new."""
    was = rows_before(before.needs, now.needs)
    together = before.need_table.together[was] == now.need_table.together
    vetoed = {need for need, _ in before.vetoes.keys() ^ now.vetoes.keys()}
    as_vetoed = [key not in vetoed for key in now.need_table.key.tolist()]
    return np.where(together & as_vetoed, was, CHANGED)


def same_offers(before: Sides, now: Sides) -> Column:
    """For each offer the row it had before, CHANGED where it or its family's room is new."""
    was = rows_before(before.offers, now.offers)
    same_room = (before.offer_table.room[was] == now.offer_table.room).all(axis=1)
    return np.where(same_room, was, CHANGED)


def rows_before(before: Sequence[Need | Offer], now: Sequence[Need | Offer]) -> Column:
    """For each row the place it had before, CHANGED where it was not there or not the same."""
    where = {row.key: place for place, row in enumerate(before)}
    places = [where.get(row.key, CHANGED) for row in now]
    return np.array(
        [
            place
            if place != CHANGED and (before[place] is row or before[place] == row)
            else CHANGED
            for place, row in zip(places, now, strict=True)
        ]
    )


def _has(offer: Offer, codes: Mapping[str, Collection[object]]) -> bool:
    """Whether the offer has any of these codes, which nobody asked for before."""
    groups = offer.takes | offer.not_now | (offer.groups or frozenset())
    return bool(
        groups.intersection(codes["groups"])
        or offer.languages.intersection(codes["languages"])
        or offer.traits.intersection(codes["wishes"])
        or offer.family in codes["known_families"]
    )


def _renewed(table: AnyTable, was: Column, fresh: Callable[[], AnyTable]) -> AnyTable:
    """The row each row was or, where it is changed, the next of the fresh ones."""
    new = was == CHANGED
    if not new.any():
        return table[was]
    return joined(table, fresh())[np.where(new, len(table) + np.cumsum(new) - 1, was)]


def _turned(was: Column, before: Sequence[object]) -> Column:
    """From the row before to the row now."""
    now = np.full(len(before), CHANGED)
    same = np.flatnonzero(was != CHANGED)
    now[was[same]] = same
    return now


def _taken(scores: Scores, pairs: Column) -> Scores:
    answers = {key: shares[pairs] for key, shares in scores.answers.items()}
    names = ("need", "offer", "fit", "price", "benefit")
    return Scores(answers=answers, **{name: getattr(scores, name)[pairs] for name in names})


def _scored(now: Sides, needs: Column, offers: Column, weights: Weights) -> Scores:
    found = score(now.need_table[needs], now.offer_table[offers], weights)
    return replace(found, need=needs[found.need], offer=offers[found.offer])


def _in_order(*parts: Scores) -> Scores:
    """All these pairs, by need and then by offer."""
    names = ("need", "offer", "fit", "price", "benefit")
    columns = {name: np.concatenate([getattr(p, name) for p in parts]) for name in names}
    answers = {key: np.concatenate([p.answers[key] for p in parts]) for key in parts[0].answers}
    offers = int(columns["offer"].max(initial=0)) + 1
    order = np.argsort(columns["need"] * offers + columns["offer"], kind="stable")
    return _taken(Scores(answers=answers, **columns), order)
