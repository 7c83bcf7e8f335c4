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
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation

from fostermatch import clock
from fostermatch.accounts.models import Team, User
from fostermatch.children import actions
from fostermatch.children.models import Child, NetworkOutcome, SiblingWish
from fostermatch.choices import rows_or
from fostermatch.clock import years_between
from fostermatch.fields import (
    MISSING,
    DayField,
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


class ProfileForm(EditForm):
    support_level = RadioField(
        _l("Support level"),
        [InputRequired(MISSING)],
        choices=SupportLevel.options(),
        coerce=SupportLevel,
    )
    target_groups = target_groups_field(_l("Target groups"))
    development = TextAreaField(_l("The child's development"), [Length(max=8000)])
    parents_capacity = TextAreaField(_l("The parents' capacity"), [Length(max=8000)])
    surroundings = TextAreaField(_l("Family and surroundings"), [Length(max=8000)])
    health = TextAreaField(_l("Health"), [Length(max=4000)])
    school = text(_l("School or day care"), required=False)
    school_postcode = PostcodeField(_l("Postcode of the school"), [Optional()])
    contact_per_month = IntegerField(_l("Contact visits a month"), [Optional(), NumberRange(0, 31)])
    contact_supervised = YesNoField(_l("Supervised contact"))
    contact_postcode = PostcodeField(_l("Postcode of the parent the child visits"), [Optional()])
    languages = languages_field(_l("Languages beside Danish"))
    language_required = BooleanField(
        _l("The family must speak one of the languages"),
    )
    wishes = traits_field(_l("Wishes of the child and the parents"))
    only_child = BooleanField(_l("Must be the only child in the home"))
    step_free = BooleanField(_l("Needs a home without steps"))
    no_pets = BooleanField(_l("Cannot live with pets (allergy)"))
    no_smoke = BooleanField(_l("Cannot live with smoke"))
    child_words = TextAreaField(_l("The child's own words"), [Length(max=8000)])
    child_words_on = DayField(_l("Said on"), [Optional(), not_in_future])
    parents_words = TextAreaField(_l("The parents' own words"), [Length(max=8000)])
    parents_words_on = DayField(_l("Said on"), [Optional(), not_in_future])
    network_outcome = RadioField(
        _l("Family and network"),
        [InputRequired(MISSING)],
        choices=NetworkOutcome.options(),
        coerce=NetworkOutcome,
        description=_l("Who around the child has been thought of? The step must be recorded."),
    )
    network_note = TextAreaField(_l("Who, and what came of it"), [Length(max=4000)])

    def validate_network_note(self, field: TextAreaField) -> None:
        if self.network_outcome.data is not NetworkOutcome.NOT_YET and not field.data:
            raise ValidationError(_("Write who has been thought of and what came of it."))


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
