from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField
from wtforms.validators import Optional

from fostermatch.accounts.models import Team
from fostermatch.choices import rows_or
from fostermatch.fields import DayField, PostcodeField, optional_key
from fostermatch.forms import Filter
from fostermatch.i18n import month
from fostermatch.recruitment.models import Campaign, Interest


class FunnelFilter(Filter):
    interest = SelectField(_l("Interest"), choices=Interest.options_or(_l("All")), default="")
    campaign = SelectField(_l("Campaign"), coerce=optional_key)
    since = DayField(_l("Asked since"), [Optional()])

    def __init__(self, campaigns: Iterable[Campaign]) -> None:
        super().__init__()
        self.campaign.choices = rows_or(_("All"), campaigns)


class AreaFilter(Filter):
    near = PostcodeField(
        _l("Within 20 km of the postcode"), description=_l("Empty: the whole municipality.")
    )


class LadderFilter(Filter):
    """One team or all, and one of the months that the page knows."""

    team = SelectField(_l("Team"), coerce=optional_key)
    month = SelectField(_l("Month"))

    def __init__(self, teams: Iterable[Team], months: Iterable[date]) -> None:
        choices = [SelectChoice(f"{first:%Y-%m}", month(first)) for first in months]
        super().__init__(data={"month": choices[0].value})
        self.team.choices = rows_or(_("All teams"), teams)
        self.month.choices = choices
