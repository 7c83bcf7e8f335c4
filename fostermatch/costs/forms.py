from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, RadioField
from wtforms.validators import InputRequired, NumberRange

from fostermatch.costs.models import PriceKind
from fostermatch.fields import MISSING, DayField, text
from fostermatch.forms import EditForm


class PriceForm(EditForm):
    """What a year costs, from a day on. The earlier price holds until then."""

    kind = RadioField(
        _l("Kind"), [InputRequired(MISSING)], choices=PriceKind.options(), coerce=PriceKind
    )
    yearly = DecimalField(
        _l("Kroner a year for one child"),
        [InputRequired(MISSING), NumberRange(1, 99_999_999)],
        use_locale=True,
    )
    starts_on = DayField(_l("Holds from"), [InputRequired(MISSING)])
    source = text(
        _l("Where the price is from"), description=_l("As the budget of 2026, or the accounts.")
    )
