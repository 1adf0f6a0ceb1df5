"""Identities of official statistics: which figures must add or multiply up to which (data/identities.csv)."""

from dataclasses import dataclass
from functools import cache

from fangzhi.lexicon.table import Column, read_table, words

HUNDRED = "100"
_COLUMNS = (
    Column("id", required=True),
    Column("kind", required=True, allowed=("sum", "product")),
    Column("result", required=True),
    Column("terms", words, required=True),
    Column("tolerance", float, required=True),
    Column("note"),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """``terms`` make ``result`` (an indicator, or 100) by sum or product.

    ``tolerance`` is the share of the result that definitions and revisions may account for, beside rounding.
    """

    id: str
    kind: str
    result: str
    terms: tuple[str, ...]
    tolerance: float
    note: str


@cache
def load_identities() -> tuple[Identity, ...]:
    """Read identities.csv; LexiconError for a bad row.

    >>> load_identities()[0].result
    'gdp'
    """
    return tuple(
        Identity(row["id"], row["kind"], row["result"], row["terms"], row["tolerance"], row["note"])
        for row in read_table("identities.csv", _COLUMNS)
    )
