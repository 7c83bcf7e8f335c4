"""Weights as one flat table of names and values, as a form and a list of changes need them."""

from dataclasses import replace
from typing import Any

from fostermatch.matching import CRITERIA as QUESTIONS
from fostermatch.matching import Weights
from fostermatch.requests.models import Urgency

CRITERIA = tuple(question.key for question in QUESTIONS)
URGENCIES = tuple(urgency.value for urgency in Urgency)
OTHERS = (
    "longest_wait",
    "institution",
    "strict_tier",
    "guarantee_days",
    "sibling_bonus",
    "split_price",
    "over_qualified",
    "strong",
)
NAMES = (*CRITERIA, *URGENCIES, *OTHERS)

Values = dict[str, Any]


def values_of(weights: Weights) -> Values:
    points = {key: weights.criteria.get(key, 0) for key in CRITERIA}
    urgencies = dict(zip(URGENCIES, weights.tier, strict=True))
    return points | urgencies | {name: getattr(weights, name) for name in OTHERS}


def weights_with(weights: Weights, values: Values) -> Weights:
    """The weights with these values in place of their own."""
    expected, planned, semi_acute, acute = (values[name] for name in URGENCIES)
    return replace(
        weights,
        criteria={key: values[key] for key in CRITERIA},
        tier=(expected, planned, semi_acute, acute),
        **{name: values[name] for name in OTHERS},
    )


def changes(before: Weights, after: Weights) -> list[tuple[str, Any, Any]]:
    """What differs: name, value before, value after."""
    old, new = values_of(before), values_of(after)
    return [(name, old[name], new[name]) for name in NAMES if old[name] != new[name]]
