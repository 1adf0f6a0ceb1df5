"""A table as rows and columns, each merged cell in all the places it covers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fangzhi.model.layout import Cell, Table

LARGEST = 400_000  # places of a grid
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_FOOTNOTE = re.compile(r"[①-⑳]|[\[［]\s?(?:注)?\d{1,2}[\]］]|(?<=[\u4e00-\u9fff）)])[*＊]+$|[（(]注\d?[）)]")
_YEAR = re.compile(r"(?:19[4-9]|20)\d{2}")


class Slot(NamedTuple):
    """One place of a grid: the cell that covers it, its folded words, and how far they are indented."""

    cell: Cell
    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of places, None where the table has nothing."""

    rows: tuple[tuple[Slot | None, ...], ...]

    def at(self, row: int, column: int) -> Slot | None:
        """What stands at a place, counted from 0."""
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def grid_of(table: Table, text: str) -> Grid | None:
    """The grid of a table of a text; None where it is too small or too large for one."""
    if len(table.cells) < 4:
        return None
    top = min(cell.row for cell in table.cells)
    left = min(cell.column for cell in table.cells)
    height = max(cell.row + cell.row_span for cell in table.cells) - top
    width = max(cell.column + cell.column_span for cell in table.cells) - left
    if width < 2 or height < 2 or height * width > LARGEST:
        return None
    rows: list[list[Slot | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        slot = Slot(cell, tidy(text[cell.start : cell.end]), _indent(text, cell.start))
        for row in range(cell.row - top, min(cell.row - top + cell.row_span, height)):
            for column in range(cell.column - left, min(cell.column - left + cell.column_span, width)):
                if rows[row][column] is None:
                    rows[row][column] = slot
    return Grid(tuple(tuple(row) for row in rows if any(slot is not None for slot in row)))


def tidy(text: str) -> str:
    """Words of a cell without footnote marks and blanks between letters.

    >>> tidy("地 区 生 产 总 值①"), tidy("第一产业*")
    ('地区生产总值', '第一产业')
    """
    return _FOOTNOTE.sub("", _SPACED.sub("", text.strip())).strip()


def is_year(text: str) -> bool:
    """Whether a cell is a bare year."""
    return _YEAR.fullmatch(text) is not None


def same_line(cells: Sequence[Cell], text: str) -> tuple[int, int]:
    """The line of the text that a cell stands on, from its first word to its last."""
    start = text.rfind("\n", 0, cells[0].start) + 1
    end = text.find("\n", cells[0].end)
    return start, len(text) if end < 0 else end


def _indent(text: str, start: int) -> int:
    at = start
    while at and text[at - 1] == "\u3000":
        at -= 1
    return start - at
