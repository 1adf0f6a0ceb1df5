"""Long lists: a page shows the beginning of each, and a page of its own, at a stable address, shows one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Query

Row = TypeVar("Row")
ROWS = 100  # of a list on a page of its own

PartWish = Annotated[
    str, Query(alias="part", pattern=r"^[a-z]{0,20}$", description="Show only this list, page by page")
]
PageWish = Annotated[int, Query(alias="page", ge=1, le=100_000, description="Which page of that list")]


@dataclass(frozen=True, slots=True)
class Part:
    """The one list that is asked for, empty for the whole page; ``base`` is the page's path with its other filters.

    >>> part = Part("/schemes?q=low", "named", 2)
    >>> part.query(), part.of(range(250))[:2], part.more(range(250)), part.path("numbered")
    ('part=named&page=2', range(100, 102), True, '/schemes?q=low&part=numbered')
    """

    base: str
    name: str = ""
    number: int = 1

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of this page of the list."""
        return rows[(self.number - 1) * ROWS : self.number * ROWS]

    def more(self, rows: Sequence[Row]) -> bool:
        """Whether there is a page after this one."""
        return len(rows) > self.number * ROWS

    def query(self) -> str:
        """What the address of this page of the list adds; empty for the whole page."""
        if not self.name:
            return ""
        return f"part={self.name}" + (f"&page={self.number}" if self.number > 1 else "")

    def path(self, name: str, number: int = 1) -> str:
        """The path of a page of a list."""
        return f"{self.base}{'&' if '?' in self.base else '?'}{Part(self.base, name, number).query()}"
