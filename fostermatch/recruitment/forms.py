from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from fostermatch.choices import rows_or
from fostermatch.families.forms import ApprovalFields, phone
from fostermatch.fields import MISSING, DayField, PostcodeField, not_in_future, optional_key, text
from fostermatch.forms import EditForm, Filter, Form
from fostermatch.recruitment.models import Campaign, Interest, Source, Stage


class EnquiryForm(EditForm):
    """Eight fields at most, in the order they come up on the phone."""

    name = text(_l("Name"))
    phone = phone()
    postcode = PostcodeField(_l("Postcode"), [InputRequired(MISSING)])
    interest = RadioField(
        _l("Interested in becoming"),
        [InputRequired(MISSING)],
        choices=Interest.options(),
        coerce=Interest,
    )
    source = SelectField(
        _l("How they found us"), choices=Source.options(), coerce=Source, default=Source.PHONE
    )
    email = EmailField(
        _l("E-mail"), [Optional(), Email(_l("Write an e-mail address.")), Length(max=200)]
    )
    campaign_id = SelectField(_l("Campaign"), coerce=optional_key)
    note = TextAreaField(_l("Note"), [Length(max=4000)])

    def __init__(self, campaigns: Iterable[Campaign], obj: Any = None) -> None:
        super().__init__(obj=obj)
        self.campaign_id.choices = rows_or(_l("None, or not known"), campaigns)


class MoveForm(EditForm):
    stage = SelectField(
        _l("Next stage"),
        choices=[choice for choice in Stage.options() if choice.value != Stage.USABLE],
        coerce=Stage,
    )
    entered_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    reason = text(
        _l("Reason"),
        required=False,
        longest=1000,
        description=_l("Needed when the applicant is refused or withdraws."),
    )


def not_above_places(form: Form, field: IntegerField) -> None:
    places = form["places"].data
    if places is not None and field.data is not None and field.data > places:
        raise ValidationError(_("There are not that many places in the approval."))


class BecomeFamilyForm(ApprovalFields, Form):
    free = IntegerField(
        _l("Places free now"),
        [InputRequired(MISSING), NumberRange(0, 10), not_above_places],
        description=_l("As the family says today. It counts as their confirmation."),
    )


class ApplicantFilter(Filter):
    q = StringField(_l("Search"))
    stage = SelectField(
        _l("Stage"), choices=Stage.options_or(_l("All who are under way")), default=""
    )
    interest = SelectField(_l("Interest"), choices=Interest.options_or(_l("All")), default="")
