"""Small line charts as SVG: the browser sets the letters, the style sheet gives the colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 272.0, 128.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 42.0, 230.0, 26.0, 92.0  # where points may lie; their words need the rest
_MOST_YEARS = 6  # written below the axis


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; ``text`` is written beside it, ``link`` leads to its sentence."""

    year: int
    value: float
    text: str
    target: bool
    link: str


def series_svg(points: Sequence[Point], label: str) -> str:
    """A chart of at least two points in the order of years; ``label`` is read to those who cannot see it.

    Results are joined by a line, targets are hollow; each point and its words lead to its sentence.

    >>> svg = series_svg([Point(2024, 1.0, "1亿元", False, "#a"), Point(2025, 2.0, "2亿元", True, "#b")], "x")
    >>> svg.count("<a "), 'class="goal"' in svg
    (2, True)
    """
    places = _places(points)
    results = [place for point, place in zip(points, places, strict=True) if not point.target]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in results)
    parts = [
        f'<svg class="chart" role="group" aria-label="{escape(label, quote=True)}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">',
        f'<path class="axis" d="M10 {_BOTTOM + 10:g}H{WIDTH - 10:g}"/>',
        *_years(points, places),
    ]
    if len(results) > 1:
        parts.append(f'<polyline points="{line}"/>')
    for number, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        below = _is_low(points, number)
        parts.append(
            f'<a href="{escape(point.link, quote=True)}"><title>{point.year}: {escape(point.text)}</title>'
            f'<circle class="{"goal" if point.target else "result"}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
            f'<text x="{x:.1f}" y="{y + (17 if below else -10):.1f}">{escape(point.text)}</text></a>'
        )
    return "".join((*parts, "</svg>"))


def _places(points: Sequence[Point]) -> list[tuple[float, float]]:
    first, last = min(p.year for p in points), max(p.year for p in points)
    low, high = min(p.value for p in points), max(p.value for p in points)
    across, up = (last - first) or 1, (high - low) or 1.0
    flat = high == low
    return [
        (
            _LEFT + (p.year - first) / across * (_RIGHT - _LEFT),
            (_TOP + _BOTTOM) / 2 if flat else _BOTTOM - 14 - (p.value - low) / up * (_BOTTOM - 14 - _TOP),
        )
        for p in points
    ]


def _years(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    every = max(1, -(-len(points) // _MOST_YEARS))
    chosen = list(zip(points, places, strict=True))[::-1][::every]
    return [f'<text class="year" x="{x:.1f}" y="{_BOTTOM + 26:g}">{point.year}</text>' for point, (x, _) in chosen]


def _is_low(points: Sequence[Point], number: int) -> bool:
    """Whether the line leaves a point upwards, so that its words belong below."""
    beside = points[max(0, number - 1) : number + 2]
    return all(other.value >= points[number].value for other in beside) and len({p.value for p in beside}) > 1
