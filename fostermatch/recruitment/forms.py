from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from fostermatch.accounts.models import User
from fostermatch.choices import rows_or
from fostermatch.families.forms import ApprovalFields, phone
from fostermatch.families.models import Authority
from fostermatch.fields import (
    MISSING,
    AtLeast,
    DayField,
    PostcodeField,
    not_in_future,
    optional_key,
    text,
)
from fostermatch.forms import EditForm, Filter, Form
from fostermatch.i18n import day
from fostermatch.recruitment import actions
from fostermatch.recruitment.models import Applicant, Campaign, Interest, Source
from fostermatch.recruitment.stages import WAYS_OUT, Leaving, Stage


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

    def __init__(self, campaigns: Iterable[Campaign], applicant: Applicant | None = None) -> None:
        super().__init__(obj=applicant)
        self.campaign_id.choices = rows_or(_l("None, or not known"), campaigns)
        self.applicant = applicant
        if applicant:
            self.show(applicant)

    def validate_interest(self, field: RadioField) -> None:
        """Who changes over to the other approval stands at a stage that it has too."""
        stage = self.applicant.stage if self.applicant else Stage.ENQUIRY
        if field.data and not stage.is_end and stage not in field.data.track.stages:
            raise ValidationError(
                _(
                    "The other approval has no stage called %(stage)s. "
                    "Move the applicant to Enquiry first.",
                    stage=stage.label,
                )
            )


def leaving_or_none(value: Any) -> Leaving | None:
    if value and Leaving.of(value) is None:
        raise ValueError
    return Leaving.of(value)


class MoveForm(EditForm):
    stage = SelectField(_l("Next stage"), coerce=Stage)
    entered_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    leaving = SelectField(
        _l("Reason"),
        coerce=leaving_or_none,
        choices=Leaving.options_or(_l("Choose")),
        description=_l("Needed when the applicant is refused or withdraws."),
    )
    reason = text(_l("More about it"), required=False, longest=1000)

    def __init__(self, applicant: Applicant) -> None:
        super().__init__()
        self.applicant = applicant
        stages = (*applicant.track.stages, *WAYS_OUT)
        self.stage.choices = [SelectChoice(stage, stage.label) for stage in stages]
        self.show(applicant)

    def validate_entered_on(self, field: DayField) -> None:
        if field.data and field.data < self.applicant.since:
            raise ValidationError(actions.before_the_last_step(self.applicant))

    def validate_leaving(self, field: SelectField) -> None:
        if self.stage.data in WAYS_OUT and field.data is None:
            raise ValidationError(actions.why_leaving())

    def is_up_to_date(self, row: Applicant) -> bool:
        """If somebody was faster, say what happened: that is all there is to compare."""
        if super().is_up_to_date(row):
            return True
        last = row.steps[-1]
        self.differences = None
        self.refusal = _(
            "Somebody changed the applicant after you opened the page. The last step is now "
            "%(stage)s, %(day)s%(who)s. Look before you record another.",
            stage=last.stage.label,
            day=day(last.entered_on),
            who=f" ({last.recorded_by.name})" if last.recorded_by else "",
        )
        return False


class ApplicationForm(EditForm):
    """What a socialtilsyn has been asked, and when it means to answer."""

    authority = SelectField(
        _l("Socialtilsyn"),
        coerce=Authority,
        choices=[choice for choice in Authority.options() if choice.value != "municipality"],
    )
    applied_on = DayField(_l("Applied on"), [InputRequired(MISSING), not_in_future])
    case_reference = text(_l("Their case number"), required=False, longest=100)
    decision_expected_on = DayField(
        _l("Decision expected"),
        [
            Optional(),
            AtLeast("applied_on", _l("The decision is expected before the application.")),
        ],
    )


class LimitsForm(Form):
    """One number of days for each stage of a way."""

    stages: tuple[Any, ...] = ()

    @classmethod
    def of(cls, limits: Mapping[Any, int]) -> "LimitsForm":
        fields: dict[str, Any] = {
            stage.value: IntegerField(
                stage.label, [InputRequired(MISSING), NumberRange(1, 365)], default=days
            )
            for stage, days in limits.items()
        }
        form: LimitsForm = type("LimitsForm", (cls,), fields | {"stages": tuple(limits)})()
        return form

    @property
    def days(self) -> dict[Any, int]:
        return {stage: self[stage.value].data for stage in self.stages}


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
    exemption = TextAreaField(
        _l("Why may it be a family although something is missing?"),
        [Length(max=2000)],
        description=_l("Only if something is missing. A sentence; it is kept with your name."),
    )

    def validate_exemption(self, field: TextAreaField) -> None:
        field.data = (field.data or "").strip()
        if 0 < len(field.data) < 10:
            raise ValidationError(_("Write a sentence that a citizen could be shown."))


class ApplicantFilter(Filter):
    view = HiddenField("")
    track = HiddenField("")
    q = StringField(_l("Search"))
    stage = SelectField(
        _l("Stage"), choices=Stage.options_or(_l("All who are under way")), default=""
    )
    interest = SelectField(_l("Interest"), choices=Interest.options_or(_l("All")), default="")
    source = SelectField(_l("How they found us"), choices=Source.options_or(_l("All")), default="")
    consultant_id = SelectField(_l("Consultant"), coerce=optional_key)
    stuck = BooleanField(_l("Only those who stand still"))

    def __init__(self, user: User, colleagues: list[User]) -> None:
        super().__init__()
        others = [colleague for colleague in colleagues if colleague.id != user.id]
        self.consultant_id.choices = [
            *rows_or(_("All"), []),
            SelectChoice(user.id, _("Mine")),
            *(SelectChoice(other.id, other.name) for other in others),
        ]

    @property
    def narrows(self) -> bool:
        return bool(self.asked.keys() - {"view", "track"})
