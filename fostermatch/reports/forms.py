from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from fostermatch.choices import rows_or
from fostermatch.families.models import ApprovalKind
from fostermatch.fields import MISSING, DayField, PostcodeField, in_the_next_two_years, optional_key
from fostermatch.forms import Filter
from fostermatch.recruitment.models import Campaign, Interest
from fostermatch.reports.supply import KINDS


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
