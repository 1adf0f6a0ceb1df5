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
    shared = {"x": alt.X("year:O", title=None, axis=_year_axis(points)), "y": _value_scale(points)}
    rows = [
        {"year": p.year, "value": p.value, "text": p.text, "target": p.target, "link": _BASE + p.link} for p in points
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
    words = base.mark_text(dy=-12, fontSize=11.5, color="#010101")
    words = words.encode(**shared, text="text:N", href="link:N", description="text:N")
    chart = alt.layer(line, *told, words).properties(width=230, height=96)
    chart = chart.configure(font="inherit", background="transparent").configure_view(stroke=None)
    return _themed(vl_convert.vegalite_to_svg(chart.to_dict()), label)


def _year_axis(points: tuple[Point, ...]) -> alt.Axis:
    years = sorted({point.year for point in points})
    every = max(1, len(years) // 6)
    return alt.Axis(
        values=years[::-1][::every][::-1],
        labelAngle=0,
        labelColor="#010101",
        labelFontSize=11,
        domainColor="#040404",
        ticks=False,
        labelPadding=6,
    )


def _value_scale(points: tuple[Point, ...]) -> alt.Y:
    low, high = min(p.value for p in points), max(p.value for p in points)
    room = (high - low) or abs(high) or 1.0
    # The words above the highest point need a quarter of the height.
    domain = [low - 0.12 * room, high + 0.3 * room]
    return alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(domain=domain, zero=False, nice=False))


def _themed(svg: str, label: str) -> str:
    for stand_in, variable in _COLOURS.items():
        svg = svg.replace(stand_in, variable)
    svg = svg.replace(_BASE, "").replace(' xlink:href="', ' href="')
    head = f'<svg class="chart" role="group" aria-label="{escape(label, quote=True)}" \\1>'
    return re.sub(
        r'<svg [^>]*?(width="\d+" height="\d+" viewBox="[^"]+")>', lambda m: head.replace("\\1", m[1]), svg, count=1
    )
