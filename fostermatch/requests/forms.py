from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
)

from fostermatch.children.models import Child
from fostermatch.fields import (
    MISSING,
    AtLeast,
    DayField,
    in_the_next_two_years,
    not_in_future,
    text,
)
from fostermatch.forms import EditForm, Form
from fostermatch.requests.models import (
    CareKind,
    PlacementRequest,
    RespitePattern,
    State,
    Urgency,
    Weekend,
    WhereNow,
)


def needed_for_respite(form: Form, field: RadioField) -> None:
    if form["kind"].data is CareKind.RESPITE and field.data is None:
        raise StopValidation(_("Choose how often the child needs respite."))


def urgency(*left_out: Urgency) -> RadioField:
    choices = [SelectChoice(one, one.label) for one in Urgency if one not in left_out]
    return RadioField(_l("Urgency"), [InputRequired(MISSING)], choices=choices, coerce=Urgency)


def where_now() -> RadioField:
    return RadioField(
        _l("Where the child is now"),
        [InputRequired(MISSING)],
        choices=WhereNow.options(),
        coerce=WhereNow,
    )


def network_later() -> TextAreaField:
    return TextAreaField(
        _l("Why family and network must wait, and until when"),
        [Length(max=1000)],
        description=_l("Only if it is acute and nobody has been thought of yet."),
    )


class RequestForm(EditForm):
    kind = RadioField(
        _l("What the child needs"),
        [InputRequired(MISSING)],
        choices=CareKind.options(),
        coerce=CareKind,
    )
    respite_pattern = RadioField(
        _l("Respite pattern"),
        [needed_for_respite, Optional()],
        choices=RespitePattern.options(),
        coerce=RespitePattern,
        validate_choice=False,
        description=_l("Only for respite."),
    )
    weekend = RadioField(
        _l("Which weekend"),
        [Optional()],
        choices=Weekend.options(),
        coerce=Weekend,
        validate_choice=False,
        description=_l("Only for respite at weekends. A is even weeks, B is odd weeks."),
    )
    state = RadioField(
        _l("State"),
        [InputRequired(MISSING)],
        choices=[SelectChoice(state, state.label) for state in State.to_choose()],
        coerce=State,
        default=State.WAITING,
        description=_l("Both are in rounds."),
    )
    urgency = urgency()
    where_now = where_now()
    waiting_since = DayField(
        _l("Waiting since"),
        [InputRequired(MISSING), not_in_future],
        description=_l("The day the measure was granted."),
    )
    wanted_on = DayField(
        _l("Wanted start"),
        [
            Optional(),
            AtLeast("waiting_since", _l("The wanted start is before the child began to wait.")),
        ],
    )
    km_limit = IntegerField(
        _l("Furthest from home, km"),
        [Optional(), NumberRange(1, 500)],
        description=_l("Leave empty for the municipality's usual limit."),
    )
    purpose = TextAreaField(_l("What the stay is for"), [Length(max=4000)])
    network_later = network_later()
    next_step = text(_l("Next step"), required=False)
    next_step_on = DayField(_l("Next step on"), [Optional()])

    def __init__(self, child: Child, request: PlacementRequest | None = None) -> None:
        super().__init__(obj=request)
        if request:
            self.show(request)
        if child.considerations:
            del self.network_later

    def populate_obj(self, obj: Any) -> None:
        """Pattern and weekend are facts of respite only."""
        super().populate_obj(obj)
        if obj.kind is not CareKind.RESPITE:
            obj.respite_pattern = obj.weekend = None


class ExpectForm(EditForm):
    """A placement that may come. How likely it is, is not scored."""

    kind = RadioField(
        _l("What the child may need"),
        [InputRequired(MISSING)],
        choices=[SelectChoice(kind, kind.label) for kind in CareKind.to_expect()],
        coerce=CareKind,
        default=CareKind.FOSTER,
    )
    where_now = where_now()
    wanted_on = DayField(_l("Expected from about"), [InputRequired(MISSING)])
    expected_why = TextAreaField(
        _l("Why it is expected"), [DataRequired(MISSING), Length(max=4000)]
    )
    tried_instead = TextAreaField(
        _l("What is being tried instead"),
        [Length(max=4000)],
        description=_l("Support at home, respite, network: what may make it unnecessary."),
    )
    look_again_on = DayField(
        _l("Look at it again on"),
        [InputRequired(MISSING), in_the_next_two_years],
        description=_l("On that day it stands under Today."),
    )

    def __init__(self, request: PlacementRequest | None = None) -> None:
        super().__init__(obj=request)
        if request:
            self.show(request)
            del self.kind


class ReadyForm(EditForm):
    """One step from expected to waiting: only what is new is asked."""

    urgency = urgency(Urgency.EXPECTED)
    where_now = where_now()
    waiting_since = DayField(
        _l("Waiting since"),
        [InputRequired(MISSING), not_in_future],
        description=_l("The day the measure was granted."),
    )
    network_later = network_later()

    def __init__(self, request: PlacementRequest, on: date) -> None:
        super().__init__(obj=request)
        self.show(request)
        if not self.is_submitted():
            self.urgency.data, self.waiting_since.data = None, on
        if request.child.considerations:
            del self.network_later


class CloseForm(Form):
    state = RadioField(
        _l("Why does the child leave the list?"),
        [InputRequired(MISSING)],
        choices=[
            SelectChoice(state, state.label) for state in (State.PLACED_ELSEWHERE, State.NOT_NEEDED)
        ],
        coerce=State,
    )
    closed_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    because = text(_l("In a sentence"), longest=1000)
