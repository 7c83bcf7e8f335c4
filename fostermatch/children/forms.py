from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from stdnum.dk import cpr as danish_cpr
from stdnum.exceptions import ValidationError as NotACpr
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
)

from fostermatch import clock
from fostermatch.accounts.models import Team, User
from fostermatch.children import actions
from fostermatch.children.models import Child, NeedProfile, SiblingWish, Speaker
from fostermatch.choices import rows_or
from fostermatch.clock import years_between
from fostermatch.fields import (
    MISSING,
    DayField,
    NeededWhen,
    PostcodeField,
    YesNoField,
    languages_field,
    not_in_future,
    optional_key,
    target_groups_field,
    text,
    traits_field,
)
from fostermatch.forms import AddressForm, EditForm, Filter, Form
from fostermatch.needs import SupportLevel

GROWN_UP = 23  # support for young people ends, Barnets Lov § 113


class CprField(StringField):
    """A personal number, checked and kept as ten digits."""

    data: Any
    born_on: date

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.data = danish_cpr.validate(self.data)
            self.born_on = danish_cpr.get_birth_date(self.data)
        except NotACpr:
            message = _("This is not a CPR number. It has ten digits and starts with the birthday.")
            raise StopValidation(message) from None


class ChildForm(AddressForm):
    first_name = text(_l("First name"))
    last_name = text(_l("Last name"))
    address = text(_l("Address"), required=False)
    postcode = PostcodeField(
        _l("Postcode"),
        [InputRequired(MISSING)],
        description=_l("Where the child belongs: distances are measured from here."),
    )
    protected_address = BooleanField(
        _l("Protected address"), description=_l("Hidden everywhere until somebody states why.")
    )
    case_number = text(_l("Case number"), required=False)
    team_id = SelectField(
        _l("Team"),
        [InputRequired(MISSING)],
        coerce=optional_key,
        description=_l("Who sees the case."),
    )
    caseworker_id = SelectField(_l("Caseworker"), coerce=optional_key)

    def __init__(self, child: Child | None, teams: list[Team], caseworkers: list[User]) -> None:
        super().__init__(obj=child)
        self.team_id.choices = rows_or(_("Choose"), teams)
        self.caseworker_id.choices = rows_or(_("None"), caseworkers)
        if child:
            self.show(child)
            if child.protected_address:
                self.hide_address()


class NewChildForm(ChildForm):
    already: Child | None = None

    def __init__(self, teams: list[Team], caseworkers: list[User], municipality_id: int) -> None:
        super().__init__(None, teams, caseworkers)
        self.municipality_id = municipality_id

    cpr = CprField(
        _l("CPR number"),
        [InputRequired(MISSING), Length(max=20)],
        description=_l(
            "For example 010115-4321. It is stored encrypted and shown in full only for a reason."
        ),
    )

    def validate_cpr(self, field: CprField) -> None:
        if years_between(field.born_on, clock.today()) >= GROWN_UP:
            raise ValidationError(_("The person has turned 23 and can no longer get a placement."))
        known = actions.with_cpr(field.data or "", self.municipality_id)
        if known:
            self.already = known
            raise ValidationError(
                _("The child is already registered, with %(team)s.", team=known.team.name)
            )


class OwnWordsForm(EditForm):
    speaker = RadioField(
        _l("Whose words"),
        [InputRequired(MISSING)],
        choices=Speaker.options(),
        coerce=Speaker,
        default=Speaker.CHILD,
    )
    words = TextAreaField(
        _l("In their own words"),
        [DataRequired(MISSING), Length(max=8000)],
        description=_l("As it was said. It stays as it is; what is said later is added to it."),
    )
    said_on = DayField(_l("Said on"), [InputRequired(MISSING), not_in_future])
    heard_by = text(_l("Heard by"))

    def propose(self, name: str, on: date) -> None:
        """Mostly it is written on the same day by the one who heard it."""
        self.heard_by.data, self.said_on.data = name, on


with_words = NeededWhen("words", bool)  # words count when it is known who heard them, and when


