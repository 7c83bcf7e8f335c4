"""A child's need as it was told to the core, in words."""

from typing import Any

from flask_babel import gettext as _

from fostermatch.decisions.comparing import kept_need
from fostermatch.i18n import language_name, number
from fostermatch.matching import Need
from fostermatch.needs import Slot
from fostermatch.rounds.words import level_name
from fostermatch.wording import small, target_groups, traits


def facts(plain: dict[str, Any]) -> list[tuple[str, str]]:
    """What the child needed, line by line: label and value. What was not asked for is left out."""
    need = kept_need(plain)
    level = need.level
    lines = [
        (_("Age"), _("%(age)s years", age=need.age)),
        (_("Place"), ", ".join(str(Slot.from_core(slot).label) for slot in need.slots)),
        (_("Support level"), _("Not assessed") if level is None else level_name(level)),
        (_("Target groups"), ", ".join(target_groups(need.groups))),
        (_("Had waited"), _("%(days)s days", days=need.days_waiting)),
        (_("Furthest from home"), _("%(km)s km", km=number(need.km_limit or 0))),
        (_("Must have"), must_have(need)),
        (_("Wishes"), traits(need.wishes)),
        (_("Languages"), ", ".join(language_name(code) for code in sorted(need.languages))),
    ]
    return [(label, value) for label, value in lines if value]


def must_have(need: Need) -> str:
    asked = {
        _("be the only child"): need.only_child,
        _("no steps"): need.step_free,
        _("no pets"): need.no_pets,
        _("no smoking"): need.no_smoke,
        _("a family that speaks the language"): need.language_required,
    }
    return small(", ".join(label for label, holds in asked.items() if holds))
