from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from fostermatch.fields import MISSING, DayField
from fostermatch.forms import Form
from fostermatch.rounds.forms import ENOUGH
from fostermatch.rounds.steering.actions import Wish
from fostermatch.rounds.steering.models import Kind

HELD_FOR = timedelta(days=14)
LONGEST = timedelta(days=92)


def sentence(label: str) -> TextAreaField:
    hint = _l("A sentence that can be understood next year. Those who find homes can read it.")
    return TextAreaField(label, [InputRequired(MISSING), Length(max=2000)], description=hint)


class ReasonForm(Form):
    reason = sentence(_l("Why"))

    def validate_reason(self, field: TextAreaField) -> None:
        if len((field.data or "").strip()) < ENOUGH:
            raise ValidationError(_("Write a sentence that can be understood next year."))


class SteerForm(ReasonForm):
    kind = RadioField(_l("What is to hold"), [InputRequired(MISSING)], coerce=Kind)
    until = DayField(
        _l("Held until"),
        [Optional()],
        description=_l("For a held place: the last day. Two weeks, if you write nothing."),
    )
    reason = sentence(_l("Why"))

    def __init__(self, kinds: list[Kind], today: date) -> None:
        super().__init__()
        self.today = today
        self.kind.choices = [SelectChoice(kind, kind.label) for kind in kinds]

    def validate_until(self, field: DayField) -> None:
        if self.kind.data is Kind.HOLD and not self.today <= self.last_day <= self.latest:
            raise ValidationError(_("A place is held from today and for three months at most."))

    @property
    def latest(self) -> date:
        return self.today + LONGEST

    @property
    def last_day(self) -> date:
        return self.until.data or self.today + HELD_FOR

    @property
    def wish(self) -> Wish:
        until = self.last_day if self.kind.data is Kind.HOLD else None
        return Wish(self.kind.data, self.reason.data.strip(), until)
