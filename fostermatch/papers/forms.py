from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Form as PlainForm
from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from fostermatch.choices import rows_or
from fostermatch.families.models import HouseholdMember
from fostermatch.fields import MISSING, AtLeast, DayField, not_in_future, optional_key
from fostermatch.forms import Form
from fostermatch.papers import content
from fostermatch.papers.models import FileType, Paper, PaperKind

MEGABYTE = 1_000_000


class UploadField(FileField):
    """A PDF or a picture of a paper, checked by what it holds."""

    # By name, so that an iPhone turns its own kind of picture into a JPEG.
    accept = "application/pdf,image/jpeg,image/png"
    content: bytes = b""
    file_type: FileType | None = None

    def pre_validate(self, form: PlainForm) -> None:
        if not self.data:
            return
        size, largest = (
            self.data.stream.seek(0, 2) / MEGABYTE,
            current_app.config["PAPER_MEGABYTES"],
        )
        if size > largest:
            raise ValidationError(
                _(
                    "The file is %(size)s MB, and we can take %(largest)s MB. "
                    "Scan or photograph it in a lower quality.",
                    size=round(size),
                    largest=largest,
                )
            )
        self.data.stream.seek(0)
        self.content = self.data.read()
        try:
            self.file_type = content.type_of(self.content)
        except content.Unfit as unfit:
            raise ValidationError(str(unfit)) from unfit


class PaperForm(Form):
    has_file = True

    kind = SelectField(_l("Kind"), choices=PaperKind.options(), coerce=PaperKind)
    member_id = SelectField(_l("Whose"), coerce=optional_key)
    requested_on: DayField | None = DayField(
        _l("Requested on"),
        [Optional(), not_in_future],
        description=_l("A certificate: the day it was requested in e-Boks."),
    )
    issued_on = DayField(_l("Issued on"), [Optional(), not_in_future])
    expires_on = DayField(
        _l("Expires on"),
        [Optional(), AtLeast("issued_on", _l("The paper expires before it is issued."))],
    )
    note = TextAreaField(_l("Note"), [Length(max=2000)], filters=[lambda value: value or ""])
    file = UploadField(
        _l("File"),
        [Optional()],
        description=_l("PDF, JPEG or PNG. On a phone you can take a picture."),
    )

    def __init__(self, members: list[HouseholdMember]) -> None:
        super().__init__()
        if self.member_id:
            self.member_id.choices = rows_or(_("The whole household"), members)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            if self.file.data and not self.file.errors:
                self.file.errors = [_("Choose the file again: a page cannot keep it.")]
            return False
        if self.file.data or self.issued_on.data or (self.requested_on and self.requested_on.data):
            return True
        self.file.errors = [_("Choose a file, or write when the paper was issued or requested.")]
        return False

    def validate_member_id(self, field: SelectField) -> None:
        if self.kind.data and self.kind.data.is_certificate and field.data is None:
            raise ValidationError(_("Choose whose certificate it is."))


class ReceiveForm(PaperForm):
    """What is new when a requested paper comes."""

    kind = member_id = requested_on = None

    def __init__(self, paper: Paper) -> None:
        super().__init__([])
        if not self.is_submitted():
            self.note.data = paper.note


class WithdrawForm(Form):
    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(MISSING), Length(max=1000)],
        description=_l("For example that it was of somebody else."),
    )
