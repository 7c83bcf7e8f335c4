"""What can be done with checklists. Callers commit."""

from datetime import date
from uuid import uuid4

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.i18n import day
from fostermatch.recruitment.checklists import defaults, queries
from fostermatch.recruitment.checklists.models import ChecklistLine, Tick
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Track


def own_lines(municipality_id: int, track: Track, on: date) -> list[ChecklistLine]:
    """The municipality's own lines of a track; the usual ones become its own at first use."""
    lines = queries.saved_lines(municipality_id, track)
    if not lines:
        lines = defaults.lines(municipality_id, track, on)
        db.session.add_all(lines)
        db.session.flush()
    return lines


def tick(applicant: Applicant, line: ChecklistLine, on: date, by: User) -> None:
    """Write that a line is in order, from a day on."""
    standing = queries.standing(queries.ticks(applicant)).get(line.id)
    if standing:
        raise Refused(_("The line was ticked on %(day)s already.", day=day(standing.ticked_on)))
    if on < applicant.enquired_on:
        raise Refused(_("The day lies before the enquiry."))
    db.session.add(
        Tick(applicant_id=applicant.id, line_id=line.id, ticked_on=on, ticked_by_id=by.id)
    )
    audit.record("checklist.tick", applicant, by=by, line=line.code)


def untick(applicant: Applicant, line: ChecklistLine, reason: str, on: date, by: User) -> None:
    """Take a tick back. That it was there, and why it is not, stays."""
    standing = queries.standing(queries.ticks(applicant)).get(line.id)
    if standing is None:
        raise Refused(_("The line is not ticked."))
    standing.unticked_on, standing.unticked_by_id, standing.reason = on, by.id, reason
    audit.record("checklist.untick", applicant, by=by, line=line.code)


def add_line(line: ChecklistLine, on: date, by: User) -> None:
    """Put a line at the end of the list. It concerns all who are under way."""
    others = own_lines(line.municipality_id, line.track, on)
    line.code = uuid4().hex[:12]
    line.position = max((other.position for other in others), default=0) + 1
    line.starts_on = on
    db.session.add(line)
    audit.record("checklist.add", line, by=by, track=line.track)


def end_line(line: ChecklistLine, on: date, by: User) -> None:
    """Those who are under way keep the line; those who come after today do not get it."""
    if line.is_course:
        raise Refused(_("No family is used without the course, so the line cannot end."))
    if line.ends_on is not None:
        raise Refused(_("The line has ended already."))
    line.ends_on = max(line.starts_on, on)
    audit.record("checklist.end", line, by=by)


def move_line(line: ChecklistLine, steps: int, on: date, by: User) -> None:
    """One place up (-1) or down (+1) among the lines in use."""
    lines = [row for row in own_lines(line.municipality_id, line.track, on) if row.ends_on is None]
    here = lines.index(line)
    there = min(max(0, here + steps), len(lines) - 1)
    line.position, lines[there].position = lines[there].position, line.position
    audit.record("checklist.move", line, by=by)
