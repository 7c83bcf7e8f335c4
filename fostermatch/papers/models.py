from datetime import date, datetime
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import clock
from fostermatch.accounts.models import Role, User
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key
from fostermatch.families.models import Family, HouseholdMember


class PaperKind(Choice):
    APPLICATION = "application", _l("Application")
    CV = "cv", _l("CV")
    EDUCATION = "education", _l("Certificate of education")
    CRIMINAL_RECORD = "criminal_record", _l("Criminal record")
    CHILD_CERTIFICATE = "child_certificate", _l("Child certificate")
    TAX_STATEMENT = "tax_statement", _l("Tax statement")
    BUDGET = "budget", _l("Budget")
    HEALTH = "health", _l("Health information, with consent")
    APPROVAL_LETTER = "approval_letter", _l("Letter of approval")
    COURSE = "course", _l("Course certificate")
    OTHER = "other", _l("Other")

    @property
    def is_certificate(self) -> bool:
        return self in CERTIFICATES

    @property
    def replaces(self) -> bool:
        """Whether a newer one of the same person takes the place of an older one."""
        return self not in (PaperKind.EDUCATION, PaperKind.COURSE, PaperKind.OTHER)


CERTIFICATES = (PaperKind.CRIMINAL_RECORD, PaperKind.CHILD_CERTIFICATE)


class FileType(Choice):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"

    @property
    def mimetype(self) -> str:
        return "application/pdf" if self is FileType.PDF else f"image/{self}"


class Paper(Owned, Versioned, Model):
    """A document of a family or an applicant (papir), perhaps only requested so far.

    Of the whole household, or of one who lives there. The file itself lies encrypted in
    the folder for papers.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    applicant_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("applicant.id"))
    member_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("household_member.id"))
    kind: Mapped[PaperKind]
    requested_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    file_name: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    file_type: Mapped[FileType | None]
    uploaded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    uploaded_at: Mapped[datetime | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped[Family | None] = relationship()
    member: Mapped[HouseholdMember | None] = relationship()
    uploaded_by: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "family_id IS NOT NULL OR applicant_id IS NOT NULL", name="is_somebodys"
        ),
        sa.CheckConstraint(
            "file_name IS NOT NULL OR requested_on IS NOT NULL OR issued_on IS NOT NULL",
            name="received_or_requested",
        ),
        sa.CheckConstraint(
            "(file_name IS NULL) = (uploaded_at IS NULL)"
            " AND (file_name IS NULL) = (file_type IS NULL)",
            name="file_known",
        ),
        sa.CheckConstraint("expires_on >= issued_on", name="period_ordered"),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """Criminal records, health and money are for those who approve and follow families."""
        if user.role not in (Role.FAMILY_CONSULTANT, Role.TEAM_LEADER):
            return sa.select(cls).where(sa.false())
        return super().visible_to(user)

    @property
    def is_received(self) -> bool:
        return self.issued_on is not None or self.file_name is not None

    @property
    def day(self) -> date:
        """The day that says which of two is the newer."""
        uploaded = clock.day_of(self.uploaded_at) if self.uploaded_at else date.min
        return self.issued_on or self.requested_on or uploaded

    @property
    def reference(self) -> str:
        """Whose paper it is, without a name."""
        if self.family:
            return self.family.reference
        return _("applicant %(number)s", number=self.applicant_id)
