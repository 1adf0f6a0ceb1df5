"""The charts of an indicator: regions over the years, and what they promised against what they reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fangzhi.analyse.ledger import LedgerRow
from fangzhi.present.values import axis_unit
from fangzhi.present.web.frame import Site
from fangzhi.present.web.live_charts import LiveChart
from fangzhi.present.web.plots import Dot, end_words, joined, lines_svg, scatter_svg
from fangzhi.present.web.region_figures import surest
from fangzhi.store.pages import Coverage, Figure

_JUDGED = ("met", "exceeded", "missed")
_LEAST_LINES = 2
_LEAST_PAIRS = 3
_MOST_LINES = 40


def lines(figures: Sequence[Figure], of: Coverage, level: str, site: Site) -> LiveChart | None:
    """Whole years of one measure and unit, a line a region of the level; a target only where there is no result.

    None for fewer than two regions with two years.
    """
    groups: dict[str, dict[int, list[Figure]]] = {}
    for figure in figures:
        row = site.regions.get(figure.region_code or "")
        same = figure.measure == of.measure and figure.unit == of.unit
        if row and row.level == level and same and figure.value_high is None and (figure.period or "").isdigit():
            groups.setdefault(row.region_code, {}).setdefault(int(figure.period or 0), []).append(figure)
    long_enough = {code: years for code, years in groups.items() if len(years) > 1}
    if not _LEAST_LINES <= len(long_enough) <= _MOST_LINES:
        return None
    chosen = {
        code: {year: _chosen(group) for year, group in sorted(years.items())} for code, years in long_enough.items()
    }
    values = [figure.value for years in chosen.values() for figure in years.values()]
    words = site.vocabulary.unit_words
    scale, unit = axis_unit(values, of.unit, language=site.language, unit_words=words)
    series = {
        _short(code, site): [
            Dot(_short(code, site), year, f.value / scale, _kind(f), _told(code, f, site), site.fact_link(f))
            for year, f in years.items()
        ]
        for code, years in sorted(chosen.items())
    }
    label = f"{_name(of.indicator_id, site)}, {site.words(f'measure.{of.measure}')}"
    ends = end_words(series)
    rows = [
        {
            "name": d.name,
            "end": ends.get(d.name, "") if d is line[-1] else "",
            "year": int(d.x),
            "y": d.y,
            "kind": d.kind,
            "told": d.told,
            "href": d.href,
        }
        for line in series.values()
        for d in line
    ]
    return LiveChart("lines", label, {"rows": rows}, {"y": unit}, lines_svg(series, label, unit))


def judged(rows: Sequence[LedgerRow], of: Coverage) -> tuple[LedgerRow, ...]:
    """The targets of the measure and unit shown that were judged against an outcome, newest first."""
    return tuple(
        row
        for row in rows
        if row.verdict in _JUDGED
        and row.outcome is not None
        and row.target.region_code
        and (row.target.measure, row.target.unit, row.outcome.unit) == (of.measure, of.unit, of.unit)
    )


def scatter(rows: Sequence[LedgerRow], of: Coverage, site: Site) -> LiveChart | None:
    """Judged targets across and their outcomes up; None for fewer than three."""
    if len(rows) < _LEAST_PAIRS:
        return None
    pairs = [(row, row.outcome) for row in rows if row.outcome is not None]
    values = [value for row, outcome in pairs for value in (row.target.value, outcome.value)]
    scale, unit = axis_unit(values, of.unit, language=site.language, unit_words=site.vocabulary.unit_words)
    dots = [
        Dot(
            _short(row.target.region_code or "", site),
            row.target.value / scale,
            outcome.value / scale,
            row.verdict,
            f"{_short(row.target.region_code or '', site)} {site.names.period(row.target.period)}: "
            f"{site.words('region.ledger_target')} {site.value(row.target)}, "
            f"{site.words('region.ledger_outcome')} {site.value(outcome)}. {site.words(f'verdict.{row.verdict}')}",
            site.fact_link(outcome),
        )
        for row, outcome in pairs
    ]
    together: dict[tuple[float, float], list[Dot]] = {}
    for dot in dots:
        together.setdefault((dot.x, dot.y), []).append(dot)
    dots = [
        replace(dot, name=joined([other.name for other in same]) if dot is same[0] else "")
        for same in together.values()
        for dot in same
    ]
    ends = [min(values) / scale, max(values) / scale]
    titles = {
        "x": f"{site.words('region.ledger_target')}, {unit}",
        "y": f"{site.words('region.ledger_outcome')}, {unit}",
    }
    label = f"{_name(of.indicator_id, site)}: {site.words('indicator.against')}"
    sets: dict[str, list[dict[str, object]]] = {
        "rows": [{"name": d.name, "x": d.x, "y": d.y, "kind": d.kind, "told": d.told, "href": d.href} for d in dots],
        "ends": [{"x": end, "y": end} for end in ends],
    }
    return LiveChart("scatter", label, sets, titles, scatter_svg(dots, label, (titles["x"], titles["y"])))


def _chosen(group: Sequence[Figure]) -> Figure:
    """The figure of a year: a result before a target."""
    results = [figure for figure in group if figure.status != "target"]
    return surest(results or group).figure


def _kind(figure: Figure) -> str:
    return "target" if figure.status == "target" else "result"


def _told(region_code: str, figure: Figure, site: Site) -> str:
    what = f"{_short(region_code, site)} {site.names.period(figure.period)}: {site.value(figure)}"
    return f"{what} ({site.words(f'status.{figure.status}')})"


def _short(region_code: str, site: Site) -> str:
    row = site.regions.get(region_code)
    return region_code if row is None else row.short if site.language == "zh" else row.english


def _name(indicator_id: str, site: Site) -> str:
    return site.names.indicator(indicator_id, indicator_id)
