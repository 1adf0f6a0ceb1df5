"""Where things stand in the file that a text was made from: its pages, its tables, their cells."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with words in it: ``text[start:end]``; row and column are counted from 1.

    In a sheet they are those of the sheet. A merged cell stands at its first row and column and says how many it
    covers.
    """

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text, one line a row, its cells apart by tabs, in the order of the text.

    ``sheet`` is the name of the sheet it is. ``continues``: it goes on from the table before it, over the end of a
    page.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    sheet: str | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a reader of the file finds it again; all but the table number as the file itself counts."""

    page: int | None = None
    sheet: str | None = None
    table_number: int | None = None
    table_row: int | None = None
    table_column: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages and tables of a document, by offsets into its text; both empty for plain text.

    ``pages`` has where each page begins. ``recognised``: the words were recognised in pictures of pages, and may be
    wrong.

    >>> layout = Layout((0, 20), (Table(22, 25, (Cell(22, 23, 1, 1), Cell(24, 25, 1, 2))),))
    >>> layout.where(24)
    Where(page=2, sheet=None, table_number=1, table_row=1, table_column=2)
    """

    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    recognised: bool = False

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1; None where the file has no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def where(self, offset: int) -> Where:
        """Page and cell of a character."""
        page = self.page_of(offset)
        number = bisect_right(self.tables, offset, key=lambda table: table.start)
        if not number or offset >= self.tables[number - 1].end:
            return Where(page)
        table = self.tables[number - 1]
        at = bisect_right(table.cells, offset, key=lambda cell: cell.start)
        if not at or offset >= table.cells[at - 1].end:
            return Where(page, table.sheet, number)
        cell = table.cells[at - 1]
        return Where(page, table.sheet, number, cell.row, cell.column)


PLAIN = Layout()
