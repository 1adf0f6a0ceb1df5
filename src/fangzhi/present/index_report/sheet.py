"""A table to be shown: the same rows for the terminal, CSV, a workbook, LaTeX and the page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table; ``note`` says how to read it. A figure that does not exist is None."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""

    def numeric(self) -> list[int]:
        """Places of the columns that hold numbers only."""
        return [
            i
            for i in range(len(self.headings))
            if any(isinstance(row[i], int | float) for row in self.rows)
            and not any(isinstance(row[i], str) for row in self.rows)
        ]

    def of_year(self, year: int | None) -> "Sheet":
        """The rows of one year; all rows without a year, or where the table has none."""
        if year is None or "year" not in self.headings:
            return self
        at = self.headings.index("year")
        return replace(self, rows=tuple(row for row in self.rows if row[at] == year))

    def shown(self) -> list[list[str]]:
        """Rows as text for reading: one number of decimals in a column, an absent figure as a dash."""
        columns = [_shown_column([row[i] for row in self.rows], name) for i, name in enumerate(self.headings)]
        return [list(row) for row in zip(*columns, strict=True)] if self.rows else []


def shown(value: Value, decimals: int | None = 4) -> str:
    """A value for reading; ``decimals`` None writes as many as there are.

    >>> shown(0.123456), shown(1234567.0, 0), shown(None), shown(2020), shown(0.00001234), shown(5.0, None)
    ('0.1235', '1,234,567', '—', '2020', '1.23e-05', '5')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    if isinstance(value, str | int):
        return str(value)
    if decimals is None:
        return f"{value:g}"
    tiny = decimals == 4 and 1e-15 < abs(value) < 0.00005
    return f"{value:.2e}" if tiny else f"{value:,.{decimals}f}"


def _shown_column(values: list[Value], heading: str) -> list[str]:
    floats = [v for v in values if isinstance(v, float) and not math.isnan(v)]
    largest = max((abs(v) for v in floats), default=0.0)
    halves = all(v * 2 == round(v * 2) for v in floats) and largest >= 1
    decimals = None if halves and largest < 1000 else 4 if largest < 10 else 2 if largest < 1000 else 0
    thousands = heading not in ("year", "region")
    return [f"{v:,}" if isinstance(v, int) and thousands else shown(v, decimals) for v in values]


def sheet(name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], note: str = "") -> Sheet:
    """A table with its rows made fast."""
    return Sheet(name, title, tuple(headings), tuple(tuple(row) for row in rows), note)
