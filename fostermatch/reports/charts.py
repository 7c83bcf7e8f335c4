"""A figure as the page draws it and its table tells it: one set of numbers for both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Series:
    """One line or set of bars. None where nothing is known or it is not shown."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()  # a band around a line, as long as the values
    high: Sequence[float | None] = ()
    drawn: bool = True  # or stands in the table only


@dataclass(frozen=True)
class Chart:
    """`kind` is line, step, bar or stack; `labels` name what stands across, one a value."""

    title: str  # the answer in a sentence
    kind: str
    across: str  # what the labels are, as "Month"
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    decimals: int = 0
    target: float | None = None
    notes: Sequence[str] = field(default_factory=list)  # the base, the day, the method

    def __post_init__(self) -> None:
        for one in self.series:
            lengths = {
                len(self.labels),
                len(one.values),
                *map(len, filter(None, (one.low, one.high))),
            }
            if len(lengths) > 1:
                raise ValueError(
                    f"{one.name}: {len(one.values)} values for {len(self.labels)} labels"
                )

    @property
    def is_empty(self) -> bool:
        return all(value is None for one in self.series for value in one.values)

    def drawing(self) -> dict[str, Any]:
        """What static/charts.js draws."""
        return {
            "kind": self.kind,
            "labels": list(self.labels),
            "unit": self.unit,
            "decimals": self.decimals,
            "target": self.target,
            "series": [
                {
                    "name": one.name,
                    "values": list(one.values),
                    "low": list(one.low),
                    "high": list(one.high),
                }
                for one in self.series
                if one.drawn
            ],
        }
