"""Regions that a few words name: a title, a file name, the opening of a text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.region import Region

_LONGEST = 12
_SHORT_NAMES = 4
_RANKS = ("country", "province", "prefecture")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
_ENGLISH = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")


def place_in(words: str, regions: RegionRegister) -> Region | None:
    """The region that a title is about: the first named, or the lowest of a path that begins with it.

    The short name of a county counts only after its province or prefecture, for 和平 and 东方 are words.

    >>> from fangzhi.lexicon.regions import load_regions
    >>> place_in("2025年四川省自贡市新质生产力发展研判", load_regions()).name
    '自贡市'
    >>> place_in("建设和平的家园", load_regions()) is None
    True
    """
    place: Region | None = None
    for surface, found in _named(words, regions, _LONGEST):
        region = _below(found, place, regions) if place is not None else _plain(surface, found)
        if region is not None:
            place = region
    return place


def commonest_place(text: str, regions: RegionRegister) -> tuple[Region, int] | None:
    """The province or prefecture named most often, with how often.

    None when there is none, two are equal or other provinces
    together, with their counties, are named as often: a survey of provinces is about none of them.

    The whole country counts only where no other region is named.

    >>> from fangzhi.lexicon.regions import load_regions
    >>> region, times = commonest_place("四川工业增长。成都、四川两家入选。", load_regions())
    >>> region.name, times
    ('四川省', 2)
    """
    counts: Counter[str] = Counter()
    rows: dict[str, Region] = {}
    for surface, found in _named(text, regions, _SHORT_NAMES):
        region = _plain(surface, found)
        if region is not None and (region.level in _RANKS or region.level == "county"):
            counts[region.code] += 1
            rows[region.code] = region
    ranked = sorted(
        (code for code in counts if rows[code].level in _RANKS),
        key=lambda code: (rows[code].level == "country", -counts[code], _RANKS.index(rows[code].level)),
    )
    if not ranked:
        return None
    best = rows[ranked[0]]
    if len(ranked) > 1 and counts[ranked[1]] == counts[best.code] and rows[ranked[1]].level == best.level:
        return None
    others = sum(n for code, n in counts.items() if rows[code].level != "country" and code[:2] != best.code[:2])
    own = sum(n for code, n in counts.items() if code[:2] == best.code[:2])
    return (best, counts[best.code]) if best.level == "country" or own > others else None


def _named(text: str, regions: RegionRegister, longest: int) -> Iterator[tuple[str, Sequence[Region]]]:
    for run in _CHINESE.finditer(text):
        words, start = run[0], 0
        while start < len(words) - 1:
            for length in range(min(longest, len(words) - start), 1, -1):
                surface = words[start : start + length]
                if found := regions.named(surface):
                    yield surface, found
                    start += length - 1
                    break
            start += 1
    for match in _ENGLISH.finditer(text):
        parts, start = match[0].split(" "), 0
        while start < len(parts):
            for length in range(len(parts) - start, 0, -1):
                surface = " ".join(parts[start : start + length])
                if found := regions.named(surface.removesuffix("’s").removesuffix("'s")):
                    yield surface, found
                    start += length - 1
                    break
            start += 1


def _plain(surface: str, found: Sequence[Region]) -> Region | None:
    """The one area that a name means without any context."""
    highest = [region for region in found if region.level == found[0].level and region.valid_to is None]
    if len({region.code for region in highest}) != 1:
        return None
    region = highest[0]
    return region if region.level in _RANKS or surface == region.name else None


def _below(found: Sequence[Region], place: Region, regions: RegionRegister) -> Region | None:
    for region in found:
        if any(parent.code == place.code for parent in regions.parents(region.code)):
            return region
    return None
