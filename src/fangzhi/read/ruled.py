"""Tables of a PDF page that are drawn with lines: which character is in which cell."""

import logging
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from fangzhi.read.builder import GridCell, needs_space
from fangzhi.read.pages import PageTable

_NEAR = 2.0  # points within which two lines are one
_LINE = 0.6  # of the height of a letter, within which characters stand on one line
_FEWEST = 4  # cells with words in them


class Character(NamedTuple):
    """A character and its box, from the upper left corner of the page; a line break has none."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


Found = list[tuple[PageTable, set[int]]]


def find_tables(file: BytesIO, pages: Mapping[int, Sequence[Character]]) -> dict[int, Found]:
    """The tables of the given pages, each with the numbers of the characters that stand in it.

    A page whose drawing cannot be understood has none.
    """
    if not pages:
        return {}
    import pdfplumber  # noqa: PLC0415  # slow to load, for pages with lines only
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415  # as above
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415  # as above

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that it finds odd
    found: dict[int, Found] = {}
    try:
        with pdfplumber.open(file, pages=[number + 1 for number in pages]) as document:
            for page in document.pages:
                number = page.page_number - 1
                tables = [_table(table.cells, pages[number]) for table in page.find_tables()]
                found[number] = [table for table in tables if table is not None]
                page.close()
    except (
        *(PDFException, PdfminerException, MalformedPDFException),
        *(ValueError, TypeError, LookupError, RecursionError),
    ):
        # pdfium read the text of a file that pdfminer cannot follow: it stays text
        return found
    return found


def _table(boxes: Sequence[Any], characters: Sequence[Character]) -> tuple[PageTable, set[int]] | None:
    """A table from the boxes (left, top, right, bottom) of its cells; None where it holds next to nothing."""
    columns = _edges([edge for left, _, right, _ in boxes for edge in (left, right)])
    rows = _edges([edge for _, top, _, bottom in boxes for edge in (top, bottom)])
    if len(columns) < 3 or len(rows) < 3:
        return None
    members: set[int] = set()
    slots = [
        (left, top, right, bottom, _at(rows, top), _at(columns, left), _at(rows, bottom), _at(columns, right))
        for left, top, right, bottom in boxes
    ]
    inside: dict[int, list[int]] = {}
    for index, character in enumerate(characters):
        x, y = (character.left + character.right) / 2, (character.top + character.bottom) / 2
        if not (columns[0] <= x <= columns[-1] and rows[0] <= y <= rows[-1]):
            continue
        for number, (left, top, right, bottom, *_) in enumerate(slots):
            if left <= x <= right and top <= y <= bottom:
                inside.setdefault(number, []).append(index)
                members.add(index)
                break
    cells = []
    for number, indexes in inside.items():
        text = _words([characters[index] for index in indexes])
        if text:
            *_, row, column, last_row, last_column = slots[number]
            spans = (max(1, last_row - row), max(1, last_column - column))
            cells.append(GridCell(text, row + 1, column + 1, *spans))
    if len(cells) < _FEWEST:
        return None
    indents = _indents([[characters[index] for index in inside[n]] for n in inside if slots[n][5] == 0], columns[0:2])
    firsts = [cell for cell in cells if cell.column == 1]
    if len(indents) == len(firsts):
        indented = dict(zip(firsts, indents, strict=True))
        cells = [cell._replace(indent=indented.get(cell, 0)) for cell in cells]
    return PageTable(tuple(cells), tuple(columns)), members


def _indents(cells: Sequence[Sequence[Character]], edges: Sequence[float]) -> list[int]:
    """How many letters each cell of the first column is further to the right than the leftmost; 0 for one centred."""
    left, right = edges
    shown = [[c for c in cell if not c.text.isspace()] for cell in cells]
    gaps = [(min(c.left for c in cell) - left, right - max(c.right for c in cell)) for cell in shown if cell]
    sizes = [max(cell[0].bottom - cell[0].top, 1.0) for cell in shown if cell]
    aligned = [before for before, after in gaps if before < after]
    least = min(aligned, default=0.0)
    return [
        round((before - least) / size) if 0 <= before - least < after - size else 0
        for (before, after), size in zip(gaps, sizes, strict=True)
    ]


def _words(characters: Sequence[Character]) -> str:
    """The words of a cell, line after line."""
    lines: list[list[Character]] = []
    for character in characters:
        if character.text == "\n":
            continue
        size = max(character.bottom - character.top, 1.0)
        if lines and abs(lines[-1][-1].top - character.top) <= _LINE * size:
            lines[-1].append(character)
        elif not character.text.isspace():
            lines.append([character])
    text = ""
    for line in lines:
        words = "".join(c.text for c in line if c.text.isprintable() or c.text in "\u3000\xa0").strip()
        if words:
            text += (" " if text and needs_space(text, words) else "") + words
    return text


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
