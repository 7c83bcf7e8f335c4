from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import IntegerField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from fostermatch.accounts.models import Team
from fostermatch.choices import rows_or
from fostermatch.families.models import ApprovalKind
from fostermatch.fields import MISSING, DayField, PostcodeField, in_the_next_two_years, optional_key
from fostermatch.forms import Filter
from fostermatch.i18n import month
from fostermatch.recruitment.models import Campaign, Interest
from fostermatch.reports.supply import KINDS
from fostermatch.reports.waiting.register import age_names
from fostermatch.requests.models import CareKind

LIMITS = (30, 60, 90, 120, 180, 270, 365)  # days


class WaitingGroup(Filter):
    """Whose waiting is looked at, and how long is too long."""

    kind = SelectField(
        _l("What the child needs"), choices=CareKind.options_or(_l("All")), default=""
    )
    age = SelectField(_l("Age when the wait began"), default="")
    team = SelectField(_l("Team"), coerce=optional_key)
    limit = SelectField(_l("Too long is more than"), coerce=optional_key)

    def __init__(self, teams: Iterable[Team], own_limit: int) -> None:
        super().__init__()
        self.age.choices = [
            SelectChoice("", _("All")),
            *(SelectChoice(str(at), name) for at, name in enumerate(age_names())),
        ]
        self.team.choices = rows_or(_("All"), teams)
        self.limit.choices = [
            SelectChoice(days, ngettext("%(num)s day", "%(num)s days", days))
            for days in sorted({*LIMITS, own_limit})
        ]
        if not self.limit.data:
            self.limit.data = own_limit


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


class MoreFamilies(Filter):
    """Families that might be recruited."""

    number = IntegerField(
        _l("How many families"), [InputRequired(MISSING), NumberRange(1, 20)], default=1
    )
    kind = SelectField(
        _l("Kind of family"),
        choices=[SelectChoice(kind.value, kind.label) for kind in KINDS],
        coerce=ApprovalKind,
        default=ApprovalKind.ENHANCED,
    )
    near = PostcodeField(_l("Near the postcode"), [InputRequired(MISSING)])
    since = DayField(_l("From"), [Optional(), in_the_next_two_years])

    @property
    def is_asked(self) -> bool:
        return bool(self.number.raw_data)
