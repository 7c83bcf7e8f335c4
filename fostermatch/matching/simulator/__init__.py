"""What a way of placing children does to waiting and breakdowns, in an invented region."""

from fostermatch.matching.simulator.compare import Compared, Measures, simulate
from fostermatch.matching.simulator.setting import (
    POLICIES,
    POOLED,
    PRICED,
    SCENARIOS,
    TODAY,
    Added,
    Policy,
    Setting,
)

__all__ = [
    "POLICIES",
    "POOLED",
    "PRICED",
    "SCENARIOS",
    "TODAY",
    "Added",
    "Compared",
    "Measures",
    "Policy",
    "Setting",
    "simulate",
]
