from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.models import User
from fostermatch.choices import rows_or
from fostermatch.fields import MISSING, AtLeast, DayField, optional_key
from fostermatch.forms import EditForm


class AbsenceForm(EditForm):
    starts_on = DayField(_l("First day away"), [InputRequired(MISSING)])
    ends_on = DayField(
        _l("Last day away"),
        [Optional(), AtLeast("starts_on", _l("The last day is before the first day."))],
        description=_l("Leave empty if nobody knows yet."),
    )
    deputy_id = SelectField(
        _l("Deputy"),
        coerce=optional_key,
        description=_l("Sees the cases among his or her own. Without one, the team leader does."),
    )

    def __init__(self, absence: Absence, deputies: list[User]) -> None:
        super().__init__(obj=absence if absence.id else None)
        self.deputy_id.choices = rows_or(_("Nobody yet"), deputies)
        if absence.id:
            self.show(absence)
