from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DecimalField, RadioField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from fostermatch.fields import MISSING, DayField, text
from fostermatch.forms import Form
from fostermatch.rounds.models import Outcome

ENOUGH = 10


def reason(label: str, hint: str) -> TextAreaField:
    return TextAreaField(label, [InputRequired(MISSING), Length(max=4000)], description=hint)


class RunForm(Form):
    note = text(_l("What the round is for"), required=False)
    include_stale = BooleanField(
        _l("Include places that have not been confirmed lately"),
        description=_l("They may no longer be free. The round says that they were included."),
    )


class DecisionForm(Form):
    outcome = RadioField(
        _l("Decision"), [InputRequired(MISSING)], choices=Outcome.options(), coerce=Outcome
    )
    professional_reason = reason(
        _l("Professional reason"),
        _l("Why this is, or is not, the right home for the child: schooling, siblings, network."),
    )
    economic_reason = reason(
        _l("Economic reason"), _l("What it costs, and how that compares with the alternatives.")
    )
    starts_on = DayField(
        _l("First day in the family"), [Optional()], description=_l("Needed when you accept.")
    )
    yearly_cost = DecimalField(
        _l("Expected cost a year for each child, kr."),
        [Optional(), NumberRange(0, 99_999_999)],
        use_locale=True,
    )

    def __init__(self) -> None:
        super().__init__()
        self.starts_on.flags.optional = False  # it is not, when one accepts

    def validate_professional_reason(self, field: TextAreaField) -> None:
        if len((field.data or "").strip()) < ENOUGH:
            raise ValidationError(_("Write a sentence that can be understood next year."))

    validate_economic_reason = validate_professional_reason

    def validate(self, extra_validators: object = None) -> bool:
        """A start is needed to accept, and nothing else."""
        fine = bool(super().validate(extra_validators))
        if self.outcome.data is Outcome.ACCEPTED and not self.starts_on.data:
            self.starts_on.errors = [
                *self.starts_on.errors,
                _("Write the first day in the family."),
            ]
            return False
        return fine
