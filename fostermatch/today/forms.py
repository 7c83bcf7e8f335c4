from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from fostermatch.forms import Filter


class PapersFilter(Filter):
    mine = BooleanField(_l("Only mine"))
