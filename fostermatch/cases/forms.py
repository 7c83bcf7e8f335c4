from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from fostermatch.accounts.models import Team
from fostermatch.choices import rows_or
from fostermatch.fields import optional_key
from fostermatch.forms import Filter
from fostermatch.requests.models import CareKind, Urgency, WhereNow


class WaitingFilter(Filter):
    team = SelectField(_l("Team"), coerce=optional_key)
    kind = SelectField(
        _l("What the child needs"), choices=CareKind.options_or(_l("All")), default=""
    )
    urgency = SelectField(_l("Urgency"), choices=Urgency.options_or(_l("All")), default="")
    where_now = SelectField(_l("Where now"), choices=WhereNow.options_or(_l("All")), default="")
    mine = BooleanField(_l("Only mine"))

    def __init__(self, teams: list[Team]) -> None:
        super().__init__()
        self.team.choices = rows_or(_("All"), teams)
