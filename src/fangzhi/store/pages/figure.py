"""One number with its document, alone or in a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation with its document; ``title`` is the document's, or its path where it has none."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    indicator: str
    indicator_id: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    bound: str
    period: str | None
    base_period: str | None
    year: int | None
    status: str
    confidence: str
    rule: str
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RankedFigure(Figure):
    """A region's best documented figure; ``others`` counts different figures for the same thing."""

    region_name: str
    region_short: str
    region_english: str
    others: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A ranking that can be drawn, and how many regions it has."""

    indicator_id: str
    zh: str
    en: str
    measure: str
    period: str
    year: int
    status: str
    unit: str
    regions: int
