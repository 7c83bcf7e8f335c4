"""The plan that is proposed as a start: how a child usually comes to know its new family."""

from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.placements.models import StepKind


@dataclass(frozen=True)
class Proposed:
    kind: StepKind
    on: date
    with_staff: bool = False


# Days before moving in. Out of an institution it goes gradually, with the staff in the first steps.
FROM_HOME = {
    14: StepKind.FAMILY_VISITS,
    10: StepKind.DAY_VISIT,
    6: StepKind.OVERNIGHT,
    3: StepKind.SCHOOL_VISIT,
    0: StepKind.MOVING_DAY,
}
FROM_INSTITUTION = {
    42: StepKind.FAMILY_VISITS,
    35: StepKind.DAY_VISIT,
    28: StepKind.DAY_VISIT,
    21: StepKind.OVERNIGHT,
    14: StepKind.WEEKEND,
    9: StepKind.SCHOOL_VISIT,
    7: StepKind.WEEKEND,
    0: StepKind.MOVING_DAY,
}
WITH_STAFF = (StepKind.FAMILY_VISITS, StepKind.DAY_VISIT, StepKind.MOVING_DAY)


def usual(starts_on: date, from_institution: bool, today: date) -> list[Proposed]:
    """From today until the child moves in, closer together where there is less time."""
    plan = FROM_INSTITUTION if from_institution else FROM_HOME
    room = max(0, (starts_on - today).days)
    share = min(1.0, room / max(plan))
    steps = {starts_on - timedelta(round(days * share)): kind for days, kind in plan.items()}
    return [
        Proposed(kind, on, with_staff=from_institution and kind in WITH_STAFF)
        for on, kind in sorted(steps.items())
    ]
