from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from fostermatch.fields import MISSING, AtLeast, DayField, target_groups_field, text
from fostermatch.forms import EditForm
from fostermatch.recruitment.models import Channel, Interest


class CampaignForm(EditForm):
    name = text(_l("Name"), description=_l("For example: Facebook, autumn 2026."))
    channel = SelectField(_l("Channel"), choices=Channel.options(), coerce=Channel)
    starts_on = DayField(_l("First day"), [InputRequired(MISSING)])
    ends_on = DayField(
        _l("Last day"),
        [Optional(), AtLeast("starts_on", _l("The last day is before the first day."))],
    )
    cost = DecimalField(
        _l("Cost in kroner"), [InputRequired(MISSING), NumberRange(0, 10**9)], use_locale=True
    )
    wanted = SelectField(_l("We look for"), choices=Interest.options(), coerce=Interest)
    target_groups = target_groups_field(_l("For children with"))
    note = TextAreaField(_l("Note"), [Length(max=4000)])