class ProfileForm(EditForm):
    support_level = RadioField(
        _l("Support level"),
        [InputRequired(MISSING)],
        choices=SupportLevel.options(),
        coerce=SupportLevel,
    )
    target_groups = target_groups_field(_l("Target groups"))
    development = TextAreaField(
        _l("The child's development"),
        [Length(max=8000)],
        description=_l("Feelings and behaviour, play and friends, learning, what goes well."),
    )
    health = TextAreaField(
        _l("Health"),
        [Length(max=4000)],
        description=_l("Illness, medicine, sleep, teeth, what a family must know from day one."),
    )
    allergies = text(
        _l("Allergies"), required=False, description=_l("To what, and what has to be kept away.")
    )
    no_pets = YesNoField(_l("Cannot live with pets (allergy)"))
    no_smoke = YesNoField(_l("Cannot live with smoke"))
    step_free = YesNoField(_l("Needs a home without steps"))
    school = text(_l("School or day care"), required=False)
    school_postcode = PostcodeField(
        _l("Postcode of the school"),
        [Optional()],
        description=_l("The way to school is measured from it."),
    )
    languages = languages_field(_l("Languages beside Danish"))
    language_required = BooleanField(_l("The family must speak one of the languages"))
    parents_capacity = TextAreaField(
        _l("The parents' capacity"),
        [Length(max=8000)],
        description=_l("Care, safety, feelings, guidance: what they manage, and what they do not."),
    )
    contact_per_month = IntegerField(
        _l("Contact visits a month"),
        [Optional(), NumberRange(0, 31)],
        description=_l("0 if there are to be none. Empty: not known."),
    )
    contact_supervised = YesNoField(_l("Supervised contact"))
    contact_place = text(
        _l("Where the visits are"),
        required=False,
        description=_l("In words: at the mother's, in the family house, outdoors."),
    )
    contact_postcode = PostcodeField(_l("Postcode of the parent the child visits"), [Optional()])
    surroundings = TextAreaField(
        _l("Family and surroundings"),
        [Length(max=8000)],
        description=_l("Siblings and relatives, home, work and money, friends, leisure."),
    )
    faith = text(
        _l("Faith and traditions"),
        required=False,
        description=_l(
            "For people to read. A wish for a Christian or Muslim home is ticked below."
        ),
    )
    wishes = traits_field(_l("Wishes of the child and the parents"))
    only_child = YesNoField(_l("Must be the only child in the home"))
    speaker = RadioField(
        _l("Whose words"),
        [Optional()],
        choices=Speaker.options(),
        coerce=Speaker,
        default=Speaker.CHILD,
    )
    words = TextAreaField(
        _l("In their own words"),
        [Length(max=8000)],
        description=_l("Leave empty if nobody has said anything new. What was said before stays."),
    )
    said_on = DayField(_l("Said on"), [with_words, Optional(), not_in_future])
    heard_by = StringField(_l("Heard by"), [with_words, Optional(), Length(max=200)])

    def __init__(self, profile: NeedProfile | None, draft: Any = None) -> None:
        """A draft is what its writer had typed, sent to the form once more."""
        super().__init__(obj=profile, **({} if draft is None else {"formdata": draft}))
        if draft is None:
            self.show(profile)

    def propose(self, name: str, on: date) -> None:
        self.heard_by.data, self.said_on.data = name, on


class SiblingForm(Form):
    cpr = CprField(_l("The sibling's CPR number"), [InputRequired(MISSING), Length(max=20)])
    wish = RadioField(
        _l("How they should live"),
        [InputRequired(MISSING)],
        choices=SiblingWish.options(),
        coerce=SiblingWish,
    )
    sibling: Child | None = None

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user

    def validate_cpr(self, field: CprField) -> None:
        self.sibling = actions.with_cpr(field.data or "", self.user.municipality_id)
        if self.sibling is None:
            raise ValidationError(_("No child with this number is registered. Register it first."))
        if self.sibling.team_id != self.user.team_id:
            raise ValidationError(
                _("The sibling is with another team. Ask them to add this child.")
            )


class ChildFilter(Filter):
    q = StringField(_l("Name or case number"))
    mine = BooleanField(_l("Only mine, and those I stand in for"))
