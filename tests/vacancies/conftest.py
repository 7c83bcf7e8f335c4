import re

import pytest

from fostermatch.database import db
from fostermatch.mail.models import Mail
from tests import factories


@pytest.fixture
def family(aarhus, cast):
    """With one place that was confirmed too long ago."""
    row = factories.family(aarhus, email="holm@example.dk", consultant_id=cast["dorte"].id)
    factories.approval(row)
    factories.confirmation(row, days=80)
    return row


@pytest.fixture
def latest():
    """The family's last word, as the database has it."""

    def read(family):
        db.session.expire_all()
        return family.confirmations[0]

    return read


def link_in_last_mail():
    mail = db.session.query(Mail).order_by(Mail.id.desc()).first()
    return re.search(r"http://127\.0\.0\.1:5000(/free/\S+)", mail.body).group(1)


@pytest.fixture
def link(dorte, family):
    dorte.post("/families/to-confirm/ask", data={"family": family.id})
    return link_in_last_mail()


@pytest.fixture
def visitor(app, link):
    """Somebody with the mail and no login."""
    return app.test_client()
