"""``documents.csv`` of a folder that pages are fetched into: rows are added and changed, what others wrote stays."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

from fangzhi.lexicon.reading import load_reading
from fangzhi.model.errors import InputError, StoreError
from fangzhi.read.decode import decode
from fangzhi.read.table import NAME

OWN = ("path", "url", "fetched", "sha256", "headers")
Row = dict[str, str]


def read_rows(folder: Path) -> tuple[list[str], list[Row]]:
    """The columns and rows of the table; those of an empty one where there is none. InputError when it is no table."""
    path = folder / NAME
    if not path.exists():
        return list(OWN), []
    content = decode(path.read_bytes(), load_reading(), path=str(path))
    try:
        lines = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    except csv.Error as error:
        raise InputError(f"{path}: no CSV ({error}). Check the quotation marks.") from None
    header = [cell.strip() for cell in lines[0]]
    if "path" not in header:
        raise InputError(f"{path} line 1: column 'path' is missing. Add it, or fetch into another folder.")
    rows = [dict(zip(header, cells, strict=False)) for cells in lines[1:] if any(cell.strip() for cell in cells)]
    return [*header, *(name for name in OWN if name not in header)], rows


def write_rows(folder: Path, columns: list[str], rows: list[Row]) -> None:
    """Write the table; whoever looks sees the old one or the new."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(folder / NAME, out.getvalue().encode("utf-8", "surrogateescape"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside and move it into place; StoreError when it cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written ({error.strerror}); make room or mend the rights") from None


def row_of(rows: list[Row], url: str) -> Row | None:
    """The row of an address."""
    return next((row for row in rows if row.get("url", "").strip() == url), None)


def put(rows: list[Row], values: Mapping[str, str]) -> None:
    """Change the row of this address, or add one; cells of other columns stay."""
    row = row_of(rows, values["url"])
    if row is None:
        rows.append(dict(values))
    else:
        row.update(values)
