"""What is to be done next with a request, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from fostermatch.asks.queries import PATIENCE
from fostermatch.choices import Choice
from fostermatch.meetings.queries import Pair
from fostermatch.meetings.steps import Step as MeetingStep
from fostermatch.meetings.steps import steps as meeting_steps
from fostermatch.placements.following.due import Due, dues
from fostermatch.process.facts import Known, waits_for_an_answer
from fostermatch.process.stages import Stage


class Do(Choice):
    """The label is what a line of the board says; who may do it stands beside."""

    OWN = "own", _l("Next step")  # in the caseworker's own words
    MAKE_READY = "make_ready", _l("Make the request ready")
    FIND = "find", _l("Find a family")
    ASK = "ask", _l("Ask the suggested family")
    ASK_NEXT = "ask_next", _l("Ask the next family")
    HEAR = "hear", _l("Hear the family's answer")
    WITHDRAW = "withdraw", _l("Tell the family that it will not be this time")
    MEETING = "meeting", _l("Meeting")
    RECOMMEND = "recommend", _l("Recommend the family")
    DECIDE = "decide", _l("Decide on the recommendation")
    MOVE_IN = "move_in", _l("The child moves in")
    FOLLOW = "follow", _l("Follow the child in the new home")


USUALLY = (Do.MAKE_READY, Do.FIND, Do.ASK, Do.ASK_NEXT, Do.RECOMMEND)
OF_STAGE = {Stage.EXPECTED: Do.MAKE_READY, Stage.SHORTLIST: Do.ASK}


@dataclass(frozen=True)
class Step:
    do: Do
    due_on: date
    pair: Pair | None = None
    meeting: MeetingStep | None = None
    due: Due | None = None  # of the stay in the new home


def next_step(known: Known, stage: Stage, until: date) -> Step | None:
    """What is due first. `until`: the day the municipality allows for the stage.

    What the caseworker has written goes before what usually comes at the stage.
    """
    request, found = known.request, list(of_stage(known, stage, until))
    if request.state.is_open and request.next_step_on:
        found = [step for step in found if step.do not in USUALLY]
        found.append(Step(Do.OWN, request.next_step_on))
    return min(found, key=lambda step: step.due_on, default=None)


def of_stage(known: Known, stage: Stage, until: date) -> Iterator[Step]:
    if stage.is_over:
        return
    if stage.number >= Stage.INTRODUCTION.number:
        yield from in_the_home(known, stage, until)
        return
    if stage is Stage.DECISION:
        yield Step(Do.DECIDE, until)
        return
    for pair in known.pairs.values():
        yield from of_pair(pair)
    if stage is Stage.READY:
        yield Step(Do.ASK_NEXT if known.pairs else Do.FIND, until)
    elif stage is Stage.MUTUAL_YES:
        yield Step(Do.RECOMMEND, until, next(pair for pair in known.standing if pair.agreed_on))
    elif stage in OF_STAGE:
        yield Step(OF_STAGE[stage], until)


def of_pair(pair: Pair) -> Iterator[Step]:
    """Between the child and one family that was asked."""
    ask = pair.ask
    if not ask.stands:
        return
    if pair.refused:
        last = max(one.said_on for one in pair.opinions.values())
        yield Step(Do.WITHDRAW, last + PATIENCE, pair)
        return
    if waits_for_an_answer(pair):
        yield Step(Do.HEAR, ask.thinking_until or ask.said_on + PATIENCE, pair)
    if pair.meetings or not waits_for_an_answer(pair):
        for step in meeting_steps(pair):
            yield Step(Do.MEETING, step.due_on, pair, step)


def in_the_home(known: Known, stage: Stage, until: date) -> Iterator[Step]:
    """The introduction, the checks and all else that is owed on the stay."""
    stay = known.stay
    if stay is None:
        yield Step(Do.MOVE_IN, until)
        return
    if stage is Stage.INTRODUCTION:
        yield Step(Do.MOVE_IN, stay.placement.starts_on)
    for due in dues(stay, until)[:1]:
        yield Step(Do.FOLLOW, due.due_on, due=due)
