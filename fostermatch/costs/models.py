from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, primary_key, short
from fostermatch.families.models import ApprovalKind
from fostermatch.placements.models import PlacementKind


class PriceKind(Choice):
    """What a price is for. A foster family is priced by what it is approved for."""

    NETWORK = "network", _l("Network family")
    GENERAL = "general", _l("Foster family, general")
    ENHANCED = "enhanced", _l("Foster family, enhanced")
    SPECIALISED = "specialised", _l("Foster family, specialised")
    INSTITUTION = "institution", _l("Institution")
    HOME = "home", _l("Socio-educational home")
    RESPITE = "respite", _l("Respite family")

    @classmethod
    def of_stay(cls, kind: PlacementKind, approval: ApprovalKind | None) -> "PriceKind":
        """The register does not tell homes from institutions; an unknown family is general."""
        if kind is PlacementKind.FOSTER:
            return cls.of_family(approval or ApprovalKind.GENERAL)
        return {
            PlacementKind.NETWORK: cls.NETWORK,
            PlacementKind.INSTITUTION: cls.INSTITUTION,
            PlacementKind.RESPITE: cls.RESPITE,
        }[kind]

    @classmethod
    def of_family(cls, approval: ApprovalKind) -> "PriceKind":
        return {
            ApprovalKind.GENERAL: cls.GENERAL,
            ApprovalKind.ENHANCED: cls.ENHANCED,
            ApprovalKind.SPECIALISED: cls.SPECIALISED,
            ApprovalKind.NETWORK: cls.NETWORK,
        }[approval]


class OwnPrice(Owned, Model):
    """What a year costs in this municipality (pris) from a day on, until the next one begins.

    Rows are only added: of two that begin on the same day the later one counts.
    """

    id: Mapped[primary_key]
    kind: Mapped[PriceKind]
    starts_on: Mapped[date]
    yearly: Mapped[Decimal] = mapped_column(sa.Numeric(12, 2))
    source: Mapped[short]

    __table_args__ = (sa.CheckConstraint("yearly > 0", name="yearly_positive"),)
