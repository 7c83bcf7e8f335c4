from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest


class Why(Choice):
    """Why another family is suggested, or none any more: the first of these that holds."""

    SAID_NO = "said_no", _l("the family has said no")
    STEERED = "steered", _l("a person has steered the proposal")
    PLACE_GONE = "place_gone", _l("the place is no longer free")
    NOT_CONFIRMED = "not_confirmed", _l("the place has not been confirmed lately")
    PAUSED = "paused", _l("the family has a pause")
    NOT_NOW = "not_now", _l("the family says not now")
    APPROVAL = "approval", _l("the family's approval has ended or changed")
    NEED = "need", _l("the child's need has changed")
    NEW_FAMILY = "new_family", _l("a new family is there")
    NEW_PLACE = "new_place", _l("a place has become free")
    FAMILY_SAYS = "family_says", _l("what is known of the family has changed")
    WEIGHTS = "weights", _l("the weights have been changed")
    CHILD_CAME = "child_came", _l("another child has come on the list")
    CHILD_LEFT = "child_left", _l("another child has left the list")
    GOES_FIRST = "goes_first", _l("another child now goes first")
    WHOLE_LIST = "whole_list", _l("the whole list gains more by another distribution")


class ProposalChange(Owned, Model):
    """Today's proposal for a request changed its family, and why (ændret forslag)."""

    id: Mapped[primary_key]
    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    at: Mapped[moment] = mapped_column(index=True)
    before_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    after_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    why: Mapped[Why]
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    request: Mapped[PlacementRequest] = relationship()
    before: Mapped[Family | None] = relationship(foreign_keys=[before_id])
    after: Mapped[Family | None] = relationship(foreign_keys=[after_id])

    __table_args__ = (
        sa.CheckConstraint("before_id IS NOT NULL OR after_id IS NOT NULL", name="some_family"),
    )
