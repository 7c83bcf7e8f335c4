"""Fixed sets of values that people choose from."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Self

from wtforms import SelectChoice


class Choice(StrEnum):
    """A value for the database and a label for people, side by side.

    class Season(Choice):
        SUMMER = "summer", _l("Summer")
    """

    label: Any

    def __new__(cls, value: str, label: Any) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def options(cls) -> list[SelectChoice]:
        return [SelectChoice(member, member.label) for member in cls]

    @classmethod
    def options_or(cls, empty: Any) -> list[SelectChoice]:
        """The options after an empty one, for a list that may stay open."""
        return [SelectChoice("", empty), *cls.options()]

    @classmethod
    def of(cls, value: str | None) -> Self | None:
        """The member with this value; None for an unknown one (an address may say anything)."""
        return next((member for member in cls if member.value == value), None)


def rows_or(empty: Any, rows: Iterable[Any]) -> list[SelectChoice]:
    """Rows that have an id and a name, after an empty line."""
    return [SelectChoice("", empty), *(SelectChoice(row.id, row.name) for row in rows)]
