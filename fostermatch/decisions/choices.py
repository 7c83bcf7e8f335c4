"""What a recommendation and a decision choose from."""

from flask_babel import lazy_gettext as _l

from fostermatch.choices import Choice


class Outcome(Choice):
    ACCEPTED = "accepted", _l("Accept the recommendation")
    DECLINED = "declined", _l("Decline the recommendation")
    SENT_BACK = "sent_back", _l("Send it back: something is missing")

    @property
    def done(self) -> str:
        """The outcome as something that has happened."""
        return str(DONE[self])


DONE = {
    Outcome.ACCEPTED: _l("Accepted"),
    Outcome.DECLINED: _l("Declined"),
    Outcome.SENT_BACK: _l("Sent back"),
}


class Level(Choice):
    """Who decides, lowest first."""

    TEAM_LEADER = "team_leader", _l("Team leader")
    VISITATION = "visitationsudvalg", _l("Visitation committee")
    ABU = "abu", _l("Placement committee (ABU)")

    @property
    def is_committee(self) -> bool:
        return self is not Level.TEAM_LEADER


class Consent(Choice):
    GIVEN = "given", _l("Consents")
    REFUSED = "refused", _l("Does not consent")


class CompromiseKind(Choice):
    DISTANCE = "distance", _l("Distance")
    SCHOOL = "school", _l("School")
    SIBLINGS = "siblings", _l("Siblings")
    TYPE = "type", _l("Type of family")
    LANGUAGE = "language", _l("Language")
    FAITH = "faith", _l("Faith")
    PETS = "pets", _l("Pets")
    CONTACT = "contact", _l("Contact with the parents")
    OTHER = "other", _l("Something else")
