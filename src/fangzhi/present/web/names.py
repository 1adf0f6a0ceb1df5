"""Numbers, names and addresses as one language writes them: what all templates share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from fangzhi.present.values import Language, period_text, rank_text, unit_text, value_text
from fangzhi.present.web import static_files
from fangzhi.present.web.vocabulary import Vocabulary, industry_slug
from fangzhi.present.web.words import word
from fangzhi.store.pages import Figure, IndicatorRow, RegionRow

NOWHERE = "none"  # stands for the region in addresses of what has none


class Valued(Protocol):
    """Anything with a number as a text has it."""

    @property
    def measure(self) -> str:
        """What kind of number it is."""

    @property
    def value(self) -> float:
        """The number in the bare unit."""

    @property
    def value_high(self) -> float | None:
        """The upper end of a range."""

    @property
    def unit(self) -> str:
        """The bare unit."""

    @property
    def bound(self) -> str:
        """The bound."""


class Cited(Protocol):
    """Anything with the sentence to show for it."""

    @property
    def fact_id(self) -> str:
        """The fact."""

    @property
    def document_id(self) -> str:
        """The document that it stands in."""


@dataclass(frozen=True, slots=True)
class Names:
    """How things are written in one language; ``fixed`` when pages become files, without what needs a server."""

    language: Language
    vocabulary: Vocabulary
    indicators: Mapping[str, IndicatorRow]
    regions: Mapping[str, RegionRow]
    fixed: bool = False

    def shared(self) -> dict[str, Any]:
        """What every template can call, by name."""
        return {
            "t": self.words,
            "link": self.link,
            "language": self.language,
            "fixed": self.fixed,
            "value": self.value,
            "money": self.money,
            "unit": self.unit,
            "period": self.period,
            "measure_of": self.measure_of,
            "day": self.day,
            "indicator_name": self.indicator,
            "region_name": self.region,
            "industry_name": self.industry,
            "industry_link": self.industry_link,
            "scheme_link": self.scheme_link,
            "has_region": self.regions.__contains__,
            "fact_link": self.fact_link,
            "static": static_files.address,
            "web_address": web_address,
        }

    def words(self, key: str, **parts: object) -> str:
        """The words of the interface."""
        return word(key, self.language, **parts)

    def link(self, path: str) -> str:
        """The address of a path in this language."""
        return path if self.language == "zh" else f"/en{path}"

    def fact_link(self, fact: Cited) -> str:
        """The address of the sentence of a fact."""
        return self.link(f"/document/{fact.document_id}#f-{fact.fact_id}")

    def industry_link(self, industry_id: str) -> str:
        """The address of an industry."""
        return self.link(f"/industry/{industry_slug(industry_id)}")

    def scheme_link(self, region_key: str | None, key: str) -> str:
        """The address of a scheme."""
        return self.link(scheme_path(region_key or NOWHERE, key))

    def value(self, figure: Valued) -> str:
        """A figure as people write it: a position, or a number with its unit, range and bound."""
        if figure.measure == "rank":
            return rank_text(figure.value, self.language)
        return value_text(
            figure.value,
            figure.unit,
            value_high=figure.value_high,
            bound=figure.bound,
            signed=figure.measure == "change",
            language=self.language,
            unit_words=self.vocabulary.unit_words,
        )

    def money(self, amount: float) -> str:
        """A sum in 元."""
        return value_text(amount, "元", language=self.language, unit_words=self.vocabulary.unit_words)

    def unit(self, units: str) -> str:
        """The usual units of an indicator."""
        words = self.vocabulary.unit_words
        return " / ".join(filter(None, (unit_text(one, self.language, words) for one in units.split("|"))))

    def period(self, notation: str | None) -> str:
        """A period in words."""
        return period_text(notation, self.language)

    def measure_of(self, figure: Figure) -> str:
        """What kind of number a figure is, and against what it is measured where that is not the year before."""
        kind = self.words(f"measure.{figure.measure}")
        base = figure.base_period
        return kind + self.words("table.against", period=self.period(base)) if base else kind

    def day(self, published: date | None) -> str:
        """A date, or that there is none."""
        return published.isoformat() if published else self.words("table.undated")

    def indicator(self, indicator_id: str | None, label: str) -> str:
        """The name of an indicator of the catalogue, else the label of the text."""
        row = self.indicators.get(indicator_id or "")
        return label if row is None else row.zh if self.language == "zh" else row.en

    def region(self, region_code: str | None, name: str | None) -> str:
        """The name of a region of the register, else the name in the text."""
        row = self.regions.get(region_code or "")
        if row is None:
            return name or ""
        return row.name if self.language == "zh" else row.english

    def industry(self, industry_id: str | None, words: str) -> str:
        """The name of an industry of the list, else the words of the text."""
        return self.vocabulary.industry_name(industry_id, words, self.language)


def scheme_path(region_key: str, key: str) -> str:
    """The path of a scheme; ``region_key`` is a code, or a name where there is none, ``key`` its code or its name.

    >>> scheme_path("321000", "613"), scheme_path("320000", "4+3")
    ('/scheme/321000/613', '/scheme/320000/4+3')
    """
    return f"/scheme/{quote(region_key)}/{quote(key, safe='+')}"


def web_address(url: str | None) -> str | None:
    """The address when it is one of the web; a document may claim any scheme, javascript: included.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
