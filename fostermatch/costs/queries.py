import sqlalchemy as sa

from fostermatch.costs.models import OwnPrice
from fostermatch.costs.prices import Prices
from fostermatch.database import db


def own_prices(municipality_id: int) -> list[OwnPrice]:
    rows = sa.select(OwnPrice).filter_by(municipality_id=municipality_id)
    return list(db.session.scalars(rows.order_by(OwnPrice.starts_on, OwnPrice.id)))


def prices_of(municipality_id: int) -> Prices:
    return Prices(own_prices(municipality_id))
