"""What places cost: dated, with a source, and never changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from fostermatch.costs.models import OwnPrice, PriceKind
from fostermatch.costs.prices import Prices
from fostermatch.costs.queries import prices_of
from fostermatch.database import db
from fostermatch.families.models import ApprovalKind
from fostermatch.placements.models import PlacementKind
from tests import factories

DAY = date(2026, 6, 1)
FORM = {
    "kind": "respite",
    "yearly": "78.000,50",
    "starts_on": "1/1/2026",
    "source": "Budget 2026",
    "version": "0",
}


def own(starts_on, yearly, kind=PriceKind.NETWORK):
    return OwnPrice(kind=kind, starts_on=starts_on, yearly=Decimal(yearly), source="Budget")


def test_the_published_averages_are_there_from_the_start():
    prices = Prices()
    yearly = {kind: (found := prices.price(kind, DAY)) and found.yearly for kind in PriceKind}
    assert yearly[PriceKind.NETWORK] == 165_000
    assert yearly[PriceKind.SPECIALISED] == 439_700
    assert yearly[PriceKind.INSTITUTION] == 1_122_100
    assert yearly[PriceKind.RESPITE] is None
    assert prices.price(PriceKind.NETWORK, date(2021, 12, 31)).yearly == 148_800
    assert prices.price(PriceKind.NETWORK, date(2020, 12, 31)) is None


def test_an_own_price_goes_before_a_newer_published_one():
    prices = Prices([own(date(2021, 6, 1), 150_000), own(DAY, 170_000), own(DAY, 171_000)])
    assert prices.price(PriceKind.NETWORK, date(2022, 6, 1)).yearly == 150_000
    later = prices.price(PriceKind.NETWORK, DAY)
    assert (later.yearly, later.is_own) == (171_000, True)
    assert later.weekly == Decimal(171_000) * 7 / 365


def test_days_are_paid_at_the_price_of_each():
    prices = Prices([own(date(2026, 1, 1), 36_500), own(DAY, 73_000)])
    first, last = DAY - timedelta(3), DAY + timedelta(1)
    assert prices.amount(PriceKind.NETWORK, first, last) == 3 * 100 + 2 * 200
    assert prices.amount(PriceKind.RESPITE, first, last) is None


@pytest.mark.parametrize("kind", PlacementKind)
@pytest.mark.parametrize("approval", [None, *ApprovalKind])
def test_every_stay_has_a_kind_of_price(kind, approval):
    assert PriceKind.of_stay(kind, approval) in PriceKind


def test_a_controller_adds_a_price_and_a_leader_sees_it(sign_in, bo):
    assert sign_in("frida").post("/costs/prices/new", data=FORM).location == "/costs/prices"
    page = bo.get("/costs/prices").text
    assert "78.000 kr." in page
    assert "Budget 2026" in page


@pytest.mark.parametrize(
    ("field", "value"), [("yearly", "0"), ("yearly", "meget"), ("starts_on", ""), ("source", " ")]
)
def test_what_is_no_price_is_said_beside_the_field(bo, field, value):
    response = bo.post("/costs/prices/new", data=FORM | {field: value})
    assert response.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(OwnPrice.id))) == 0


def test_another_municipality_has_prices_of_its_own(bo, cast):
    bo.post("/costs/prices/new", data=FORM)
    assert prices_of(cast["carl"].municipality_id).price(PriceKind.RESPITE, DAY) is None


@pytest.mark.parametrize("deed", ["UPDATE own_price SET yearly = 1", "DELETE FROM own_price"])
def test_a_price_is_never_changed(aarhus, deed):
    row = own(DAY, 1000)
    row.municipality_id = aarhus.id
    factories.saved(row)
    with pytest.raises(sa.exc.DBAPIError, match="written once"):
        db.session.execute(sa.text(deed))
    db.session.rollback()
