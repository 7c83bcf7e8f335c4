from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from fostermatch.accounts.models import Team, User
from fostermatch.choices import Choice, rows_or
from fostermatch.families.models import (
    ApprovalKind,
    Authority,
    Care,
    ConfirmedHow,
    Family,
    PauseReason,
    Relation,
)
from fostermatch.families.places import Places
from fostermatch.fields import (
    MISSING,
    AtLeast,
    ChoicesField,
    DayField,
    PostcodeField,
    YesNoField,
    in_the_next_two_years,
    languages_field,
    not_in_future,
    optional_key,
    target_groups_field,
    text,
    traits_field,
)
from fostermatch.forms import AddressForm, EditForm, Filter, Form
from fostermatch.needs import Slot

BACKWARDS = _l("The last day is before the first day.")
AGES_BACKWARDS = _l("The oldest age is below the youngest age.")


def phone(required: bool = True) -> StringField:
    return text(_l("Phone"), required=required, longest=40)


class FamilyForm(AddressForm):
    name = text(
        _l("Name"), description=_l("As the family is called, for example Holm or Vagn Bak.")
    )
    phone = phone()
    email = EmailField(
        _l("E-mail"), [Optional(), Email(_l("Write an e-mail address.")), Length(max=200)]
    )
    address = text(_l("Address"), required=False)
    postcode = PostcodeField(_l("Postcode"), [InputRequired(MISSING)])
    protected_address = BooleanField(
        _l("Protected address"), description=_l("Hidden everywhere until somebody states why.")
    )
    team_id = SelectField(_l("Team"), coerce=optional_key)
    consultant_id = SelectField(_l("Family-care consultant"), coerce=optional_key)

    def __init__(self, family: Family | None, teams: list[Team], consultants: list[User]) -> None:
        super().__init__(obj=family)
        self.team_id.choices = rows_or(_("None"), teams)
        self.consultant_id.choices = rows_or(_("None"), consultants)
        if family:
            self.show(family)
            if family.protected_address:
                self.hide_address()


class MemberForm(Form):
    name = text(_l("Name"))
    born_on = DayField(_l("Born"), [InputRequired(MISSING), not_in_future])
    relation = RadioField(
        _l("Relation"), [InputRequired(MISSING)], choices=Relation.options(), coerce=Relation
    )


class ApprovalFields:
    """What an approval says; also part of the form that turns an applicant into a family."""

    care = RadioField(_l("Care"), [InputRequired(MISSING)], choices=Care.options(), coerce=Care)
    kind = RadioField(
        _l("Kind"), [InputRequired(MISSING)], choices=ApprovalKind.options(), coerce=ApprovalKind
    )
    authority = SelectField(_l("Approved by"), choices=Authority.options(), coerce=Authority)
    starts_on = DayField(_l("First day"), [InputRequired(MISSING)])
    ends_on = DayField(
        _l("Last day"),
        [Optional(), AtLeast("starts_on", BACKWARDS)],
        description=_l("Leave empty if the approval has no end."),
    )
    places = IntegerField(_l("Places"), [InputRequired(MISSING), NumberRange(1, 10)])
    min_age = IntegerField(_l("Youngest age"), [InputRequired(MISSING), NumberRange(0, 22)])
    max_age = IntegerField(
        _l("Oldest age"),
        [InputRequired(MISSING), NumberRange(0, 22), AtLeast("min_age", AGES_BACKWARDS)],
    )
    target_groups = target_groups_field(
        _l("Target groups"), _l("Tick none if the approval is not limited to any.")
    )
    conditions = TextAreaField(_l("Conditions"), [Length(max=2000)])


class ApprovalForm(ApprovalFields, Form):
    pass


class EndForm(Form):
    ends_on = DayField(_l("Last day"), [InputRequired(MISSING)])


class PauseForm(Form):
    reason = RadioField(
        _l("Reason"), [InputRequired(MISSING)], choices=PauseReason.options(), coerce=PauseReason
    )
    starts_on = DayField(_l("First day"), [InputRequired(MISSING)])
    ends_on = DayField(
        _l("Last day"),
        [Optional(), AtLeast("starts_on", BACKWARDS)],
        description=_l("Leave empty if nobody knows yet."),
    )
    note = TextAreaField(_l("Note"), [Length(max=2000)])


