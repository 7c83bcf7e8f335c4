"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PER_PAGE = 25
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    number: int
    pages: int
    total: int


def page_of(rows: Sequence[Row], number: int, per_page: int = PER_PAGE) -> Page[Row]:
    """The page with this number, the nearest one if there is no such page."""
    pages = max(1, -(-len(rows) // per_page))
    number = min(max(1, number), pages)
    start = (number - 1) * per_page
    return Page(rows[start : start + per_page], number, pages, len(rows))
