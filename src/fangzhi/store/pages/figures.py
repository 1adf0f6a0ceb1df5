"""Figures: one number with its document, rankings of regions, the catalogue of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.model.errors import NotFoundError
from fangzhi.store.pages.figure import Coverage, Figure, RankedFigure
from fangzhi.store.pages.listed import Listed
from fangzhi.store.pages.provinces import province_years, rank_provinces
from fangzhi.store.serving import Reader

MOST_FIGURES = 3000
_MOST_LABELS = 40
_NEWEST = 200  # of an indicator, that a summary holds: see summary_indicator_figure.sql


@dataclass(frozen=True, slots=True)
class Headline:
    """An indicator and how many regions report it."""

    indicator_id: str
    zh: str
    en: str
    regions: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the catalogue; ``scope`` is the part of the field it counts, ``broader`` what it belongs to."""

    indicator_id: str
    zh: str
    en: str
    dimension: str | None
    kind: str | None
    better: str | None
    unit: str | None
    definition: str | None
    scope: str | None
    broader: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a text and how often they occur."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int


def coverage(reader: Reader, level: str) -> tuple[Coverage, ...]:
    """The rankings that can be drawn for regions of one level, the best covered first."""
    return reader.rows("coverage", Coverage, level=level)


def ranking(reader: Reader, of: Coverage, level: str) -> tuple[RankedFigure, ...]:
    """One figure a region, the highest first."""
    if level == "province":
        return rank_provinces(reader, of)
    return reader.rows(
        "ranking",
        RankedFigure,
        indicator_id=of.indicator_id,
        measure=of.measure,
        period=of.period,
        status=of.status,
        unit=of.unit,
        level=level,
    )


def headlines(reader: Reader, most: int) -> tuple[Headline, ...]:
    """The indicators that most regions report."""
    return reader.rows("headlines", Headline, most=most)


def region_figures(reader: Reader, region_code: str) -> tuple[Figure, ...]:
    """Every figure about one region, newest period first."""
    return reader.rows_of("region_figures", Figure, region_code)


def indicator_figures(reader: Reader, indicator_id: str, most: int = MOST_FIGURES) -> Listed[Figure]:
    """The figures of one indicator, newest period first, at most so many of them."""
    count = indicator_count(reader, indicator_id)

    def read(skip: int, rows: int) -> tuple[Figure, ...]:
        if skip + rows <= _NEWEST:
            return reader.rows_of("indicator_newest", Figure, indicator_id)[skip : skip + rows]
        return reader.rows("indicator_figures", Figure, indicator_id=indicator_id, skip=skip, most=rows)

    return Listed(min(count, most), read)


def indicator_count(reader: Reader, indicator_id: str) -> int:
    """How many figures there are of one indicator."""
    return sum(label.count for label in _labels(reader, indicator_id))


def indicator_years(reader: Reader, of: Coverage, level: str) -> tuple[Figure, ...]:
    """Figures of whole years of the indicator, measure and unit of a ranking, newest first."""
    if level == "province":
        return province_years(reader, of)[:MOST_FIGURES]
    return reader.rows(
        "indicator_years",
        Figure,
        indicator_id=of.indicator_id,
        measure=of.measure,
        unit=of.unit,
        level=level,
        most=MOST_FIGURES,
    )


def indicator(reader: Reader, indicator_id: str) -> IndicatorRow:
    """One indicator of the catalogue; NotFoundError."""
    found = reader.rows("indicator", IndicatorRow, indicator_id=indicator_id)
    if not found:
        raise NotFoundError(f"no indicator has the id {indicator_id}; look for its name with /search?q=.")
    return found[0]


def indicator_names(reader: Reader) -> tuple[IndicatorRow, ...]:
    """All indicators of the catalogue."""
    return reader.rows("indicators", IndicatorRow)


def indicator_labels(reader: Reader, indicator_id: str) -> tuple[Label, ...]:
    """The labels under which an indicator is written, the commonest first."""
    return _labels(reader, indicator_id)[:_MOST_LABELS]


def _labels(reader: Reader, indicator_id: str) -> tuple[Label, ...]:
    return reader.rows_of("indicator_labels", Label, indicator_id)


def target_years(reader: Reader) -> tuple[int, ...]:
    """The years in which targets end, newest first."""
    return tuple(row.year for row in reader.rows("target_years", Year))
