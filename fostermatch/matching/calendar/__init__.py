"""Respite as a calendar: which family has which child on which dated weekend."""

from fostermatch.matching.calendar.cover import Cover, cover
from fostermatch.matching.calendar.plan import plan_weekends
from fostermatch.matching.calendar.rows import (
    Calendar,
    Host,
    Respite,
    Stay,
    every_second,
    once_a_month,
)

__all__ = [
    "Calendar",
    "Cover",
    "Host",
    "Respite",
    "Stay",
    "cover",
    "every_second",
    "once_a_month",
    "plan_weekends",
]
