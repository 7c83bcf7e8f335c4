"""What has happened with a request, told by the parts of the house that know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.asks.models import AskState
from fostermatch.decisions.choices import Outcome
from fostermatch.decisions.models import Recommendation
from fostermatch.families.models import Family
from fostermatch.meetings.models import Says
from fostermatch.meetings.queries import Pair
from fostermatch.placements.following.due import Followed
from fostermatch.process.stages import Facts, Stage
from fostermatch.requests.models import PlacementRequest, State

SETTLED = timedelta(31)
LEFT = {State.PLACED_ELSEWHERE: Stage.PLACED_ELSEWHERE, State.NOT_NEEDED: Stage.NOT_NEEDED}


@dataclass(frozen=True)
class Suggestion:
    """What today's proposal says of a request."""

    family: Family | None
    first_on: date | None  # since when somebody has been suggested


@dataclass(frozen=True)
class Known:
    """One request with all that is known of it."""

    request: PlacementRequest
    pairs: dict[int, Pair]
    suggestion: Suggestion | None = None
    recommendations: Sequence[Recommendation] = ()
    stay: Followed | None = None

    @property
    def standing(self) -> list[Pair]:
        """The families that may still become the child's."""
        return [pair for pair in self.pairs.values() if pair.ask.stands and not pair.refused]

    @property
    def suggested(self) -> Family | None:
        """The family of today's proposal, if nobody has said no to it."""
        family = self.suggestion.family if self.suggestion else None
        if family and family.id in {row.family_id for row in self.recommendations if turned(row)}:
            return None
        pair = self.pairs.get(family.id) if family else None
        return family if pair is None or pair in self.standing else None

    @property
    def recommended(self) -> Recommendation | None:
        """What waits for a decision."""
        return next((row for row in self.recommendations if row.is_standing), None)

    def facts(self, on: date) -> Facts:
        row = self.request
        return Facts(
            listed_on=row.waiting_since,
            ready_on=None if row.state is State.EXPECTED else row.waiting_since,
            suggested_on=self.suggestion.first_on if self.suggestion and self.suggested else None,
            asked_on=first(pair.ask.asked_on for pair in self.standing),
            met_on=first(
                meeting.arranged_on
                for pair in self.standing
                for meeting in pair.meetings
                if meeting.stands
            ),
            agreed_on=first(pair.agreed_on for pair in self.standing),
            recommended_on=self.recommended.recommended_on if self.recommended else None,
            decided_on=row.closed_on if row.state is State.PLACED else None,
            fell_back_on=max(self.setbacks(), default=None),
            left=LEFT.get(row.state),
            left_on=row.closed_on,
            **(in_the_home(self.stay, on) if self.stay else {}),
        )

    def setbacks(self) -> list[date]:
        """The days of each no, withdrawal and cancellation, whoever said it."""
        days = [pair.ask.said_on for pair in self.pairs.values() if not pair.ask.stands]
        for pair in self.pairs.values():
            days += [row.cancelled_on for row in pair.meetings if row.cancelled_on]
            days += [one.said_on for one in pair.opinions.values() if one.says is Says.NO]
        return [*days, *(day for row in self.recommendations if (day := turned(row)))]


def turned(row: Recommendation) -> date | None:
    """The day on which a recommendation came to nothing: withdrawn, declined or sent back."""
    if row.withdrawal:
        return row.withdrawal.withdrawn_on
    if row.decision and row.decision.outcome is not Outcome.ACCEPTED:
        return row.decision.decided_on
    return None


def first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def in_the_home(stay: Followed, on: date) -> dict[str, date | None]:
    """What has come about in the new home by the day. A respite stay is over to nobody's check."""
    placement = stay.placement
    checked = {row.months: row.held_on for row in stay.checks}
    settled = placement.starts_on + SETTLED
    done = settled if placement.is_respite else checked.get(12)
    days = {
        "moved_in_on": placement.starts_on,
        "settled_on": settled,
        "checked_3_on": checked.get(3),
        "checked_6_on": checked.get(6),
        "done_on": first((done, placement.ends_on)),
    }
    return {name: day if day and day <= on else None for name, day in days.items()}


def waits_for_an_answer(pair: Pair) -> bool:
    return pair.ask.state in (AskState.ASKED, AskState.THINKING)
