from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DecimalField,
    Field,
    RadioField,
    SelectChoice,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from fostermatch.database import db
from fostermatch.decisions.checks import Lacks
from fostermatch.decisions.choices import CompromiseKind, Consent, Outcome
from fostermatch.decisions.drafts import Draft, Verdict, Voice
from fostermatch.decisions.section_52 import points
from fostermatch.families.models import Family
from fostermatch.fields import MISSING, DayField, not_in_future
from fostermatch.forms import Form
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.forms import ENOUGH

LONGEST = 4000
WRITTEN = (
    *("starts_on", "yearly_cost", "professional", "economic", "support", "review_on"),
    *("alone", "split_ground", "override_reason", "not_followed_reason"),
)


def a_sentence(_form: Form, field: Field) -> None:
    if len((field.data or "").strip()) < ENOUGH:
        raise ValidationError(_("Write a sentence that can be understood next year."))


def words(label: Any, *validators: Any, rows: int = 3, description: Any = "") -> TextAreaField:
    return TextAreaField(
        label,
        [*(validators or [Optional()]), Length(max=LONGEST)],
        filters=[lambda value: value.strip() if value else ""],
        description=description,
        render_kw={"rows": rows},
    )


def required(label: Any, description: Any = "", rows: int = 3) -> TextAreaField:
    return words(label, InputRequired(MISSING), a_sentence, rows=rows, description=description)


def not_marked_optional(*fields: Field) -> None:
    """What the rules may ask for is not called optional."""
    for field in fields:
        field.flags.optional = False


class RuledForm(Form):
    """What the rules of the trade miss in one field is said beside it."""

    @contextmanager
    def refusable(self) -> Iterator[None]:
        with super().refusable():
            try:
                yield
            except Lacks as lacks:
                db.session.rollback()
                self[lacks.field].errors = [str(lacks)]


class RecommendForm(RuledForm):
    slot = RadioField(_l("Place"), [InputRequired(MISSING)], coerce=Slot)
    starts_on = DayField(_l("First day in the family"), [InputRequired(MISSING)])
    yearly_cost = DecimalField(
        _l("Expected cost a year for each child, kr."),
        [Optional(), NumberRange(0, 99_999_999)],
        use_locale=True,
    )
    professional = required(
        _l("Professional considerations"),
        _l("Why this is the right home for the child: schooling, siblings, network."),
        rows=5,
    )
    economic = required(
        _l("Economic considerations"),
        _l("What it costs, and how that compares with the alternatives."),
    )
    parents_consent = RadioField(
        _l("Do the parents consent?"),
        [InputRequired(_l("Say whether the parents consent. If not, the ABU decides."))],
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
    )
    alone = BooleanField(_l("This child only: the siblings are not to move with it"))
    split_ground = words(
        _l("Ground for splitting the siblings"),
        description=_l("Needed when siblings who were to live together are split."),
    )
    override_reason = words(
        _l("Why the family is chosen although it breaks a hard limit"),
        description=_l("A place that is taken and an approval not in force cannot be overridden."),
    )
    not_followed_reason = words(_l("Why another family than the suggested one"))
    support = words(_l("Support that makes up for the compromises"))
    review_on = DayField(
        _l("Review on"), [Optional()], description=_l("Needed when there is a compromise.")
    )

    def __init__(
        self, request: PlacementRequest, moving: Sequence[PlacementRequest], **data: Any
    ) -> None:
        self.moving = moving
        super().__init__(data=data)
        self.slot.choices = [SelectChoice(slot, slot.label) for slot in request.slots]
        not_marked_optional(self.split_ground, self.override_reason, self.not_followed_reason)
        not_marked_optional(self.review_on, *self.of_points, *self.of_compromises)

    @property
    def of_points(self) -> list[Field]:
        return [field for field in self if field.name.startswith("weighed_")]

    @property
    def of_compromises(self) -> list[Field]:
        return [field for field in self if field.name.startswith("compromise_")]

    def of_child(self, request: PlacementRequest) -> list[Field]:
        return [field for field in self if field.name.endswith(f"_{request.id}")]

    def validate_starts_on(self, field: DayField) -> None:
        first = max(request.waiting_since for request in self.moving)
        if field.data and field.data < first:
            raise ValidationError(_("The first day is before the child came on the waiting list."))

    def validate_review_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and field.data <= self.starts_on.data:
            raise ValidationError(_("The review comes after the first day in the family."))

    def validate(self, extra_validators: object = None) -> bool:
        """A day for the review is needed for a compromise, and for nothing else."""
        fine = bool(super().validate(extra_validators))
        if self.compromises and not (self.review_on.data or self.review_on.errors):
            self.review_on.errors = [
                _("Write the day on which the compromises are looked at again.")
            ]
            return False
        return fine

    @property
    def compromises(self) -> dict[CompromiseKind, str]:
        named = {kind: self[f"compromise_{kind}"].data for kind in CompromiseKind}
        return {kind: said for kind, said in named.items() if said}

    def voice(self, request: PlacementRequest) -> Voice:
        return Voice(
            child_view=self[f"child_view_{request.id}"].data,
            parents_view=self[f"parents_view_{request.id}"].data,
            consent=self[f"consent_{request.id}"].data,
            consented_on=self[f"consented_on_{request.id}"].data,
        )

    def draft(self, family: Family, beside: Sequence[int], on: date) -> Draft:
        return Draft(
            family=family,
            slot=self.slot.data,
            voices={request.id: self.voice(request) for request in self.moving},
            parents_consent=self.parents_consent.data == "yes",
            weighed={
                point.key: (self[f"met_{point.key}"].data, self[f"weighed_{point.key}"].data)
                for point in points(on)
            },
            compromises=self.compromises,
            beside=tuple(beside),
            **{name: self[name].data for name in WRITTEN},
        )


