"""Regions of the register, and those above and below one."""

from __future__ import annotations

from dataclasses import dataclass

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
class RegionBelow:
    """A region right below another."""

    region_code: str
    name: str
    short: str
    english: str
    level: str


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """How many facts are about a region."""

    region_code: str
    count: int


@dataclass(frozen=True, slots=True)
class RegionAlike:
    """A region with how many industries it shares with another, and the share of those that either develops."""

    region_code: str
    shared: int
    likeness: float


def region_names(reader: Reader) -> tuple[RegionRow, ...]:
    """All regions of the register."""
    return reader.rows("regions", RegionRow)


def region_children(reader: Reader, region_code: str) -> tuple[RegionBelow, ...]:
    """The regions right under one region, as they stand now."""
    return reader.rows("region_children", RegionBelow, region_code=region_code)


def region_fact_counts(reader: Reader) -> dict[str, int]:
    """How many facts are about each region that has any."""
    return {row.region_code: row.count for row in reader.rows("region_fact_counts", RegionFacts)}


def region_alike(reader: Reader, region: RegionRow, *, least: int, most: int) -> tuple[RegionAlike, ...]:
    """The regions of the same level with the likest industries, at least ``least`` of them shared."""
    return reader.rows(
        "region_alike", RegionAlike, region_code=region.region_code, level=region.level, least=least, most=most
    )
