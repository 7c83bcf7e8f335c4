"""What can be done with applicants. Callers commit."""

from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit, clock
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import actions as families
from fostermatch.families.models import Approval, ConfirmedHow, Family
from fostermatch.i18n import day
from fostermatch.needs import Slot
from fostermatch.papers import actions as papers
from fostermatch.recruitment import gates, queries
from fostermatch.recruitment.gates import Gap
from fostermatch.recruitment.models import AnsweredHow, Applicant, Exemption, StageLimit
from fostermatch.recruitment.stages import Leaving, Stage
from fostermatch.stage_days import set_days


def log(applicant: Applicant, by: User, at: datetime) -> None:
    """Record an enquiry by phone, which is answered as it comes: the first step of the way."""
    on = clock.day_of(at)
    applicant.arrived_at = applicant.answered_at = at
    applicant.answered_how = AnsweredHow.PHONE
    applicant.municipality_id = by.municipality_id
    applicant.enquired_on = on
    applicant.consultant_id = by.id
    applicant.enter(Stage.ENQUIRY, on, by)
    db.session.add(applicant)
    audit.record("applicant.log", applicant, by=by, interest=applicant.interest)


def move(
    applicant: Applicant, stage: Stage, on: date, by: User, leaving: Leaving | None, reason: str
) -> None:
    """Enter a stage on a day. Days never run backwards; a way out needs a reason."""
    if applicant.stage.is_end:
        raise Refused(_("The way is at its end: the applicant is no longer under way."))
    if stage is applicant.stage:
        raise Refused(_("The applicant is already at this stage."))
    if on < applicant.since:
        raise Refused(before_the_last_step(applicant))
    if stage.is_way_out and leaving is None:
        raise Refused(why_leaving())
    applicant.enter(stage, on, by, leaving if stage.is_way_out else None, reason)
    audit.record("applicant.move", applicant, by=by, stage=stage)


def before_the_last_step(applicant: Applicant) -> str:
    return _("The day lies before the last step, which was on %(day)s.", day=day(applicant.since))


def why_leaving() -> str:
    return _("Choose why the applicant leaves: it is how we learn where we lose families.")


def become_family(
    applicant: Applicant,
    approval: Approval,
    free: int,
    on: date,
    at: datetime,
    by: User,
    exemption: str = "",
) -> Family:
    """Make an applicant a family with free places; nothing is typed again.

    What is missing stops it, but for a team leader's written reason (`exemption`).
    """
    if applicant.family_id or applicant.stage.is_end:
        raise Refused(_("Only an applicant who is under way can become a family."))
    if gaps := gates.missing(applicant, on, approval):
        exempt(applicant, gaps, exemption, on, by)
    family = Family(
        municipality_id=applicant.municipality_id,
        name=applicant.name,
        phone=applicant.phone,
        email=applicant.email,
        postcode=applicant.postcode,
        team_id=by.team_id,
        consultant_id=applicant.consultant_id,
        registered_on=on,
    )
    db.session.add(family)
    families.record_approval(family, approval, by=by)
    places: dict[Slot, int] = dict.fromkeys(approval.care.slots, free)
    families.confirm_places(family, places, ConfirmedHow.PHONE, by=by, at=at)
    family.members.extend(applicant.members)
    papers.hand_over(applicant.id, family)
    applicant.family = family
    applicant.enter(Stage.USABLE, max(on, applicant.since), by)
    audit.record("applicant.move", applicant, by=by, stage=Stage.USABLE)
    return family


def exempt(applicant: Applicant, gaps: list[Gap], reason: str, on: date, by: User) -> None:
    """Let the applicant pass in spite of the gaps, or say what they are."""
    words = " ".join(gap.words for gap in gaps)
    if not reason:
        raise Refused(
            _(
                "%(missing)s A team leader can make an exception with a written reason.",
                missing=words,
            )
        )
    codes = frozenset(gap.gate for gap in gaps)
    applicant.exemptions.append(
        Exemption(gates=codes, missing=words, reason=reason, given_on=on, given_by=by)
    )
    audit.record("applicant.exempt", applicant, by=by, gates=sorted(codes))


def set_limits(municipality_id: int, days: dict[Stage, int], on: date, by: User) -> None:
    """Days per stage from today on. What held before stays, for those who look back."""
    now = queries.limits(municipality_id, on)
    changed = set_days(StageLimit, municipality_id, now, days, on)
    audit.record("stage_limits.set", by.municipality, by=by, days=changed)
