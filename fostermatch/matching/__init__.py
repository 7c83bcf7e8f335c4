"""Matching of needs to approvals: rows in, answers out. Knows nothing of Flask or the clock.

`match` proposes for a whole waiting list, `explain` says why for any one pair, `solve` is the
plain assignment for anyone. See README.md.
"""

from fostermatch.matching.calendar import (
    Calendar,
    Cover,
    Host,
    Respite,
    Stay,
    cover,
    every_second,
    once_a_month,
    plan_weekends,
)
from fostermatch.matching.criteria import CRITERIA
from fostermatch.matching.explaining import answers, explain, obstacles
from fostermatch.matching.kernel import WAITS
from fostermatch.matching.match import Standing, match, resolve, standing
from fostermatch.matching.one_child import Ranking, openings, ranking, shortlist, sturdiness
from fostermatch.matching.plain import from_plain, to_plain
from fostermatch.matching.planning import Gain, one_more_place, what_would_help
from fostermatch.matching.problem import Group
from fostermatch.matching.requirements import REQUIREMENTS
from fostermatch.matching.solver import Solution, solve
from fostermatch.matching.types import (
    DEFAULT_WEIGHTS,
    Answer,
    Need,
    Obstacle,
    Offer,
    Outcome,
    Pairing,
    PlacePrice,
    Point,
    Relaxation,
    Result,
    SiblingRule,
    Slot,
    Verdict,
    Waiting,
    Weights,
)

__all__ = [
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "REQUIREMENTS",
    "WAITS",
    "Answer",
    "Calendar",
    "Cover",
    "Gain",
    "Group",
    "Host",
    "Need",
    "Obstacle",
    "Offer",
    "Outcome",
    "Pairing",
    "PlacePrice",
    "Point",
    "Ranking",
    "Relaxation",
    "Respite",
    "Result",
    "SiblingRule",
    "Slot",
    "Solution",
    "Standing",
    "Stay",
    "Verdict",
    "Waiting",
    "Weights",
    "answers",
    "cover",
    "every_second",
    "explain",
    "from_plain",
    "match",
    "obstacles",
    "once_a_month",
    "one_more_place",
    "openings",
    "plan_weekends",
    "ranking",
    "resolve",
    "shortlist",
    "solve",
    "standing",
    "sturdiness",
    "to_plain",
    "what_would_help",
]
