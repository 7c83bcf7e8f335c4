"""Where an applicant stands: kept on the row and told by the steps, on the stages of its track."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from config import Testing
from fostermatch import create_app
from fostermatch.database import db
from fostermatch.recruitment.models import Applicant, Interest, Step
from fostermatch.recruitment.stages import STAGES, USUAL_DAYS, Stage, Track
from tests import factories


@pytest.mark.parametrize("track", Track)
def test_a_way_begins_with_an_enquiry_and_leads_stage_by_stage_to_an_approval(track):
    stage, way = Stage.ENQUIRY, []
    while stage:
        way.append(stage)
        stage = track.after(stage)
    assert way == track.columns
    assert way[-1].is_approval
    assert set(way) <= set(USUAL_DAYS)


def test_every_stage_belongs_to_a_track_or_is_an_end():
    assert {*STAGES[Track.GENERAL], *STAGES[Track.NETWORK]} | {
        stage for stage in Stage if stage.is_end
    } == set(Stage)


def test_the_row_says_what_the_latest_step_says(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    for version, stage in enumerate(("visit_1", "course_1", "visit_1", "withdrawn"), start=1):
        answer = dorte.post(
            f"/recruitment/{applicant.id}/move",
            data={
                "stage": stage,
                "entered_on": factories.today().isoformat(),
                "version": str(version),
                "leaving": "time",
            },
        )
        assert answer.status_code == 302
        row = db.session.get(Applicant, applicant.id)
        last = db.session.scalars(sa.select(Step).order_by(Step.id.desc())).first()
        assert (row.stage, row.since) == (last.stage, last.entered_on) == (stage, factories.today())


def test_steps_are_written_in_one_place_only():
    written = [
        path
        for path in Path("fostermatch/recruitment").rglob("*.py")
        if " Step(" in path.read_text()
    ]
    assert [str(path) for path in written] == ["fostermatch/recruitment/models.py"]


@pytest.mark.parametrize("stage", ["visit_1", "nonsense", "", "usable"])
def test_a_stage_that_is_not_on_the_way_is_said_beside_the_field(dorte, aarhus, stage):
    applicant = factories.applicant(aarhus, interest=Interest.NETWORK)
    page = dorte.post(
        f"/recruitment/{applicant.id}/move",
        data={"stage": stage, "entered_on": "1/1/2026", "version": "1", "reason": "Ringede selv"},
    )
    assert page.status_code == 422
    assert 'id="stage-error"' in page.text
    assert "Ringede selv" in page.text


def test_who_changes_over_to_the_other_approval_stands_at_a_stage_it_has(dorte, aarhus):
    applicant = factories.applicant(aarhus, stage=Stage.VISIT_1)
    facts = {
        "name": "Vagn Bak",
        "phone": "20304050",
        "postcode": "8900",
        "interest": "network",
        "source": "phone",
        "version": "1",
    }
    page = dorte.post(f"/recruitment/{applicant.id}/edit", data=facts)
    assert page.status_code == 422
    assert "ikke trinnet Besøg 1" in page.text
    early = factories.applicant(aarhus)
    assert dorte.post(f"/recruitment/{early.id}/edit", data=facts).status_code == 302
    assert db.session.get(Applicant, early.id).track is Track.NETWORK


def test_a_name_of_300_letters_is_refused_and_kept(dorte):
    page = dorte.post("/recruitment/new", data={"name": "V" * 300, "phone": "20304050"})
    assert page.status_code == 422
    assert 'id="name-error"' in page.text
    assert "V" * 300 in page.text


OLD_ROWS = (
    "INSERT INTO municipality (id, name, fresh_for_days, km_limit) VALUES (1, 'Aarhus', 60, 50)",
    "INSERT INTO applicant (id, name, phone, email, postcode, interest, source, note, enquired_on,"
    " municipality_id, version) VALUES (1, 'Vagn Bak', '20304050', '', '8900', 'foster', 'phone',"
    " '', '2026-01-02', 1, 1), (2, 'Ea Bak', '20304050', '', '8900', 'network', 'phone',"
    " '', '2026-01-02', 1, 1)",
    "INSERT INTO step (applicant_id, stage, entered_on, reason)"
    " VALUES (1, 'enquiry', '2026-01-02', ''), (1, 'withdrawn', '2026-01-09', 'Nyt job'),"
    " (2, 'visit_1', '2026-01-09', ''), (2, 'enquiry', '2026-01-02', '')",
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_applicants_of_the_first_release_get_their_stage(request, tmp_path, database):
    sqlite = database == "sqlite"
    url = f"sqlite:///{tmp_path}/old.db" if sqlite else request.getfixturevalue("postgres_database")
    with create_app(Testing(url)).app_context():
        upgrade(revision="0010")
        for statement in OLD_ROWS:
            db.session.execute(sa.text(statement))
        db.session.commit()
        upgrade()
        vagn, ea = db.session.scalars(sa.select(Applicant).order_by(Applicant.id))
        assert (vagn.stage, vagn.steps[-1].leaving) == (Stage.WITHDRAWN, "other")
        assert (ea.stage, ea.since.day) == (Stage.HOME_VISIT, 9)
        db.session.rollback()
        for table in ("applicant", "step"):
            with pytest.raises(sa.exc.IntegrityError):
                db.session.execute(sa.text(f"UPDATE {table} SET stage = 'nonsense'"))
            db.session.rollback()
        with pytest.raises(sa.exc.IntegrityError):
            db.session.execute(sa.text("UPDATE applicant SET interest = 'nonsense'"))
        db.session.remove()
        db.engine.dispose()
