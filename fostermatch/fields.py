"""Fields that many forms have: days, postcodes, yes or no, target groups."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    DateField,
    Field,
    Form,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from fostermatch import clock, needs, postcodes
from fostermatch.i18n import language_name

MISSING = _l("Fill in this field.")


class AtLeast:
    """The value is not less than that of another field of the form."""

    def __init__(self, other: str, message: Any) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        floor = form[self.other].data
        if None not in (floor, field.data) and field.data < floor:
            raise ValidationError(self.message)


class NeededWhen:
    """The field is needed when another holds something that calls for it."""

    def __init__(self, other: str, calls: Callable[[Any], bool], message: Any = MISSING) -> None:
        self.other = other
        self.calls = calls
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        typed = any(value.strip() for value in field.raw_data or ())
        if not typed and self.calls(form[self.other].data):
            field.errors = []
            raise StopValidation(str(self.message))


class DayField(DateField):
    """A day, as the date picker sends it (2026-03-01) or as a Dane types it (1/3/2026, 1.3.26)."""

    widget = TextInput()
    formats = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y")

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=list(self.formats), **options)

    def process_formdata(self, values: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in values])
        except ValueError:
            raise ValueError(
                _("Write the date as day/month/year, for example 24/12/2026.")
            ) from None
        if self.data and not 1900 <= self.data.year <= 2100:
            raise ValueError(_("The year must lie between 1900 and 2100."))

    def _value(self) -> str:
        """As a Dane writes it; what is no date comes back as it was typed."""
        if self.data:
            return self.data.strftime("%d/%m/%Y")
        return str(self.raw_data[0]) if self.raw_data else ""


class ClockField(TimeField):
    """A time of day, as the browser sends it (09:30) or as a Dane types it (9.30)."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=["%H:%M", "%H.%M", "%H:%M:%S"], **options)

    def process_formdata(self, values: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in values])
        except ValueError:
            raise ValueError(_("Write the time as hours and minutes, for example 9.30.")) from None


class ChoicesField(SelectMultipleField):
    """Any number of ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def target_groups_field(label: Any, description: Any = "") -> ChoicesField:
    choices = [
        SelectChoice(group.code, group, optgroup=heading)
        for heading, groups in needs.target_groups_by_heading()
        for group in groups
    ]
    return ChoicesField(label, choices=choices, description=description)


def languages_field(label: Any) -> ChoicesField:
    choices = [SelectChoice(code, LazyString(language_name, code)) for code in needs.LANGUAGES]
    return ChoicesField(label, choices=choices)


def traits_field(label: Any) -> ChoicesField:
    return ChoicesField(label, choices=needs.Trait.options())


class YesNoField(RadioField):
    """Yes, no, or not known: the trade needs all three."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        choices = [
            SelectChoice("yes", _l("Yes")),
            SelectChoice("no", _l("No")),
            SelectChoice("", _l("Not known")),
        ]
        super().__init__(
            label, [Optional()], choices=choices, coerce=yes_or_no, validate_choice=False, **options
        )


def yes_or_no(value: Any) -> bool | None:
    return {"yes": True, "no": False, True: True, False: False}.get(value)


def optional_key(value: Any) -> int | None:
    """The id that a select field sends, None for its empty line."""
    return int(value) if value not in (None, "", "None") else None


class PostcodeField(StringField):
    """Four digits that exist."""

    def process_formdata(self, values: list[str]) -> None:
        super().process_formdata([value.strip() for value in values])

    def pre_validate(self, form: Any) -> None:
        if self.data and postcodes.find(self.data) is None:
            raise ValidationError(_("We do not know this postcode. It has four digits, as 8900."))


def text(label: Any, required: bool = True, longest: int = 200, **options: Any) -> StringField:
    """A line of text without the blanks around it."""
    need = DataRequired(MISSING) if required else Optional()
    return StringField(
        label,
        [need, Length(max=longest)],
        filters=[lambda value: value.strip() if value else value],
        **options,
    )


def not_in_future(_form: Form, field: Field) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(_("The day has not come yet."))


def in_the_next_two_years(_form: Form, field: Field) -> None:
    if field.data and field.data <= clock.today():
        raise ValidationError(_("Write a day that has not come yet."))
    if field.data and field.data > clock.today() + timedelta(days=730):
        raise ValidationError(_("The day is more than two years ahead."))
