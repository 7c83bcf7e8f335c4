from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from fostermatch.families.forms import AGES_BACKWARDS
from fostermatch.families.models import ApprovalKind
from fostermatch.fields import MISSING, AtLeast, PostcodeField, optional_key, target_groups_field
from fostermatch.forms import Filter
from fostermatch.rounds.weights.forms import WeightFields
from fostermatch.rounds.weights.values import NAMES, Values

KINDS = [kind for kind in ApprovalKind if kind is not ApprovalKind.NETWORK]
Named = list[tuple[int, str]]  # keys with what a select shows


def named(label: Any, nothing: Any) -> SelectField:
    return SelectField(
        label, [Optional()], coerce=optional_key, choices=[SelectChoice("", nothing)]
    )


class TrialForm(WeightFields, Filter):
    """What is to be otherwise. It lies in the address as keys and figures, and names nobody."""

    start = named(_l("Begin with"), _l("The situation today"))
    km_limit = IntegerField(
        _l("The municipality's limit, km"),
        [InputRequired(MISSING), NumberRange(1, 300)],
        description=_l("Children with a limit of their own keep it."),
    )
    without_child = named(_l("Leave out a child"), _l("Nobody"))
    without_family = named(_l("Leave out a family"), _l("Nobody"))
    kind = SelectField(
        _l("Add a family"),
        choices=[SelectChoice("", _l("None")), *(SelectChoice(k, k.label) for k in KINDS)],
        default="",
    )
    places = IntegerField(_l("Places"), [InputRequired(MISSING), NumberRange(1, 10)])
    min_age = IntegerField(_l("Youngest age"), [InputRequired(MISSING), NumberRange(0, 17)])
    max_age = IntegerField(
        _l("Oldest age"),
        [
            InputRequired(MISSING),
            NumberRange(0, 17),
            AtLeast("min_age", AGES_BACKWARDS),
        ],
    )
    postcode = PostcodeField(_l("Postcode"), [Optional()])
    groups = target_groups_field(_l("Approved for, if limited"))

    def __init__(
        self, weights: Values, km_limit: int, starts: Named, children: Named, families: Named
    ) -> None:
        usual = {name: "" if value is None else str(value) for name, value in weights.items()}
        usual |= {"km_limit": str(km_limit), "places": "1", "min_age": "0", "max_age": "17"}
        super().__init__(usual)
        self.usual_weights, self.usual_km = weights, km_limit
        offered = ((self.start, starts), (self.without_child, children))
        for field, rows in (*offered, (self.without_family, families)):
            field.choices = [*field.choices, *(SelectChoice(key, text) for key, text in rows)]
        if not children:  # whoever sees figures only
            del self.start, self.without_child, self.without_family

    @property
    def has_other_weights(self) -> bool:
        return any(field.errors for field in self.group(*NAMES)) or any(
            field.data != self.usual_weights[field.name] for field in self.group(*NAMES)
        )

    def is_complete(self) -> bool:
        """Whether it can be tried; an added family must live somewhere."""
        fine = bool(self.validate())
        if self.kind.data and not self.postcode.data:
            self.postcode.errors = [_("Write where the family would live.")]
            return False
        return fine
