from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from fostermatch.fields import MISSING
from fostermatch.placements.agreements.forms import AgreedForm
from fostermatch.placements.models import PayModel


class PayContractForm(AgreedForm):
    pay_model = RadioField(
        _l("Pay model"), [InputRequired(MISSING)], choices=PayModel.options(), coerce=PayModel
    )
    fees = IntegerField(
        _l("Number of fees"),
        [InputRequired(MISSING), NumberRange(1, 10)],
        description=_l("From 1 to 10."),
    )