def consent_or_none(value: Any) -> Consent | None:
    return Consent.of(value)


def recommend_form(
    request: PlacementRequest, moving: Sequence[PlacementRequest], on: date, **data: Any
) -> RecommendForm:
    """The form with the points of § 52 in force and one set of fields for each child."""
    fields: dict[str, Any] = {}
    for point in points(on):
        fields[f"met_{point.key}"] = BooleanField(_l("Met"))
        fields[f"weighed_{point.key}"] = words(str(point), InputRequired(MISSING), rows=2)
    for kind in CompromiseKind:
        fields[f"compromise_{kind}"] = words(kind.label, rows=2)
    for each in moving:
        fields[f"child_view_{each.id}"] = words(_l("The child's view"), InputRequired(MISSING))
        fields[f"parents_view_{each.id}"] = words(_l("The parents' view"), InputRequired(MISSING))
        fields[f"consent_{each.id}"] = RadioField(
            _l("The young person"),
            [Optional()],
            choices=Consent.options(),
            coerce=consent_or_none,
            validate_choice=False,
            description=_l("Needed for who is 15 or over on the first day."),
        )
        fields[f"consented_on_{each.id}"] = DayField(
            _l("Consented on"), [Optional(), not_in_future]
        )
    return type("RecommendFormOfChild", (RecommendForm,), fields)(request, moving, **data)


class WithdrawForm(Form):
    reason = required(_l("Why the recommendation is withdrawn"))


class DecideForm(RuledForm):
    outcome = RadioField(
        _l("Decision"), [InputRequired(MISSING)], choices=Outcome.options(), coerce=Outcome
    )
    reason = required(_l("Reason for the decision"), _l("What was decisive, in a few sentences."))
    missing = words(
        _l("What is missing"), description=_l("Needed when you send the recommendation back.")
    )
    members = words(
        _l("Members present"),
        description=_l("One a line: name and role. At least two beside the one who recommends."),
    )

    def __init__(self, is_committee: bool) -> None:
        super().__init__()
        not_marked_optional(self.missing, self.members)
        if not is_committee:
            del self.members

    @property
    def verdict(self) -> Verdict:
        members = self.members.data if self.members else ""
        return Verdict(self.outcome.data, self.reason.data, self.missing.data, members)
