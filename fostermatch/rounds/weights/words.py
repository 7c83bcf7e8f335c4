"""Weights in words, for those who ask why one child came before another."""

from flask_babel import gettext as _
from flask_babel import ngettext

from fostermatch.i18n import number
from fostermatch.matching import Weights
from fostermatch.requests.models import Urgency
from fostermatch.wording import small


def who_goes_first(weights: Weights) -> list[str]:
    days = weights.longest_wait
    return [
        _("A home is worth %(num)s points to every child.", num=number(weights.being_placed)),
        ngettext(
            "Each day waited is one point more, up to %(num)s.",
            "Each day waited is one point more, up to %(num)s.",
            days,
        ),
        as_waiting(_("A child in an institution"), weights.institution),
        *(
            as_waiting(str(urgency.label), points)
            for urgency, points in zip(Urgency, weights.tier, strict=True)
            if points
        ),
        before_all_others(weights.strict_tier),
        guarantee(weights.guarantee_days),
    ]


def as_waiting(who: str, points: int) -> str:
    """Points for people: a day waited is one."""
    return ngettext(
        "%(who)s counts as %(num)s day of waiting more.",
        "%(who)s counts as %(num)s days of waiting more.",
        points,
        who=who,
    )


def before_all_others(tier: int | None) -> str:
    if tier is None:
        return _("Urgency gives points and no right to go before all others.")
    urgent = [small(urgency.label) for urgency in reversed(Urgency) if urgency.tier >= tier]
    return _("Before all others, whatever the points say: %(who)s.", who=", ".join(urgent))


def guarantee(days: int | None) -> str:
    if days is None:
        return _("There is no guarantee of days.")
    return ngettext(
        "Who has waited %(num)s day goes before all others.",
        "Who has waited %(num)s days goes before all others.",
        days,
    )


def siblings(weights: Weights) -> list[str]:
    return [
        _("Together in one home: %(num)s points for each child.", num=weights.sibling_bonus),
        _(
            "Apart, though a home could take all: %(num)s points less for each child.",
            num=weights.split_price,
        ),
    ]


def kept_for_others(weights: Weights) -> list[str]:
    return [
        _(
            "Each level of support a family can do above the child's need: %(num)s points less, so"
            " that it is kept for a child who needs it.",
            num=weights.over_qualified,
        ),
        _("A match is called good from %(num)s points of 1,000.", num=weights.strong),
    ]
