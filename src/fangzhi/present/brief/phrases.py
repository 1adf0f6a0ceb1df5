"""The words of a brief (words.toml), filled in one language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fangzhi.lexicon.load import load_lexicon
from fangzhi.present.values import Language, period_text, rank_text, value_text

_SIGNS = ("%", "‰")  # read alike in every language


@dataclass(frozen=True, slots=True)
class Phrases:
    """Everything that a brief says around its facts, in one language."""

    language: Language
    words: Mapping[str, Any]

    def say(self, phrase: str, /, **filled: object) -> str:
        """A phrase with its gaps filled."""
        return str(self.words["phrases"][phrase][self._column]).format(**filled)

    def word(self, table: str, name: str) -> str:
        """A word of a table, the name itself where the table has none."""
        row = self.words[table].get(name)
        return str(row[self._column]) if row else name

    def heading(self, section: str) -> str:
        """The heading of a section."""
        return str(self.words["sections"][section][self.language])

    def value(self, row: Mapping[str, Any], *, size: bool = False) -> str:
        """The value of an observation in words; ``size`` leaves the sign to the verb beside it."""
        if row["measure"] == "rank":
            return rank_text(row["value"], self.language)
        value, high = row["value"], row["value_high"]
        if size:
            value, high = abs(value), None if high is None else abs(high)
        text = value_text(value, row["unit"], value_high=high, language=self.language, unit_words=units())
        return text if row["bound"] == "eq" else self.word("bounds", row["bound"]).format(value=text)

    def amount(self, value: float) -> str:
        """A sum of money, in 元."""
        return value_text(value, "元", language=self.language, unit_words=units())

    def period(self, notation: str | None) -> str:
        """A period in words."""
        return period_text(notation, self.language)

    @property
    def _column(self) -> int:
        return 0 if self.language == "zh" else 1


@cache
def units() -> dict[str, str]:
    """English words for the units of facts; counters and people are left out, the name says what is counted."""
    found: dict[str, str] = {}
    for unit in load_lexicon().units.rows:
        bare = unit.counter or unit.dimension == "persons"
        if (bare or unit.en) and unit.symbol not in _SIGNS:
            found.setdefault(unit.symbol, "" if bare else unit.en[0])
    return found


@cache
def load_phrases(language: Language) -> Phrases:
    """The phrases of a language.

    >>> load_phrases("en").heading("economy")
    'Economy'
    """
    content = (files("fangzhi.present.brief") / "words.toml").read_text(encoding="utf-8")
    return Phrases(language, tomllib.loads(content))
