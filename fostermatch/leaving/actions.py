"""What can be done when a family stops. Callers commit."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import actions as families
from fostermatch.families.models import Family, Pause, PauseReason, TakenPlace
from fostermatch.leaving.models import Leaving


def leave(family: Family, leaving: Leaving, by: User, on: date) -> None:
    """The family stops: its approvals and its free places end with the last day, by themselves.

    Until then it takes no new child: nobody moves in to move out again.
    Our children who live there longer are never moved by this: what happens to them must be
    written down first. Other municipalities' children are theirs to move.
    """
    check_promises(family, leaving.last_day)
    staying = [place for place in living_on(family, leaving) if not place.by_other_municipality]
    if staying and not leaving.children_note:
        raise Refused(
            ngettext(
                "%(num)s child lives there after that day. End the stay first, or let a team "
                "leader write what happens to the child.",
                "%(num)s children live there after that day. End the stays first, or let a team "
                "leader write what happens to the children.",
                len(staying),
            )
        )
    end_approvals(family, leaving.last_day, by)
    for place in living_on(family, leaving):
        if place.by_other_municipality:
            families.free_place(place, leaving.last_day)
    if leaving.last_day >= on:
        last = Pause(reason=PauseReason.OTHER, starts_on=on, ends_on=leaving.last_day)
        families.pause(family, last, by=by)
    leaving.family_id, leaving.municipality_id = family.id, family.municipality_id
    leaving.recorded_by_id, leaving.recorded_on = by.id, on
    db.session.add(leaving)
    audit.record("family.leave", family, by=by, reason=leaving.reason, children=len(staying))


def living_on(family: Family, leaving: Leaving) -> list[TakenPlace]:
    """The places in use after the family's last day."""
    return [
        place
        for place in family.taken_places
        if place.ends_on is None or place.ends_on > leaving.last_day
    ]


def check_promises(family: Family, last_day: date) -> None:
    if any(place.starts_on > last_day for place in family.taken_places):
        raise Refused(_("A child has been promised a place from a later day. Change that first."))
    if any(approval.starts_on > last_day for approval in family.approvals):
        raise Refused(_("The family has an approval that begins after that day."))


def end_approvals(family: Family, last_day: date, by: User) -> None:
    for approval in family.approvals:
        if approval.ends_on is None or approval.ends_on > last_day:
            families.end_approval(approval, last_day, by=by)
