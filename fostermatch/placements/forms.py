from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from fostermatch.fields import MISSING, ChoicesField, DayField
from fostermatch.forms import EditForm, Form
from fostermatch.i18n import day
from fostermatch.placements.models import Breakdown, Cause, EndReason, Placement

LONGEST = 4000
ONLY_BREAKDOWN = _l("Only for a breakdown.")


def words(
    label: Any, *first: Any, required: bool = False, longest: int = LONGEST, description: Any = ""
) -> TextAreaField:
    """A few sentences. What is asked first may also ask for them."""
    need = InputRequired(MISSING) if required else Optional()
    return TextAreaField(label, [*first, need, Length(max=longest)], description=description)


def in_stay(form: "PlacementForm", field: Field) -> None:
    """The day lies in the stay, both its ends included."""
    placement = form.placement
    if field.data and field.data < placement.starts_on:
        raise ValidationError(_("The stay begins on %(day)s.", day=day(placement.starts_on)))
    if field.data and placement.ends_on and field.data > placement.ends_on:
        raise ValidationError(_("The stay ends on %(day)s.", day=day(placement.ends_on)))


class PlacementForm(EditForm):
    """A form on something that was recorded of a stay, or is to be."""

    def __init__(self, placement: Placement, row: Any = None, **options: Any) -> None:
        self.placement = placement
        super().__init__(obj=row, **options)
        if row is not None and row.id:
            self.show(row)

    def fits(self, row: Any) -> bool:
        """Sent, valid, and nobody was faster."""
        return self.validate_on_submit() and (row.id is None or self.is_up_to_date(row))


def for_a_breakdown(form: Form, field: Field) -> None:
    if form["reason"].data is EndReason.BREAKDOWN and not field.data:
        raise StopValidation(_("Needed when a stay breaks down, so that we learn from it."))


class EndPlacementForm(Form):
    ends_on = DayField(_l("Last day"), [InputRequired(MISSING)])
    reason = RadioField(
        _l("Why it ends"), [InputRequired(MISSING)], choices=EndReason.options(), coerce=EndReason
    )
    note = words(_l("In a few sentences"), required=True)
    causes = ChoicesField(
        _l("What contributed to the breakdown"),
        [for_a_breakdown],
        choices=Cause.options(),
        coerce=Cause,
        description=_l("Only for a breakdown. Circumstances, not persons; several may be true."),
    )
    in_words = words(_l("The causes in a sentence"), for_a_breakdown, description=ONLY_BREAKDOWN)
    tried = words(_l("What was tried"), for_a_breakdown, description=ONLY_BREAKDOWN)
    learnt = words(_l("What we learn from it"), description=ONLY_BREAKDOWN)

    @property
    def learnt_from(self) -> Breakdown | None:
        """What is written of a breakdown, if it is one."""
        if self.reason.data is not EndReason.BREAKDOWN:
            return None
        return Breakdown(
            causes=frozenset(self.causes.data or ()),
            in_words=self.in_words.data,
            tried=self.tried.data,
            learnt=self.learnt.data or "",
        )
