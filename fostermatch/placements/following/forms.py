from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from fostermatch.choices import Choice
from fostermatch.forms import Filter
from fostermatch.placements.following.due import What
from fostermatch.placements.following.queries import Whose


class Until(Choice):
    OVERDUE = "overdue", _l("Overdue")
    SOON = "soon", _l("In the next 30 days")
    ALL = "all", _l("All")


class OwedFilter(Filter):
    whose = SelectField(_l("Whose"), choices=Whose.options())
    what = SelectField(_l("What"), choices=What.options_or(_l("All")), default="")
    until = SelectField(_l("Due"), choices=Until.options(), default=Until.SOON)

    def __init__(self, usually: Whose) -> None:
        super().__init__(data={"whose": usually})
