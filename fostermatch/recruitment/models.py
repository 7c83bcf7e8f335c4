from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
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
from fostermatch.families.models import Family, HouseholdMember


class Interest(Choice):
    FOSTER = "foster", _l("Foster family")
    RESPITE = "respite", _l("Respite family")
    NETWORK = "network", _l("Network family")


class Source(Choice):
    PHONE = "phone", _l("Called us")
    WEB = "web", _l("Website")
    SOCIAL_MEDIA = "social_media", _l("Social media")
    MEETING = "meeting", _l("Information meeting")
    FAMILY = "family", _l("Through another foster family")
    OTHER = "other", _l("Other")


class Channel(Choice):
    SOCIAL_MEDIA = "social_media", _l("Social media")
    PRESS = "press", _l("Newspaper, radio or television")
    POSTER = "poster", _l("Posters and leaflets")
    EVENT = "event", _l("Meeting or event")
    FAMILIES = "families", _l("Foster families tell others")
    SEARCH = "search", _l("Search engine or website")
    OTHER = "other", _l("Other")


class AnsweredHow(Choice):
    PHONE = "phone", _l("By phone")
    MAIL = "mail", _l("By mail")
    MEETING = "meeting", _l("At a meeting")


class Campaign(Owned, Period, Versioned, Model):
    """An effort to find new families (hvervekampagne): where, when, at what cost, for whom."""

    id: Mapped[primary_key]
    name: Mapped[short]
    channel: Mapped[Channel]
    cost: Mapped[Decimal] = mapped_column(sa.Numeric(12, 2), default=Decimal(0))
    wanted: Mapped[Interest]
    target_groups: Mapped[codes]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (
        sa.CheckConstraint("cost >= 0", name="cost_not_negative"),
        period_ordered(),
    )


class Stage(Choice):
    """The way from the first phone call to a family in use, in order; then the ways out."""

    ENQUIRY = "enquiry", _l("Enquiry")
    INFORMATION_MEETING = "information_meeting", _l("Information meeting")
    COURSE_BOOKED = "course_booked", _l("Course booked")
    APPLIED = "applied", _l("Applied on Tilbudsportalen")
    CERTIFICATES = "certificates", _l("Certificates pending")
    VISIT_1 = "visit_1", _l("Visit 1")
    COURSE_1 = "course_1", _l("Course days 1–2")
    VISIT_2 = "visit_2", _l("Visit 2")
    COURSE_2 = "course_2", _l("Course days 3–4")
    APPROVED = "approved", _l("Approved")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _l("Approved with conditions")
    ON_PORTAL = "on_portal", _l("On Tilbudsportalen")
    USABLE = "usable", _l("In use as a family")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")

    @property
    def is_end(self) -> bool:
        return self in (Stage.USABLE, Stage.REFUSED, Stage.WITHDRAWN)

    @property
    def is_approval(self) -> bool:
        return self in (Stage.APPROVED, Stage.APPROVED_WITH_CONDITIONS, Stage.ON_PORTAL)

    @property
    def following(self) -> "Stage":
        """The stage that usually comes next."""
        stages = list(Stage)
        return stages[min(stages.index(self) + 1, stages.index(Stage.ON_PORTAL))]


class Applicant(Owned, Versioned, Model):
    """Somebody who has asked about becoming a family (interesseret, ansøger)."""

    id: Mapped[primary_key]
    name: Mapped[short]
    phone: Mapped[str] = mapped_column(sa.String(40))
    email: Mapped[short] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(sa.String(4))
    interest: Mapped[Interest]
    source: Mapped[Source] = mapped_column(default=Source.PHONE)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    enquired_on: Mapped[date] = mapped_column(index=True)
    consultant_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))

    campaign_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("campaign.id"))
    arrived_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_how: Mapped[AnsweredHow | None]
    consented_at: Mapped[datetime | None]
    enquiry_key: Mapped[str | None] = mapped_column(sa.String(64), unique=True)

    campaign: Mapped[Campaign | None] = relationship()
    consultant: Mapped[User | None] = relationship()
    family: Mapped[Family | None] = relationship()
    steps: Mapped[list["Step"]] = relationship(
        back_populates="applicant", order_by="Step.entered_on, Step.id"
    )
    members: Mapped[list[HouseholdMember]] = relationship(order_by=HouseholdMember.born_on)

    @property
    def stage(self) -> Stage:
        return self.steps[-1].stage

    @property
    def since(self) -> date:
        return self.steps[-1].entered_on

    def household_on(self, day: date) -> list[HouseholdMember]:
        return [member for member in self.members if member.covers(day)]


class Step(Model):
    """The day an applicant entered a stage, and who wrote it down."""

    id: Mapped[primary_key]
    applicant_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("applicant.id"))
    stage: Mapped[Stage]
    entered_on: Mapped[date]
    recorded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    applicant: Mapped[Applicant] = relationship(back_populates="steps")
    recorded_by: Mapped[User | None] = relationship()
