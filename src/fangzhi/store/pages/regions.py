"""Regions of the register, and those above and below one."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.store.queries import query
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


def region_names(reader: Reader) -> tuple[RegionRow, ...]:
    """All regions of the register."""
    return reader.rows("regions", RegionRow)


def region_children(reader: Reader, region_code: str) -> tuple[RegionBelow, ...]:
    """The regions right under one region, as they stand now."""
    return reader.atlas.once("regions below", lambda: _below(reader)).get(region_code, ())


def _below(reader: Reader) -> dict[str, tuple[RegionBelow, ...]]:
    """The regions right under each region: the register is small, and a question for each page costs more."""
    found: dict[str, list[RegionBelow]] = {}
    for parent, *values in reader.atlas.lasting().execute(query("pages_region_children")).fetchall():
        found.setdefault(parent, []).append(RegionBelow(*values))
    return {parent: tuple(rows) for parent, rows in found.items()}


def region_fact_counts(reader: Reader) -> dict[str, int]:
    """How many facts are about each region that has any."""
    return {row.region_code: row.count for row in reader.rows("region_fact_counts", RegionFacts)}
