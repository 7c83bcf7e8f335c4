from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from fostermatch.families.models import ApprovalKind
from fostermatch.fields import PostcodeField
from fostermatch.forms import Filter

KINDS = [kind for kind in ApprovalKind if kind is not ApprovalKind.NETWORK]


class MatchFilter(Filter):
    """What the list of families is narrowed to, and which of them stand side by side."""

    km = IntegerField(_l("At most km from home"), [Optional(), NumberRange(1, 500)])
    near = PostcodeField(_l("Within 25 km of postcode"), [Optional()])
    kind = SelectField(
        _l("Approval"),
        choices=[SelectChoice("", _l("All")), *(SelectChoice(kind, kind.label) for kind in KINDS)],
        default="",
    )
    fresh = BooleanField(_l("Only confirmed places"))
    unasked = BooleanField(_l("Only those not asked yet"))
    fits = BooleanField(_l("Only without anything that does not fit"))
    siblings = BooleanField(_l("Takes siblings"))
    all = HiddenField("")

    @property
    def shown(self) -> list[object]:
        return [field for field in self if not isinstance(field, HiddenField)]

    @property
    def beside(self) -> list[int]:
        """The families ticked, in the order of the address."""
        return list(dict.fromkeys(request.args.getlist("beside", type=int)))


class WhichFamily(Filter):
    q = StringField(_l("The family's name or reference, as H-214"))
