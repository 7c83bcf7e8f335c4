from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.validators import Email, EqualTo, InputRequired, Length, NumberRange, Optional

from fostermatch.accounts import passwords
from fostermatch.accounts.models import Language, Role, Team, User
from fostermatch.choices import rows_or
from fostermatch.database import db
from fostermatch.fields import MISSING, AtLeast, DayField, PostcodeField, optional_key, text
from fostermatch.forms import EditForm, Form


def lowered(value: str | None) -> str | None:
    return value.strip().lower() if value else value


def email(label: Any) -> EmailField:
    wrong = _l("Write an e-mail address, for example anna@randers.example.")
    return EmailField(
        label, [InputRequired(MISSING), Email(wrong), Length(max=200)], filters=[lowered]
    )


class SignInForm(Form):
    email = EmailField(_l("E-mail"), [InputRequired(MISSING)], filters=[lowered])
    password = PasswordField(_l("Password"), [InputRequired(MISSING)])


TOO_SHORT = _l("Use at least 12 characters. A sentence is easy to remember.")


def new_password(label: Any) -> PasswordField:
    return PasswordField(
        label, [InputRequired(MISSING), Length(passwords.SHORTEST, 200, TOO_SHORT)]
    )


class PasswordForm(Form):
    current = PasswordField(_l("Your password now"), [InputRequired(MISSING)])
    new = new_password(_l("New password"))
    again = PasswordField(
        _l("New password once more"),
        [InputRequired(MISSING), EqualTo("new", _l("The two new passwords are not alike."))],
    )

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user

    def validate_current(self, field: PasswordField) -> None:
        if not self.user.knows(field.data or ""):
            raise ValidationError(_("This is not your password."))


class UserForm(EditForm):
    name = text(_l("Name"))
    email = email(_l("E-mail"))
    role = RadioField(_l("Role"), [InputRequired(MISSING)], choices=Role.options(), coerce=Role)
    team_id = SelectField(
        _l("Team"),
        coerce=optional_key,
        description=_l("Caseworkers and team leaders see the children of their team."),
    )
    language = RadioField(
        _l("Language"), choices=Language.options(), coerce=Language, default=Language.DANISH
    )
    starts_on = DayField(_l("First day"), [InputRequired(MISSING)])
    ends_on = DayField(
        _l("Last day"),
        [Optional(), AtLeast("starts_on", _l("The last day is before the first day."))],
        description=_l("Leave empty as long as the person works here."),
    )

    def __init__(self, user: User, teams: list[Team]) -> None:
        super().__init__(obj=user if user.id else None)
        self.user = user
        self.team_id.choices = rows_or(_("No team"), teams)
        if user.id:
            self.show(user)

    def validate_email(self, field: EmailField) -> None:
        others = sa.select(User.id).where(User.email == field.data, User.id != (self.user.id or 0))
        with db.session.no_autoflush:
            if db.session.scalar(others):
                raise ValidationError(_("Somebody already signs in with this address."))

    def validate_role(self, field: RadioField) -> None:
        if self.user == current_user and field.data is not Role.ADMINISTRATOR:
            raise ValidationError(_("You cannot take the administrator role from yourself."))

    def validate_ends_on(self, field: DayField) -> None:
        if self.user == current_user and field.data:
            raise ValidationError(_("You cannot end your own access. Ask another administrator."))

    def validate_team_id(self, field: SelectField) -> None:
        if self.role.data in (Role.CASEWORKER, Role.TEAM_LEADER) and not field.data:
            raise ValidationError(_("A caseworker or team leader belongs to a team."))


class EditUserForm(UserForm):
    new_password = PasswordField(
        _l("New first password"),
        [Optional(), Length(passwords.SHORTEST, 200, TOO_SHORT)],
        description=_l("Only if the old one is forgotten. It must be changed at the next sign-in."),
    )


class NewUserForm(UserForm):
    password = new_password(_l("First password"))


class RulesForm(Form):
    fresh_for_days = IntegerField(
        _l("Days a confirmed place counts as fresh"),
        [InputRequired(MISSING), NumberRange(1, 365)],
        description=_l("Older places are shown apart and left out of rounds."),
    )
    km_limit = IntegerField(
        _l("Usual limit from the child's home, km"),
        [InputRequired(MISSING), NumberRange(1, 500)],
        description=_l("A request may have a limit of its own."),
    )
    asks_by_mail = BooleanField(
        _l("Ask families by mail every Monday whether their places are still free"),
        description=_l("Those whose confirmation runs out within a week; each once."),
    )
    link_days = IntegerField(
        _l("Days the link in such a mail works"), [InputRequired(MISSING), NumberRange(1, 60)]
    )
    families_phone = text(
        _l("Phone number for families"),
        required=False,
        longest=40,
        description=_l("In mails to families, and on the page their link opens."),
    )
    postcode = PostcodeField(
        _l("Postcode of the town hall"),
        [Optional()],
        description=_l("Tells which municipality's postcodes are local in the figures."),
    )


class TeamForm(Form):
    name = text(_l("Name of the team"))
