"""The files of the region register, read into rows: regions.csv, region_history.csv, zones.csv."""

import csv
import io
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from fangzhi.lexicon.table import DATA, Column, Row, number, read_rows, read_table, words
from fangzhi.model.region import Region

_ECONOMIC = "经济技术开发区"
CLUSTER_KINDS = ("cluster", "macro_region")
ZONE_KINDS = ("new_area", "high_tech_zone", "economic_zone", "other")


def last_day(cell: str) -> str | None:
    """The last day of a year, a month or a day, None for an empty cell; ValueError otherwise.

    >>> last_day("2025-11"), last_day("2016")
    ('2025-11-30', '2016-12-31')
    """
    if not cell:
        return None
    try:
        start = date.fromisoformat((cell + "-01-01")[:10])
    except ValueError:
        raise ValueError(f"{cell!r} is no date. Write 2016, 2025-11 or 2025-11-01") from None
    month = start.month if len(cell) > 4 else 12
    day = start.day if len(cell) > 7 else monthrange(start.year, month)[1]
    return date(start.year, month, day).isoformat()


def first_day(cell: str) -> str | None:
    """The first day of a year, a month or a day, None for an empty cell; ValueError otherwise.

    >>> first_day("2025-11")
    '2025-11-01'
    """
    last = last_day(cell)
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
    Column("valid_to", last_day),
)
HISTORY_COLUMNS = (
    Column("id"),
    Column("code", required=True),
    Column("name", required=True),
    Column("short", required=True),
    Column("english", required=True),
    Column("level", required=True, allowed=("prefecture", "county")),
    Column("parent", required=True),
    Column("ended", last_day, required=True),
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
    Column("valid_to", last_day),
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
    rows, abbreviations = _own_regions()
    if overlay is not None and (own := overlay / "regions.csv").is_file():
        for entry in read_rows(own, REGION_COLUMNS, key="code", label=str(own)):
            rows[entry["code"]] = _region(entry)
            abbreviations |= dict.fromkeys(entry["abbreviation"], entry["code"])
    history = read_table("region_history.csv", HISTORY_COLUMNS, overlay=overlay)
    zones = read_table("zones.csv", ZONE_COLUMNS, overlay=overlay)
    known = {*rows, *(row["code"] for row in history), *(row["id"] for row in zones)}
    for entry in history:
        _check_codes(entry, known, (entry["parent"], *entry["successors"]))
        for code in (entry["code"], *entry["successors"]):
            # A code that had another name, or a name that had another code, stands from the day after.
            if (row := rows.get(code)) and (code == entry["code"] or row.name == entry["name"]):
                begun = (date.fromisoformat(entry["ended"]) + timedelta(days=1)).isoformat()
                rows[code] = replace(row, valid_from=max(begun, row.valid_from or ""))
    for entry in zones:
        _check_codes(entry, known, (entry["host"], *entry["members"]))
    return Areas(
        rows=(*rows.values(), *map(_ended, history), *(_zone(entry) for entry in zones if entry["id"] not in rows)),
        abbreviations=abbreviations,
        kinds={entry["id"]: entry["kind"] for entry in zones},
        members={entry["id"]: entry["members"] for entry in zones},
        successors={(entry["code"], entry["name"]): entry["successors"] for entry in history},
    )


def _own_regions() -> tuple[dict[str, Region], dict[str, str]]:
    """The rows by code and the abbreviations of our own register.

    It is generated and checked by a test, so it is read by position and without checks: three times faster.
    """
    rows: dict[str, Region] = {}
    abbreviations: dict[str, str] = {}
    reader = csv.reader(io.StringIO((DATA / "regions.csv").read_text(encoding="utf-8"), newline=""))
    next(reader)
    for code, name, short, english, pinyin, level, parent, aliases, one, x, y, begun, ended in reader:
        rows[code] = Region(
            code,
            name,
            short,
            english,
            pinyin,
            level,
            parent or None,
            tuple(aliases.split("|")) if aliases else (),
            first_day(begun) if begun else None,
            last_day(ended) if ended else None,
            float(x) if x else None,
            float(y) if y else None,
        )
        if one:
            abbreviations |= dict.fromkeys(one.split("|"), code)
    return rows, abbreviations


def _region(cells: Row) -> Region:
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


def _said_shorter(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases of a zone, with the one that drops 经济技术: 江宁开发区."""
    short = name.replace(_ECONOMIC, "开发区")
    return (*aliases, short) if name.endswith(_ECONOMIC) and short not in aliases else aliases


def _zone(row: Row) -> Region:
    return Region(
        code=row["id"],
        name=row["name"],
        short=row["short"] or row["name"],
        english=row["english"],
        pinyin="",
        level="cluster" if row["kind"] in CLUSTER_KINDS else "zone",
        parent=row["host"],
        aliases=_said_shorter(row["name"], row["aliases"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _check_codes(row: Row, known: set[str], codes: tuple[str, ...]) -> None:
    for code in codes:
        if code not in known:
            raise row.error(f"code {code!r} is in no file of regions. Correct it, or add its row.")
