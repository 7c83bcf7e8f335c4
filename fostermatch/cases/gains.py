"""What matching would gain from the missing parts of a need profile: computed, not guessed.

Each missing part is filled in for a trial, and counted is for how many of the families that fit
today this gives an answer to a question, or makes them fit no longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from fostermatch.accounts.models import Municipality
from fostermatch.children.completeness import MATCHED, Completeness, completeness
from fostermatch.children.models import Child, NeedProfile
from fostermatch.database import db
from fostermatch.matching import (
    Need,
    Offer,
    Point,
    SiblingRule,
    Verdict,
    explain,
    obstacles,
)
from fostermatch.requests.models import CareKind, PlacementRequest
from fostermatch.rounds import inputs
from fostermatch.rounds.models import Round
from fostermatch.rounds.queries import latest_inputs

ANY_CODE, ANYWHERE, MOST = frozenset({"any"}), Point(56.0, 10.0), 4

# Field -> the question it lets matching answer, and the need with something filled in.
CRITERIA: dict[str, tuple[str, dict[str, Any]]] = {
    "target_groups": ("competence", {"groups": ANY_CODE}),
    "school_postcode": ("school", {"school": ANYWHERE}),
    "contact_per_month": ("contact", {"contact": ANYWHERE}),
    "contact_postcode": ("contact", {"contact": ANYWHERE}),
    "wishes": ("wishes", {"wishes": ANY_CODE}),
}
# Field -> what some families would not meet.
REQUIREMENTS: dict[str, dict[str, Any]] = {
    "support_level": {"level": MOST},
    "only_child": {"only_child": True},
    "no_pets": {"no_pets": True},
    "no_smoke": {"no_smoke": True},
    "step_free": {"step_free": True},
}
JUDGED: dict[str, Any] = {
    "support_level": _l("the approval"),
    "target_groups": _l("the family's experience"),
    "school_postcode": _l("the way to school"),
    "contact_per_month": _l("the distance to the parents"),
    "contact_postcode": _l("the distance to the parents"),
    "wishes": _l("the wishes"),
    "only_child": _l("the other children in the home"),
    "no_pets": _l("the pets in the home"),
    "no_smoke": _l("the smoking in the home"),
    "step_free": _l("the steps of the home"),
}


@dataclass(frozen=True)
class Known:
    """How complete the profile is, and for each missing field how many families it would tell of.

    `families`: how many fit today; None where no round has looked yet.
    """

    completeness: Completeness
    families: int | None
    gains: dict[str, int]

    def lines(self) -> list[tuple[str, str]]:
        """Field and sentence, what would tell most first."""
        missing = self.completeness.missing
        return [
            (name, sentence(name, self.gains.get(name, 0)))
            for name in sorted(missing, key=lambda name: -self.gains.get(name, 0))
        ]


def sentence(name: str, families: int) -> str:
    label = str(MATCHED[name])
    if not families:
        return label
    return ngettext(
        "%(field)s: then %(what)s can be judged for %(num)s family",
        "%(field)s: then %(what)s can be judged for %(num)s families",
        families,
        field=label,
        what=JUDGED[name],
    )


def known(child: Child, requests: Iterable[PlacementRequest], on: date) -> Known | None:
    """For the child's first open request that rounds look for a family for: two queries."""
    profile = child.profile
    if profile is None:
        return None
    complete = completeness(child, profile, on)
    request = next((r for r in requests if r.state.is_open and r.kind != CareKind.NETWORK), None)
    round_ = latest_inputs(child.municipality_id) if request and complete.missing else None
    if request is None or round_ is None:
        return Known(complete, None, {})
    municipality = db.session.get_one(Municipality, child.municipality_id)
    need = need_now(request, profile, round_, municipality, on)
    fitting = families_that_fit(need, round_)
    gains = {name: gain(name, need, fitting) for name in complete.missing}
    return Known(complete, families(fitting), gains)


def need_now(
    request: PlacementRequest,
    profile: NeedProfile,
    round_: Round,
    municipality: Municipality,
    on: date,
) -> Need:
    """The need as described today. Whom the child has lived with is known from the round."""
    told = [row for row in round_.inputs["needs"] if row["key"] == request.id]
    lived_with = frozenset(key for row in told for key in row["known_families"])
    return inputs.need(request, profile, lived_with, municipality, on)


def families_that_fit(need: Need, round_: Round) -> list[Offer]:
    offers = round_.offers()
    siblings = [
        row
        for row in round_.inputs["needs"]
        if need.sibling_rule is SiblingRule.TOGETHER and row["sibling_group"] == need.sibling_group
    ]
    failed = obstacles(need, offers, together=max(1, len(siblings)), vetoes=round_.vetoes())
    return [offer for offer, why in zip(offers, failed, strict=True) if not why]


def gain(name: str, need: Need, fitting: list[Offer]) -> int:
    if name in CRITERIA:
        question, filled = CRITERIA[name]
        tried = replace(need, **filled)
        return families(offer for offer in fitting if is_answered(question, tried, offer))
    failed = obstacles(replace(need, **REQUIREMENTS[name]), fitting) if fitting else ()
    return families(offer for offer, why in zip(fitting, failed, strict=True) if why)


def is_answered(question: str, need: Need, offer: Offer) -> bool:
    answers = explain(need, offer)[1]
    return any(one.key == question and one.verdict is not Verdict.UNKNOWN for one in answers)


def families(offers: Iterable[Offer]) -> int:
    return len({offer.family for offer in offers})
