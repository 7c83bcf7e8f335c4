from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from fostermatch.accounts.models import User
from fostermatch.choices import rows_or
from fostermatch.fields import MISSING, DayField, not_in_future, optional_key
from fostermatch.forms import EditForm, Form
from fostermatch.leaving.models import Horizon, LeavingReason


class LeavingForm(Form):
    last_day = DayField(
        _l("Last day"),
        [InputRequired(MISSING)],
        description=_l("Approvals and free places end with this day."),
    )
    reason = RadioField(
        _l("Why the family stops"),
        [InputRequired(MISSING)],
        choices=LeavingReason.options(),
        coerce=LeavingReason,
    )
    words = TextAreaField(_l("In the family's words"), [Length(max=2000)])
    children_note = TextAreaField(
        _l("What happens to the children who live there"),
        [Length(max=2000)],
        description=_l("Only if our children live there after the last day."),
    )


class TalkForm(EditForm):
    """The exit talk: three short questions, so that it is held."""

    talk_on = DayField(_l("Held on"), [InputRequired(MISSING), not_in_future])
    talk_by_id = SelectField(_l("Held by"), [InputRequired(MISSING)], coerce=optional_key)
    good = TextAreaField(_l("What was good?"), [Length(max=2000)])
    hard = TextAreaField(_l("What was hard?"), [Length(max=2000)])
    would_have_stayed = TextAreaField(
        _l("What would have made you stay?"), [InputRequired(MISSING), Length(max=2000)]
    )

    def __init__(self, leaving: object, colleagues: list[User]) -> None:
        super().__init__(obj=leaving)
        self.talk_by_id.choices = rows_or("", colleagues)
        self.show(leaving)


class OutlookForm(Form):
    said_on = DayField(_l("Said on"), [InputRequired(MISSING), not_in_future])
    horizon = RadioField(
        _l("How long does the family expect to go on?"),
        [InputRequired(MISSING)],
        choices=Horizon.options(),
        coerce=Horizon,
        description=_l("What the family itself says. Nothing is worked out from anybody's age."),
    )
