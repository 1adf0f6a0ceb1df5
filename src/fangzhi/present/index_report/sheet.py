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
        """Rows as text for reading: four significant digits, an absent figure as a dash."""
        years = {i for i, heading in enumerate(self.headings) if heading == "year"}
        return [[shown(value, whole=i in years) for i, value in enumerate(row)] for row in self.rows]


def shown(value: Value, *, whole: bool = False) -> str:
    """A value for reading.

    >>> shown(0.123456), shown(1234567.0), shown(None), shown(2020, whole=True), shown(0.00001234)
    ('0.1235', '1,234,567', '—', '2020', '1.23e-05')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value) if whole else f"{value:,}"
    size = abs(value)
    if size < 1e-15:
        return "0"
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2e}" if size < 0.001 else f"{value:.4g}"


def sheet(name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], note: str = "") -> Sheet:
    """A table with its rows made fast."""
    return Sheet(name, title, tuple(headings), tuple(tuple(row) for row in rows), note)
