"""The memo of a decision as PDF: Danish, A4, tagged, for the case file of one child."""

import json
from pathlib import Path

import typst
from flask_babel import force_locale

from fostermatch.decisions.memo.contents import contents
from fostermatch.decisions.models import Recommendation, RecommendationLine

TEMPLATE = Path(__file__).parent / "memo.typ"


def memo(row: Recommendation, line: RecommendationLine) -> bytes:
    """What people wrote is handed over as data, never as a part of the document's markup."""
    with force_locale("da"):
        told = json.dumps(contents(row, line), ensure_ascii=False)
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"memo": told},
    )
    return bytes(made)
