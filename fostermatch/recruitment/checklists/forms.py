from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from fostermatch.fields import MISSING, DayField, not_in_future, text
from fostermatch.forms import Form
from fostermatch.recruitment.checklists.models import Giver


class TickForm(Form):
    ticked_on = DayField(_l("In order since"), [InputRequired(MISSING), not_in_future])


class UntickForm(Form):
    reason = text(_l("Why is it not in order after all?"), longest=1000)


class LineForm(Form):
    text_da = text(_l("Text in Danish"))
    text_en = text(_l("Text in English"), required=False)
    given_by = RadioField(
        _l("Who brings it"), [InputRequired(MISSING)], choices=Giver.options(), coerce=Giver
    )
    required = BooleanField(
        _l("Must be there"),
        description=_l("Nobody becomes a family in use while it is missing."),
        default=True,
    )
