"""Regions of the register, and those above and below one."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.model.errors import NotFoundError
from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of the register."""

    region_code: str
    name: str
    short: str
    english: str
    pinyin: str
    level: str
    parent: str | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region below another, with how many facts are about it."""

    region_code: str
    name: str
    short: str
    english: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class AlikeRegion:
    """A region that develops ``shared`` of the same industries; ``likeness`` is the share of what either develops."""

    region_code: str
    shared: int
    theirs: int
    likeness: float


def region(reader: Reader, region_code: str) -> RegionRow:
    """One region of the register; NotFoundError."""
    found = reader.rows("region", RegionRow, region_code=region_code)
    if not found:
        raise NotFoundError(f"no region has the code {region_code}; look for its name with /search?q=.")
    return found[0]


def region_names(reader: Reader) -> tuple[RegionRow, ...]:
    """All regions of the register."""
    return reader.rows("regions", RegionRow)


def region_parents(reader: Reader, region_code: str) -> tuple[RegionRow, ...]:
    """The regions above one region, the highest first."""
    return reader.rows("region_parents", RegionRow, region_code=region_code)


def region_children(reader: Reader, region_code: str) -> tuple[RegionCount, ...]:
    """The regions under one region, with how many facts are about each."""
    return reader.rows("region_children", RegionCount, region_code=region_code)


def region_alike(reader: Reader, row: RegionRow, most: int) -> tuple[AlikeRegion, ...]:
    """Regions of the same level that develop most of what one region develops."""
    return reader.rows("region_alike", AlikeRegion, region_code=row.region_code, level=row.level, most=most)
