"""The files of the region register, read into rows: regions.csv, region_history.csv, zones.csv."""

import csv
import io
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fangzhi.lexicon.table import DATA, Column, Row, number, read_rows, read_table, words
from fangzhi.model.region import Region

CLUSTER_KINDS = ("cluster", "macro_region")
ZONE_KINDS = ("new_area", "high_tech_zone", "economic_zone", "other")


def reduced_date(cell: str) -> str | None:
    """The last day of a year, a month or a day, None for an empty cell; ValueError otherwise.

    >>> reduced_date("2025-11"), reduced_date("2016")
    ('2025-11-30', '2016-12-31')
    """
    if not cell:
        return None
    parts = cell.split("-")
    try:
        year, month, day = (*map(int, parts), *(0, 0))[:3] if len(parts) < 4 else (0, 0, 0)
        last = monthrange(year, month or 12)[1]
    except (ValueError, IndexError):
        raise ValueError(f"{cell!r} is no date. Write 2016, 2025-11 or 2025-11-01") from None
    return f"{year:04d}-{month or 12:02d}-{day or last:02d}"


def first_day(cell: str) -> str | None:
    """The first day of a year, a month or a day, None for an empty cell; ValueError otherwise.

    >>> first_day("2025-11")
    '2025-11-01'
    """
    last = reduced_date(cell)
    return last and (cell + "-01-01")[:10]


REGION_COLUMNS = (
    Column("code"),
    Column("name", required=True),
    Column("short", required=True),
    Column("english", required=True),
    Column("pinyin", required=True),
    Column("level", required=True, allowed=("country", "province", "prefecture", "county")),
    Column("parent"),
    Column("aliases", words),
    Column("abbreviation", words),
    Column("longitude", number),
    Column("latitude", number),
    Column("valid_from", first_day),
    Column("valid_to", reduced_date),
)
HISTORY_COLUMNS = (
    Column("id"),
    Column("code", required=True),
    Column("name", required=True),
    Column("short", required=True),
    Column("english", required=True),
    Column("level", required=True, allowed=("prefecture", "county")),
    Column("parent", required=True),
    Column("ended", reduced_date, required=True),
    Column("successors", words, required=True),
)
ZONE_COLUMNS = (
    Column("id"),
    Column("kind", required=True, allowed=(*ZONE_KINDS, *CLUSTER_KINDS)),
    Column("name", required=True),
    Column("short"),
    Column("english", required=True),
    Column("aliases", words),
    Column("host", required=True),
    Column("members", words),
    Column("valid_from", first_day),
    Column("valid_to", reduced_date),
)


@dataclass(frozen=True, slots=True)
class Areas:
    """Every row, and what a row of the model has no field for.

    ``abbreviations`` is code by character, ``kinds`` and ``members`` are by zone id (or by code where a zone is a
    district, such as 浦东新区), ``successors`` by code and name of the ended row.
    """

    rows: tuple[Region, ...]
    abbreviations: Mapping[str, str]
    kinds: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    successors: Mapping[tuple[str, str], tuple[str, ...]]


def read_areas(overlay: Path | None = None) -> Areas:
    """Read the three files, with those of a user's folder laid over ours.

    LexiconError for a bad row or a code that no file has.

    >>> read_areas().kinds["zone-xiongan"]
    'new_area'
    """
    rows: dict[str, Region] = {}
    abbreviations: dict[str, str] = {}
    for cells in _region_rows(overlay):
        row = _region(cells)
        rows[row.code] = row
        abbreviations |= dict.fromkeys(cells["abbreviation"], row.code)
    history = read_table("region_history.csv", HISTORY_COLUMNS, overlay=overlay)
    zones = read_table("zones.csv", ZONE_COLUMNS, overlay=overlay)
    known = {*rows, *(row["code"] for row in history), *(row["id"] for row in zones)}
    for entry in history:
        _check_codes(entry, known, (entry["parent"], *entry["successors"]))
    for entry in zones:
        _check_codes(entry, known, (entry["host"], *entry["members"]))
    return Areas(
        rows=(*rows.values(), *map(_ended, history), *(_zone(entry) for entry in zones if entry["id"] not in rows)),
        abbreviations=abbreviations,
        kinds={entry["id"]: entry["kind"] for entry in zones},
        members={entry["id"]: entry["members"] for entry in zones},
        successors={(entry["code"], entry["name"]): entry["successors"] for entry in history},
    )


def _region_rows(overlay: Path | None) -> Iterator[Mapping[str, Any]]:
    """Our own register is generated and checked by a test, so it is read without checks, four times faster."""
    own = overlay / "regions.csv" if overlay is not None else None
    laid_over = (
        {row["code"]: row for row in read_rows(own, REGION_COLUMNS, key="code", label=str(own))}
        if own is not None and own.is_file()
        else {}
    )
    reader = csv.reader(io.StringIO((DATA / "regions.csv").read_text(encoding="utf-8"), newline=""))
    header = next(reader)
    parsers = [(column.name, column.parse) for title in header for column in REGION_COLUMNS if column.name == title]
    for cells in reader:
        row = laid_over.pop(cells[0], None)
        yield row.values if row else {n: parse(c) for (n, parse), c in zip(parsers, cells, strict=True)}
    for row in laid_over.values():
        yield row.values


def _region(cells: Mapping[str, Any]) -> Region:
    return Region(
        code=cells["code"],
        name=cells["name"],
        short=cells["short"],
        english=cells["english"],
        pinyin=cells["pinyin"],
        level=cells["level"],
        parent=cells["parent"] or None,
        aliases=cells["aliases"],
        valid_from=cells["valid_from"],
        valid_to=cells["valid_to"],
        longitude=cells["longitude"],
        latitude=cells["latitude"],
    )


def _ended(row: Row) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        english=row["english"],
        pinyin=row["english"],
        level=row["level"],
        parent=row["parent"],
        valid_to=row["ended"],
    )


def _zone(row: Row) -> Region:
    return Region(
        code=row["id"],
        name=row["name"],
        short=row["short"] or row["name"],
        english=row["english"],
        pinyin="",
        level="cluster" if row["kind"] in CLUSTER_KINDS else "zone",
        parent=row["host"],
        aliases=row["aliases"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _check_codes(row: Row, known: set[str], codes: tuple[str, ...]) -> None:
    for code in codes:
        if code not in known:
            raise row.error(f"code {code!r} is in no file of regions. Correct it, or add its row.")
