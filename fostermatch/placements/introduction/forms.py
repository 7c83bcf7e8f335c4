from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, ValidationError
from wtforms.validators import InputRequired, StopValidation

from fostermatch import clock
from fostermatch.fields import MISSING, DayField, text
from fostermatch.i18n import day
from fostermatch.placements.forms import PlacementForm, words
from fostermatch.placements.models import StepKind, StepState


def until_moving_in(form: PlacementForm, field: Field) -> None:
    if field.data and field.data > form.placement.starts_on:
        first_day = day(form.placement.starts_on)
        raise ValidationError(
            _("The child moves in on %(day)s. Choose a day until then.", day=first_day)
        )


class StepForm(PlacementForm):
    kind = RadioField(
        _l("What"), [InputRequired(MISSING)], choices=StepKind.options(), coerce=StepKind
    )
    planned_on = DayField(_l("Day"), [InputRequired(MISSING), until_moving_in])
    takes_part = text(
        _l("Who takes part"),
        required=False,
        description=_l("Also from the institution, if the child lives in one."),
    )


def has_come(form: PlacementForm, field: Field) -> None:
    planned_on = form["planned_on"].data
    if field.data is StepState.HELD and planned_on and planned_on > clock.today():
        raise ValidationError(_("The day has not come yet."))


def if_cancelled(form: PlacementForm, field: Field) -> None:
    if form["state"].data is StepState.CANCELLED and not (field.data or "").strip():
        raise StopValidation(_("Write why it is cancelled."))


class RecordStepForm(StepForm):
    state = RadioField(
        _l("Where it stands"),
        [InputRequired(MISSING), has_come],
        choices=StepState.options(),
        coerce=StepState,
        description=_l("To move a step, change its day."),
    )
    reaction = words(_l("How the child reacted"))
    cancelled_because = words(_l("Why it is cancelled"), if_cancelled, longest=200)

    def populate_obj(self, obj: Any) -> None:
        """The reason is a fact of what is cancelled only."""
        super().populate_obj(obj)
        if obj.state is not StepState.CANCELLED:
            obj.cancelled_because = ""
