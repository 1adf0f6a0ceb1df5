"""Things found by a name or by words of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class RegionHit:
    """A region found by its name; ``exact`` when the whole name was given."""

    region_code: str
    name: str
    short: str
    english: str
    level: str
    exact: bool


@dataclass(frozen=True, slots=True)
class IndicatorHit:
    """An indicator found by its name or by a label in a text."""

    indicator_id: str
    zh: str
    en: str
    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence with facts that holds the words; ``total`` counts all such sentences."""

    document_id: str
    title: str
    published: date | None
    sentence: str
    fact_id: str
    region: str | None
    total: int


def search_regions(reader: Reader, words: str, most: int) -> tuple[RegionHit, ...]:
    """Regions whose name holds the words, whole names and higher levels first."""
    return reader.rows("search_regions", RegionHit, words=words, most=most)


def search_indicators(reader: Reader, words: str, most: int) -> tuple[IndicatorHit, ...]:
    """Indicators whose name, or label in a text, holds the words."""
    return reader.rows("search_indicators", IndicatorHit, words=words, most=most)


def search_sentences(reader: Reader, words: str, most: int) -> tuple[SentenceHit, ...]:
    """Sentences with facts that hold the words, newest document first."""
    return reader.rows("search_sentences", SentenceHit, words=words, most=most)
