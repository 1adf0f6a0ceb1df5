"""``documents.csv`` beside the files: what is known of each, one row a file."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.errors import InputError, NotFoundError
from fangzhi.read.archive import is_file, read_bytes
from fangzhi.read.decode import decode
from fangzhi.read.source import DocumentRow, Refused

NAME = "documents.csv"
COLUMNS = ("path", "title", "published", "region", "publisher", "url", "licence", "language", "kind", "document_number")
FETCHED = ("fetched", "sha256", "headers")  # what fetch writes down for itself; nothing is read from it
KINDS = ("work_report", "plan", "communique", "policy", "news", "study", "other")
LANGUAGES = ("zh", "en")


def read_table(
    path: Path, words: ReadingWords, regions: RegionRegister
) -> tuple[dict[str, DocumentRow], list[Refused]]:
    """The rows by path, and what is wrong with the table, one sentence each.

    A cell that cannot be used is left out of its row, so that the field is inferred; the rest of the row stands.
    Paths are relative to the folder of the table. A row whose file is not there is a complaint and no row.
    """
    try:
        content = decode(read_bytes(path), words, path=str(path))
        reader = csv.reader(io.StringIO(content, newline=""), strict=True)
        header = [cell.strip() for cell in next(reader)]
        numbered = []
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                numbered.append((line, cells))
            line = reader.line_num + 1
    except InputError as error:
        return {}, [Refused(str(path), str(error))]
    except OSError as error:
        return {}, [Refused(str(path), f"{path}: cannot be read ({error.strerror}). Check the rights.")]
    except csv.Error as error:
        return {}, [Refused(str(path), f"{path}: no CSV ({error}). Check the quotation marks.")]
    complaints = [
        Refused(str(path), f"{path} line 1: unknown column {name!r}. Use {', '.join(COLUMNS)}, or remove it.")
        for name in header
        if name not in COLUMNS + FETCHED
    ]
    if "path" not in header:
        complaints.append(Refused(str(path), f"{path} line 1: column 'path' is missing. Add it; the rest is not used."))
        return {}, complaints
    rows: dict[str, DocumentRow] = {}
    for line, cells in numbered:
        place = f"{path} line {line}"
        row, wrong = _row(
            dict(zip(header, (cell.strip() for cell in cells), strict=False)), place, path.parent, regions
        )
        if len(cells) > len(header):
            wrong.append(f"{len(cells)} cells under {len(header)} columns. Put a cell with a comma in quotation marks")
        complaints.extend(Refused(str(path), f"{place}: {complaint}.") for complaint in wrong)
        if row is not None:
            name, found = row
            if name in rows:
                complaints.append(
                    Refused(str(path), f"{place}: {name} has a row already. Remove one; the first is used.")
                )
            else:
                rows[name] = found
    return rows, complaints


def _row(
    cells: Mapping[str, str], place: str, folder: Path, regions: RegionRegister
) -> tuple[tuple[str, DocumentRow] | None, list[str]]:
    name = cells.get("path", "")
    if not name:
        return None, ["the path is empty. Fill it in or remove the row"]
    if not is_file(folder / name):
        return None, [f"there is no file {name}. Correct the path or remove the row"]
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for column in COLUMNS[1:]:
        cell = cells.get(column, "")
        if not cell:
            continue
        try:
            values[column] = _cell(column, cell, regions)
        except ValueError as error:
            wrong.append(f"{error}; the {column} is inferred instead")
    return (str(Path(name)), DocumentRow(place, **values)), wrong


def _cell(column: str, cell: str, regions: RegionRegister) -> object:
    """The value of a cell; ValueError with what is wrong and how to mend it."""
    if column == "published":
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError(f"{cell!r} is no date. Write it as 2026-02-09") from None
    if column == "region":
        try:
            return regions.resolve(cell)
        except NotFoundError as error:
            raise ValueError(str(error).rstrip(".")) from None
    for name, allowed in (("kind", KINDS), ("language", LANGUAGES)):
        if column == name and cell not in allowed:
            raise ValueError(f"{cell!r} is no {name}. Write one of {', '.join(allowed)}")
    return cell
