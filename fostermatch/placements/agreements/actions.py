"""What can be done with agreements and contracts. Callers commit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.i18n import day
from fostermatch.placements.models import Agreed, Placement


def agree(row: Agreed, placement: Placement, known: Sequence[Agreed], by: User) -> None:
    """A new version. The one without an end stops the day before; no other may share a day."""
    if placement.family_id is None:
        raise Refused(_("This is agreed with a family, and the child lives in an institution."))
    for other in known:
        if other.ends_on is None and other.starts_on < row.starts_on:
            other.ends_on = row.starts_on - timedelta(1)
        elif other.overlaps(row.starts_on, row.ends_on):
            raise Refused(
                _(
                    "Something else is agreed already from %(first)s until %(last)s. "
                    "Begin after that.",
                    first=day(other.starts_on),
                    last=day(other.ends_on) if other.ends_on else _("further notice"),
                )
            )
    db.session.flush()  # the old one ends before the new one begins
    row.placement = placement
    db.session.add(row)
    audit.record(f"{row.__tablename__}.add", row, by=by)  # type: ignore[attr-defined]


def written(by: User, at: datetime) -> dict[str, object]:
    """Whose and when a new version is."""
    return {"municipality_id": by.municipality_id, "written_by_id": by.id, "written_at": at}
