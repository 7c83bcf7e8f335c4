"""What stands between an applicant and children: certificates for everyone who is old enough."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from fostermatch.papers.queries import missing_certificates
from fostermatch.papers.standing import Owed
from fostermatch.recruitment.models import Applicant
from fostermatch.wording import small


def missing(applicant: Applicant, on: date) -> str:
    """In words; empty if nothing is."""
    household = applicant.household_on(on)
    if not household:
        return _("Nobody has written down who lives in the home.")
    owed = missing_certificates(household, on)
    return _("Certificates are missing: %(whose)s.", whose=in_words(owed)) if owed else ""


def in_words(owed: Iterable[Owed]) -> str:
    """As "Vagn Bak (straffeattest, børneattest)"."""
    by_member = groupby(owed, key=lambda one: one.member)
    return "; ".join(
        f"{member.name} ({', '.join(small(one.kind.label) for one in lacks)})"
        for member, lacks in by_member
    )
