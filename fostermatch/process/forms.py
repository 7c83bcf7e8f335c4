from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from fostermatch.accounts.models import Team
from fostermatch.choices import Choice, rows_or
from fostermatch.fields import optional_key
from fostermatch.forms import Filter
from fostermatch.process.stages import Stage


class Due(Choice):
    """What the board is narrowed to."""

    NOW = "now", _l("Today or earlier")
    WEEK = "week", _l("Within a week")
    STILL = "still", _l("Stands still")


class BoardFilter(Filter):
    stage = SelectField(_l("Stage"), choices=Stage.options_or(_l("All under way")), default="")
    team = SelectField(_l("Team"), coerce=optional_key)
    due = SelectField(_l("Due"), choices=Due.options_or(_l("All")), default="")
    mine = BooleanField(_l("Only mine, and those I stand in for"))

    def __init__(self, teams: list[Team]) -> None:
        super().__init__()
        self.team.choices = rows_or(_("All"), teams)
