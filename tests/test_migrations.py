"""The migrations make the tables the models speak of, on both databases, and can be undone."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy.orm import defer

from config import Testing
from fostermatch import create_app
from fostermatch.children.models import Child, NetworkOutcome, Speaker
from fostermatch.database import db
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Stage
from fostermatch.requests.models import PlacementRequest, Urgency
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
        child = db.session.query(Child).options(defer(Child.cpr)).one()
        assert [(one.speaker, one.words) for one in child.own_words] == [
            (Speaker.CHILD, "Nu er det godt"),
            (Speaker.CHILD, "Jeg vil hjem"),
        ]
        assert [one.said_on.day for one in child.own_words] == [9, 2]
        [thought] = child.considerations
        assert (thought.outcome, thought.note) == (NetworkOutcome.NOBODY, "Mormor kan ikke")
        first, second = db.session.query(PlacementRequest).order_by(PlacementRequest.id)
        assert (first.ready_urgency, first.expected_since) == (Urgency.ACUTE, None)
        assert (second.ready_urgency, second.expected_since) == (None, second.waiting_since)
        db.session.rollback()
        downgrade(revision="0016")
        kept = "SELECT child_words, network_outcome, network_note FROM need_profile ORDER BY id"
        assert db.session.execute(sa.text(kept)).all() == [
            ("Jeg vil hjem", "not_yet", ""),
            ("Jeg vil hjem", "nobody", "Mormor kan ikke"),
            ("Nu er det godt", "nobody", "Mormor kan ikke"),
        ]
        db.session.remove()
        db.engine.dispose()


PROFILE = (
    "INSERT INTO need_profile (child_id, written_on, support_level, target_groups, development,"
    " parents_capacity, surroundings, health, school, languages, language_required, wishes,"
    " only_child, step_free, no_pets, no_smoke, child_words, parents_words, network_outcome,"
    " network_note) VALUES (1, '{day}', 'light', '[]', '', '', '', '', '', '[]', 0, '[]', 0, 0, 0,"
    " 0, '{words}', '', '{outcome}', '{note}')"
)
REQUEST = (
    "INSERT INTO placement_request (child_id, kind, state, urgency, where_now, waiting_since,"
    " respite_pattern, purpose, next_step, closed_because, municipality_id, version)"
    " VALUES (1, '{kind}', '{state}', 'acute', 'home', '2026-01-05', {pattern}, '', '', '', 1, 1)"
)
OLD_ROWS = (
    "INSERT INTO municipality (id, name, fresh_for_days, km_limit) VALUES (1, 'Aarhus', 60, 50)",
    "INSERT INTO applicant (id, name, phone, email, postcode, interest, source, note, enquired_on,"
    " municipality_id, version) VALUES (1, 'Vagn Bak', '20304050', '', '8900', 'foster', 'phone',"
    " '', '2026-01-02', 1, 1)",
    "INSERT INTO step (applicant_id, stage, entered_on, reason)"
    " VALUES (1, 'enquiry', '2026-01-02', ''), (1, 'information_meeting', '2026-01-09', '')",
    "INSERT INTO team (id, name, municipality_id) VALUES (1, 'Team Nord', 1)",
    "INSERT INTO child (id, first_name, last_name, cpr, cpr_fingerprint, born_on, address,"
    " postcode, protected_address, case_number, team_id, municipality_id, version)"
    " VALUES (1, 'Bertil', 'Prøve', x'00', 'f', '2018-01-01', '', '8900', 0, '', 1, 1, 1)",
    PROFILE.format(day="2026-01-02", words="Jeg vil hjem", outcome="not_yet", note=""),
    PROFILE.format(
        day="2026-01-05", words="Jeg vil hjem", outcome="nobody", note="Mormor kan ikke"
    ),
    PROFILE.format(
        day="2026-01-09", words="Nu er det godt", outcome="nobody", note="Mormor kan ikke"
    ),
    REQUEST.format(kind="foster", state="waiting", pattern="NULL"),
    REQUEST.format(kind="respite", state="expected", pattern="'monthly'"),
)
