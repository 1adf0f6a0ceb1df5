"""The tables of an atlas as one workbook: a sheet a kind, frozen heads, real types, a codebook."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
from openpyxl import cell as cells

from fangzhi.model.errors import InputError
from fangzhi.present.export_files import complete, folder_for
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import CODEBOOK, OTHERS, cited_facts, codebook, other_table
from fangzhi.store.parts import KINDS

_MOST_ROWS = 1_048_575  # of a sheet, without the head
_MOST_CHARACTERS = 32_767  # of a cell
_WIDTHS = {"sentence": 60, "quote": 24, "document_title": 40, "indicator": 28, "meaning": 80, "definition": 60}
_WIDTH = 14


def export_xlsx(atlas: str | Path, folder: str | Path) -> tuple[Path, ...]:
    """Write ``atlas.xlsx``; the paths written.

    Numbers and dates are numbers and dates; words that begin like a formula stay words. InputError
    when a table is longer than a sheet can be.
    """
    path = folder_for(folder) / "atlas.xlsx"
    with Atlas(atlas) as opened:
        book = openpyxl.Workbook(write_only=True)
        book.properties.created = book.properties.modified = _built_at(opened)
        for name in (*KINDS, *OTHERS):
            rows = cited_facts(opened, name) if name in KINDS else other_table(opened, name)
            if len(rows) > _MOST_ROWS:
                raise InputError(f"{name} has {len(rows)} rows, more than a sheet can hold; take --format csv")
            _sheet(book, name, rows.columns, (row.values() for row in rows))
        _sheet(book, "codebook", CODEBOOK, codebook(opened))
        with complete(path) as aside:
            book.save(aside)
    return (path,)


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:  # noqa: ANN401  # objects of openpyxl
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns):
        sheet.column_dimensions[_letters(number)].width = _WIDTHS.get(column, _WIDTH)
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401  # as above
    if not isinstance(value, str):
        return value
    text = cells.cell.ILLEGAL_CHARACTERS_RE.sub("", value)[:_MOST_CHARACTERS]
    if not text.startswith("="):
        return text
    cell = cells.WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # what a document says is never a formula
    return cell


def _letters(number: int) -> str:
    """The name of a column, 0 is A.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _built_at(atlas: Atlas) -> datetime:
    """The day of the build, so that the same atlas says the same of itself."""
    return datetime.fromisoformat(atlas.about()["built_at"]).replace(tzinfo=None)
