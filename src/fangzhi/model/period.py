"""Periods of time in ISO 8601 and SDMX notation."""

import re
from dataclasses import dataclass
from functools import lru_cache

_PATTERN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from ``first`` to ``last``, each counted as year * 12 + month - 1.

    The notation keeps what was said: ``2025-01/2025-09`` (cumulative) is never ``2025-Q3``.

    >>> str(Period.parse("2025-S1")), Period.parse("2021/2025").end_year
    ('2025-S1', 2025)
    """

    first: int
    last: int
    notation: str

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls.parse(f"{year:04d}")

    @classmethod
    def years(cls, first: int, last: int) -> "Period":
        """Several years taken together; one year when both are the same."""
        return cls.year(first) if first == last else cls.parse(f"{first:04d}/{last:04d}")

    @classmethod
    def months(cls, year: int, first: int, last: int) -> "Period":
        """Months of one year taken together; one month when both are the same."""
        if first == last:
            return cls.parse(f"{year:04d}-{first:02d}")
        if (first, last) == (1, 12):
            return cls.year(year)
        return cls.parse(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """A single quarter, 1 to 4."""
        return cls.parse(f"{year:04d}-Q{quarter}")

    @classmethod
    def half(cls, year: int, half: int) -> "Period":
        """The first or the second half of a year."""
        return cls.parse(f"{year:04d}-S{half}")

    @classmethod
    def parse(cls, notation: str) -> "Period":
        """Read the notation; ValueError when it is not one of the forms above."""
        return _parsed(notation)

    @property
    def start_year(self) -> int:
        """The year of the first month."""
        return self.first // 12

    @property
    def end_year(self) -> int:
        """The year of the last month."""
        return self.last // 12

    def __str__(self) -> str:
        return self.notation


@lru_cache(maxsize=1024)  # the texts of a decade speak of a few hundred periods, each a thousand times
def _parsed(notation: str) -> Period:
    start, _, stop = notation.partition("/")
    first, last = _months(start)
    if stop:
        last = _months(stop)[1]
    if last < first:
        raise ValueError(f"period {notation!r} ends before it begins")
    return Period(first, last, notation)


def _months(text: str) -> tuple[int, int]:
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no period: write 2025, 2025-Q3, 2025-S1, 2025-11 or 2021/2025")
    january = int(match[1]) * 12
    if match[2]:
        first = january + 3 * (int(match[2]) - 1)
        return first, first + 2
    if match[3]:
        first = january + 6 * (int(match[3]) - 1)
        return first, first + 5
    if match[4]:
        first = january + int(match[4]) - 1
        return first, first
    return january, january + 11
