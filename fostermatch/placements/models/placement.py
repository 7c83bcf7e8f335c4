from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.children.models import Child
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Owned,
    Period,
    Versioned,
    codes,
    foreign_key,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.families.models import Family, TakenPlace
from fostermatch.requests.models import CareKind, PlacementRequest, Urgency


class PlacementKind(Choice):
    FOSTER = "foster", _l("Foster family")
    NETWORK = "network", _l("Network family")
    INSTITUTION = "institution", _l("Institution or home")
    RESPITE = "respite", _l("Respite family")


class EndReason(Choice):
    PLANNED = "planned", _l("As planned")
    RETURN_HOME = "return_home", _l("Return home")
    MOVED_ON = "moved_on", _l("Moved on to another place")
    AGED_OUT = "aged_out", _l("Turned 18 or 23")
    BREAKDOWN = "breakdown", _l("Breakdown")


class Cause(Choice):
    """What contributed to a breakdown: circumstances, never a verdict on a person."""

    NEEDS_GREATER = "needs_greater", _l("The child's needs were greater than expected")
    SUPPORT_MISSING = "support_missing", _l("Support was missing")
    FAMILY_SITUATION = "family_situation", _l("The family's own situation changed")
    CONTACT = "contact", _l("Contact and parents")
    SCHOOL = "school", _l("School or day care")
    FAMILY_CHILDREN = "family_children", _l("Conflict with the family's own children")
    AGAINST_WISH = "against_wish", _l("Placed against its wish")
    COMPROMISE = "compromise", _l("What we compromised on in the match")
    OTHER = "other", _l("Something else")


class Placement(Owned, Period, Versioned, Model):
    """A child's stay in a family or an institution (anbringelse, støtteophold)."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    kind: Mapped[PlacementKind]
    family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    taken_place_id: Mapped[int | None] = mapped_column(sa.ForeignKey("taken_place.id"), unique=True)
    request_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("placement_request.id"), unique=True
    )
    site: Mapped[short] = mapped_column(default="")
    duty_to_act: Mapped[bool] = mapped_column(default=True)
    yearly_cost: Mapped[Decimal | None] = mapped_column(sa.Numeric(12, 2))
    end_reason: Mapped[EndReason | None]
    end_note: Mapped[str] = mapped_column(sa.Text, default="")

    child: Mapped[Child] = relationship()
    family: Mapped[Family | None] = relationship()
    taken_place: Mapped[TakenPlace | None] = relationship()
    request: Mapped[PlacementRequest | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(kind = 'institution') = (family_id IS NULL)", name="site_or_family"),
        sa.CheckConstraint("ends_on IS NULL OR end_reason IS NOT NULL", name="end_has_reason"),
        sa.CheckConstraint("yearly_cost IS NULL OR yearly_cost >= 0", name="cost_not_negative"),
        period_ordered(),
    )

    @property
    def place_name(self) -> str:
        return f"{self.family.name} ({self.family.reference})" if self.family else self.site

    @property
    def is_respite(self) -> bool:
        return self.kind is PlacementKind.RESPITE

    @property
    def is_acute(self) -> bool:
        """There was no time to prepare."""
        found = self.request
        return found is not None and (
            found.kind is CareKind.ACUTE or found.urgency is Urgency.ACUTE
        )


class Breakdown(Owned, Model):
    """What is learnt from a stay that broke down (sammenbrud)."""

    id: Mapped[primary_key]
    placement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("placement.id"), unique=True, index=True
    )
    causes: Mapped[codes]
    in_words: Mapped[str] = mapped_column(sa.Text)
    tried: Mapped[str] = mapped_column(sa.Text)
    learnt: Mapped[str] = mapped_column(sa.Text, default="")

    @property
    def cause_labels(self) -> list[Any]:
        return [cause.label for cause in Cause if cause in self.causes]


class MoveOn(Owned, Model):
    """A request that begins where a stay does not last (videre fra et ophold)."""

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("placement_request.id"), primary_key=True)
    follows_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))

    request: Mapped[PlacementRequest] = relationship()
    follows: Mapped[Placement] = relationship()
