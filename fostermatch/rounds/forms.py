from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from fostermatch.fields import text
from fostermatch.forms import Form

ENOUGH = 10  # letters of a reason


class RunForm(Form):
    note = text(_l("What the round is for"), required=False)
    include_stale = BooleanField(
        _l("Include places that have not been confirmed lately"),
        description=_l("They may no longer be free. The round says that they were included."),
    )
