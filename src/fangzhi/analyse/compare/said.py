"""What a figure says as a set of values: exact, bounded, rough, a range."""

import re
from dataclasses import dataclass, replace
from math import floor, inf, log10

from fangzhi.analyse.compare.footing import conversion
from fangzhi.store.ledger import Statement

ROUGH = 0.05  # share of a value that «左右» surely gives way by
_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_MIRRORED = {"min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Said:
    """A value as said: ``value_high`` ends a range, ``bound`` is eq, min, max or approx, ``quote`` its words."""

    value: float
    value_high: float | None
    bound: str
    quote: str


def said(statement: Statement, unit: str) -> Said:
    """The value of a statement in another unit of its dimension."""
    factor = conversion(statement.unit, unit) or 1.0
    high = None if statement.value_high is None else statement.value_high * factor
    return Said(statement.value * factor, high, statement.bound, statement.quote)


def interval(said: Said) -> tuple[float, float]:
    """The values that a figure as said may have.

    >>> interval(Said(3.38, None, "approx", "3.38%左右"))
    (3.37, 3.39)
    """
    said = of_size(said)
    low, high = said.value, said.value if said.value_high is None else said.value_high
    if said.bound == "min":
        return low, inf
    if said.bound == "max":
        return -inf, high
    if said.bound == "approx":
        step = last_place(said)
        return round(low - step, 12), round(high + step, 12)
    return low, high


def last_place(said: Said) -> float:
    """The worth of the last digit that a figure is written with, zeros at the end of a round number left aside.

    >>> last_place(Said(510000000000.0, None, "approx", "约5100亿元"))
    10000000000.0
    """
    found = _NUMBER.search(said.quote)
    if found is None or not said.value:
        return abs(said.value) * ROUGH
    digits = found[0].replace(",", "").replace("，", "")
    written = float(digits)
    if not written:
        return abs(said.value) * ROUGH
    if found[1]:
        step = 10.0 ** -len(found[1])
    else:
        kept = max(len(digits.rstrip("0")), min(2, len(digits)))
        step = 10.0 ** (floor(log10(written)) + 1 - kept)
    return step * abs(said.value) / written


def of_size(said: Said) -> Said:
    """«下降14%以上» is -14 and at least by its size: as a number, at most -14."""
    if said.value < 0 and said.bound in _MIRRORED:
        return replace(said, bound=_MIRRORED[said.bound])
    return said
