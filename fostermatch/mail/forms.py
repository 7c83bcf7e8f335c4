from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from fostermatch.forms import Filter
from fostermatch.mail.models import MailState


class OutboxFilter(Filter):
    state = SelectField(_l("State"), choices=MailState.options_or(_l("All")), default="")
