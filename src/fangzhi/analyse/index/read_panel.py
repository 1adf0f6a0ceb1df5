"""Reads a panel from CSV, Parquet or XLSX, wide (a column an indicator) or long (a row a figure)."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above

from fangzhi.analyse.index.framework import PanelSpec
from fangzhi.analyse.index.panel import Panel, make_panel
from fangzhi.analyse.index.places import four_regions, province_code, provinces
from fangzhi.model.errors import InputError

# What statistics offices and data tools write into a cell without a figure.
_GAPS = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", "—", "…", "...", ".."})


@dataclass(frozen=True, slots=True)
class _Table:
    """Cells as text, row by row; ``lines`` gives the number of each row in the file."""

    origin: str
    unit: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def where(self, row: int) -> str:
        return f"{self.origin} {self.unit} {self.lines[row]}"


def read_panel(
    path: str | Path, spec: PanelSpec | None = None, columns: Sequence[str] | None = None, *, origin: str | None = None
) -> Panel:
    """Read a panel of region × year × indicator.

    ``columns`` names the ones that are needed (all numeric ones unless given); ``origin`` is what messages call the
    file, its path unless given. Empty cells, «NA», «-», «—» and «…» are gaps. Groups come from ``spec.group``, else
    from the four regions of the statistics bureau where every region is a known province, prefecture or county.
    InputError with file and line for a cell that is no number, a year that is no year, a region-year that comes
    twice, or a column that is not there.
    """
    wanted = spec or PanelSpec()
    table = _read_table(Path(path), wanted.sheet)
    table = table if origin is None else replace(table, origin=origin)
    region_at, year_at = _place(table, wanted.region), _place(table, wanted.year)
    long_form = wanted.indicator is not None or {"indicator", "value"} <= set(table.header)
    body: Iterable[tuple[str, int, list[float]]]
    if long_form:
        body, found = _long(table, wanted, region_at, year_at)
    else:
        body, found = _wide(table, wanted, region_at, year_at, columns)
    if columns is not None:
        _demand(table, found, columns)
    names = _names(table, wanted, region_at)
    panel = make_panel(body, found, origin=table.origin, names=names)
    return _grouped(panel, _labels(table, wanted, region_at, year_at))


def with_groups(panel: Panel, groups: Mapping[str, str], label: str) -> Panel:
    """The panel with a declared grouping; InputError for a region that is in no group.

    >>> from fangzhi.analyse.index.panel import make_panel
    >>> panel = make_panel([("a", 2020, [1.0]), ("b", 2020, [2.0])], ["x"], origin="here")
    >>> with_groups(panel, {"a": "g", "b": "h"}, "declared").groups
    ('g', 'h')
    """
    lost = [
        region for region in dict.fromkeys(panel.regions) if region not in groups and panel.name(region) not in groups
    ]
    if lost:
        raise InputError(f"{panel.origin}: region {panel.name(lost[0])} is in no group of [groups]; add it to one")
    found = tuple(groups.get(region, groups.get(panel.name(region), "")) for region in panel.regions)
    return replace(panel, groups=found, grouping=label)


def _read_table(path: Path, sheet: str | None) -> _Table:
    if not path.is_file():
        raise InputError(f"{path} is not there; give a CSV, Parquet or XLSX file")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _parquet(path)
    if suffix in (".xlsx", ".xlsm"):
        return _xlsx(path, sheet)
    if suffix in (".csv", ".tsv", ".txt"):
        return _csv(path, "\t" if suffix == ".tsv" else ",")
    raise InputError(f"{path} is neither CSV, Parquet nor XLSX; convert it")


def _csv(path: Path, delimiter: str) -> _Table:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            header = tuple(name.strip() for name in next(reader, ()))
            for row in reader:
                if not any(row):
                    continue
                if len(row) != len(header):
                    raise InputError(
                        f"{path} line {reader.line_num} has {len(row)} cells, the header {len(header)}; "
                        "correct the line"
                    )
                rows.append(tuple(row))
                lines.append(reader.line_num)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path} line {reader.line_num}: {error}; correct the quotes") from error
    return _checked(_Table(str(path), "line", header, tuple(rows), tuple(lines)))


def _parquet(path: Path) -> _Table:
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path} is no Parquet file; write it again") from error
    cells = [
        ["" if value is None else str(value) for value in table.column(i).to_pylist()] for i in range(table.num_columns)
    ]
    rows = tuple(zip(*cells, strict=True)) if cells else ()
    return _checked(_Table(str(path), "row", tuple(table.column_names), rows, tuple(range(1, len(rows) + 1))))


def _xlsx(path: Path, sheet: str | None) -> _Table:
    openpyxl = import_module("openpyxl")  # slow to load, and needed for workbooks only
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part made it raise
        raise InputError(f"{path} is no XLSX workbook; save it again") from error
    if sheet is not None and sheet not in book.sheetnames:
        raise InputError(f"{path} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}")
    page = book[sheet] if sheet else book.worksheets[0]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in page.iter_rows(values_only=True)]
    book.close()
    header = tuple(name.strip() for name in rows[0]) if rows else ()
    kept = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    return _checked(_Table(str(path), "row", header, tuple(row for _, row in kept), tuple(n for n, _ in kept)))


def _checked(table: _Table) -> _Table:
    for i, name in enumerate(table.header):
        if name in table.header[:i]:
            raise InputError(f"{table.origin}: column {name!r} comes twice; rename one")
    if not table.rows:
        raise InputError(f"{table.origin} has no rows below its header; give at least two regions")
    return table


def _place(table: _Table, column: str) -> int:
    if column not in table.header:
        listed = ", ".join(table.header[:12])
        raise InputError(f"{table.origin} has no column {column!r}; it has {listed}: name the right one in [panel]")
    return table.header.index(column)


def _demand(table: _Table, found: Sequence[str], columns: Sequence[str]) -> None:
    lost = [name for name in columns if name not in found]
    if lost:
        raise InputError(
            f"{table.origin} lacks {', '.join(lost)}; add the column or name it by `column = …` of the indicator"
        )


def _wide(
    table: _Table, spec: PanelSpec, region_at: int, year_at: int, columns: Sequence[str] | None
) -> tuple[Iterator[tuple[str, int, list[float]]], list[str]]:
    taken = {spec.region, spec.year, spec.name, spec.group}
    candidates = [name for name in table.header if name and name not in taken]
    if columns is None:
        names = [name for name in candidates if _numeric(table, table.header.index(name))]
    else:
        _demand(table, table.header, columns)
        names = list(dict.fromkeys(columns))
    places = [table.header.index(name) for name in names]

    def body() -> Iterator[tuple[str, int, list[float]]]:
        seen: dict[tuple[str, int], int] = {}
        for i in range(len(table.rows)):
            region, year = _key(table, i, region_at, year_at)
            if (region, year) in seen:
                first = table.lines[seen[region, year]]
                raise InputError(
                    f"{table.where(i)}: region {region} already has a row for {year} ({table.unit} {first}); keep one"
                )
            seen[region, year] = i
            yield region, year, [_number(table, i, at) for at in places]

    return body(), names


def _long(
    table: _Table, spec: PanelSpec, region_at: int, year_at: int
) -> tuple[list[tuple[str, int, list[float]]], list[str]]:
    indicator_at, value_at = _place(table, spec.indicator or "indicator"), _place(table, spec.value or "value")
    names = list(dict.fromkeys(row[indicator_at].strip() for row in table.rows))
    column_of = {name: i for i, name in enumerate(names)}
    cells: dict[tuple[str, int], list[float]] = {}
    seen: dict[tuple[str, int, str], int] = {}
    for i, row in enumerate(table.rows):
        region, year = _key(table, i, region_at, year_at)
        name = row[indicator_at].strip()
        if (region, year, name) in seen:
            first = table.lines[seen[region, year, name]]
            raise InputError(
                f"{table.where(i)}: region {region} already has {name} for {year} ({table.unit} {first}); keep one"
            )
        seen[region, year, name] = i
        cells.setdefault((region, year), [float("nan")] * len(names))[column_of[name]] = _number(table, i, value_at)
    return [(region, year, values) for (region, year), values in cells.items()], names


def _key(table: _Table, row: int, region_at: int, year_at: int) -> tuple[str, int]:
    region, year = table.rows[row][region_at].strip(), table.rows[row][year_at].strip().removesuffix("年")
    region = region.removesuffix(".0")  # spreadsheets keep codes as numbers
    year = year.removesuffix(".0")
    if not region:
        raise InputError(f"{table.where(row)} has no region; fill it in")
    if not (year.isdecimal() and len(year) == 4):
        raise InputError(f"{table.where(row)}: {year!r} is no year; write four digits")
    return region, int(year)


def _number(table: _Table, row: int, at: int) -> float:
    text = table.rows[row][at]
    try:
        value = float(text)
    except ValueError:
        value = float("nan") if text.strip().lower() in _GAPS else float("inf")
    if value in (float("inf"), float("-inf")):
        raise InputError(
            f"{table.where(row)}: {text!r} under {table.header[at]!r} is no number; "
            "write 1234.5 or leave the cell empty"
        )
    return value


def _numeric(table: _Table, at: int) -> bool:
    for row in table.rows:
        text = row[at].strip()
        if text.lower() not in _GAPS:
            try:
                float(text)
            except ValueError:
                return False
    return True


def _names(table: _Table, spec: PanelSpec, region_at: int) -> dict[str, str]:
    names: dict[str, str] = {}
    if spec.name is not None:
        at = _place(table, spec.name)
        names = {row[region_at].strip().removesuffix(".0"): row[at].strip() for row in table.rows}
    else:
        for row in table.rows:
            region = row[region_at].strip().removesuffix(".0")
            code = province_code(region)
            if code:
                names[region] = provinces()[code].zh
    return names


def _labels(table: _Table, spec: PanelSpec, region_at: int, year_at: int) -> dict[tuple[str, int], str] | None:
    if spec.group is None:
        return None
    at = _place(table, spec.group)
    return {_key(table, i, region_at, year_at): row[at].strip() for i, row in enumerate(table.rows)}


def _grouped(panel: Panel, labels: dict[tuple[str, int], str] | None) -> Panel:
    if labels is not None:
        found = tuple(labels[region, int(year)] for region, year in zip(panel.regions, panel.years, strict=True))
        return replace(panel, groups=found, grouping="a column of the panel")
    known = four_regions(panel.regions)
    return panel if known is None else replace(panel, groups=tuple(known), grouping=FOUR_REGIONS)


FOUR_REGIONS = "east, centre, west and northeast as the National Bureau of Statistics divides them"