class StatementForm(EditForm):
    said_on = DayField(_l("Said on"), [InputRequired(MISSING), not_in_future])
    min_age = IntegerField(_l("Youngest age"), [Optional(), NumberRange(0, 22)])
    max_age = IntegerField(
        _l("Oldest age"), [Optional(), NumberRange(0, 22), AtLeast("min_age", AGES_BACKWARDS)]
    )
    siblings = YesNoField(_l("Takes siblings"))
    acute = YesNoField(_l("Can take a child at once"))
    takes = target_groups_field(_l("Says yes to"))
    not_now = target_groups_field(_l("Says no to at present"))
    not_now_until = DayField(
        _l("The no holds until"), [Optional()], description=_l("Leave empty if it has no end.")
    )
    pets = YesNoField(_l("Pets in the home"))
    smokes = YesNoField(_l("Somebody smokes"))
    step_free = YesNoField(_l("Home without steps"))
    drives = YesNoField(_l("Drives a car"))
    parent_at_home = YesNoField(_l("A foster parent is at home in the daytime"))
    contact_at_home = YesNoField(_l("Contact visits can be held in the home"))
    languages = languages_field(_l("Languages beside Danish"))
    traits = traits_field(_l("About the home"))
    own_words = TextAreaField(_l("In their own words"), [Length(max=4000)])

    def validate_not_now(self, field: ChoicesField) -> None:
        if set(field.data or ()) & set(self.takes.data or ()):
            raise ValidationError(_("The same target group is both a yes and a no."))


class ConfirmForm(Form):
    """How many places of each slot are free; one number field for each slot of the family."""

    later_from = DayField(
        _l("The others are free from"),
        [Optional(), in_the_next_two_years],
        description=_l("Only if the family has named a day. Empty: not for the time being."),
    )
    how = RadioField(
        _l("How"),
        [InputRequired(MISSING)],
        choices=ConfirmedHow.to_choose(),
        coerce=ConfirmedHow,
    )

    @classmethod
    def for_places(cls, places: list[Places]) -> "ConfirmForm":
        fields: dict[str, Any] = {
            place.slot.value: IntegerField(
                place.slot.label,
                [InputRequired(MISSING), NumberRange(0, place.free)],
                default=place.free,
                description=_(
                    "Approved %(approved)s, taken %(taken)s.",
                    approved=place.approved,
                    taken=place.taken + place.taken_by_others,
                ),
            )
            for place in places
        }
        form: ConfirmForm = type("ConfirmForm", (cls,), fields)()
        return form


class OtherMunicipalityForm(Form):
    slot = RadioField(_l("Place"), [InputRequired(MISSING)], coerce=Slot)
    starts_on = DayField(_l("First day"), [InputRequired(MISSING)])
    note = text(_l("Which municipality"), required=False)


class PurposeForm(Form):
    purpose = text(
        _l("Why do you need to see it?"),
        description=_l("A sentence. It is kept with your name and the time."),
        longest=500,
    )

    def validate_purpose(self, field: StringField) -> None:
        if len(field.data or "") < 10:
            raise ValidationError(_("Write a sentence that a citizen could be shown."))


class PlacesWanted(Choice):
    FRESH = "fresh", _l("Free and confirmed")
    AVAILABLE = "available", _l("Free")
    STALE = "stale", _l("Free, to be confirmed")
    COMING = "coming", _l("Announced ahead")
    PAUSED = "paused", _l("Paused")


class FamilyFilter(Filter):
    q = StringField(_l("Search"))
    care = SelectField(_l("Care"), choices=Care.options_or(_l("All")), default="")
    kind = SelectField(_l("Kind"), choices=ApprovalKind.options_or(_l("All")), default="")
    places = SelectField(
        _l("Places"),
        choices=PlacesWanted.options_or(_l("All")),
        default="",
    )
    team = SelectField(_l("Team"), coerce=optional_key)
    age = IntegerField(_l("Takes a child of"), [Optional(), NumberRange(0, 22)])
    unapproved = BooleanField(_l("Also without an approval"))

    def __init__(self, teams: list[Team]) -> None:
        super().__init__()
        self.team.choices = rows_or(_("All"), teams)
