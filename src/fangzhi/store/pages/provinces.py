"""Figures about provinces: all of an indicator are read at once, and ranked here.

They are few and lie together, and every page of an indicator asks for its ranking, its lines and the other language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from fangzhi.store.pages.figure import Coverage, Figure, RankedFigure
from fangzhi.store.queries import query
from fangzhi.store.serving import Reader

_YEAR = re.compile(r"\d{4}")
_SURENESS = {"certain": 0, "context": 1}
_FIELDS = tuple(field.name for field in fields(Figure))


@dataclass(frozen=True, slots=True)
class _ProvinceFigure(Figure):
    """A figure about a province; ``own`` says whether the province's own document states it."""

    own: bool


def rank_provinces(reader: Reader, of: Coverage) -> tuple[RankedFigure, ...]:
    """One figure a province, the best documented first chosen, and how many different figures were passed over."""
    groups: dict[str, list[_ProvinceFigure]] = {}
    for figure in _figures(reader, of.indicator_id):
        if (figure.measure, figure.period, figure.status, figure.unit) == (of.measure, of.period, of.status, of.unit):
            groups.setdefault(figure.region_code or "", []).append(figure)
    names = reader.atlas.once("province names", lambda: _names(reader))
    ranked = []
    for region_code, group in groups.items():
        best = min(group, key=_preference)
        others = len({(figure.value, figure.value_high, figure.bound) for figure in group}) - 1
        name, short, english = names[region_code]
        own = {field: getattr(best, field) for field in _FIELDS}
        ranked.append(RankedFigure(**own, region_name=name, region_short=short, region_english=english, others=others))
    return tuple(sorted(ranked, key=lambda figure: (-figure.value, figure.region_code)))


def province_years(reader: Reader, of: Coverage) -> tuple[Figure, ...]:
    """The single figures of whole years of the indicator, measure and unit of a ranking, newest first."""
    return tuple(
        figure
        for figure in _figures(reader, of.indicator_id)
        if (figure.measure, figure.unit, figure.value_high) == (of.measure, of.unit, None)
        and _YEAR.fullmatch(figure.period or "")
    )


def _figures(reader: Reader, indicator_id: str) -> tuple[_ProvinceFigure, ...]:
    return reader.rows_of("province_figures", _ProvinceFigure, indicator_id)


def _preference(figure: _ProvinceFigure) -> tuple[bool, int, int, str]:
    """The province's own document before others, what is surer, the newer document."""
    day = figure.published.toordinal() if figure.published else date.min.toordinal() - 1
    return not figure.own, _SURENESS.get(figure.confidence, 2), -day, figure.fact_id


def _names(reader: Reader) -> dict[str, tuple[str, str, str]]:
    """The full, the short and the English name of each province."""
    rows = reader.atlas.lasting().execute(query("pages_province_names")).fetchall()
    return {code: (name, short, english) for code, name, short, english in rows}
