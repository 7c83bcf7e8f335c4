"""What somebody who wants to become a family is asked, three questions a page at most."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, TimestampSigner
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length

from fostermatch import clock
from fostermatch.choices import Choice
from fostermatch.families.forms import phone
from fostermatch.fields import MISSING, PostcodeField, text
from fostermatch.forms import Form
from fostermatch.recruitment.models import AnsweredHow, Interest, Source

FASTEST_PERSON = 4  # seconds for three pages; programs need less


class BestTime(Choice):
    ANY = "any", _l("Any time")
    MORNING = "morning", _l("In the morning")
    AFTERNOON = "afternoon", _l("In the afternoon")
    EVENING = "evening", _l("In the evening")


PAGES = (
    ("interest", "postcode", "source"),
    ("name", "phone", "email"),
    ("best_time", "message", "consent"),
)


def opened_now() -> str:
    return signer().sign("enquiry").decode()


def signer() -> TimestampSigner:
    return TimestampSigner(current_app.secret_key or "", salt="enquiry")


class PublicEnquiryForm(Form):
    interest = RadioField(
        _l("What are you thinking of?"),
        [InputRequired(MISSING)],
        choices=Interest.options(),
        coerce=Interest,
        description=_l("You can change your mind later."),
    )
    postcode = PostcodeField(_l("Your postcode"), [InputRequired(MISSING)])
    source = SelectField(
        _l("How did you hear about us?"),
        choices=[choice for choice in Source.options() if choice.value != Source.PHONE],
        coerce=Source,
        default=Source.WEB,
    )
    name = text(_l("Your name"))
    phone = phone()
    email = EmailField(
        _l("E-mail"),
        [DataRequired(MISSING), Email(_l("Write an e-mail address.")), Length(max=200)],
        description=_l("We send a receipt there."),
    )
    best_time = SelectField(
        _l("When may we call?"), choices=BestTime.options(), coerce=BestTime, default=BestTime.ANY
    )
    message = TextAreaField(
        _l("Is there something we should know?"),
        [Length(max=2000)],
        description=_l("Write nothing sensitive, such as illness or CPR numbers."),
    )
    consent = BooleanField(
        _l("The municipality may keep what I have written and contact me about it."),
        [InputRequired(_l("We can only contact you if you say yes."))],
        description=_l("You can take your consent back at any time by answering our mail."),
    )
    # People do not see this field; programs fill it in.
    homepage = StringField(_l("Leave this field empty"))
    opened = HiddenField("", default=opened_now)
    page = HiddenField("", default="0")

    @property
    def number(self) -> int:
        """The page that was sent, from 0."""
        asked = str(self.page.data or "")
        return min(int(asked), len(PAGES) - 1) if asked.isdecimal() and len(asked) < 3 else 0

    def fields(self, number: int) -> list[Field]:
        return [self[name] for name in PAGES[number]]

    def first_wrong(self) -> int | None:
        """The first page, up to the one that was sent, with something missing or wrong."""
        self.validate()
        for page in range(self.number + 1, len(PAGES)):
            for field in self.fields(page):
                field.errors = []  # what has not been asked yet is not wrong
        wrong = (page for page in range(len(PAGES)) if any(f.errors for f in self.fields(page)))
        return next(wrong, None)

    def is_from_a_person(self) -> bool:
        """If not, say so in a sentence: a person can mend it, a program does not read it."""
        if self.homepage.data:
            self.homepage.data = ""
            self.refusal = _("The field that should be empty was filled in. Please send it again.")
        elif self.seconds() < FASTEST_PERSON:
            self.refusal = _("That went very fast. Please look it over and send it once more.")
        return self.refusal is None

    def seconds(self) -> float:
        """How long ago the first page was opened."""
        try:
            _text, at = signer().unsign(str(self.opened.data), return_timestamp=True)
        except BadSignature:
            self.opened.data = opened_now()
            return 0
        return (clock.now() - at).total_seconds()

    def carried(self, shown: int) -> list[tuple[str, Any]]:
        """What the pages that are not shown hold, to be sent along."""
        return [
            (field.name, "y" if field.data is True else field.data)
            for page in range(len(PAGES))
            if page != shown
            for field in self.fields(page)
            if field.data
        ]


class AnswerForm(Form):
    how = SelectField(_l("How"), choices=AnsweredHow.options(), coerce=AnsweredHow)
