"""What the applicants under way are worth in places, by the municipality's own experience."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from fostermatch.families.models import Approval, ApprovalKind, Care
from fostermatch.forecast.arithmetic import Hope
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.recruitment.stages import Stage

FEWEST = 10  # finished ways through a stage that it takes to speak of a share
CARES = {Interest.FOSTER: Care.FULL_TIME, Interest.RESPITE: Care.RESPITE}


@dataclass(frozen=True)
class Experience:
    """Of those whose way is at its end and who came by a stage: how many made it, how fast."""

    ways: int
    share: float
    days: float


def experience(finished: Sequence[Applicant]) -> dict[Stage, Experience]:
    found = {}
    for stage in Stage:
        came_by = [(row, entered(row, stage)) for row in finished]
        since = [(row, day) for row, day in came_by if day]
        made_it = [(row.since - day).days for row, day in since if row.stage is Stage.USABLE]
        if len(since) >= FEWEST and made_it and not stage.is_end:
            found[stage] = Experience(len(since), len(made_it) / len(since), median(made_it))
    return found


def entered(applicant: Applicant, stage: Stage) -> date | None:
    return next((step.entered_on for step in applicant.steps if step.stage is stage), None)


def hopes(
    applicants: Sequence[Applicant], approvals: Sequence[Approval], today: date
) -> tuple[list[Hope], int]:
    """One line for each applicant whose stage we know enough of; and how many we left out."""
    known = experience([row for row in applicants if row.stage.is_end])
    under_way = [row for row in applicants if not row.stage.is_end and row.interest in CARES]
    lines = [
        Hope(
            (CARES[row.interest], ApprovalKind.GENERAL),
            expected_on(row, known[row.stage], today),
            known[row.stage].share * usual_places(approvals, CARES[row.interest]),
        )
        for row in under_way
        if row.stage in known
    ]
    return lines, len(under_way) - len(lines)


def expected_on(applicant: Applicant, known: Experience, today: date) -> date:
    """Who has stood longer than usual is expected within a month."""
    usual = applicant.since + timedelta(days=round(known.days))
    return max(usual, today + timedelta(days=30))


def usual_places(approvals: Sequence[Approval], care: Care) -> float:
    """How many places a family of general kind has on average."""
    places = [
        row.places for row in approvals if row.care is care and row.kind is ApprovalKind.GENERAL
    ]
    return sum(places) / len(places) if places else 1.0
