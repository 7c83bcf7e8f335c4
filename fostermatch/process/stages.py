"""Where a request is on the way from a need to a home: one pure function of what has happened."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from fostermatch.choices import Choice


class Stage(Choice):
    """The part of the way that is under way now (forløbets trin)."""

    EXPECTED = "expected", _l("Expected")
    READY = "ready", _l("Ready")
    SHORTLIST = "shortlist", _l("Suggestions")
    ASKED = "asked", _l("Asked")
    MEETINGS = "meetings", _l("Meetings")
    MUTUAL_YES = "mutual_yes", _l("Mutual yes")
    DECISION = "decision", _l("Decision")
    INTRODUCTION = "introduction", _l("Introduction")
    MOVED_IN = "moved_in", _l("Has moved in")
    CHECK_3 = "check_3", _l("Check at 3 months")
    CHECK_6 = "check_6", _l("Check at 6 months")
    CHECK_12 = "check_12", _l("Check at 12 months")
    DONE = "done", _l("Done")
    PLACED_ELSEWHERE = "placed_elsewhere", _l("Placed elsewhere")
    NOT_NEEDED = "not_needed", _l("No longer needed")

    @property
    def is_over(self) -> bool:
        return self in OVER

    @property
    def number(self) -> int:
        """How far on the way, from 1."""
        return list(Stage).index(self) + 1


OVER = (Stage.DONE, Stage.PLACED_ELSEWHERE, Stage.NOT_NEEDED)
UNDER_WAY = tuple(stage for stage in Stage if not stage.is_over)


@dataclass(frozen=True)
class Facts:
    """The day on which each thing came about; None for what has not, or no longer holds."""

    listed_on: date
    ready_on: date | None = None
    suggested_on: date | None = None
    asked_on: date | None = None
    met_on: date | None = None  # a meeting was arranged
    agreed_on: date | None = None
    recommended_on: date | None = None
    decided_on: date | None = None
    moved_in_on: date | None = None
    settled_on: date | None = None  # the first month in the home is over
    checked_3_on: date | None = None
    checked_6_on: date | None = None
    done_on: date | None = None  # the last check, or the end of the stay
    fell_back_on: date | None = None  # a no, a withdrawal, a meeting cancelled
    left: Stage | None = None  # off the list without a home of ours
    left_on: date | None = None


# What brings a request to each stage. The furthest that holds counts.
REACHED_BY = {
    Stage.EXPECTED: "listed_on",
    Stage.READY: "ready_on",
    Stage.SHORTLIST: "suggested_on",
    Stage.ASKED: "asked_on",
    Stage.MEETINGS: "met_on",
    Stage.MUTUAL_YES: "agreed_on",
    Stage.DECISION: "recommended_on",
    Stage.INTRODUCTION: "decided_on",
    Stage.MOVED_IN: "moved_in_on",
    Stage.CHECK_3: "settled_on",
    Stage.CHECK_6: "checked_3_on",
    Stage.CHECK_12: "checked_6_on",
    Stage.DONE: "done_on",
}


def stage(facts: Facts) -> Stage:
    if facts.left:
        return facts.left
    return next(stage for stage, fact in reversed(REACHED_BY.items()) if getattr(facts, fact))


def since(facts: Facts) -> date:
    """Since when it has been there. What sent it back is news too, so the count begins anew."""
    if facts.left:
        return facts.left_on or facts.listed_on
    now = stage(facts)
    reached: date = getattr(facts, REACHED_BY[now])
    looking = now.number < Stage.DECISION.number
    return max(reached, facts.fell_back_on) if looking and facts.fell_back_on else reached


# How long a request may stay at a stage before somebody should look; a municipality may set
# its own. The checks: two months after the first, then until the next, and a fortnight.
USUAL_DAYS = {
    Stage.EXPECTED: 60,
    Stage.READY: 7,
    Stage.SHORTLIST: 5,
    Stage.ASKED: 10,
    Stage.MEETINGS: 21,
    Stage.MUTUAL_YES: 7,
    Stage.DECISION: 14,
    Stage.INTRODUCTION: 45,
    Stage.MOVED_IN: 31,
    Stage.CHECK_3: 75,
    Stage.CHECK_6: 105,
    Stage.CHECK_12: 200,
}
