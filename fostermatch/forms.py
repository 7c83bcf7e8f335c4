"""What every form has in common."""

from typing import Any
from uuid import uuid4

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from fostermatch import clock, needs, postcodes
from fostermatch.i18n import CatalogueTranslations, language_name

MISSING = _l("Fill in this field.")


class Form(FlaskForm):
    """Every form carries the key that lets it be saved only once (see saving.py)."""

    once = HiddenField("", default=lambda: uuid4().hex)

    class Meta(FlaskForm.Meta):
        locales = ("da_DK",)  # amounts are typed as Danes write them: 439.700,50

        def get_translations(self, form: Any) -> CatalogueTranslations:
            return CatalogueTranslations()

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 422 if self.is_submitted() else 200

    def populate_obj(self, obj: Any) -> None:
        """Copy what the row has a column for; the form's own hidden fields are not facts."""
        for field in self:
            if not isinstance(field, HiddenField) and hasattr(obj, field.name):
                field.populate_obj(obj, field.name)


class EditForm(Form):
    """A form on a row that two people may edit: it knows which version it shows."""

    version = HiddenField("")
    differences: list[tuple[Field, Any]] | None = None

    def show(self, row: Any) -> None:
        if not self.is_submitted():
            self.version.data = str(row.version)

    def is_up_to_date(self, row: Any) -> bool:
        """Whether nobody saved the row after this form was opened.

        If somebody did, `differences` holds the fields where the two disagree and what is
        saved now. The form takes the new version, so saving again is done with open eyes.
        """
        if self.version.data == str(row.version):
            return True
        self.version.data = str(row.version)
        self.differences = [
            (field, getattr(row, field.name))
            for field in self
            if not isinstance(field, HiddenField) and hasattr(row, field.name)
            if (getattr(row, field.name) or None) != (field.data or None)
        ]
        return False

    @property
    def status(self) -> int:
        return 200 if not self.is_submitted() else 422 if self.differences is None else 409


class Filter(FlaskForm):
    """What a list is narrowed to. It lives in the address, so it can be sent and returned to."""

    class Meta(Form.Meta):
        csrf = False

    def __init__(self, **options: Any) -> None:
        super().__init__(formdata=request.args, **options)
        for field in self:
            field.flags.optional = False  # all are; a filter need not say so at each

    @property
    def asked(self) -> dict[str, Any]:
        """The questions that make sense; an address may say anything."""
        self.validate()
        return {field.name: field.data for field in self if field.data and not field.errors}

    @property
    def page_number(self) -> int:
        return request.args.get("page", 1, type=int)


class AtLeast:
    """The value is not less than that of another field of the form."""

    def __init__(self, other: str, message: Any) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        floor = form[self.other].data
        if None not in (floor, field.data) and field.data < floor:
            raise ValidationError(self.message)


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


def aria(field: Field) -> dict[str, str]:
    """Attributes that tie a field to its hint and its error, so that both are read out."""
    notes = [field.id + "-hint"] if field.description else []
    notes += [field.id + "-error"] if field.errors else []
    attributes = {"aria-describedby": " ".join(notes)} if notes else {}
    return attributes | ({"aria-invalid": "true"} if field.errors else {})


def init_app(app: Flask) -> None:
    app.jinja_env.globals["aria"] = aria
