"""The charts of a study: Altair describes, vl-convert draws, the page's style sheet colours."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt
import numpy as np
import vl_convert

from fangzhi.analyse.index.density import Density
from fangzhi.analyse.index.places import province_code, provinces
from fangzhi.analyse.index.study import Study

# Stand-ins that the style sheet's variables replace, so that one chart serves light and dark.
_INK, _SOFT, _RULE, _PAPER = "#010101", "#010102", "#010103", "#010104"
_SERIES = ("#010111", "#010112", "#010113", "#010114", "#010115", "#010116")
_VARIABLES = {
    _INK: "var(--ink)", _SOFT: "var(--soft)", _RULE: "var(--rule)", _PAPER: "var(--paper)",
    **{colour: f"var(--series-{i + 1})" for i, colour in enumerate(_SERIES)},
}  # fmt: skip
MOST_REGIONS = 60
_WIDTH = 820


def rank_intervals(study: Study) -> str | None:
    """Each region's best, median and worst rank of the last year; None without a sweep or with very many regions."""
    if study.sweep is None:
        return None
    found = sorted(study.sweep.intervals(study.last_year), key=lambda i: (i.median, i.best, i.worst))
    if not 2 <= len(found) <= MOST_REGIONS:
        return None
    rows: list[dict[str, Any]] = [
        {"name": _name(study, i.region), "best": i.best, "median": i.median, "worst": i.worst,
         "told": f"{_name(study, i.region)}: {i.best} to {i.worst}, median {i.median:g}"}
        for i in found
    ]  # fmt: skip
    base = _chart(rows).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=_axis(labelLimit=200)),
        description="told:N",
    )
    scale = alt.Scale(domain=[1, max(i.worst for i in found)], nice=False)
    rank: dict[str, Any] = {"scale": scale, "title": "rank", "axis": _axis(grid=True, tickMinStep=1)}
    bars = base.mark_bar(height=7, cornerRadius=3, color=_SERIES[0], opacity=0.35, minBandSize=2).encode(
        x=alt.X("best:Q", **rank), x2="worst:Q"
    )
    ticks = base.mark_tick(color=_SERIES[0], thickness=3, size=13).encode(x=alt.X("median:Q", **rank))
    chart = alt.layer(bars, ticks).properties(width=_WIDTH - 160, height=max(80, 19 * len(rows)))
    return _svg(chart, f"Rank intervals of {len(rows)} regions in {study.last_year}")


def score_dots(study: Study) -> str | None:
    """Scores of the last year in the order of region codes, with no rank; None with very many regions."""
    rows_of = study.diagnosis.rows
    last = np.flatnonzero(rows_of.years == study.last_year)
    if len(last) > MOST_REGIONS:
        return None
    rows: list[dict[str, Any]] = [
        {"name": _name(study, rows_of.regions[i]), "score": float(study.diagnosis.scores[i]),
         "group": rows_of.groups[i] if rows_of.groups else "all",
         "told": f"{_name(study, rows_of.regions[i])}: {study.diagnosis.scores[i]:.4g}"}
        for i in last
    ]  # fmt: skip
    groups = sorted({str(row["group"]) for row in rows})
    chart = (
        _chart(rows)
        .mark_circle(size=70, opacity=1)
        .encode(
            y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=_axis(labelLimit=200, grid=True)),
            x=alt.X("score:Q", title="score", scale=alt.Scale(zero=False), axis=_axis(grid=True)),
            color=_colour("group:N", groups, legend=len(groups) > 1),
            description="told:N",
        )
        .properties(width=_WIDTH - 160, height=max(80, 19 * len(rows)))
    )
    return _svg(chart, f"Scores of {len(rows)} regions in {study.last_year}")


def kernel_ridges(study: Study) -> str | None:
    """Kernel density of each year, one ridge above the other, the last year in front; None without a density."""
    found = _at_most(study.diagnosis.density, 14)
    if not found:
        return None
    highest = max(float(d.density.max()) for d in found)
    step = 34.0
    floors = {one.year: (len(found) - 1 - place) * step for place, one in enumerate(found)}
    rows = [
        {"year": one.year, "x": float(x), "low": floors[one.year], "high": floors[one.year] + 2.4 * step * y / highest}
        for one in found
        for x, y in zip(one.grid.tolist(), one.density.tolist(), strict=True)
    ]
    names = [{"x": float(one.grid[0]), "high": floors[one.year], "year": one.year} for one in found]
    height = alt.Y("high:Q", title=None, axis=None, scale=alt.Scale(domain=[0, (len(found) + 1.6) * step]))
    x = alt.X("x:Q", title="score", axis=_axis(), scale=alt.Scale(nice=False, zero=False))
    ridges = _chart(rows).encode(x=x, y=height, detail="year:N")
    area = ridges.mark_area(color=_SERIES[0], opacity=0.2).encode(y2="low:Q")
    line = ridges.mark_line(color=_SERIES[0], strokeWidth=1.6)
    words = _chart(names).mark_text(align="right", dx=-6, dy=-4, color=_SOFT, fontSize=12)
    chart = alt.layer(area, line, words.encode(x=x, y=height, text="year:N"))
    chart = chart.properties(width=_WIDTH - 60, height=26 * (len(found) + 2))
    return _svg(chart, f"Kernel density of the scores, {found[0].year} to {found[-1].year}", left=44)


