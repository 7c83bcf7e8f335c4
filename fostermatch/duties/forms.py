from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange

from fostermatch import clock
from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.duties.levels import Levels
from fostermatch.duties.models import Appointment, Duty
from fostermatch.duties.queries import Whose
from fostermatch.families.models import ApprovalKind, Care, Family
from fostermatch.fields import MISSING, ChoicesField, ClockField, DayField, not_in_future, text
from fostermatch.forms import EditForm, Filter
from fostermatch.wording import in_days

HALF_DAYS = [Decimal(halves) / 2 for halves in (1, 2, 3, 4, 5, 6, 8, 10)]


def days_field(label: Any) -> SelectField:
    choices = [SelectChoice(value, LazyString(in_days, value)) for value in HALF_DAYS]
    return SelectField(label, choices=choices, coerce=Decimal)


def not_in_past(_form: Form, field: Field) -> None:
    if field.data and field.data < clock.today():
        raise ValidationError(_("The day has passed. Record it as held instead."))


def families_field(label: Any) -> ChoicesField:
    return ChoicesField(label, [InputRequired(_l("Choose a family."))], coerce=int)


def offer(field: ChoicesField, families: Iterable[Family]) -> None:
    """Ticks for families, under the name of their consultant."""
    choices = [
        SelectChoice(
            family.id,
            f"{family.name}, {family.reference}",
            optgroup=family.consultant.name if family.consultant else _("No consultant"),
        )
        for family in families
    ]
    field.choices = sorted(choices, key=lambda choice: str(choice.optgroup))


class PlanForm(EditForm):
    """A visit, a supervision or training to come. Each kind is asked for its own fields only."""

    topic = text(_l("What about"), longest=100)
    planned_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_past])
    begins = ClockField(_l("Time"), [InputRequired(MISSING)])
    days = days_field(_l("How long"))
    held_by = text(_l("Held by"), required=False, longest=100)
    consultant_id = SelectField(_l("Family-care consultant"), coerce=int)
    came = families_field(_l("Families who take part"))

    asked = {
        Duty.VISIT: {"planned_on", "begins", "consultant_id"},
        Duty.SUPERVISION: {"planned_on", "begins", "held_by"},
        Duty.TRAINING: {"topic", "planned_on", "days"},
    }
    of_course = {"topic", "planned_on", "begins", "days", "held_by", "consultant_id", "came"}

    def __init__(
        self, row: Appointment, consultants: list[User], families: list[Family] | None = None
    ) -> None:
        super().__init__(obj=row)
        self.show(row)
        self.consultant_id.choices = [SelectChoice(user.id, user.name) for user in consultants]
        offer(self.came, families or [])
        wanted = self.asked[row.duty] if families is None else self.of_course
        for name in self.of_course - wanted:
            del self[name]


class HeldForm(EditForm):
    """What has been held. One who is on the way out of the door only presses the button."""

    held_on = DayField(_l("Held on"), [InputRequired(MISSING), not_in_future])
    topic = text(_l("What about"), longest=100)
    days = days_field(_l("How long"))
    held_by = text(_l("Held by"), required=False, longest=100)
    came = families_field(_l("Families who came"))
    note = TextAreaField(_l("Note"), [Length(max=4000)])

    asked = {
        Duty.VISIT: {"held_on", "note"},
        Duty.SUPERVISION: {"held_on", "held_by", "note"},
        Duty.TRAINING: {"held_on", "topic", "days", "note"},
    }

    def __init__(self, row: Appointment, families: list[Family]) -> None:
        super().__init__(obj=row)
        self.show(row)
        offer(self.came, families)
        wanted = self.asked[row.duty] | ({"came"} if len(families) > 1 else set())
        for name in {"topic", "days", "held_by", "came"} - wanted:
            del self[name]


class CancelForm(EditForm):
    cancelled_because = text(
        _l("Why"), description=_l("As the family fell ill, or recorded by mistake."), longest=200
    )


class LevelForm(EditForm):
    """How much a year, from a day on. The earlier level holds until then."""

    care = RadioField(_l("Care"), [InputRequired(MISSING)], choices=Care.options(), coerce=Care)
    kind = RadioField(
        _l("Kind"), [InputRequired(MISSING)], choices=ApprovalKind.options(), coerce=ApprovalKind
    )
    starts_on = DayField(_l("Holds from"), [InputRequired(MISSING)])
    training = SelectField(_l("Training a year"), coerce=Decimal)
    visit = IntegerField(_l("Guidance visits a year"), [InputRequired(MISSING), NumberRange(0, 52)])
    supervision = IntegerField(
        _l("Supervisions a year"), [InputRequired(MISSING), NumberRange(0, 52)]
    )
    source = text(
        _l("Decided by"), required=False, description=_l("As the service level of 2026, item 4.")
    )

    def __init__(self, levels: Levels, **shown: Any) -> None:
        super().__init__(**shown)
        self.levels = levels
        values = [Decimal(halves) / 2 for halves in range(21)]
        self.training.choices = [SelectChoice(value, in_days(value)) for value in values]

    def validate_training(self, field: SelectField) -> None:
        if None in (self.care.data, self.kind.data, self.starts_on.data):
            return
        law = self.levels.law(Duty.TRAINING, self.care.data, self.kind.data, self.starts_on.data)
        if law and field.data is not None and field.data < law.a_year:
            raise ValidationError(
                _(
                    "The law asks for at least %(days)s (%(law)s).",
                    days=in_days(law.a_year),
                    law=law.law,
                )
            )


class Until(Choice):
    OVERDUE = "overdue", _l("Overdue")
    SOON = "soon", _l("Within 60 days")
    YEAR = "year", _l("This year")


class DutyFilter(Filter):
    whose = SelectField(_l("Whose"), choices=Whose.options())
    duty = SelectField(_l("Kind"), choices=Duty.options_or(_l("All")), default="")
    until = SelectField(_l("Due"), choices=Until.options(), default=Until.SOON)

    def __init__(self, whose: Whose) -> None:
        super().__init__(data={"whose": whose})


class PlannedFilter(Filter):
    whose = SelectField(_l("Whose"), choices=Whose.options())

    def __init__(self, whose: Whose) -> None:
        super().__init__(data={"whose": whose})
