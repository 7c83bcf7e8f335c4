"""The checklists a municipality begins with, until its team leaders write their own."""

from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from fostermatch.recruitment.checklists.models import ChecklistLine, Giver
from fostermatch.recruitment.stages import Track

REQUIRED, OPTIONAL = True, False
FAMILY, MUNICIPALITY, AUTHORITY = Giver.FAMILY, Giver.MUNICIPALITY, Giver.AUTHORITY

# code, text, whether it must be there, who brings it
LINES: dict[Track, tuple[tuple[str, Any, bool, Giver], ...]] = {
    Track.GENERAL: (
        ("application", _l("Application"), REQUIRED, FAMILY),
        ("education", _l("CV and proof of education"), REQUIRED, FAMILY),
        ("tax", _l("Tax statement and budget"), REQUIRED, FAMILY),
        ("health", _l("Health information, with consent"), REQUIRED, FAMILY),
        ("certificates", _l("Certificates for everyone of 15 or over"), REQUIRED, AUTHORITY),
        ("visits", _l("Both visits held"), REQUIRED, AUTHORITY),
        (ChecklistLine.COURSE, _l("Basic course, four days"), REQUIRED, AUTHORITY),
        ("letter", _l("The authority's letter"), REQUIRED, AUTHORITY),
        ("contract", _l("Pay and terms talked through"), OPTIONAL, MUNICIPALITY),
    ),
    Track.NETWORK: (
        ("heard", _l("The child's and the parents' view"), REQUIRED, MUNICIPALITY),
        ("health", _l("Health information, with consent"), REQUIRED, FAMILY),
        ("tax", _l("Tax statement and budget"), REQUIRED, FAMILY),
        ("certificates", _l("Certificates for everyone of 15 or over"), REQUIRED, MUNICIPALITY),
        ("household", _l("Talk with everyone in the household"), REQUIRED, MUNICIPALITY),
        ("home", _l("The home seen"), REQUIRED, MUNICIPALITY),
        (ChecklistLine.COURSE, _l("Course for network families"), REQUIRED, MUNICIPALITY),
        ("assessment", _l("Written assessment for this child"), REQUIRED, MUNICIPALITY),
        ("contract", _l("Pay and terms talked through"), OPTIONAL, MUNICIPALITY),
    ),
}


def lines(municipality_id: int, track: Track, on: date) -> list[ChecklistLine]:
    """The list as rows that are not saved yet, with their texts in both languages."""
    return [
        ChecklistLine(
            municipality_id=municipality_id,
            track=track,
            code=code,
            position=position,
            text_da=in_language("da", text),
            text_en=in_language("en", text),
            required=required,
            given_by=giver,
            starts_on=on,
        )
        for position, (code, text, required, giver) in enumerate(LINES[track], start=1)
    ]


def in_language(language: str, text: Any) -> str:
    with force_locale(language):
        return str(text)