def dagum_over_time(study: Study) -> str | None:
    """The parts of the Gini stacked year by year; None without groups or with a single year."""
    found = study.diagnosis.dagum
    if len(found) < 2 or study.diagnosis.rows.groups is None:
        return None
    parts = ("net between", "transvariation", "within")
    rows: list[dict[str, Any]] = [
        {"year": year, "part": part, "order": i, "value": value, "told": f"{year}, {part}: {value:.4f}"}
        for year, d in found.items()
        for i, (part, value) in enumerate(zip(parts, (d.net_between, d.transvariation, d.within), strict=True))
    ]
    chart = (
        _chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=_axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("value:Q", title="Gini", axis=_axis(grid=True)),
            color=_colour("part:N", parts),
            order="order:Q",
            description="told:N",
        )
        .properties(width=_WIDTH - 60, height=240)
    )
    return _svg(chart, "Dagum decomposition of the Gini over the years")


def moran_scatter(study: Study) -> str | None:
    """Standardised score against that of the neighbours in the last complete year; the slope is Moran's I."""
    found, space = study.diagnosis.local_moran, study.diagnosis.space
    if found is None or space is None:
        return None
    year = max(study.diagnosis.moran)
    notable = (found.p_permuted < 0.05) if len(found.index) <= MOST_REGIONS else np.zeros(len(found.index), dtype=bool)
    rows: list[dict[str, Any]] = [
        {"x": float(found.standardised[i]), "y": float(found.lag[i]), "quadrant": found.quadrant[i],
         "name": _name(study, region) if notable[i] else "",
         "told": f"{_name(study, region)}: {found.quadrant[i]}, p = {found.p_permuted[i]:.3f}"}
        for i, region in enumerate(space.regions)
    ]  # fmt: skip
    slope = study.diagnosis.moran[year].index
    reach = [min(row["x"] for row in rows), max(row["x"] for row in rows)]
    line = [{"x": x, "y": slope * x} for x in reach]
    x = alt.X("x:Q", title="score, standardised", axis=_axis())
    y = alt.Y("y:Q", title="neighbours' mean", axis=_axis())
    base = _chart(rows)
    dots = base.mark_circle(size=55, opacity=0.9).encode(
        x=x, y=y, color=_colour("quadrant:N", ("high-high", "low-low", "high-low", "low-high")), description="told:N"
    )
    words = base.mark_text(align="left", dx=7, fontSize=11, color=_INK).encode(x=x, y=y, text="name:N")
    zero = _chart([{"at": 0}])
    rules = [zero.mark_rule(color=_RULE).encode(x="at:Q"), zero.mark_rule(color=_RULE).encode(y="at:Q")]
    fit = _chart(line).mark_line(color=_SOFT, strokeDash=[5, 4]).encode(x=x, y=y)
    chart = alt.layer(*rules, fit, dots, words).properties(width=_WIDTH - 170, height=360)
    return _svg(chart, f"Moran scatter of {year}: I = {slope:.4f}")


def _ticks(worst: int) -> list[int]:
    step = max(1, round(worst / 6 / 5) * 5)
    return [1, *range(step, worst + 1, step)] if step > 1 else list(range(1, worst + 1))


def _name(study: Study, region: str) -> str:
    """A name short enough for a chart."""
    code = province_code(region)
    return provinces()[code].short if code else study.panel.name(region)


def _at_most(found: Sequence[Density], count: int) -> list[Density]:
    every = -(-len(found) // count) or 1
    return list(found)[::-1][::every][::-1]


def _chart(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _axis(**options: Any) -> alt.Axis:  # noqa: ANN401  # Altair's own options
    shared: dict[str, Any] = {
        "labelColor": _SOFT, "titleColor": _SOFT, "titleFontWeight": "normal", "labelFontSize": 12, "titleFontSize": 12,
        "domainColor": _RULE, "tickColor": _RULE, "gridColor": _RULE, "gridOpacity": 0.6, "grid": False,
    }  # fmt: skip
    return alt.Axis(**{**shared, **options})


def _colour(field: str, domain: Sequence[str], *, legend: bool = True) -> alt.Color:
    shown = alt.Legend(title=None, labelColor=_INK, labelFontSize=12, symbolType="circle") if legend else None
    return alt.Color(field, scale=alt.Scale(domain=list(domain), range=list(_SERIES[: len(domain)])), legend=shown)


def _svg(chart: alt.LayerChart | alt.FacetChart | alt.Chart, label: str, *, left: int = 5) -> str:
    made = chart.configure(
        font="inherit", background="transparent", padding={"left": left, "right": 5, "top": 5, "bottom": 5}
    )
    svg = vl_convert.vegalite_to_svg(made.configure_view(stroke=None).to_dict())
    for stand_in, variable in _VARIABLES.items():
        svg = svg.replace(stand_in, variable)
    head = f'<svg class="chart" role="img" aria-label="{escape(label, quote=True)}" '
    return re.sub(r'<svg [^<>]*?(width="\d+" height="\d+" viewBox="[^"]+")>', lambda m: f"{head}{m[1]}>", svg, count=1)
