"""The map of provinces with shades, as pages draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fangzhi.present import geography
from fangzhi.present.web.frame import Site


@dataclass(frozen=True, slots=True)
class Area:
    """A province on the map; ``shade`` is 1 to 5, 0 where there is nothing to say, and then ``text`` is None."""

    code: str
    name: str
    path: str
    inset_path: str
    shade: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shaded provinces, the other lines of the map, and the place of the inset: left, top, width, height."""

    areas: tuple[Area, ...]
    lines: str
    dashes: str
    inset_dashes: str
    inset: tuple[float, float, float, float]


def draw(told: Mapping[str, tuple[int, str]], site: Site) -> Drawing:
    """The map with a shade and a text for each province code that is told of."""
    atlas = geography.china()
    areas = []
    for outline in atlas.outlines:
        shade, text = told.get(outline.code, (0, None))
        row = site.regions.get(outline.code)
        name = "" if row is None else row.name if site.language == "zh" else row.english
        areas.append(Area(outline.code, name, outline.path, outline.inset_path, shade, text))
    return Drawing(tuple(areas), atlas.lines, atlas.dashes, atlas.inset_dashes, atlas.inset)
