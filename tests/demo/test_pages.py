"""The pages of a full municipality open, with as few queries as those of an empty one."""

import pytest
import sqlalchemy as sa

from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.recruitment.models import Applicant

PAGES = {
    "anna": ["/", "/waiting-list", "/children", "/families", "/rounds", "/rounds/1", "/process"],
    "birgit": ["/", "/waiting-list", "/rounds/1", "/process", "/process?due=still", "/decisions"],
    "carsten": [
        "/",
        "/families",
        "/families/to-confirm",
        "/duties",
        "/duties/planned",
        "/recruitment",
        "/rounds/1",
    ],
    "dorthe": ["/", "/waiting-list", "/families/forecast"],
    "erling": ["/"],
    "flemming": ["/", "/users"],
}


@pytest.fixture
def sign_in(fjordby):
    def client(name):
        user = db.session.scalar(sa.select(User).filter_by(email=f"{name}@fjordby.example"))
        return fjordby.app.test_client(user=user), user

    return client


@pytest.mark.parametrize(
    ("name", "address"), [(name, page) for name, pages in PAGES.items() for page in pages]
)
def test_the_main_pages_open(sign_in, name, address):
    assert sign_in(name)[0].get(address).status_code == 200


def test_the_cases_of_a_caseworker_open(sign_in):
    client, anna = sign_in("anna")
    children = db.session.scalars(Child.visible_to(anna).limit(25)).all()
    assert len(children) == 25
    for child in children:
        assert client.get(f"/children/{child.id}").status_code == 200


def test_every_proposal_of_the_team_opens(sign_in, fjordby):
    client, anna = sign_in("anna")
    keys = [
        line.id for line in fjordby.round.proposals if line.request.child.team_id == anna.team_id
    ]
    assert len(keys) > 10
    for key in keys:
        assert client.get(f"/rounds/proposals/{key}").status_code == 200


@pytest.mark.parametrize(("model", "path"), [(Family, "families"), (Applicant, "recruitment")])
def test_families_and_applicants_open(sign_in, model, path):
    client, carsten = sign_in("carsten")
    for row in db.session.scalars(model.visible_to(carsten).limit(25)).all():
        assert client.get(f"/{path}/{row.id}").status_code == 200
