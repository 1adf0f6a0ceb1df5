"""Tables that are files: CSV and Excel sheets, with the rows and columns that the file itself counts."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read.builder import GridCell, TextBuilder, indent_of
from fangzhi.read.decode import decode
from fangzhi.read.package import Package
from fangzhi.read.source import RawText

MOST_ROWS = 100_000  # of a sheet
MOST_COLUMNS = 1_000
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\[\]]*\]')
_DECIMALS = re.compile(r"[0#?](?:\.([0#?]+))?")
_SCALED = re.compile(r"[0#?](,+)(?:[^0#?,]|$)")


def read_csv(data: bytes, words: ReadingWords, *, path: str) -> RawText:
    """A table as comma-separated values (or tabs, semicolons); InputError when it is none."""
    text = decode(data, words, path=path)
    head = text[:4000]
    separator = max(",\t;", key=head.count)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise InputError(f"{path}: more than {MOST_ROWS:,} rows. Split the table.")
    except csv.Error as error:
        raise InputError(f"{path}: no CSV ({error}). Check the quotation marks.") from None
    out = TextBuilder(path)
    cells = [
        GridCell(cell, number, column, indent=indent_of(cell))
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row[:MOST_COLUMNS], start=1)
        if cell.strip()
    ]
    write_sheet(cells, out, None)
    if out.empty:
        raise InputError(f"{path}: the table is empty. Check that it was saved completely.")
    return out.raw()


def read_xlsx(data: bytes, words: ReadingWords, *, path: str) -> RawText:  # noqa: ARG001  # every reader has these
    """The visible sheets of an Excel file, each cell as it is shown; InputError when it is none or empty."""
    package = Package(data, path=path)
    if "xl/workbook.xml" not in package:
        raise InputError(f"{path}: no Excel file, whatever its name says. Rename it, or save it as .xlsx.")
    for name in package.names:
        if package.is_markup(name):
            package.xml(name)  # refused before openpyxl, which would expand what it declares
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; slow to load

    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, SyntaxError) as error:
        # a SyntaxError is one of the XML, where the parser of openpyxl is stricter than ours
        raise InputError(f"{path}: no Excel file that can be read ({type(error).__name__}). Save it anew.") from None
    out = TextBuilder(path)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            write_sheet(list(_cells(sheet, path)), out, sheet.title)
    if out.empty:
        raise InputError(f"{path}: its sheets are empty. If it has formulas, open it in Excel once and save it.")
    return out.raw()


def write_sheet(cells: Sequence[GridCell], out: TextBuilder, sheet: str | None) -> None:
    """Write a sheet: lines of one cell above and below its table are its title, its unit and its notes."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    wide = [number for number in numbers if len(rows[number]) > 1]
    first, last = (wide[0], wide[-1]) if wide else (numbers[-1] + 1 if numbers else 1, 0)
    # a head that covers the rows below it belongs to the table though it stands alone
    below = [n for n in numbers if n < first and any(cell.row + cell.row_span > first for cell in rows[n])]
    first = below[0] if below else first
    for number in numbers:
        if number < first:
            out.paragraph(rows[number][0].text)
    out.table([cell for number in numbers if first <= number <= last for cell in rows[number]], sheet=sheet)
    for number in numbers:
        if number > max(last, first - 1):
            out.paragraph(rows[number][0].text)


def _cells(sheet: Any, path: str) -> Iterator[GridCell]:  # noqa: ANN401  # openpyxl has no types
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise InputError(
            f"{path}: the sheet {sheet.title} has {sheet.max_row:,} rows and {sheet.max_column:,} columns; at most "
            f"{MOST_ROWS:,} and {MOST_COLUMNS:,} are read. Split it."
        )
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            text = "" if cell.value is None else shown(cell.value, cell.number_format or "General")
            if not text.strip():
                continue
            area = spans.get((cell.row, cell.column))
            rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            indent = int(cell.alignment.indent or 0) + indent_of(text)
            yield GridCell(text, cell.row, cell.column, rows, columns, indent)


def shown(value: Any, code: str) -> str:  # noqa: ANN401  # what a cell may hold
    """A value as its sheet shows it, but with all its decimals: what is rounded on the screen is not lost.

    >>> shown(0.054, "0.0%"), shown(56708.710000000001, "0.00"), shown(2025, '0"年"'), shown(1234500, "#,##0.0,")
    ('5.4%', '56708.71', '2025年', '1234.5')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date | time):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if not isinstance(value, int | float):
        return str(value)
    code = code.split(";", maxsplit=1)[0]
    literals = [match[1] or match[2] or "" for match in _LITERAL.finditer(code)]
    bare = _LITERAL.sub("\x00", code)
    number = float(value)
    if "%" in bare:
        number *= 100
    if scaled := _SCALED.search(bare):
        number /= 1000 ** len(scaled[1])
    digits = f"{number:.12g}" if abs(number) < 1e15 else str(value)
    if "e" in digits:
        digits = f"{number:.6f}"
    at = _DECIMALS.search(bare)
    before = "".join(literals[: bare[: at.start()].count("\x00")]) if at else ""
    after = "".join(literals[bare[: at.start()].count("\x00") :]) if at else ""
    return f"{before}{digits}{'%' if '%' in bare else ''}{after}"
