from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from fostermatch import clock
from fostermatch.asks.actions import Standing, Words, tells_who
from fostermatch.asks.anonymous import Fact
from fostermatch.asks.models import AskedHow, AskState, WhyNot, WithdrawnBecause
from fostermatch.asks.traces import traces
from fostermatch.children.models import Child
from fostermatch.families.models import Family
from fostermatch.fields import MISSING, ChoicesField, DayField, not_in_future
from fostermatch.forms import EditForm, Filter, Form

ENOUGH = 10


class FindFamily(Filter):
    q = StringField(_l("The family's name or reference, as H-214"))


class FactsForm(Filter):
    """What the family is told. The ticks lie in the address; they say nothing of who it is."""

    facts = ChoicesField(_l("What may the family know?"))
    chosen = HiddenField("")

    def __init__(self, sayable: list[Fact], usually: frozenset[Fact]) -> None:
        super().__init__()
        self.facts.choices = [SelectChoice(fact, fact.label) for fact in sayable]
        if "chosen" not in self.asked:
            self.facts.data = [fact for fact in sayable if fact in usually]
        self.chosen.data = "yes"

    @property
    def told(self) -> set[Fact]:
        return {fact for fact in Fact if fact in (self.facts.data or ())}


class AskForm(Form):
    text = TextAreaField(
        _l("What the family is told"),
        [InputRequired(MISSING), Length(max=4000)],
        description=_l("You can change the text. No name, school, address or birthday."),
        render_kw={"rows": 8},
    )
    how = RadioField(_l("How the family is asked"), [InputRequired(MISSING)], coerce=AskedHow)
    asked_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    own_reason = TextAreaField(
        _l("Why the family is asked all the same"),
        [InputRequired(MISSING), Length(max=4000)],
        description=_l("Only a team leader can do so. The reason is kept with the question."),
    )

    def __init__(self, child: Child, family: Family, text: str, in_spite: bool) -> None:
        super().__init__()
        self.child = child
        ways = [way for way in AskedHow if family.email or way is not AskedHow.MAIL]
        self.how.choices = [SelectChoice(way, way.label) for way in ways]
        self.how.description = (
            _("A mail goes to the family at once.")
            if family.email
            else _("The family has given no e-mail address, so it cannot be asked by mail.")
        )
        if not in_spite:
            del self.own_reason
        if not self.is_submitted():
            self.text.data, self.asked_on.data = text, clock.today()

    @property
    def words(self) -> Words:
        own_reason = self.own_reason.data if "own_reason" in self else ""
        return Words(self.text.data, self.how.data, self.asked_on.data, own_reason)

    def validate_text(self, field: TextAreaField) -> None:
        if found := traces(field.data or "", self.child):
            raise ValidationError(tells_who(found))

    def validate_own_reason(self, field: TextAreaField) -> None:
        if len((field.data or "").strip()) < ENOUGH:
            raise ValidationError(_("Write a sentence that can be understood next year."))

    def validate_asked_on(self, field: DayField) -> None:
        if self.how.data is AskedHow.MAIL and field.data != clock.today():
            raise ValidationError(_("A mail is sent today."))


class AnswerForm(EditForm):
    state = RadioField(
        _l("What does the family say?"),
        [InputRequired(MISSING)],
        choices=[
            SelectChoice(state, state.label)
            for state in (AskState.YES, AskState.NO, AskState.THINKING)
        ],
        coerce=AskState,
    )
    said_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    thinking_until = DayField(
        _l("Thinking until"),
        [Optional()],
        description=_l("Only for a family that is thinking it over: then we call again."),
    )
    why_not = ChoicesField(
        _l("Why not"), choices=WhyNot.options(), description=_l("Only for a no.")
    )
    words = TextAreaField(_l("In the family's own words"), [Length(max=4000)])

    @property
    def standing(self) -> Standing:
        return Standing(
            self.state.data,
            self.said_on.data,
            self.thinking_until.data,
            frozenset(self.why_not.data),
            self.words.data or "",
        )

    def validate_state(self, field: RadioField) -> None:
        """Each answer has what belongs to it; the others' is left out."""
        if field.data is not AskState.NO:
            self.why_not.data = []
        if field.data is not AskState.THINKING:
            self.thinking_until.data = None

    def validate_why_not(self, field: ChoicesField) -> None:
        if self.state.data is AskState.NO and not field.data:
            raise ValidationError(_("Tick at least one reason."))

    def validate_words(self, field: TextAreaField) -> None:
        if WhyNot.OTHER in (self.why_not.data or ()) and not (field.data or "").strip():
            raise ValidationError(_("Write what else speaks against it."))

    def validate(self, extra_validators: object = None) -> bool:
        """An empty day stops the field's own checks, so what must be there is asked for here."""
        fine = bool(super().validate(extra_validators))
        if self.state.data is AskState.THINKING and not self.thinking_until.errors:
            until, said_on = self.thinking_until.data, self.said_on.data
            if until is None or (said_on and until < said_on):
                self.thinking_until.errors = [_("Write until when, from the day of the answer on.")]
                return False
        return fine


class WithdrawForm(Form):
    withdrawn_because = RadioField(
        _l("Why is the question withdrawn?"),
        [InputRequired(MISSING)],
        choices=WithdrawnBecause.options(),
        coerce=WithdrawnBecause,
    )
    words = TextAreaField(_l("In a sentence"), [Length(max=4000)])


SHOWN: list[tuple[str, Any]] = [
    ("", _l("All")),
    ("open", _l("Not answered yet")),
    ("answered", _l("Answered")),
    ("call_back", _l("To be called back")),
]


class AskFilter(Filter):
    show = SelectField(
        _l("Which"), choices=[SelectChoice(value, label) for value, label in SHOWN], default=""
    )
    mine = BooleanField(_l("Only mine"))
