"""Fjordby, invented once for all who only look at it."""

import shutil
from datetime import date
from types import SimpleNamespace

import pytest

from config import Testing
from fostermatch import create_app
from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.demo import make
from tests.conftest import checked, staged

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def fjordby(empty_database, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "fjordby.db"
    shutil.copy(empty_database, path)
    for app in staged(checked(create_app(Testing(f"sqlite:///{path}")))):
        round_ = make.fill(DAY)
        db.session.commit()
        municipality = db.session.get(Municipality, round_.municipality_id)
        yield SimpleNamespace(app=app, municipality=municipality, round=round_)
