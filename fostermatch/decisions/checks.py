"""What keeps a family from being recommended, or decided on; each refusal says what to do."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import clock, deadlines
from fostermatch.database import db
from fostermatch.decisions import queries
from fostermatch.decisions.choices import Consent
from fostermatch.decisions.comparing import Comparison
from fostermatch.decisions.drafts import Draft
from fostermatch.errors import Refused
from fostermatch.families.models import Family, TakenPlace
from fostermatch.families.places import care_of
from fostermatch.i18n import day
from fostermatch.matching import Obstacle
from fostermatch.needs import Slot
from fostermatch.placements import actions as placements
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds import words


class Lacks(Refused):
    """What is missing in one field of the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def check_open(requests: Sequence[PlacementRequest]) -> None:
    if not all(request.state.is_open for request in requests):
        raise Refused(
            _("The request is closed. Open a new one if the child is to have a home again.")
        )
    standing = queries.standing([request.id for request in requests])
    if standing:
        raise Refused(
            _(
                "A recommendation of %(day)s waits for its decision. It must be decided or "
                "withdrawn before another is written.",
                day=day(standing[0].recommended_on),
            )
        )


def check_place(
    requests: Sequence[PlacementRequest], family: Family, slot: Slot, starts_on: date, on: date
) -> None:
    """The approval and the place on the first day. Nobody overrides these."""
    for request in requests:
        check_grown_up(request, slot, starts_on)
        placements.check_start(request, slot, starts_on, on)
        placements.check_approval(request, family, slot, starts_on)
    approved = max(
        row.places for row in family.approvals_on(starts_on) if row.care is care_of(slot)
    )
    taken = db.session.scalar(
        sa.select(sa.func.count(TakenPlace.id)).where(
            TakenPlace.family_id == family.id,
            TakenPlace.slot == slot,
            TakenPlace.not_over(starts_on),
        )
    )
    if approved - (taken or 0) < len(requests):
        raise Refused(
            _("The family has no free place on that day. Recommend another family or a later day.")
        )


def check_grown_up(request: PlacementRequest, slot: Slot, starts_on: date) -> None:
    age = deadlines.value("grown_up_age", starts_on)
    birthday = clock.birthday(request.child.born_on, age)
    if slot is Slot.FULL_TIME and birthday <= starts_on:
        raise Lacks(
            "starts_on",
            _(
                "%(child)s turns %(age)s on %(day)s and cannot move in as a child after that. "
                "Choose an earlier first day, or close the request and plan aftercare.",
                child=request.child.first_name,
                age=age,
                day=day(birthday),
            ),
        )


def check_consent(requests: Sequence[PlacementRequest], draft: Draft) -> None:
    """A young person of 15 or over on the first day says yes or no, and the day is written."""
    age = deadlines.value("consent_age", draft.starts_on)
    for request in requests:
        voice = draft.voices[request.id]
        if request.child.age_on(draft.starts_on) >= age and voice.consent is None:
            raise Lacks(
                f"consent_{request.id}",
                _(
                    "%(child)s is %(age)s or over on the first day. Ask, and record the consent "
                    "with its day, or that it was refused.",
                    child=request.child.first_name,
                    age=age,
                ),
            )
        if voice.consent is Consent.GIVEN and voice.consented_on is None:
            raise Lacks(f"consented_on_{request.id}", _("Write the day the consent was given."))


def check_split(split: list[str], draft: Draft) -> None:
    if split and not draft.split_ground:
        raise Lacks(
            "split_ground",
            _(
                "It was decided that the siblings live together, and this splits them from "
                "%(siblings)s. Write the ground for it, or recommend a family for all of them.",
                siblings=", ".join(split),
            ),
        )


def check_fit(comparisons: Sequence[Comparison], draft: Draft) -> frozenset[str]:
    """The hard limits that the family breaks and the draft overrides."""
    broken = {
        one.requirement: one for comparison in comparisons for one in comparison.chosen.hard_limits
    }
    if "veto" in broken:
        raise Refused(
            _(
                "The family %(reason)s. Record its new answer first, or recommend another.",
                reason=spoken(broken["veto"]),
            )
        )
    if broken and not draft.override_reason:
        raise Lacks(
            "override_reason",
            _(
                "The family breaks hard limits: %(limits)s. Write why it is chosen all the same, "
                "or recommend another family.",
                limits="; ".join(map(spoken, broken.values())),
            ),
        )
    return frozenset(broken)


def spoken(obstacle: Obstacle) -> str:
    return words.obstacle(obstacle.requirement, obstacle.facts)


def check_followed(comparison: Comparison, draft: Draft) -> None:
    proposal = comparison.proposal
    suggested = proposal.family if proposal else None
    if suggested and suggested.id != draft.family.id and not draft.not_followed_reason:
        raise Lacks(
            "not_followed_reason",
            _(
                "The system suggests family %(reference)s. Write why another is better.",
                reference=suggested.reference,
            ),
        )


def check_members(members: str, besides: str) -> None:
    """A committee is at least two beside the one who recommends."""
    present = [line for line in members.splitlines() if line.strip()]
    others = [line for line in present if besides.casefold() not in line.casefold()]
    if len(others) < 2:
        raise Lacks(
            "members",
            _(
                "Write at least two members who were present, one a line, beside the one who "
                "recommends."
            ),
        )
