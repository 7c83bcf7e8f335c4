from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import Field, RadioField, SelectChoice
from wtforms.validators import InputRequired, StopValidation

from fostermatch import clock, deadlines
from fostermatch.accounts.models import User
from fostermatch.duties.forms import not_in_past
from fostermatch.fields import MISSING, ChoicesField, DayField, not_in_future, yes_or_no
from fostermatch.placements.forms import PlacementForm, in_stay, words
from fostermatch.placements.models import Placement, SupervisionVisit


def advisers_needed(on: date | None) -> int:
    key = "advisers_at_child_visit"
    return deadlines.value(key, max(on or clock.today(), deadlines.first_day(key)))


def enough_advisers(form: "VisitForm", field: Field) -> None:
    chosen, needed = field.data or [], advisers_needed(form.day)
    if len(set(chosen)) < len(chosen):
        raise StopValidation(_("The same adviser is chosen twice."))
    if len(chosen) < needed:
        raise StopValidation(
            ngettext(
                "A supervision visit is made by %(num)s adviser.",
                "A supervision visit is made by %(num)s advisers, so choose one more.",
                needed,
            )
        )


def advisers_field() -> ChoicesField:
    return ChoicesField(_l("Advisers"), [enough_advisers], coerce=int)


def answered(_form: PlacementForm, field: Field) -> None:
    if field.data is None:
        raise StopValidation(MISSING)


class VisitForm(PlacementForm):
    """Who makes the visit is ticked, so it is known that there are enough."""

    def __init__(
        self, placement: Placement, row: SupervisionVisit, offered: Sequence[User], **options: Any
    ) -> None:
        super().__init__(placement, row, **options)
        self["adviser_ids"].choices = [
            SelectChoice(user.id, user.name, optgroup=user.team.name if user.team else _("No team"))
            for user in sorted(offered, key=lambda user: user.team.name if user.team else "")
        ]

    @property
    def day(self) -> date | None:
        raise NotImplementedError


class PlanVisitForm(VisitForm):
    planned_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_past, in_stay])
    adviser_ids = advisers_field()

    @property
    def day(self) -> date | None:
        return self.planned_on.data


def if_no_talk(form: "HeldVisitForm", field: Field) -> None:
    if form.talked_with_child.data is False and not (field.data or "").strip():
        raise StopValidation(_("Write why there was no talk with the child."))


class HeldVisitForm(VisitForm):
    held_on = DayField(_l("Day"), [InputRequired(MISSING), not_in_future, in_stay])
    adviser_ids = advisers_field()
    talked_with_child = RadioField(
        _l("Did you talk with the child?"),
        [answered],
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
        coerce=yes_or_no,
        validate_choice=False,
    )
    why_no_talk = words(_l("If not, why"), if_no_talk)
    seen = words(_l("What you saw and heard"))
    to_do = words(_l("What is to be done, and who does it"))

    @property
    def day(self) -> date | None:
        return self.held_on.data
