from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key
from fostermatch.families.models import Family


class LeavingReason(Choice):
    PAY = "pay", _l("Pay and conditions")
    RETIREMENT = "retirement", _l("Retirement")
    MOVED = "moved", _l("Moving away")
    STRAIN = "strain", _l("Worn out")
    CONFLICT = "conflict", _l("Disagreement with the municipality")
    ILLNESS = "illness", _l("Illness")
    DIVORCE = "divorce", _l("Divorce")
    REVOKED = "revoked", _l("The approval was revoked")
    OWN_CHILDREN = "own_children", _l("For the sake of their own children")
    OTHER = "other", _l("Other")


class Leaving(Owned, Versioned, Model):
    """A family stops (ophør): the last day and why, and what was learnt at the exit talk.

    A family that returns gets a new approval; that it once left stays true.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    last_day: Mapped[date]
    reason: Mapped[LeavingReason]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    children_note: Mapped[str] = mapped_column(sa.Text, default="")
    recorded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    recorded_on: Mapped[date]
    talk_on: Mapped[date | None]
    talk_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    good: Mapped[str] = mapped_column(sa.Text, default="")
    hard: Mapped[str] = mapped_column(sa.Text, default="")
    would_have_stayed: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped[Family] = relationship()
    talk_by: Mapped[User | None] = relationship(foreign_keys=[talk_by_id])


class Horizon(Choice):
    """How long a family expects to go on, in bands: nobody works out a person's age from it."""

    WITHIN_2_YEARS = "within_2_years", _l("Stops within 2 years")
    TWO_TO_FIVE_YEARS = "two_to_five_years", _l("Stops in 2 to 5 years")
    LATER = "later", _l("Goes on for more than 5 years")
    UNKNOWN = "unknown", _l("Does not know")

    @property
    def months(self) -> tuple[int, int] | None:
        """From and until how many months after the talk; None: not in the foreseeable future."""
        bands = {Horizon.WITHIN_2_YEARS: (0, 24), Horizon.TWO_TO_FIVE_YEARS: (24, 60)}
        return bands.get(self)


class Outlook(Owned, Model):
    """What a family itself says, in a talk on a day, of how long it goes on (udsigt)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    said_on: Mapped[date]
    horizon: Mapped[Horizon]
    heard_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    heard_by: Mapped[User | None] = relationship()
