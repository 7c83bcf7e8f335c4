from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, RadioField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from fostermatch import clock
from fostermatch.decisions.choices import Level
from fostermatch.fields import MISSING, DayField
from fostermatch.forms import EditForm


def level(label: str) -> RadioField:
    return RadioField(label, [InputRequired(MISSING)], choices=Level.options(), coerce=Level)


class RuleForm(EditForm):
    """Who decides from a day on."""

    starts_on = DayField(_l("Holds from"), [InputRequired(MISSING)])
    no_consent = level(_l("When the young person or the parents do not consent"))
    overridden = level(_l("When a hard limit is overridden"))
    split = level(_l("When siblings who were to live together are split"))
    dear = level(_l("When the yearly cost is above the limit"))
    cost_limit = DecimalField(
        _l("Limit of the yearly cost for each child, kr."),
        [Optional(), NumberRange(1, 99_999_999)],
        use_locale=True,
        description=_l("Empty: the cost lifts nothing."),
    )

    def validate_starts_on(self, field: DayField) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError(
                _("A rule holds from today at the earliest: what is recommended keeps its level.")
            )
