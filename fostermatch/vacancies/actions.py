"""What can be done about a family's word on its places. Callers commit."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import actions as families
from fostermatch.families.models import ConfirmedHow, Family
from fostermatch.families.places import Places
from fostermatch.mail.actions import write
from fostermatch.vacancies import letters, queries
from fostermatch.vacancies.models import Answer, PlacesLink


def hear(
    family: Family,
    free: list[Places],
    answer: Answer,
    from_day: date | None,
    how: ConfirmedHow,
    by: User | None,
    at: datetime,
) -> None:
    """Record one answer for all of the family's free places."""
    if not free:
        raise Refused(_("The family has no free place to be asked about."))
    numbers = {place.slot: place.available for place in free}
    none = dict.fromkeys(numbers, 0)
    still = answer is Answer.STILL_FREE
    families.confirm_places(
        family,
        numbers if still else none,
        how,
        by=by,
        at=at,
        later=none if still else numbers,
        later_from=from_day if answer is Answer.FROM_DAY else None,
    )


def ask_by_mail(
    family: Family, municipality: Municipality, by: User | None, on: date, at: datetime
) -> PlacesLink:
    """Write the mail with the link. A family never has two mails that both can be answered.

    The family's row is locked, so two consultants cannot both find that none is out.
    """
    lock(family)
    free = queries.free_places(family, municipality, on)
    if not free:
        raise Refused(_("The family has no free place to be asked about."))
    if not family.email:
        raise Refused(_("The family has no e-mail address. Ring instead."))
    last = queries.latest_links([family.id]).get(family.id)
    if last and on <= last.last_day and not last.answer and not queries.is_overtaken(last):
        raise Refused(_("The family has a mail already that it can still answer."))
    link = PlacesLink(
        family_id=family.id,
        municipality_id=municipality.id,
        sent_by_id=by.id if by else None,
        sent_at=at,
        last_day=on + timedelta(days=municipality.link_days),
    )
    db.session.add(link)
    audit.record("places.ask", family, by=by)
    subject, body = letters.letter(link, family, free, municipality)
    write(municipality.id, f"places:{link.id}", family.email, subject, body, at)
    return link


def answer(
    link: PlacesLink, free: list[Places], answer: Answer, from_day: date | None, at: datetime
) -> None:
    """The family has pressed its link. The same answer once more changes nothing."""
    from_day = from_day if answer is Answer.FROM_DAY else None
    if (link.answer, link.from_day) == (answer, from_day):
        return
    hear(link.family, free, answer, from_day, ConfirmedHow.LINK, by=None, at=at)
    link.answer, link.answered_at, link.from_day = answer, at, from_day


def lock(family: Family) -> None:
    db.session.execute(sa.select(Family.id).where(Family.id == family.id).with_for_update())
