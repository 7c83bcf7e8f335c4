from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import postcodes
from fostermatch.accounts.models import User
from fostermatch.children.models.child import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, codes, foreign_key, moment, primary_key, short
from fostermatch.encryption import Encrypted
from fostermatch.matching import Point
from fostermatch.needs import SupportLevel


class NeedProfile(Model):
    """What a child needs, along the ICS triangle (behovsprofil). A new one keeps the old."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    written_on: Mapped[date]
    written_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    support_level: Mapped[SupportLevel]
    target_groups: Mapped[codes]
    development: Mapped[str] = mapped_column(sa.Text, default="")
    parents_capacity: Mapped[str] = mapped_column(sa.Text, default="")
    surroundings: Mapped[str] = mapped_column(sa.Text, default="")
    health: Mapped[str] = mapped_column(sa.Text, default="")
    allergies: Mapped[short] = mapped_column(default="")
    school: Mapped[short] = mapped_column(default="")
    school_postcode: Mapped[str | None] = mapped_column(sa.String(4))
    contact_per_month: Mapped[int | None]
    contact_supervised: Mapped[bool | None]
    contact_place: Mapped[short] = mapped_column(default="")
    contact_postcode: Mapped[str | None] = mapped_column(sa.String(4))
    languages: Mapped[codes]
    language_required: Mapped[bool] = mapped_column(default=False)
    faith: Mapped[short] = mapped_column(default="")
    wishes: Mapped[codes]
    only_child: Mapped[bool | None]
    step_free: Mapped[bool | None]
    no_pets: Mapped[bool | None]
    no_smoke: Mapped[bool | None]

    child: Mapped[Child] = relationship(back_populates="profiles")
    written_by: Mapped[User | None] = relationship()

    @property
    def school_point(self) -> Point | None:
        return postcodes.point(self.school_postcode)

    @property
    def contact_point(self) -> Point | None:
        return postcodes.point(self.contact_postcode)


class Speaker(Choice):
    """Whose words they are."""

    CHILD = "child", _l("The child")
    PARENTS = "parents", _l("The parents")
    CUSTODY_HOLDER = "custody_holder", _l("Another holder of custody")


class OwnWords(Model):
    """What the child or the parents said, in their own words (barnets egne ord). Written once."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    speaker: Mapped[Speaker]
    said_on: Mapped[date]
    heard_by: Mapped[short] = mapped_column(default="")
    words: Mapped[str] = mapped_column(sa.Text)
    recorded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    child: Mapped[Child] = relationship(back_populates="own_words")


class ProfileDraft(Model):
    """A need profile somebody has begun and not saved (kladde); for that person only."""

    child_id: Mapped[int] = mapped_column(sa.ForeignKey("child.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"), primary_key=True, index=True)
    saved_at: Mapped[moment]
    content: Mapped[str] = mapped_column(Encrypted("profile_draft.content"))
