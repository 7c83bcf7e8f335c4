"""What a memo says, section by section, from what was kept when it was true.

Families are spoken of by reference. Of siblings who moved together only how many they were.
"""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from fostermatch.decisions import section_52, told
from fostermatch.decisions.comparing import Kept
from fostermatch.decisions.levels.deciding import why
from fostermatch.decisions.models import Decision, Recommendation, RecommendationLine
from fostermatch.i18n import day, kroner
from fostermatch.rounds import words
from fostermatch.wording import small

Pairs = list[tuple[str, str]]


def contents(row: Recommendation, line: RecommendationLine) -> dict[str, Any]:
    child, decision = line.request.child, row.decision
    sections = [
        facts_of(_("Decision"), decided(row, decision) if decision else []),
        facts_of(_("The child"), who(row, line)),
        facts_of(_("The need"), told.facts(line.need)),
        facts_of(_("Considerations"), considered(row)),
        table(_("Families compared"), line),
        facts_of(_("Weighed after § 52"), weighed(row)),
        facts_of(_("Compromises"), given_up(row)),
        facts_of(_("What they say"), voices(row, line)),
    ]
    return {
        "title": _("Recommendation and decision no. %(number)s", number=row.id),
        "municipality": row.municipality.name,
        "lead": _(
            "%(initial)s, case %(case)s. What stands here is what was known on %(day)s.",
            initial=child.initial,
            case=child.case_number or "–",
            day=day(row.recommended_on),
        ),
        "footer": _("Recommendation no. %(number)s", number=row.id),
        "sections": [section for section in sections if section],
    }


def facts_of(heading: str, pairs: Pairs) -> dict[str, Any]:
    said = [(label, value) for label, value in pairs if value]
    return {"heading": heading, "facts": said} if said else {}


def who(row: Recommendation, line: RecommendationLine) -> Pairs:
    child, others = line.request.child, len(row.lines) - 1
    return [
        (_("Name"), child.name),
        (_("CPR number"), f"{child.born_on:%d%m%y}-••••"),
        (_("Case number"), child.case_number),
        (
            _("Siblings"),
            ngettext("Moves with %(num)s sibling", "Moves with %(num)s siblings", others)
            if others
            else "",
        ),
    ]


def decided(row: Recommendation, decision: Decision) -> Pairs:
    cost = kroner(row.yearly_cost) if row.yearly_cost is not None else ""
    writer = row.recommended_by.name if row.recommended_by else "–"
    return [
        (_("Outcome"), f"{decision.outcome.done}, {day(decision.decided_on)}"),
        (_("Family"), row.reference),
        (_("First day in the family"), day(row.starts_on) if row.starts_on else ""),
        (_("Cost a year"), cost),
        (_("Reason for the decision"), decision.reason),
        (_("What is missing"), decision.missing),
        (_("Level"), ", ".join(filter(None, [str(row.level.label), small(why(row))]))),
        (_("Members present"), decision.members),
        (_("Recommended by"), f"{writer}, {day(row.recommended_at)}"),
        (_("Decision made by"), f"{decision.decided_by.name}, {day(decision.decided_at)}"),
    ]


def considered(row: Recommendation) -> Pairs:
    suggested = {True: _("This family."), None: _("No family.")}.get(
        row.followed, f"{_('Another family.')} {row.not_followed_reason}"
    )
    limits = "; ".join(words.what(key) for key in sorted(row.overridden))
    return [
        (_("Professional considerations"), row.professional),
        (_("Economic considerations"), row.economic),
        (_("The system suggested"), suggested),
        (_("Limits overridden"), f"{limits}. {row.override_reason}" if limits else ""),
        (_("Siblings split because"), row.split_ground),
    ]


def weighed(row: Recommendation) -> Pairs:
    known = section_52.every()
    return [
        (
            str(known.get(one.point, one.point)),
            f"{_('Met') if one.is_met else _('Not met')}: {one.words}",
        )
        for one in row.weighed
    ]


def given_up(row: Recommendation) -> Pairs:
    if not row.compromises:
        return []
    return [
        *((str(one.kind.label), one.words) for one in row.compromises),
        (_("Support that makes up for it"), row.support),
        (_("Review on"), day(row.review_on)),
    ]


def voices(row: Recommendation, line: RecommendationLine) -> Pairs:
    consent = line.consent
    given = f", {day(line.consented_on)}" if line.consented_on else ""
    parents = {True: _("Consent"), False: _("Do not consent")}
    return [
        (_("The child's view"), line.child_view),
        (_("The young person"), f"{consent.label}{given}" if consent else ""),
        (_("The parents' view"), line.parents_view),
        (_("The parents"), parents[row.parents_consent] if row.parents_consent is not None else ""),
    ]


def table(heading: str, line: RecommendationLine) -> dict[str, Any]:
    """One criterion a row, one family a column, as on the page."""
    kept = [Kept(facts) for facts in line.candidates]
    answers = [one.answers for one in kept]
    rows = [
        [
            str(words.CRITERIA[answers[0][number].key]),
            *(words.said(one[number]) for one in answers),
        ]
        for number in range(len(answers[0]))
    ]
    rows += [
        [_("Does not meet"), *(one.unmet or "–" for one in kept)],
        [_("Free place"), *(one.confirmed for one in kept)],
        [_("Asked"), *(one.asked or "–" for one in kept)],
        [_("For the child alone"), *(one.rank or "–" for one in kept)],
        [_("In the round"), *(one.in_the_round or "–" for one in kept)],
    ]
    head = [_("Criterion"), *(one.facts["reference"] for one in kept)]
    return {"heading": heading, "table": {"head": head, "rows": rows}}
