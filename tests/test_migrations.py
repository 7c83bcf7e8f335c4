"""The migrations make the tables the models speak of, on both databases, and can be undone."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from config import Testing
from fostermatch import create_app
from fostermatch.database import db
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Stage
from tests import factories


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request, tmp_path):
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/new.db" if sqlite else request.getfixturevalue("postgres_database")
    app = create_app(Testing(url))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_models_have_not_drifted_from_the_migrations(migrated):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_every_migration_can_be_undone(migrated):
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}


@pytest.mark.parametrize("deed", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_log_cannot_be_changed_even_in_the_database(migrated, deed):
    municipality = factories.saved(factories.Municipality(name="Aarhus"))
    db.session.execute(
        sa.text(
            "INSERT INTO audit_entry (at, action, thing, details, municipality_id)"
            f" VALUES ('2026-01-01', 'read', 'child', '{{}}', {municipality.id})"
        )
    )
    db.session.commit()
    with pytest.raises(sa.exc.DBAPIError, match="written once"):
        db.session.execute(sa.text(deed))
    db.session.rollback()


def test_a_register_with_people_in_it_can_be_brought_up_to_date(tmp_path):
    """The tables of the first release, filled, then every migration since."""
    app = create_app(Testing(f"sqlite:///{tmp_path}/old.db"))
    with app.app_context():
        upgrade(revision="0008")
        for statement in OLD_ROWS:
            db.session.execute(sa.text(statement))
        db.session.commit()
        upgrade()
        applicant = db.session.query(Applicant).one()
        assert applicant.stage is Stage.INFORMATION_MEETING
        db.session.remove()
        db.engine.dispose()


OLD_ROWS = (
    "INSERT INTO municipality (id, name, fresh_for_days, km_limit) VALUES (1, 'Aarhus', 60, 50)",
    "INSERT INTO applicant (id, name, phone, email, postcode, interest, source, note, enquired_on,"
    " municipality_id, version) VALUES (1, 'Vagn Bak', '20304050', '', '8900', 'foster', 'phone',"
    " '', '2026-01-02', 1, 1)",
    "INSERT INTO step (applicant_id, stage, entered_on, reason)"
    " VALUES (1, 'enquiry', '2026-01-02', ''), (1, 'information_meeting', '2026-01-09', '')",
)
