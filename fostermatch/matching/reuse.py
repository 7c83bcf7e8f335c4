"""What a new round need not work out again: pairs, answers and requirements of unchanged rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.requirements import requirement_table
from fostermatch.matching.scoring import Scores, score
from fostermatch.matching.tables import Needs, Offers, vetoes_by_need
from fostermatch.matching.types import Answer, Need, Offer, Weights

CHANGED = -1


@dataclass(frozen=True)
class Memory:
    """Answers that were worked out, by key; filled as they are asked for."""

    answers: dict[tuple[int, int], tuple[Answer, ...]] = field(default_factory=dict)
    met: dict[int, Column] = field(default_factory=dict)  # need -> (requirements, offers)


@dataclass(frozen=True)
class Sides:
    """Both sides of a round, sorted by key."""

    needs: Sequence[Need]
    offers: Sequence[Offer]
    need_table: Needs
    offer_table: Offers
    vetoes: Mapping[tuple[int, int], str]


def again(
    before: Sides, scores: Scores, memory: Memory, now: Sides, weights: Weights
) -> tuple[Scores, Memory]:
    """Scores and memory of the new round, with only what changed worked out."""
    need_was, offer_was = same_needs(before, now), same_offers(before, now)
    return (
        score_again(scores, before, now, need_was, offer_was, weights),
        remembered(memory, before, now, need_was, offer_was),
    )


def same_needs(before: Sides, now: Sides) -> Column:
    """For each need the row it had before, CHANGED where anything about it is new."""
    then, said = vetoes_by_need(before.vetoes), vetoes_by_need(now.vetoes)
    where = {need.key: row for row, need in enumerate(before.needs)}
    together, before_together = now.need_table.together, before.need_table.together
    return np.array(
        [
            was
            if (was := where.get(need.key, CHANGED)) != CHANGED
            and before.needs[was] == need
            and before_together[was] == together[row]
            and then.get(need.key) == said.get(need.key)
            else CHANGED
            for row, need in enumerate(now.needs)
        ]
    )


def same_offers(before: Sides, now: Sides) -> Column:
    """For each offer the row it had before, CHANGED where it or its family's room is new."""
    where = {offer.key: row for row, offer in enumerate(before.offers)}
    was = np.array(
        [
            old
            if (old := where.get(offer.key, CHANGED)) != CHANGED and before.offers[old] == offer
            else CHANGED
            for offer in now.offers
        ]
    )
    same_room = (before.offer_table.room[was] == now.offer_table.room).all(axis=1)
    return np.where(same_room, was, CHANGED)


def score_again(
    scores: Scores,
    before: Sides,
    now: Sides,
    need_was: Column,
    offer_was: Column,
    weights: Weights,
) -> Scores:
    """As `score`, for pairs with a changed row; the others are taken over."""
    need_is, offer_is = _turned(need_was, before.needs), _turned(offer_was, before.offers)
    need, offer = need_is[scores.need], offer_is[scores.offer]
    same = _taken(replace(scores, need=need, offer=offer), (need != CHANGED) & (offer != CHANGED))
    needs, every = np.flatnonzero(need_was == CHANGED), np.arange(len(offer_was))
    others, offers = np.flatnonzero(need_was != CHANGED), np.flatnonzero(offer_was == CHANGED)
    return _joined(same, _scored(now, needs, every, weights), _scored(now, others, offers, weights))


def remembered(
    memory: Memory, before: Sides, now: Sides, need_was: Column, offer_was: Column
) -> Memory:
    """What still holds of the answers and of the requirements that were asked for."""
    needs = {need.key: row for row, need in enumerate(now.needs) if need_was[row] != CHANGED}
    same = np.flatnonzero(offer_was != CHANGED)
    offers = {now.offers[row].key for row in same.tolist()}
    answers = {
        pair: found
        for pair, found in memory.answers.items()
        if pair[0] in needs and pair[1] in offers
    }
    keys = [key for key in memory.met if key in needs]
    new, rows = np.flatnonzero(offer_was == CHANGED), np.array([needs[key] for key in keys], int)
    fresh = requirement_table(now.need_table[rows][:, None], now.offer_table[new][None])
    met = {}
    for place, key in enumerate(keys):
        table = np.empty((len(fresh), len(offer_was)), bool)
        table[:, same] = memory.met[key][:, offer_was[same]]
        table[:, new] = fresh[:, place]
        met[key] = table
    return Memory(answers, met)


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


def _joined(*parts: Scores) -> Scores:
    """All these pairs, by need and then by offer."""
    names = ("need", "offer", "fit", "price", "benefit")
    columns = {name: np.concatenate([getattr(p, name) for p in parts]) for name in names}
    answers = {key: np.concatenate([p.answers[key] for p in parts]) for key in parts[0].answers}
    order = np.lexsort((columns["offer"], columns["need"]))
    return _taken(Scores(answers=answers, **columns), order)
