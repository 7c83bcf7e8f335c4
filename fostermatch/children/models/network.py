from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.children.models.child import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, Versioned, foreign_key, primary_key, short


class Tie(Choice):
    """What somebody is to the child. Danish names the side of the family in the word itself."""

    MOTHER = "mother", _l("Mother")
    FATHER = "father", _l("Father")
    STEPMOTHER = "stepmother", _l("Stepmother")
    STEPFATHER = "stepfather", _l("Stepfather")
    SISTER = "sister", _l("Sister")
    BROTHER = "brother", _l("Brother")
    HALF_SISTER = "half_sister", _l("Half-sister")
    HALF_BROTHER = "half_brother", _l("Half-brother")
    STEPSIBLING = "stepsibling", _l("Stepsibling")
    MOTHERS_MOTHER = "mothers_mother", _l("Mother's mother")
    MOTHERS_FATHER = "mothers_father", _l("Mother's father")
    FATHERS_MOTHER = "fathers_mother", _l("Father's mother")
    FATHERS_FATHER = "fathers_father", _l("Father's father")
    MOTHERS_SISTER = "mothers_sister", _l("Mother's sister")
    MOTHERS_BROTHER = "mothers_brother", _l("Mother's brother")
    FATHERS_SISTER = "fathers_sister", _l("Father's sister")
    FATHERS_BROTHER = "fathers_brother", _l("Father's brother")
    OTHER_RELATIVE = "other_relative", _l("Other relative")
    FRIENDS_FAMILY = "friends_family", _l("A friend's family")
    FAMILY_FRIEND = "family_friend", _l("Friend of the family")
    NEIGHBOUR = "neighbour", _l("Neighbour")
    TEACHER = "teacher", _l("Teacher or pedagogue")
    LEISURE = "leisure", _l("Coach or other from the child's leisure")
    OTHER = "other", _l("Somebody else")


class Contact(Choice):
    CLOSE = "close", _l("Close contact")
    STRAINED = "strained", _l("Strained contact")
    NONE = "none", _l("No contact")
    UNKNOWN = "unknown", _l("Not known")


class NetworkOutcome(Choice):
    """Where it stands with somebody who was thought of as a home for the child."""

    NOT_ASKED = "not_asked", _l("Not asked")
    THINKS = "thinks", _l("Asked and thinks")
    CANNOT = "cannot", _l("Cannot")
    LOOKED_INTO = "looked_into", _l("Wants to and is looked into")
    SOLUTION = "solution", _l("Is the solution")
    NOBODY = "nobody", _l("Nobody in family and network can")


class Person(Versioned, Model):
    """Somebody around the child (netværk): on the network map, in the genogram, or both."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    name: Mapped[short]
    tie: Mapped[Tie]
    born_year: Mapped[int | None]
    is_dead: Mapped[bool] = mapped_column(default=False)
    lives_with_child: Mapped[bool] = mapped_column(default=False)
    lives_where: Mapped[short] = mapped_column(default="")
    contact: Mapped[Contact] = mapped_column(default=Contact.UNKNOWN)
    case_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("child.id"))

    child: Mapped[Child] = relationship(back_populates="people", foreign_keys=[child_id])

    @property
    def latest(self) -> "Consideration | None":
        """What came of thinking of this person, as last recorded."""
        words = self.child.considerations
        return next((one for one in words if one.person_id == self.id), None)


class Consideration(Model):
    """Somebody thought of as a home, and what came of it. Written once; the latest one counts.

    Without a person it speaks of the network as a whole.
    """

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    person_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_on: Mapped[date]
    recorded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    thought_of_by: Mapped[short] = mapped_column(default="")
    outcome: Mapped[NetworkOutcome]
    asked_on: Mapped[date | None]
    asked_by: Mapped[short] = mapped_column(default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")

    child: Mapped[Child] = relationship(back_populates="considerations")
    person: Mapped[Person | None] = relationship()
    recorded_by: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("outcome <> 'nobody' OR person_id IS NULL", name="nobody_is_no_person"),
    )
