"""Small line charts: Altair describes, vl-convert draws, the browser sets the letters and the colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import altair as alt
import vl_convert

# Vega prepends its own base to relative addresses; this one is taken off again below.
_BASE = "https://atlas.invalid"
# Stand-ins that the style sheet's variables replace, so that one chart serves light and dark.
_COLOURS = {"#010101": "var(--ink-soft)", "#020202": "var(--data)", "#030303": "var(--paper)", "#040404": "var(--rule)"}


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; ``text`` is written beside it, ``link`` leads to its sentence."""

    year: int
    value: float
    text: str
    target: bool
    link: str


@lru_cache(maxsize=2000)
def series_svg(points: tuple[Point, ...], label: str) -> str:
    """A chart of at least two points as an SVG element; ``label`` is read to those who cannot see it."""
    shared = {"x": _years(points), "y": _values(points)}
    low = [_is_low(points, number) for number in range(len(points))]
    rows = [
        {"year": p.year, "value": p.value, "text": p.text, "target": p.target, "low": low[n], "link": _BASE + p.link}
        for n, p in enumerate(points)
    ]
    base = alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]  # Altair leaves it untyped
    results = base.transform_filter("!datum.target")
    line = results.mark_line(color="#020202", strokeWidth=2).encode(**shared)
    dots = results.mark_circle(color="#020202", size=46, opacity=1)
    rings = base.transform_filter("datum.target").mark_point(
        color="#020202", fill="#030303", size=46, opacity=1, strokeWidth=2, filled=True
    )
    rings = rings.encode(stroke=alt.value("#020202"))
    told = [layer.encode(**shared, href="link:N", description="text:N") for layer in (dots, rings)]
    words = [
        base.transform_filter(which)
        .mark_text(dy=dy, fontSize=11.5, color="#010101")
        .encode(**shared, text="text:N", href="link:N", description="text:N")
        for which, dy in (("!datum.low", -12), ("datum.low", 15))
    ]
    chart = alt.layer(line, *told, *words).properties(width=230, height=96)
    chart = chart.configure(font="inherit", background="transparent").configure_view(stroke=None)
    return _themed(vl_convert.vegalite_to_svg(chart.to_dict()), label)


def _is_low(points: tuple[Point, ...], number: int) -> bool:
    """Whether the line leaves a point upwards, so that its words belong below."""
    beside = points[max(0, number - 1) : number + 2]
    return all(other.value >= points[number].value for other in beside) and len({p.value for p in beside}) > 1


def _years(points: tuple[Point, ...]) -> alt.X:
    years = sorted({point.year for point in points})
    every = max(1, len(years) // 6)
    axis = alt.Axis(
        values=years[::-1][::every][::-1],
        format="d",
        grid=False,
        labelAngle=0,
        labelColor="#010101",
        labelFontSize=11,
        domainColor="#040404",
        ticks=False,
        labelPadding=6,
    )
    return alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False, padding=42))


def _values(points: tuple[Point, ...]) -> alt.Y:
    low, high = min(p.value for p in points), max(p.value for p in points)
    room = (high - low) or abs(high) or 1.0
    # The words above and below the line need a quarter of the height.
    domain = [low - 0.42 * room, high + 0.3 * room]
    return alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(domain=domain, zero=False, nice=False))


def _themed(svg: str, label: str) -> str:
    for stand_in, variable in _COLOURS.items():
        svg = svg.replace(stand_in, variable)
    svg = svg.replace(_BASE, "").replace(' xlink:href="', ' href="')
    head = f'<svg class="chart" role="group" aria-label="{escape(label, quote=True)}" \\1>'
    return re.sub(
        r'<svg [^>]*?(width="\d+" height="\d+" viewBox="[^"]+")>', lambda m: head.replace("\\1", m[1]), svg, count=1
    )
