"""On which footing a figure stands: real or nominal, on the same basis or as reported; in which unit."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fangzhi.lexicon.cues import load_word_tables
from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.ledger import Statement

RELATIVE = ("growth", "cagr")
_CLAUSE_MARK = re.compile(r"[，。；、！？：:,;（(\n]")


@dataclass(frozen=True, slots=True)
class Footing:
    """``price`` is real, nominal or empty (not said); ``basis`` is same_basis or empty."""

    price: str
    basis: str


def footing(statement: Statement) -> Footing:
    """The footing that the clause of a figure names; growth of value added is real unless the clause says otherwise."""
    return _footing(_clause(statement), statement.measure in RELATIVE, statement.indicator_id or "")


@lru_cache(maxsize=20_000)  # a ledger asks for the same figures again and again
def _footing(words: str, relative: bool, indicator_id: str) -> Footing:
    price = _found("price", words)
    if not price and relative and indicator_id.endswith(_words("real_growth", "endings")):
        price = "real"
    return Footing(price if relative else "", _found("footing", words))


@lru_cache(maxsize=20_000)
def conversion(unit: str, to: str) -> float | None:
    """What a value in ``unit`` is multiplied by to be in ``to``; None where there is no such factor.

    Things counted with different counters are one thing counted; two currencies are never converted.

    >>> conversion("斤", "吨"), conversion("户", "家"), conversion("元", "美元")
    (0.0005, 1.0, None)
    """
    if unit == to:
        return 1.0
    lexicon = load_lexicon()
    one, two = lexicon.units.find(unit), lexicon.units.find(to)
    if one is None or two is None or one.dimension != two.dimension:
        kinds = lexicon.indicators.dimension_of_unit
        counted = kinds.get(unit) == kinds.get(to) == "count" and one is None and two is None
        return 1.0 if counted else None
    return float(one.factor / two.factor)


def currencies_differ(unit: str, other: str) -> bool:
    """Whether both units are money, but not of one country.

    >>> currencies_differ("元", "美元"), currencies_differ("元", "家")
    (True, False)
    """
    units = load_lexicon().units
    one, two = units.find(unit), units.find(other)
    return (
        one is not None
        and two is not None
        and one.dimension.startswith("money")
        and two.dimension.startswith("money")
        and one.dimension != two.dimension
    )


def _clause(statement: Statement) -> str:
    """The label and what stands between the last mark and the figure."""
    return statement.indicator + "\n" + _CLAUSE_MARK.split(statement.prefix)[-1] + statement.quote


def _found(table: str, words: str) -> str:
    for name, cues in load_comparability()[table].items():
        if any(cue in words for cue in cues):
            return name
    return ""


def _words(table: str, name: str) -> tuple[str, ...]:
    return load_comparability()[table][name]


@cache
def load_comparability() -> dict[str, dict[str, tuple[str, ...]]]:
    """The word lists of comparability.toml by table and class."""
    cues = load_word_tables("comparability.toml")
    return {table: dict(classes) for table, classes in cues.tables.items()}
