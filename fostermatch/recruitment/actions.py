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
from fostermatch.recruitment import certificates
from fostermatch.recruitment.models import AnsweredHow, Applicant, Stage, Step


def log(applicant: Applicant, by: User, at: datetime) -> None:
    """Record an enquiry by phone, which is answered as it comes: the first step of the way."""
    on = clock.day_of(at)
    applicant.arrived_at = applicant.answered_at = at
    applicant.answered_how = AnsweredHow.PHONE
    applicant.municipality_id = by.municipality_id
    applicant.enquired_on = on
    applicant.consultant_id = by.id
    applicant.steps.append(Step(stage=Stage.ENQUIRY, entered_on=on, recorded_by=by))
    db.session.add(applicant)
    audit.record("applicant.log", applicant, by=by, interest=applicant.interest)


def move(applicant: Applicant, stage: Stage, on: date, reason: str, by: User) -> None:
    """Enter a stage on a day. Days never run backwards; a way out needs a reason."""
    if applicant.stage.is_end:
        raise Refused(_("The way is at its end: the applicant is no longer under way."))
    if stage is applicant.stage:
        raise Refused(_("The applicant is already at this stage."))
    if on < applicant.since:
        raise Refused(
            _("The day lies before the last step, which was on %(day)s.", day=day(applicant.since))
        )
    if stage in (Stage.REFUSED, Stage.WITHDRAWN) and not reason:
        raise Refused(
            _("Write why the applicant leaves: it is how we learn where we lose families.")
        )
    enter(applicant, stage, on, by, reason)


def become_family(
    applicant: Applicant, approval: Approval, free: int, on: date, at: datetime, by: User
) -> Family:
    """Make an approved applicant a family with free places; nothing is typed again."""
    if applicant.family_id or not applicant.stage.is_approval:
        raise Refused(_("Only an approved applicant who is not yet a family can become one."))
    if missing := certificates.missing(applicant, on):
        raise Refused(missing)
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
    enter(applicant, Stage.USABLE, max(on, applicant.since), by)
    return family


def enter(applicant: Applicant, stage: Stage, on: date, by: User, reason: str = "") -> None:
    applicant.steps.append(Step(stage=stage, entered_on=on, recorded_by=by, reason=reason))
    # The version rises with each step, so two who move one applicant do not pass each other by.
    applicant.version += 1
    audit.record("applicant.move", applicant, by=by, stage=stage)
