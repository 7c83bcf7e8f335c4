from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from fostermatch import clock
from fostermatch.fields import MISSING, ClockField, DayField, not_in_future, text
from fostermatch.forms import EditForm, Form
from fostermatch.meetings.models import Meeting, Party, Says

BEGINS = time(15)  # when parents are off work and children out of school
SHORTEST = 10

# Two questions each, asked as people speak when a meeting ends.
QUESTIONS = {
    Party.PARENTS: (
        _l("What was good about meeting the family?"),
        _l("What are you not sure about?"),
    ),
    Party.CHILD: (
        _l("What was it like to be there?"),
        _l("Is there something you wonder about?"),
    ),
    Party.FAMILY: (
        _l("What could you give to just this child?"),
        _l("What would you need to know before you say yes?"),
    ),
}
ANSWERS = {
    Party.PARENTS: (Says.YES, Says.THINKING, Says.NO, Says.NOT_ASKED),
    Party.CHILD: (Says.YES, Says.THINKING, Says.NO, Says.TOO_SMALL),
}


def reason_before_the_parents() -> TextAreaField:
    return TextAreaField(
        _l("Why the child meets the family before the parents do"),
        [Length(max=2000)],
        description=_l("Only if it does, as when the parents do not take part."),
    )


def trimmed(field: TextAreaField) -> str:
    return (field.data or "").strip()


def a_sentence_or_nothing(_form: Form, field: TextAreaField) -> None:
    field.data = trimmed(field)
    if 0 < len(field.data) < SHORTEST:
        raise ValidationError(_("Write a sentence that can be understood next year."))


class PlanForm(EditForm):
    party = RadioField(
        _l("Who meets the family?"),
        [InputRequired(MISSING)],
        choices=[SelectChoice(party, party.label) for party in (Party.PARENTS, Party.CHILD)],
        coerce=Party,
    )
    planned_on = DayField(_l("Day"), [InputRequired(MISSING)])
    begins = ClockField(_l("Time"), [InputRequired(MISSING)])
    place = text(_l("Where"), description=_l("As: the town hall, or the family's home."))
    own_reason = reason_before_the_parents()

    def __init__(self, meeting: Meeting, party: Party | None = None) -> None:
        super().__init__(obj=meeting if meeting.id else None)
        self.own_reason.validators = [*self.own_reason.validators, a_sentence_or_nothing]
        if meeting.id:
            del self.party
            self.show(meeting)
            if meeting.party is Party.PARENTS:
                del self.own_reason
        elif not self.is_submitted():
            self.party.data, self.begins.data = party, BEGINS


class HoldForm(EditForm):
    held_on = DayField(_l("Held on"), [InputRequired(MISSING), not_in_future])
    took_part = text(
        _l("Who took part"), description=_l("As: mother, the foster parents, the caseworker.")
    )
    own_reason = reason_before_the_parents()

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(obj=meeting)
        self.own_reason.validators = [*self.own_reason.validators, a_sentence_or_nothing]
        self.show(meeting)
        if meeting.party is Party.PARENTS:
            del self.own_reason
        if not self.is_submitted():
            self.held_on.data = min(meeting.planned_on, clock.today())


class CancelForm(EditForm):
    cancelled_because = text(_l("Why"), description=_l("As: the child was ill."))


class FeedbackForm(Form):
    felt_right = TextAreaField("", [Length(max=4000)])
    unsure_of = TextAreaField("", [Length(max=4000)])
    answered_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])

    def __init__(self, meeting: Meeting, party: Party) -> None:
        super().__init__()
        self.felt_right.label.text, self.unsure_of.label.text = QUESTIONS[party]
        if not self.is_submitted():
            self.answered_on.data = meeting.held_on or clock.today()

    def validate_unsure_of(self, field: TextAreaField) -> None:
        self.felt_right.data, field.data = trimmed(self.felt_right), trimmed(field)
        if not self.felt_right.data and not field.data:
            raise ValidationError(_("Write the answer to at least one of the two questions."))


class OpinionForm(Form):
    says = RadioField("", [InputRequired(MISSING)], coerce=Says)
    words = TextAreaField("", [Length(max=4000)])
    said_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])

    def __init__(self, party: Party) -> None:
        super().__init__()
        is_child = party is Party.CHILD
        self.says.label.text = (
            _("What does the child wish?") if is_child else _("What do the parents say?")
        )
        self.says.choices = [SelectChoice(says, wish(says, party)) for says in ANSWERS[party]]
        self.words.label.text = (
            _("In the child's own words") if is_child else _("In the parents' own words")
        )
        self.words.description = (
            _("Why, if the child says no or is too small to say.")
            if is_child
            else _("Why, if they say no or have not been asked.")
        )
        if not self.is_submitted():
            self.said_on.data = clock.today()

    def validate_words(self, field: TextAreaField) -> None:
        field.data = trimmed(field)
        says: Says | None = self.says.data
        if says and says.needs_words and not field.data:
            raise ValidationError(_("Write why, so that it can be understood next year."))


def wish(says: Says, party: Party) -> Any:
    """How the answer is spoken of: a child wants to live there, or wants to think."""
    if party is Party.PARENTS:
        return says.label
    return {
        Says.YES: _("Wants to live there"),
        Says.THINKING: _("Wants to think"),
        Says.NO: _("Does not want to"),
    }.get(says, says.label)


class ToldForm(Form):
    words = TextAreaField(
        _l("What the child was told"),
        [InputRequired(MISSING), Length(max=4000)],
        description=_l("In the words that were used."),
    )
    told_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future])
    told_by = text(_l("Who told the child"))

    def __init__(self, user_name: str) -> None:
        super().__init__()
        if not self.is_submitted():
            self.told_on.data, self.told_by.data = clock.today(), user_name
