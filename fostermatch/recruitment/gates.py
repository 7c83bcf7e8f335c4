"""What stands between an applicant and a family in use (spærrer).

One more gate is one more line in `missing`.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from fostermatch.families.models import Approval
from fostermatch.recruitment import certificates
from fostermatch.recruitment.checklists import queries as checklists
from fostermatch.recruitment.checklists.queries import Progress
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Stage, Track


@dataclass(frozen=True)
class Gap:
    """A gate that is not passed: its code, and what is missing in words for people."""

    gate: str
    words: str


def missing(applicant: Applicant, on: date, approval: Approval | None = None) -> list[Gap]:
    """All that is missing on the day; `approval` is the one about to be recorded, if any."""
    progress = checklists.progress_of(applicant, on)
    gaps = (
        approval_in_force(applicant, on, approval),
        course_done(applicant, progress),
        checklist_done(progress),
        child_named(applicant),
        certificates_here(applicant, on),
    )
    return [gap for gap in gaps if gap]


def approval_in_force(applicant: Applicant, on: date, approval: Approval | None) -> Gap | None:
    if not applicant.stage.is_approval:
        return Gap("approval", _("There is no approval yet."))
    if approval and not approval.covers(on):
        return Gap("approval", _("The approval is not in force today."))
    return None


def course_done(applicant: Applicant, progress: Progress) -> Gap | None:
    """The last course days were held before the approval, or the line of the course is ticked."""
    held = any(step.stage is Stage.COURSE_2 for step in applicant.steps)
    open_ = any(line.is_course for line in progress.missing)
    asked = any(line.is_course for line in progress.lines)
    if (held and applicant.stage.is_approval) or (asked and not open_):
        return None
    return Gap("course", _("The course is not done."))


def checklist_done(progress: Progress) -> Gap | None:
    texts = [line.text for line in progress.missing if not line.is_course]
    if not texts:
        return None
    return Gap("checklist", _("On the checklist: %(lines)s.", lines=", ".join(texts)))


def child_named(applicant: Applicant) -> Gap | None:
    if applicant.track is Track.NETWORK and applicant.child_id is None:
        return Gap("child", _("It is not written which child the family is for."))
    return None


def certificates_here(applicant: Applicant, on: date) -> Gap | None:
    lacking = certificates.missing(applicant, on)
    return Gap("certificates", lacking) if lacking else None
