from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, RadioField, ValidationError
from wtforms.validators import InputRequired, Optional, StopValidation

from fostermatch.duties.forms import not_in_past
from fostermatch.fields import MISSING, DayField, not_in_future
from fostermatch.placements.forms import PlacementForm, in_stay, words
from fostermatch.placements.models import Result

LONGEST_AHEAD = timedelta(366)
GOES_ON = (Result.CONTINUE, Result.CHANGE)


class PlanFollowUpForm(PlacementForm):
    planned_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_past, in_stay])


class StatusNoteForm(PlacementForm):
    note_on = DayField(_l("Received on"), [InputRequired(MISSING), not_in_future, in_stay])
    note = words(_l("What it says, in short"))


def if_it_goes_on(form: Form, field: Field) -> None:
    empty = not any((text or "").strip() for text in field.raw_data or ())
    if form["result"].data in GOES_ON and empty:
        raise StopValidation(_("Write when you meet again; the stay goes on."))


def after_this_one(form: Form, field: Field) -> None:
    held_on = form["held_on"].data
    if held_on and field.data and field.data <= held_on:
        raise ValidationError(_("The next follow-up comes after this one."))
    if held_on and field.data and field.data > held_on + LONGEST_AHEAD:
        raise ValidationError(_("The next follow-up is more than a year ahead."))


class HeldFollowUpForm(PlacementForm):
    held_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future, in_stay])
    result = RadioField(
        _l("Result"), [InputRequired(MISSING)], choices=Result.options(), coerce=Result
    )
    child_view = words(_l("The child's view"), required=True)
    decided = words(_l("What was decided on support"))
    grant_ends_on = DayField(_l("The grant ends on"), [Optional()])
    next_on = DayField(_l("Next follow-up"), [if_it_goes_on, Optional(), after_this_one])
