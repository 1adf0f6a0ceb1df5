"""Units of measure: the words for them and exact factors to the root of their dimension."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from fangzhi.lexicon.table import Column, fraction, read_table, words

_COLUMNS = (
    Column("id", required=True),
    Column("zh", words),
    Column("en", words),
    Column("symbol", required=True),
    Column("dimension", required=True),
    Column("factor", fraction, required=True),
    Column("counter", allowed=("", "yes")),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; ``symbol`` is how facts write it, ``factor`` leads to the root of ``dimension``.

    A counter (家, 个, 项) counts things; what is counted often stands behind it.
    """

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    symbol: str
    dimension: str
    factor: Fraction
    counter: bool


@dataclass(frozen=True, slots=True)
class Units:
    """All units, by id and by the words for them."""

    rows: tuple[Unit, ...]
    by_chinese: dict[str, Unit]
    by_english: dict[str, Unit]

    def find(self, symbol: str) -> Unit | None:
        """The unit that facts write as ``symbol``, or that a text writes so.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> load_lexicon().units.find("亩").factor
        Fraction(2000, 3)
        """
        return self.by_chinese.get(symbol) or self.by_english.get(symbol.lower())


def load_units(overlay: Path | None = None) -> Units:
    """Read units.csv; LexiconError when one word names two units."""
    rows = read_table("units.csv", _COLUMNS, overlay=overlay)
    units = []
    chinese: dict[str, Unit] = {}
    english: dict[str, Unit] = {}
    for row in rows:
        unit = Unit(
            row["id"], row["zh"], row["en"], row["symbol"], row["dimension"], row["factor"], row["counter"] == "yes"
        )
        units.append(unit)
        for names, index in ((unit.zh, chinese), (tuple(word.lower() for word in unit.en), english)):
            for word in names:
                if word in index:
                    raise row.error(f"{word} already names {index[word].id!r}. Merge the rows, or drop the word.")
                index[word] = unit
    return Units(tuple(units), chinese, english)
