"""Typed rows from the CSV files of the vocabulary, ours and a user's laid over ours.

A file is described by its columns; every row that does not fit is refused with the file, the line,
what is wrong and how to mend it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from fangzhi.model.errors import LexiconError

DATA = Path(__file__).parent / "data"


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell, between bars.

    >>> words("GDP|gross domestic product")
    ('GDP', 'gross domestic product')
    """
    return tuple(word for part in cell.split("|") if (word := part.strip())) if cell else ()


def number(cell: str) -> float | None:
    """A decimal number, None for an empty cell; ValueError otherwise."""
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no number. Write digits with a decimal point, such as 104.5") from None


def integer(cell: str) -> int | None:
    """A whole number, None for an empty cell; ValueError otherwise."""
    if not cell:
        return None
    try:
        return int(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no whole number. Write digits only, such as 2025") from None


def fraction(cell: str) -> Fraction | None:
    """An exact factor, None for an empty cell; ValueError otherwise.

    >>> fraction("2000/3")
    Fraction(2000, 3)
    """
    if not cell:
        return None
    try:
        return Fraction(cell)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{cell!r} is no fraction. Write 2000/3, 1000 or 0.5") from None


def iso_date(cell: str) -> str | None:
    """A date as 2025-11-01, kept as text; None for an empty cell; ValueError otherwise."""
    if not cell:
        return None
    try:
        date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no date. Write it as 2025-11-01") from None
    return cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how a cell is read, whether it may be empty, which values it may have.

    ``allowed`` is compared with the cell as written, or with each of its words where ``parse`` is
    ``words``; an empty tuple allows everything.
    """

    name: str
    parse: Callable[[str], Any] = text
    required: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: its file and line for messages, its values by column name."""

    file: str
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401  # the type of a cell is the column's
        return self.values[column]

    def error(self, complaint: str) -> LexiconError:
        """The complaint with the place of this row before it."""
        return LexiconError(f"{self.file} line {self.line}: {complaint}")


def read_rows(path: Path, columns: Sequence[Column], *, key: str = "id", label: str | None = None) -> list[Row]:
    """Read the rows of one CSV file; ``key`` is the column whose values must be there and differ.

    Cells are stripped; a column that the file leaves out is empty in every row. ``label`` is the name of the
    file in messages, its own name where not given. LexiconError for the first row that does not fit.
    """
    name = label or path.name
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError(f"{name} line {line}: not UTF-8. Save the file as UTF-8 (CSV UTF-8 in Excel).") from None
    except OSError as error:
        raise LexiconError(f"{name}: cannot be read ({error.strerror}). Check the path and the rights.") from None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    header = [cell.strip() for cell in next(reader, [])]
    present = _match_header(name, header, columns, key)
    absent = {column.name: column.parse("") for column in columns if column.name not in header}
    rows: list[Row] = []
    first_line: dict[str, int] = {}
    line = reader.line_num + 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not cells:
                continue
            row = Row(name, here, absent | _read_cells(name, here, cells, present, key))
            identity = row[key]
            if identity in first_line:
                raise row.error(
                    f"{key} {identity!r} is already taken (line {first_line[identity]}). "
                    "Choose another, or merge the rows."
                )
            first_line[identity] = here
            rows.append(row)
    except csv.Error as error:
        raise LexiconError(f"{name} line {line}: no CSV ({error}). Check the quotation marks.") from None
    return rows


def read_table(name: str, columns: Sequence[Column], *, overlay: Path | None = None, key: str = "id") -> list[Row]:
    """Read our file ``name`` with the file of the same name in the folder ``overlay`` laid over it.

    A row of the overlay replaces ours with the same ``key`` in its place; a new one is added at the end.
    """
    rows = {row[key]: row for row in read_rows(DATA / name, columns, key=key)}
    if overlay is not None and (own := overlay / name).is_file():
        rows |= {row[key]: row for row in read_rows(own, columns, key=key, label=str(own))}
    return list(rows.values())


def known_files() -> tuple[str, ...]:
    """The files that a user may lay over ours, as paths inside the folder."""
    return tuple(
        sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.suffix in {".csv", ".toml"})
    )


def check_overlay(folder: Path) -> None:
    """Refuse a folder that is not there or holds a file that nothing would read (hidden ones are passed over)."""
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder. Give --lexicon a folder with CSV files named as ours.")
    known = known_files()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_dir() or any(part.startswith(".") for part in inside.parts):
            continue
        if inside.as_posix() not in known:
            raise LexiconError(f"{path}: not a vocabulary file. Rename it to one of {', '.join(known)}, or remove it.")


def check_names(rows: Iterable[tuple[Row, Iterable[str]]], *, key: str = "id") -> None:
    """Refuse a name that two rows claim. LexiconError names both lines."""
    owner: dict[str, Row] = {}
    for row, names in rows:
        for name in names:
            other = owner.setdefault(name, row)
            if other is not row:
                raise name_taken(row, name, other, key=key)


def name_taken(row: Row, name: str, other: Row, *, key: str = "id") -> LexiconError:
    """The error for a name of ``row`` that ``other`` has already."""
    where = f"line {other.line}" if other.file == row.file else f"{other.file} line {other.line}"
    return row.error(f"alias {name} already names {other[key]!r} ({where}). Merge the rows, or give a context.")


def _match_header(name: str, header: list[str], columns: Sequence[Column], key: str) -> list[Column]:
    by_name = {column.name: column for column in columns}
    for title in header:
        if title not in by_name:
            raise LexiconError(f"{name} line 1: unknown column {title!r}. Use {', '.join(by_name)}, or remove it.")
        if header.count(title) > 1:
            raise LexiconError(f"{name} line 1: column {title!r} stands there twice. Remove one.")
    for column in columns:
        if column.name not in header and (column.required or column.name == key):
            raise LexiconError(f"{name} line 1: column {column.name!r} is missing. Add it.")
    return [by_name[title] for title in header]


def _read_cells(name: str, line: int, cells: list[str], columns: Sequence[Column], key: str) -> dict[str, Any]:
    place = f"{name} line {line}"
    if len(cells) != len(columns):
        raise LexiconError(
            f"{place}: {len(cells)} cells, but the header has {len(columns)}. "
            "Put a cell that has a comma in quotation marks, or add the empty cells."
        )
    values: dict[str, Any] = {}
    for column, raw in zip(columns, cells, strict=True):
        cell = raw.strip()
        if cell:
            values[column.name] = cell if column.parse is text else _read_cell(place, column, cell)
            if column.allowed:
                _check_allowed(place, column, values[column.name])
        elif column.required or column.name == key:
            raise LexiconError(f"{place}: {column.name} is empty. Fill it in.")
        else:
            values[column.name] = column.parse("")
    return values


def _read_cell(place: str, column: Column, cell: str) -> Any:  # noqa: ANN401  # the type of a cell is the column's
    try:
        return column.parse(cell)
    except ValueError as error:
        raise LexiconError(f"{place}, column {column.name}: {error}.") from None


def _check_allowed(place: str, column: Column, value: object) -> None:
    for part in value if isinstance(value, tuple) else (value,):
        if part not in column.allowed:
            raise LexiconError(
                f"{place}, column {column.name}: {part!r} is not allowed. Write one of {', '.join(column.allowed)}."
            )
