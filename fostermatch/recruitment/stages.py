"""The ways from the first phone call to a family in use, and why people leave them."""

from flask_babel import lazy_gettext as _l

from fostermatch.choices import Choice


class Stage(Choice):
    """Where on the way an applicant is. Which stages a way has, and in what order: STAGES."""

    ENQUIRY = "enquiry", _l("Enquiry")
    INFORMATION_MEETING = "information_meeting", _l("Information meeting")
    COURSE_BOOKED = "course_booked", _l("Course booked")
    APPLIED = "applied", _l("Applied on Tilbudsportalen")
    FIRST_TALK = "first_talk", _l("First talk")
    CERTIFICATES = "certificates", _l("Certificates pending")
    VISIT_1 = "visit_1", _l("Visit 1")
    COURSE_1 = "course_1", _l("Course days 1–2")
    VISIT_2 = "visit_2", _l("Visit 2")
    COURSE_2 = "course_2", _l("Course days 3–4")
    HOME_VISIT = "home_visit", _l("Home visit")
    ASSESSMENT = "assessment", _l("Assessment")
    APPROVED = "approved", _l("Approved")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _l("Approved with conditions")
    ON_PORTAL = "on_portal", _l("On Tilbudsportalen")
    USABLE = "usable", _l("In use as a family")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")

    @property
    def is_end(self) -> bool:
        return self in ENDS

    @property
    def is_way_out(self) -> bool:
        return self in WAYS_OUT

    @property
    def is_approval(self) -> bool:
        return self in (Stage.APPROVED, Stage.APPROVED_WITH_CONDITIONS, Stage.ON_PORTAL)

    @property
    def column(self) -> "Stage":
        """The column of the board: one for both kinds of approval."""
        return Stage.APPROVED if self is Stage.APPROVED_WITH_CONDITIONS else self


WAYS_OUT = (Stage.REFUSED, Stage.WITHDRAWN)
ENDS = (Stage.USABLE, *WAYS_OUT)


class Track(Choice):
    """Who approves (godkendelsesspor)."""

    GENERAL = "general", _l("Approved by a socialtilsyn")
    NETWORK = "network", _l("Network, approved by us")

    @property
    def stages(self) -> tuple[Stage, ...]:
        return STAGES[self]

    @property
    def columns(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.column is stage]

    def after(self, stage: Stage) -> Stage | None:
        """The stage that usually comes next; None where the applicant can become a family."""
        pairs = zip(self.columns, self.columns[1:], strict=False)
        return next((after for before, after in pairs if before is stage.column), None)


STAGES = {
    Track.GENERAL: (
        Stage.ENQUIRY,
        Stage.INFORMATION_MEETING,
        Stage.COURSE_BOOKED,
        Stage.APPLIED,
        Stage.CERTIFICATES,
        Stage.VISIT_1,
        Stage.COURSE_1,
        Stage.VISIT_2,
        Stage.COURSE_2,
        Stage.APPROVED,
        Stage.APPROVED_WITH_CONDITIONS,
        Stage.ON_PORTAL,
    ),
    Track.NETWORK: (
        Stage.ENQUIRY,
        Stage.FIRST_TALK,
        Stage.CERTIFICATES,
        Stage.HOME_VISIT,
        Stage.ASSESSMENT,
        Stage.APPROVED,
        Stage.APPROVED_WITH_CONDITIONS,
    ),
}

# How long an applicant may stand at a stage before somebody should look; a municipality may
# set its own. Certificates: a request lapses after 14 days in e-Boks.
USUAL_DAYS = {
    Stage.ENQUIRY: 5,
    Stage.INFORMATION_MEETING: 30,
    Stage.COURSE_BOOKED: 45,
    Stage.APPLIED: 14,
    Stage.FIRST_TALK: 14,
    Stage.CERTIFICATES: 14,
    Stage.VISIT_1: 30,
    Stage.COURSE_1: 30,
    Stage.VISIT_2: 30,
    Stage.COURSE_2: 30,
    Stage.HOME_VISIT: 21,
    Stage.ASSESSMENT: 30,
    Stage.APPROVED: 14,
    Stage.ON_PORTAL: 14,
}


class Leaving(Choice):
    """Why somebody leaves the way (frafaldsgrund)."""

    PAY = "pay", _l("Pay")
    TIME = "time", _l("Time and work")
    HOUSING = "housing", _l("The home")
    DEMANDING = "demanding", _l("Too demanding")
    REFUSED = "refused", _l("The authority said no")
    ELSEWHERE = "elsewhere", _l("Went elsewhere")
    NO_ANSWER = "no_answer", _l("No answer")
    HEALTH = "health", _l("Health")
    FAMILY = "family", _l("Family situation")
    OTHER = "other", _l("Other")
