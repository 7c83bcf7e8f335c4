from decimal import Decimal

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
    foreign_key,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.families.models import Family, TakenPlace
from fostermatch.requests.models import PlacementRequest


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
