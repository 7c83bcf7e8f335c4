from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from fostermatch.accounts.models import Team
from fostermatch.choices import rows_or
from fostermatch.fields import MISSING, optional_key
from fostermatch.forms import EditForm, Filter
from fostermatch.requests.models import CareKind, PlacementRequest, Urgency, WhereNow


class WaitingFilter(Filter):
    team = SelectField(_l("Team"), coerce=optional_key)
    kind = SelectField(
        _l("What the child needs"), choices=CareKind.options_or(_l("All")), default=""
    )
    urgency = SelectField(_l("Urgency"), choices=Urgency.options_or(_l("All")), default="")
    where_now = SelectField(_l("Where now"), choices=WhereNow.options_or(_l("All")), default="")
    mine = BooleanField(_l("Only mine, and those I stand in for"))

    def __init__(self, teams: list[Team]) -> None:
        super().__init__()
        self.team.choices = rows_or(_("All"), teams)


class ChildForm(EditForm):
    """The child a network family is for, by initial and age as on the waiting list."""

    child_id = SelectField(
        _l("Child"),
        [InputRequired(MISSING)],
        coerce=optional_key,
        description=_l("Those who wait for a home; network first."),
    )

    def __init__(self, requests: list[PlacementRequest], on: date) -> None:
        super().__init__()
        self.child_id.choices = [
            SelectChoice("", _("Choose")),
            *(SelectChoice(request.child_id, as_on_the_list(request, on)) for request in requests),
        ]


def as_on_the_list(request: PlacementRequest, on: date) -> str:
    return _(
        "%(initial)s %(age)s years · %(kind)s · %(team)s",
        initial=request.child.initial,
        age=request.child.age_on(on),
        kind=request.kind.label,
        team=request.child.team.name,
    )
