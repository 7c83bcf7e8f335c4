from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import InputRequired, StopValidation, ValidationError

from fostermatch.clock import months_after
from fostermatch.fields import MISSING, DayField, not_in_future
from fostermatch.i18n import day
from fostermatch.placements.forms import PlacementForm, in_stay, words
from fostermatch.placements.models import Placement

EARLY = 1  # month before its day


def not_too_early(form: "CheckForm", field: Field) -> None:
    first = months_after(form.placement.starts_on, form.months - EARLY)
    if field.data and field.data < first:
        raise ValidationError(_("This check can be made from %(day)s on.", day=day(first)))


def if_worried(form: Form, field: Field) -> None:
    if (form["worries"].data or "").strip() and not (field.data or "").strip():
        raise StopValidation(_("Write who acts on the worries."))


class CheckForm(PlacementForm):
    held_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future, in_stay, not_too_early])
    how_child = words(_l("How the child thrives"), required=True)
    how_family = words(_l("How the family thrives"), required=True)
    how_school = words(_l("School or day care"))
    how_contact = words(_l("Contact with parents and siblings"))
    compromise = words(
        _l("What we compromised on, and whether the support makes up for it"),
        description=_l("Distance, school, siblings, kind of family, language …"),
    )
    worries = words(_l("Worries"))
    who_acts = words(_l("Who acts on them, and by when"), if_worried, longest=200)

    def __init__(self, placement: Placement, months: int, row: object) -> None:
        self.months = months
        super().__init__(placement, row)


class YouthStepForm(PlacementForm):
    done_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    note = words(_l("In a few sentences"), required=True)
