from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from fostermatch.fields import MISSING, DayField
from fostermatch.forms import Form
from fostermatch.placements.models import EndReason


class EndPlacementForm(Form):
    ends_on = DayField(_l("Last day"), [InputRequired(MISSING)])
    reason = RadioField(
        _l("Why it ends"), [InputRequired(MISSING)], choices=EndReason.options(), coerce=EndReason
    )
    note = TextAreaField(_l("In a few sentences"), [InputRequired(MISSING), Length(max=4000)])
