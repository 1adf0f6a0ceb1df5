"""Larger drawings with axes as SVG, for readers without script: lines of many regions, targets against outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 760.0, 326.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 680.0, 26.0, 280.0
_TICKS = 5
_APART = 15.0  # between the middles of two lines of words
_NAMED = 3  # names in one label


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a drawing: ``kind`` is its class, ``told`` its title, ``href`` where it leads."""

    name: str
    x: float
    y: float
    kind: str
    told: str
    href: str


def lines_svg(series: Mapping[str, Sequence[Dot]], label: str, unit: str) -> str:
    """A line a name over years, each named at its end where there is room."""
    dots = [dot for line in series.values() for dot in line]
    across, up = _Scale.of([d.x for d in dots], _LEFT, _RIGHT - 90), _Scale.of([d.y for d in dots], _BOTTOM, _TOP)
    years = sorted({dot.x for dot in dots})
    parts = [_open(label), *_level(up, unit)]
    parts += [f'<text class="year" x="{across.at(x):.1f}" y="{_BOTTOM + 22:g}">{x:.0f}</text>' for x in years]
    for line in series.values():
        points = " ".join(f"{across.at(d.x):.1f},{up.at(d.y):.1f}" for d in line)
        parts.append(f'<polyline points="{points}"/>')
    parts += [_dot(dot, across, up) for dot in dots]
    for name, words in end_words(series).items():
        last = series[name][-1]
        x, y = across.at(last.x) + 10, up.at(last.y) + 4
        parts.append(f'<text class="end" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>')
    return "".join((*parts, "</svg>"))


def end_words(series: Mapping[str, Sequence[Dot]]) -> dict[str, str]:
    """What to write at the ends of lines: the names of all that end in one point, where no others are near.

    >>> def line(y): return [Dot("", 2026, y, "", "", "")]
    >>> end_words({"甲": line(5.0), "乙": line(5.0), "丙": line(4.99), "丁": line(1.0)})
    {'甲': '甲、乙', '丁': '丁'}
    """
    dots = [dot for line in series.values() for dot in line]
    up = _Scale.of([dot.y for dot in dots], _BOTTOM, _TOP)
    together: dict[tuple[float, float], list[str]] = {}
    for name, line in series.items():
        together.setdefault((line[-1].x, line[-1].y), []).append(name)
    written: dict[str, str] = {}
    taken: list[tuple[float, float]] = []
    for (x, y), names in sorted(together.items(), key=lambda item: (-len(item[1]), -item[0][1])):
        if all(x != other or abs(up.at(y) - up.at(near)) >= _APART for other, near in taken):
            taken.append((x, y))
            written[names[0]] = joined(names)
    return written


def joined(names: Sequence[str]) -> str:
    """Names in one label, at most so many that it stays short."""
    separator = ", " if names[0].isascii() else "、"
    return separator.join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def scatter_svg(dots: Sequence[Dot], label: str, titles: tuple[str, str]) -> str:
    """Named points beside the line on which both values are the same; ``titles`` of the axes across and up."""
    both = [value for dot in dots for value in (dot.x, dot.y)]
    across, up = _Scale.of(both, _LEFT, _RIGHT), _Scale.of(both, _BOTTOM, _TOP)
    parts = [
        _open(label),
        *_level(up, titles[1]),
        *(
            f'<text class="year" x="{across.at(tick):.1f}" y="{_BOTTOM + 20:g}">{tick:g}</text>'
            for tick in across.ticks()
        ),
        f'<text class="year" x="{(_LEFT + _RIGHT) / 2:g}" y="{_BOTTOM + 38:g}">{escape(titles[0])}</text>',
        f'<path class="same" d="M{_LEFT:g} {_BOTTOM:g}L{_RIGHT:g} {_TOP:g}"/>',
        *(_dot(dot, across, up) for dot in dots),
        *(_named(dot, across, up) for dot in dots if dot.name),
    ]
    return "".join((*parts, "</svg>"))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values between ``low`` and ``high``, which are round numbers, on a line from ``start`` to ``end``."""

    low: float
    high: float
    step: float
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> _Scale:
        low, high = min(values), max(values)
        if low == high:
            low, high = low - 1, high + 1
        rough = (high - low) / _TICKS
        power = 10.0 ** floor(log10(rough))
        step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
        return cls(floor(low / step) * step, ceil(high / step) * step, step, start, end)

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [round(self.low + self.step * i, 10) for i in range(count + 1)]


def _open(label: str) -> str:
    return (
        f'<svg class="plot" role="group" aria-label="{escape(label, quote=True)}" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}">'
    )


def _level(up: _Scale, title: str) -> list[str]:
    """The lines across with their values, and what they count."""
    parts = [f'<text class="unit" x="{_LEFT - 8:g}" y="12">{escape(title)}</text>']
    for tick in up.ticks():
        parts.append(f'<path class="axis" d="M{_LEFT:g} {up.at(tick):.1f}H{_RIGHT:g}"/>')
        parts.append(f'<text class="tick" x="{_LEFT - 8:g}" y="{up.at(tick) + 4:.1f}">{tick:g}</text>')
    return parts


def _dot(dot: Dot, across: _Scale, up: _Scale) -> str:
    place = f'cx="{across.at(dot.x):.1f}" cy="{up.at(dot.y):.1f}"'
    return (
        f'<a href="{escape(dot.href, quote=True)}"><title>{escape(dot.told)}</title>'
        f'<circle class="{escape(dot.kind, quote=True)}" {place} r="4.5"/></a>'
    )


def _named(dot: Dot, across: _Scale, up: _Scale) -> str:
    """The name beside a dot, on the side where there is room."""
    x, y = across.at(dot.x), up.at(dot.y) + 4
    kind, x = ("end", x + 8) if x < (_LEFT + _RIGHT) / 2 else ("before", x - 8)
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(dot.name)}</text>'
