"""What has happened with a request, told by the parts of the house that know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.asks.models import AskState
from fostermatch.families.models import Family
from fostermatch.meetings.models import Says
from fostermatch.meetings.queries import Pair
from fostermatch.placements.models import Placement
from fostermatch.process.stages import Facts, Stage
from fostermatch.requests.models import PlacementRequest, State

CHECKS = (3, 6, 12)  # months after moving in
SETTLED = timedelta(31)
LEFT = {State.PLACED_ELSEWHERE: Stage.PLACED_ELSEWHERE, State.NOT_NEEDED: Stage.NOT_NEEDED}


@dataclass(frozen=True)
class Suggestion:
    """What the latest round says of a request."""

    family: Family | None
    first_on: date | None  # since when the rounds have suggested somebody
    declined_on: date | None = None


@dataclass(frozen=True)
class Known:
    """One request with all that is known of it."""

    request: PlacementRequest
    pairs: dict[int, Pair]
    suggestion: Suggestion | None = None
    placement: Placement | None = None

    @property
    def standing(self) -> list[Pair]:
        """The families that may still become the child's."""
        return [pair for pair in self.pairs.values() if pair.ask.stands and not pair.refused]

    @property
    def suggested(self) -> Family | None:
        """The family of the latest round, if nobody has said no to it."""
        if self.suggestion is None or self.suggestion.declined_on:
            return None
        family = self.suggestion.family
        pair = self.pairs.get(family.id) if family else None
        return family if pair is None or pair in self.standing else None

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
            decided_on=row.closed_on if row.state is State.PLACED else None,
            fell_back_on=max(self.setbacks(), default=None),
            left=LEFT.get(row.state),
            left_on=row.closed_on,
            **(in_the_home(self.placement, on) if self.placement else {}),
        )

    def setbacks(self) -> list[date]:
        """The days of each no, withdrawal and cancellation."""
        days = [pair.ask.said_on for pair in self.pairs.values() if not pair.ask.stands]
        for pair in self.pairs.values():
            days += [row.cancelled_on for row in pair.meetings if row.cancelled_on]
            days += [one.said_on for one in pair.opinions.values() if one.says is Says.NO]
        declined = self.suggestion.declined_on if self.suggestion else None
        return [*days, declined] if declined else days


def first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def in_the_home(placement: Placement, on: date) -> dict[str, date | None]:
    """Checks are not recorded yet: until they are, one counts as made when its day has come."""
    start = placement.starts_on
    days = {f"checked_{months}_on": months_after(start, months) for months in CHECKS}
    days["done_on"] = days.pop("checked_12_on")
    days |= {"moved_in_on": start, "settled_on": start + SETTLED}
    if placement.ends_on:
        days["done_on"] = min(days["done_on"], placement.ends_on)
    return {name: day if day <= on else None for name, day in days.items()}


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(1)).day
    return date(day.year + years, month + 1, min(day.day, last))


def waits_for_an_answer(pair: Pair) -> bool:
    return pair.ask.state in (AskState.ASKED, AskState.THINKING)
