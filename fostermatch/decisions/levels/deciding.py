"""Who decides a recommendation: the municipality's rule, put to the facts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from fostermatch.decisions.choices import Level

BECAUSE = {
    "young_person": _l("the young person does not consent"),
    "parents": _l("the parents do not consent"),
    "overridden": _l("a hard limit is overridden"),
    "split": _l("siblings who were to live together are split"),
    "dear": _l("the yearly cost is above the limit"),
}


def why(recommendation: Any) -> str:
    """Why it is not the team leader who decides; nothing where it is."""
    because = "; ".join(str(BECAUSE[key]) for key in BECAUSE if key in recommendation.level_because)
    return _("because %(reasons)s", reasons=because) if because else ""


class Rule(Protocol):
    no_consent: Level
    overridden: Level
    split: Level
    dear: Level
    cost_limit: Decimal | None


@dataclass(frozen=True)
class Usual:
    """What holds where a municipality has set nothing: consent is what a leader cannot replace."""

    no_consent: Level = Level.ABU
    overridden: Level = Level.VISITATION
    split: Level = Level.VISITATION
    dear: Level = Level.VISITATION
    cost_limit: Decimal | None = None


@dataclass(frozen=True)
class Facts:
    """What can lift a recommendation above the team leader."""

    young_person_consents: bool
    parents_consent: bool
    overridden: bool
    split: bool
    yearly_cost: Decimal | None


def level_of(rule: Rule | Usual, facts: Facts) -> tuple[Level, frozenset[str]]:
    """The highest level that anything asks for, and what asks for it."""
    limit, cost = rule.cost_limit, facts.yearly_cost
    asked = {
        "young_person": rule.no_consent if not facts.young_person_consents else None,
        "parents": rule.no_consent if not facts.parents_consent else None,
        "overridden": rule.overridden if facts.overridden else None,
        "split": rule.split if facts.split else None,
        "dear": rule.dear if limit is not None and cost is not None and cost > limit else None,
    }
    order = list(Level)
    highest = max((level for level in asked.values() if level), key=order.index, default=order[0])
    if not highest.is_committee:
        return highest, frozenset()
    return highest, frozenset(why for why, level in asked.items() if level is highest)
