"""A matched list written into a round and its proposals."""

from datetime import datetime
from time import perf_counter
from typing import Any

from fostermatch.database import db
from fostermatch.matching import Need, Result, SiblingRule
from fostermatch.matching.plain import to_plain
from fostermatch.needs import Slot
from fostermatch.rounds.models import Proposal, Round
from fostermatch.rounds.told import Told

COPIED = (
    "run_on",
    "stale_included",
    "rules",
    "weights",
    "inputs",
    "value",
    "bound",
    "milliseconds",
)
LINE = (
    *("request_id", "place_in_list", "family_id", "slot", "fit", "strong"),
    *("own_best_family_id", "bundle", "answers"),
)


def keep(round_: Round, told: Told, at: datetime) -> None:
    """Match and write what came of it. The proposal of a request that was there stays its row."""
    began = perf_counter()
    outcome = told.matched()
    lines = [
        facts_of(number, need, result)
        for number, (need, result) in enumerate(zip(told.needs, outcome.results, strict=True))
    ]
    round_.run_at, round_.run_on = at, told.on
    round_.stale_included = told.stale_included
    round_.rules, round_.weights, round_.inputs = told.rules, told.weights.to_json(), told.plain
    round_.value, round_.bound = outcome.value, outcome.bound
    round_.milliseconds = round(1000 * (perf_counter() - began))
    write(round_, lines)


def facts_of(number: int, need: Need, result: Result) -> dict[str, Any]:
    pairing, best = result.suggestion, result.own_best
    together = need.sibling_rule is SiblingRule.TOGETHER
    return {
        "request_id": need.key,
        "place_in_list": number,
        "family_id": pairing.family if pairing else None,
        "slot": Slot.from_core(pairing.slot) if pairing else None,
        "fit": pairing.fit if pairing else None,
        "strong": pairing.strong if pairing else None,
        "own_best_family_id": best.family if best else None,
        "bundle": need.sibling_group if together else None,
        "answers": to_plain(result),
    }


def write(round_: Round, lines: list[dict[str, Any]]) -> None:
    earlier = {line.request_id: line for line in round_.proposals}
    kept = [earlier.get(facts["request_id"], Proposal()) for facts in lines]
    for gone in set(earlier.values()).difference(kept):
        db.session.delete(gone)
    for proposal, facts in zip(kept, lines, strict=True):
        proposal.municipality_id = round_.municipality_id
        for name, value in facts.items():
            setattr(proposal, name, value)
    round_.proposals = kept


def copied(round_: Round, copy: Round) -> None:
    """What the round said, line by line, in another that will not change."""
    for name in COPIED:
        setattr(copy, name, getattr(round_, name))
    lines = [{name: getattr(line, name) for name in LINE} for line in round_.proposals]
    write(copy, lines)
