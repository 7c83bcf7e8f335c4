from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from fostermatch import clock
from fostermatch.children.models import Child, Contact, NetworkOutcome, Person, Tie
from fostermatch.fields import MISSING, DayField, NeededWhen, not_in_future, optional_key, text
from fostermatch.forms import EditForm, Form

ASKED = set(NetworkOutcome) - {NetworkOutcome.NOT_ASKED, NetworkOutcome.NOBODY}


class WhoForm(Form):
    name = text(_l("Name"), description=_l("Only seen in the case."))
    tie = SelectField(
        _l("What the person is to the child"),
        [InputRequired(MISSING)],
        choices=Tie.options_or(_l("Choose")),
        coerce=Tie.of,
    )


when_asked = NeededWhen(
    "outcome", lambda outcome: outcome in ASKED, _l("Write who asked, and on which day.")
)


class OutcomeForm(Form):
    """Somebody thought of as a home, and what came of it."""

    thought_of_by = text(
        _l("Thought of by"),
        description=_l("The child, the mother, a family group conference, yourself."),
    )
    outcome = RadioField(
        _l("What came of it"),
        [InputRequired(MISSING)],
        choices=[
            SelectChoice(outcome, outcome.label)
            for outcome in NetworkOutcome
            if outcome is not NetworkOutcome.NOBODY
        ],
        coerce=NetworkOutcome,
    )
    asked_on = DayField(_l("Day of asking"), [when_asked, Optional(), not_in_future])
    asked_by = StringField(_l("Asked by"), [when_asked, Optional(), Length(max=200)])
    note = TextAreaField(
        _l("Why, and what was said"),
        [Length(max=4000)],
        description=_l("Needed where the person was not asked or cannot."),
    )

    def validate_note(self, field: TextAreaField) -> None:
        explained = {NetworkOutcome.NOT_ASKED, NetworkOutcome.CANNOT}
        if self.outcome.data in explained and not field.data:
            raise ValidationError(_("Write why; the decision will be read next year."))


class ThinkOfForm(OutcomeForm, WhoForm):
    """Somebody new and what came of it, on one page."""


class NobodyForm(Form):
    note = TextAreaField(
        _l("Who has been thought of, and why nobody can"),
        [DataRequired(MISSING), Length(max=4000)],
        description=_l("It is better to add those thought of one by one, with what they said."),
    )


class PersonForm(WhoForm, EditForm):
    """What the genogram is drawn from."""

    born_year = IntegerField(_l("Born in the year"), [Optional()])
    is_dead = BooleanField(_l("Has died"))
    lives_with_child = BooleanField(_l("Lives with the child now"))
    lives_where = text(
        _l("Lives where"),
        required=False,
        description=_l("In words: in the next street, in Poland. No address."),
    )
    contact = RadioField(
        _l("Contact with the child"),
        [InputRequired(MISSING)],
        choices=Contact.options(),
        coerce=Contact,
        default=Contact.UNKNOWN,
    )
    case_id = SelectField(_l("Own case"), coerce=optional_key)

    def __init__(self, child: Child, person: Person | None = None) -> None:
        super().__init__(obj=person)
        self.show(person)
        siblings = [one for one in siblings_of(child) if one.team_id == child.team_id]
        if siblings:
            self.case_id.choices = [
                SelectChoice("", _("None")),
                *(SelectChoice(one.id, one.first_name) for one in siblings),
            ]
        else:
            del self.case_id

    def validate_born_year(self, field: IntegerField) -> None:
        if field.data is not None and not 1900 <= field.data <= clock.today().year:
            raise ValidationError(_("Write the year with four digits, for example 1987."))


def siblings_of(child: Child) -> list[Child]:
    """Brothers and sisters with a case of their own."""
    group = child.sibling_group
    return [one for one in group.children if one.id != child.id] if group else []
