"""Writes a study to files: CSV, a workbook, LaTeX and the page."""

import csv
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
from openpyxl import styles

from fangzhi.analyse.index.study import Study
from fangzhi.model.errors import InputError
from fangzhi.present.index_report.latex import latex
from fangzhi.present.index_report.report import report
from fangzhi.present.index_report.sheet import Value
from fangzhi.present.index_report.sheets import CELL_HEADINGS, cells, sheets

FORMATS = ("html", "csv", "xlsx", "latex")
# A sheet of a workbook has 1,048,576 rows; long before that nobody can open it.
_MOST_CELLS = 200_000


def write_study(study: Study, folder: Path, formats: Sequence[str] = FORMATS, *, atlas_address: str = "") -> list[Path]:
    """Write the study in the given formats; returns the files. InputError when the folder cannot be written.

    ``atlas_address`` is put before the links that lead to the sentences of the atlas.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made ({error.strerror}); give a folder that can be written") from error
    written: list[Path] = []
    if "html" in formats:
        written.append(folder / "report.html")
        written[-1].write_text(report(study, atlas_address=atlas_address), encoding="utf-8")
    if "csv" in formats:
        written += [_write_csv(folder / f"{one.name}.csv", one.headings, one.rows) for one in sheets(study)]
        written.append(_write_csv(folder / "cells.csv", CELL_HEADINGS, cells(study)))
    if "latex" in formats:
        written.append(folder / "tables.tex")
        written[-1].write_text(latex(study), encoding="utf-8")
    if "xlsx" in formats:
        written.append(folder / "index.xlsx")
        write_workbook(study, written[-1])
    return written


def write_workbook(study: Study, path: Path) -> None:
    """All tables as sheets of one workbook, imputed cells coloured."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for one in sheets(study):
        page = book.create_sheet(one.name[:31])
        lines = [one.headings, *one.rows, *([(), (one.note,)] if one.note else [])]
        for number, row in enumerate(lines, start=1):
            _append(page, number, row)
    page = book.create_sheet("cells")
    _append(page, 1, CELL_HEADINGS)
    fill = styles.PatternFill("solid", fgColor="FFE08A")
    for number, row in enumerate(islice(cells(study), _MOST_CELLS), start=2):
        _append(page, number, row)
        if row[5] == "imputed":
            page.cell(number, 5).fill = fill
    total = study.panel.values.size
    if total > _MOST_CELLS:
        page.append([f"cut after {_MOST_CELLS} of {total} cells: cells.csv has them all"])
    for page in book.worksheets:
        page.freeze_panes = "A2"
        for cell in page[1]:
            cell.font = styles.Font(bold=True)
    book.save(path)


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Path:
    # With a mark at its beginning the spreadsheet programs that our readers use see UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(["" if value is None else value for value in row] for row in rows)
    return path


def _append(page: Any, number: int, row: Sequence[Value]) -> None:  # noqa: ANN401  # a sheet of openpyxl
    page.append(list(row))
    for at, value in enumerate(row, start=1):
        if isinstance(value, str) and value.startswith("="):
            page.cell(number, at).data_type = "s"  # words of a document are no formula
