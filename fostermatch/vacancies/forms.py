from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, StopValidation

from fostermatch.families.models import ConfirmedHow
from fostermatch.fields import MISSING, DayField, in_the_next_two_years
from fostermatch.forms import Form
from fostermatch.vacancies.models import Answer


def asked_for(form: Form, field: DayField) -> None:
    """The day counts for one of the answers only; with the others it is not looked at."""
    if form["answer"].data is not Answer.FROM_DAY:
        field.data, field.errors = None, []
        raise StopValidation
    if not any(field.raw_data or ()):
        field.errors = []
        raise StopValidation(_("Write the day from which the place is free."))


class AnswerForm(Form):
    answer = RadioField(
        _l("What does the family say?"),
        [InputRequired(MISSING)],
        choices=Answer.options(),
        coerce=Answer,
    )
    from_day = DayField(_l("Free from"), [asked_for, in_the_next_two_years])


class HearForm(AnswerForm):
    """The answer as a consultant has heard it."""

    how = RadioField(
        _l("How"),
        [InputRequired(MISSING)],
        choices=ConfirmedHow.to_choose(),
        coerce=ConfirmedHow,
        default=ConfirmedHow.PHONE,
    )


class LinkForm(AnswerForm):
    """The family's own answer. The signed address is what shows who answers, not a session."""

    class Meta(AnswerForm.Meta):
        csrf = False
