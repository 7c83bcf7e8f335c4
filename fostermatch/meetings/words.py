"""The next step between a child and a family, as words and as the page where it is done."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from fostermatch.meetings.models import Party
from fostermatch.meetings.steps import Step, Todo


def what(step: Step, on: date) -> str:
    if step.todo is Todo.MEET and step.due_on < on:
        return _("Was the meeting held?")
    return {
        (Todo.PLAN, Party.PARENTS): _("Plan the parents' meeting"),
        (Todo.PLAN, Party.CHILD): _("Plan the child's meeting"),
        (Todo.MEET, Party.PARENTS): _("The parents meet the family"),
        (Todo.MEET, Party.CHILD): _("The child meets the family"),
        (Todo.ANSWER, Party.PARENTS): _("Ask the parents how it went"),
        (Todo.ANSWER, Party.CHILD): _("Ask the child how it went"),
        (Todo.ANSWER, Party.FAMILY): _("Ask the family how it went"),
        (Todo.HEAR, Party.PARENTS): _("Hear what the parents say"),
        (Todo.HEAR, Party.CHILD): _("Hear what the child wishes"),
    }[step.todo, step.party]


def where(step: Step, request_id: int, family_id: int, on: date) -> str:
    of: dict[str, Any] = {"request_id": request_id, "family_id": family_id}
    if step.todo is Todo.ANSWER and step.meeting:
        return url_for("meetings.answer", meeting_id=step.meeting.id, party=step.party.value)
    if step.todo is Todo.MEET and step.meeting and step.due_on <= on:
        return url_for("meetings.hold", meeting_id=step.meeting.id)
    if step.todo is Todo.HEAR:
        return url_for("meetings.hear", **of, party=step.party.value)
    return url_for("meetings.plan", **of, who=step.party.value)
