from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, SelectChoice, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from fostermatch.fields import MISSING, AtLeast, optional_key
from fostermatch.forms import EditForm, shown
from fostermatch.matching import DEFAULT_WEIGHTS, Weights
from fostermatch.requests.models import Urgency
from fostermatch.rounds.forms import ENOUGH
from fostermatch.rounds.models import MatchingRules
from fostermatch.rounds.weights.values import CRITERIA, NAMES, Values, changes, values_of
from fostermatch.rounds.words import CRITERIA as LABELS

DECADE = 3650


def points(label: Any, most: int, hint: Any = "", *more: Any) -> IntegerField:
    needed = [InputRequired(MISSING), NumberRange(0, most), *more]
    return IntegerField(label, needed, description=hint)


def urgency(which: Urgency, *more: Any) -> IntegerField:
    return points(which.label, 5000, "", *more)


def not_below(other: str) -> AtLeast:
    return AtLeast(other, _l("What is more urgent cannot count for less."))


class WeightFields:
    """Everything that can be weighed, by the names of `values`."""

    competence = points(LABELS["competence"], 1000)
    known = points(LABELS["known"], 1000)
    preparation = points(LABELS["preparation"], 1000)
    school = points(LABELS["school"], 1000)
    contact = points(LABELS["contact"], 1000)
    wishes = points(LABELS["wishes"], 1000)
    age_room = points(LABELS["age_room"], 1000)
    household = points(LABELS["household"], 1000)
    language = points(LABELS["language"], 1000)
    longest_wait = points(
        _l("Days of waiting that count"),
        DECADE,
        _l("Each day waited is one point, up to this many."),
    )
    institution = points(
        _l("For a child in an institution"), 2000, _l("Points, so as many days of waiting.")
    )
    expected = urgency(Urgency.EXPECTED)
    planned = urgency(Urgency.PLANNED, not_below("expected"))
    semi_acute = urgency(Urgency.SEMI_ACUTE, not_below("planned"))
    acute = urgency(Urgency.ACUTE, not_below("semi_acute"))
    strict_tier = SelectField(
        _l("Before all others"),
        coerce=optional_key,
        choices=[
            SelectChoice("", _l("Nobody")),
            SelectChoice(3, _l("Acute")),
            SelectChoice(2, _l("Acute and semi-acute")),
            SelectChoice(1, _l("Acute, semi-acute and planned")),
        ],
        description=_l("As many of them as can be get a suggestion, whatever the points say."),
    )
    guarantee_days = IntegerField(
        _l("Guarantee of days"),
        [Optional(), NumberRange(1, DECADE)],
        description=_l("Who has waited so long goes before all others. Empty: no guarantee."),
    )
    sibling_bonus = points(
        _l("Siblings together"), 1000, _l("Points for each child of siblings who come to one home.")
    )
    split_price = points(
        _l("Siblings apart"),
        1000,
        _l("Taken from each child who is split from siblings though a home could take all."),
    )
    over_qualified = points(
        _l("Support above the need"),
        500,
        _l("Taken for each level a family can do more than the child needs."),
    )
    strong = points(_l("A good match from"), 1000, _l("Points of 1,000 for how well it fits."))

    def group(self, *names: str) -> list[Field]:
        fields: Any = self
        return [fields[name] for name in names]

    @property
    def fit(self) -> list[Field]:
        return self.group(*CRITERIA)

    @property
    def total(self) -> int:
        return sum(field.data or 0 for field in self.fit)

    @property
    def values(self) -> Values:
        return {field.name: field.data for field in self.group(*NAMES)}

    def validate_competence(self, field: IntegerField) -> None:
        if all(one.data == 0 for one in self.fit):
            raise ValidationError(_("Something must count for how well a family fits."))


class WeightsForm(WeightFields, EditForm):
    """The weights in force, to be changed. A sentence is needed to save, none to look."""

    reason = TextAreaField(
        _l("Why the weights are changed"), description=_l("A sentence for those who ask next year.")
    )

    def __init__(self, rules: MatchingRules | None, weights: Weights) -> None:
        self.latest = SimpleNamespace(id=rules.id if rules else 0, **values_of(weights))
        super().__init__(obj=self.latest)
        self.show(self.latest)

    def has_reason(self) -> bool:
        """Whether a sentence stands there; if not, the form says so."""
        self.reason.data = (self.reason.data or "").strip()
        if len(self.reason.data) >= ENOUGH:
            return True
        self.reason.errors = [_("Write a sentence that can be understood next year.")]
        return False


def spoken_changes(before: Weights, after: Weights) -> list[tuple[str, str, str]]:
    """Label, value before and value after, as the form shows them."""
    form = WeightsForm(None, DEFAULT_WEIGHTS)
    return [
        (form[name].label.text, shown(form[name], old), shown(form[name], new))
        for name, old, new in changes(before, after)
    ]
