"""What is to be done next between a child and a family that has been asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.choices import Choice
from fostermatch.meetings.models import Meeting, Party, Says
from fostermatch.meetings.queries import Pair

SOON = timedelta(7)  # to plan the next meeting, to ask how it went, to hear who thinks it over


class Todo(Choice):
    PLAN = "plan", "plan"
    MEET = "meet", "meet"
    ANSWER = "answer", "answer"
    HEAR = "hear", "hear"


@dataclass(frozen=True)
class Step:
    """One thing to do, with whom, and by when."""

    todo: Todo
    party: Party
    due_on: date
    meeting: Meeting | None = None


def steps(pair: Pair) -> list[Step]:
    """All there is to do, what is due first in front."""
    found = [step for row in pair.meetings for step in about_meeting(row)]
    for party in (Party.PARENTS, Party.CHILD):
        found += about_party(pair, party)
    return sorted(found, key=lambda step: step.due_on)


def about_meeting(meeting: Meeting) -> list[Step]:
    if meeting.is_planned:
        return [Step(Todo.MEET, meeting.party, meeting.planned_on, meeting)]
    due = meeting.day + SOON
    return [Step(Todo.ANSWER, party, due, meeting) for party in meeting.unanswered]


def about_party(pair: Pair, party: Party) -> list[Step]:
    """To plan a meeting, the parents' first; then to hear what was thought of it."""
    said, meeting = pair.opinions.get(party), pair.latest(party)
    if said and said.says is not Says.THINKING:
        return []
    if said:
        return [Step(Todo.HEAR, party, said.said_on + SOON)]
    if meeting and meeting.held_on:
        return [Step(Todo.HEAR, party, meeting.held_on + SOON)]
    after = may_meet_from(pair, party)
    return [] if meeting or after is None else [Step(Todo.PLAN, party, after + SOON)]


def may_meet_from(pair: Pair, party: Party) -> date | None:
    """The family's answer lets the parents meet it; their meeting, or their absence, the child."""
    if party is Party.PARENTS:
        return pair.ask.said_on
    parents, said = pair.latest(Party.PARENTS), pair.opinions.get(Party.PARENTS)
    if parents and parents.held_on:
        return parents.held_on
    return said.said_on if said and said.says.agrees else None
