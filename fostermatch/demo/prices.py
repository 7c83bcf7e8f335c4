"""Fjordby's own budget, for what the published averages leave out or do not tell apart."""

from datetime import date
from decimal import Decimal

from fostermatch.costs.models import OwnPrice, PriceKind
from fostermatch.demo import figures
from fostermatch.demo.book import Book
from fostermatch.demo.costs import DEARNESS
from fostermatch.placements.models import PlacementKind

STEP = 100


def fill(book: Book) -> None:
    year = book.scene.today.year
    foster = figures.YEARLY_COST[PlacementKind.FOSTER]
    yearly = {PriceKind.of_family(kind): foster * share for kind, share in DEARNESS.items()}
    yearly[PriceKind.RESPITE] = figures.YEARLY_COST[PlacementKind.RESPITE]
    for kind, kroner in yearly.items():
        book.write(
            OwnPrice(
                municipality_id=book.owner,
                kind=kind,
                starts_on=date(year, 1, 1),
                yearly=Decimal(STEP * round(kroner / STEP)),
                source=f"Fjordby Kommune, budget {year}",
            )
        )
    book.save()
