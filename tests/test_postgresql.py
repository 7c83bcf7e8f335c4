"""The pages on PostgreSQL, on a small invented municipality: what SQLite forgives it does not."""

import pytest

from fostermatch import clock
from fostermatch.accounts.models import Role, User
from fostermatch.database import db
from fostermatch.demo import make
from fostermatch.rounds.models import Proposal


@pytest.fixture
def visit(postgres_app):
    make.fill(clock.today(), size=0.2, seed=1)
    db.session.commit()

    def open_as(role):
        user = db.session.query(User).filter_by(role=role).order_by(User.id).first()
        return postgres_app.test_client(user=user)

    return open_as


def test_every_list_and_page_opens(visit):
    proposal = db.session.query(Proposal).filter(Proposal.family_id.is_not(None)).first()
    lists = ["/", "/waiting-list?urgency=acute", "/children", "/rounds", "/families?age=7"]
    pages = [f"/rounds/{proposal.round_id}", f"/families/{proposal.family_id}"]
    leader = visit(Role.TEAM_LEADER)
    for address in [*lists, *pages, "/recruitment"]:
        assert leader.get(address).status_code == 200, address
    for address in ("/families", "/children", "/recruitment"):
        assert leader.post(address, data={"q": "randers"}).status_code == 200, address


def test_a_round_is_run_over_the_whole_list(visit):
    caseworker = visit(Role.CASEWORKER)
    answer = caseworker.post("/rounds/new", data={"note": "Ugemøde"})
    assert caseworker.get(answer.location).status_code == 200
