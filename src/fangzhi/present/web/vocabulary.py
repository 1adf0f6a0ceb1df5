"""The words of the lexicon that pages show: units in English, industries with their names and kin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from fangzhi.lexicon.indicators import IndicatorCatalogue, load_indicators
from fangzhi.lexicon.industries import IndustryCatalogue, load_industries
from fangzhi.lexicon.load import Lexicon
from fangzhi.lexicon.units import load_units
from fangzhi.present.values import Language


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``unit_words`` gives Chinese units their English words; ``indicators`` gives the catalogue once it is needed."""

    unit_words: Mapping[str, str]
    industries: IndustryCatalogue
    indicators: Callable[[], IndicatorCatalogue]

    def aliases(self, indicator_id: str, language: Language | None = None) -> tuple[str, ...]:
        """The further names of an indicator of the catalogue: in one language, or Chinese ones first."""
        row = self.indicators().find(indicator_id)
        if row is None:
            return ()
        zh, en = (row.zh_aliases if language != "en" else ()), (row.en_aliases if language != "zh" else ())
        return (*zh, *en)

    def definition(self, indicator_id: str, language: Language) -> tuple[str, Language] | None:
        """What an indicator of the catalogue measures, and in which language that is written."""
        row = self.indicators().find(indicator_id)
        if row is None:
            return None
        return (row.definition_zh, "zh") if language == "zh" and row.definition_zh else (row.definition, "en")

    def industry_name(self, industry_id: str | None, words: str, language: Language) -> str:
        """The name of an industry of the list, else the words of the text."""
        row = self.industries.find(industry_id) if industry_id else None
        if row is None:
            return words
        return row.zh if language == "zh" else row.en


def vocabulary_of(lexicon: Lexicon | None) -> Vocabulary:
    """The words of a lexicon, ours without one. A sign such as % is the same in both languages."""
    units = lexicon.units if lexicon else load_units()
    words = {unit.symbol: unit.en[0] for unit in units.rows if unit.en and unit.symbol[0] not in "%‰°℃"}
    return Vocabulary(
        words,
        lexicon.industries if lexicon else load_industries(),
        (lambda: lexicon.indicators) if lexicon else cache(load_indicators),
    )


def industry_slug(industry_id: str) -> str:
    """The name of an industry in an address.

    >>> industry_slug("low_altitude_economy"), industry_of_slug("low-altitude-economy")
    ('low-altitude-economy', 'low_altitude_economy')
    """
    return industry_id.replace("_", "-")


def industry_of_slug(slug: str) -> str:
    """The id that an address means."""
    return slug.replace("-", "_")
