"""Puts the text of a document together from paragraphs, pages and tables, and keeps where each came to stand."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from fangzhi.model.errors import InputError
from fangzhi.model.layout import Cell, Layout, Table
from fangzhi.read.edits import Edit
from fangzhi.read.source import RawText

MOST_CHARACTERS = 30_000_000  # of one document
MOST_CELLS = 400_000  # of all its tables
_NUMERIC = frozenset("0123456789.,%")
_CHINESE = re.compile("[\u4e00-\u9fff]")
PROSE = 40  # characters from which on a cell is read as running text


class GridCell(NamedTuple):
    """A cell of a table before it has a place in the text; rows and columns from 1, ``indent`` in characters."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    indent: int = 0


class TextBuilder:
    """Collects a document from its beginning to its end; ``path`` is for what is said of one too large."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._tables: list[Table] = []
        self._cells = 0
        self._unread: list[Edit] = []
        self._paragraph_end = 0  # of the last paragraph that is read, without its line break
        self._last = ""  # its last words

    @property
    def empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._parts

    def page(self) -> None:
        """Begin a page."""
        self._pages.append(self._length)

    def paragraph(self, text: str, *, goes_on: bool = False) -> None:
        """A line to be read; with ``goes_on`` it continues the last one, whatever was set apart between them."""
        if not (text := one_line(text)):
            return
        start = self._length
        self._write(text + "\n")
        if goes_on and self._paragraph_end:
            self._unread = [edit for edit in self._unread if edit.start < self._paragraph_end]
            space = needs_space(self._last, text)
            self._unread.append(
                Edit(self._paragraph_end, start, self._paragraph_end if space else -1, " " if space else "")
            )
        self._paragraph_end, self._last = self._length - 1, text[-20:]

    def aside(self, text: str) -> None:
        """A line that is the page's and not the text's: a page number, a running head."""
        if text := one_line(text):
            self._unread.append(Edit(self._length, self._length + len(text) + 1))
            self._write(text + "\n")

    def table(self, cells: Iterable[GridCell], *, sheet: str | None = None, continues: bool = False) -> None:
        """A table; its cells are not read as running text, but for those that hold sentences."""
        start = at = self._length
        kept: list[Cell] = []
        lines: list[str] = []
        for _, group in groupby(sorted(cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row):
            line: list[str] = []
            for cell in group:
                if text := one_line(cell.text):
                    line.append("\u3000" * min(cell.indent, 20) + text)
                    at += len(line[-1]) - len(text)
                    kept.append(Cell(at, at + len(text), cell.row, cell.column, cell.row_span, cell.column_span))
                    at += len(text) + 1
            if line:
                lines.append("\t".join(line) + "\n")
        if not kept:
            return
        self._cells += len(kept)
        if self._cells > MOST_CELLS:
            raise InputError(f"{self._path}: more than {MOST_CELLS:,} cells of tables. Split it into smaller files.")
        self._write("".join(lines))
        self._tables.append(Table(start, self._length - 1, tuple(kept), sheet, continues))
        self._unread += cells_apart("".join(lines)[:-1], start, kept)

    def raw(self, hints: dict[str, tuple[str, str]] | None = None, *, recognised: bool = False) -> RawText:
        """What was collected."""
        layout = Layout(tuple(self._pages), tuple(self._tables), recognised)
        return RawText("".join(self._parts), hints or {}, layout, tuple(self._unread))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise InputError(f"{self._path}: more than {MOST_CHARACTERS:,} characters. Split it into its documents.")


def cells_apart(text: str, start: int, cells: Sequence[Cell]) -> list[Edit]:
    """Leave a table out of the reading but for its cells that hold sentences, each a paragraph.

    ``text`` is the table, which stands at ``start``.
    """
    edits: list[Edit] = []
    at, end = start, start + len(text)
    for cell in cells:
        words = text[cell.start - start : cell.end - start]
        if len(words) >= PROSE or "。" in words:
            if at < cell.start:  # sentences of two cells are two paragraphs
                edits.append(Edit(at, cell.start, *((at, "\n") if at > start else ())))
            at = cell.end
    if at < end:
        edits.append(Edit(at, end))
    return edits


def one_line(text: str) -> str:
    r"""Words without line breaks, tabs and blanks at their ends; between Chinese characters a break is nothing.

    >>> one_line(" 规模以上\n工业 增加值\t(亿元)\n")
    '规模以上工业 增加值(亿元)'
    """
    if text.isprintable() and text[:1] != " " and text[-1:] != " ":
        return text
    parts = [part.strip(" \t\x00\x0b\x0c\xa0\u3000") for part in text.replace("\t", "\n").split("\n")]
    joined = ""
    for part in parts:
        if part:
            joined += (" " if joined and needs_space(joined, part) else "") + part
    return joined


def indent_of(text: str) -> int:
    """How far words are indented, in Chinese characters; two narrow blanks are one."""
    blank = text[: len(text) - len(text.lstrip(" \xa0\u3000"))]
    wide = blank.count("\u3000")
    return wide + (len(blank) - wide + 1) // 2


def needs_space(left: str, right: str) -> bool:
    """Whether a blank belongs between the two ends of a line break: where it parts Latin words or numbers.

    A number that is broken in Chinese text stays whole.

    >>> needs_space("The region", "grew"), needs_space("增长", "5%"), needs_space("全年增长5.", "3%")
    (True, False, False)
    """
    last, first = left[-1:], right[:1]
    if last in _NUMERIC and first in _NUMERIC and _CHINESE.search(left[-20:] + right[:20]):
        return False
    return last.isascii() and first.isascii() and (last.isalnum() or last in ".,;:!?)%") and first not in ".,;:!?)%"
