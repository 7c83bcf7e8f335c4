from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Optional

from fostermatch.fields import MISSING, AtLeast, DayField
from fostermatch.placements.forms import PlacementForm, in_stay, words


class AgreedForm(PlacementForm):
    starts_on = DayField(
        _l("Holds from"),
        [InputRequired(MISSING), in_stay],
        description=_l("One that holds without an end stops the day before."),
    )
    ends_on = DayField(
        _l("Holds until"),
        [Optional(), AtLeast("starts_on", _l("The last day is before the first.")), in_stay],
    )


class TaskAgreementForm(AgreedForm):
    undertakes = words(_l("What the family undertakes"), required=True)
    support = words(_l("Support the family gets"))
    contact = words(_l("Contact with parents and siblings"))
