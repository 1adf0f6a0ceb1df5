"""Markdown files (.md): the whole decoded text as it is, and the cells of its tables."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.model.layout import Cell, Layout, Table
from fangzhi.read.builder import MOST_CELLS, cells_apart
from fangzhi.read.decode import decode
from fangzhi.read.source import RawText

_RULE = re.compile(r"[ \t]{0,3}\|?(?:[ \t]*+:?-++:?[ \t]*+\|)*+(?:[ \t]*+:?-++:?[ \t]*+)?")
_HEADING = re.compile(r"(?:\A|\n)# {1,9}[*_]{0,3}([^\n]{4,120})")  # the first of the highest level
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = ("```", "~~~")
_AROUND = " \t*_`"  # blanks and emphasis are not of the words of a cell


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:
    """Decode the file and find its tables; InputError when it is no text."""
    text = decode(data, words, path=path)
    heading = _HEADING.search(text)
    hints = {"title": (heading[1].rstrip(" #*_"), "heading")} if heading is not None else {}
    if "|" not in text:
        return RawText(text, hints)
    tables = tuple(_tables(text))
    if sum(len(table.cells) for table in tables) > MOST_CELLS:
        raise InputError(f"{path}: more than {MOST_CELLS:,} cells of tables. Split it into smaller files.")
    apart = (cells_apart(text[table.start : table.end], table.start, table.cells) for table in tables)
    return RawText(text, hints, Layout((), tables), unread=tuple(chain.from_iterable(apart)))


def _tables(text: str) -> Iterator[Table]:
    """The tables outside of blocks of code: a line of heads, a line of dashes, then a line for each row."""
    lines = list(_lines(text))
    fenced = False
    at = 0
    while at < len(lines):
        start, end = lines[at]
        line = text[start:end]
        if line.lstrip().startswith(_FENCE):
            fenced = not fenced
        elif not fenced and at + 1 < len(lines) and "|" in line and _is_rule(text[slice(*lines[at + 1])]):
            last = at + 2
            while last < len(lines) and "|" in text[slice(*lines[last])]:
                last += 1
            rows = [lines[at], *lines[at + 2 : last]]
            cells = tuple(cell for number, row in enumerate(rows, start=1) for cell in _cells(text, *row, number))
            if cells:
                yield Table(start, lines[last - 1][1], cells)
            at = last
            continue
        at += 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _is_rule(line: str) -> bool:
    """Whether a line parts the heads of a table from its rows: |---|:--:|."""
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def _cells(text: str, start: int, end: int, row: int) -> Iterator[Cell]:
    r"""The filled cells of a line.

    >>> [(cell.column, cell.start, cell.end) for cell in _cells("| GDP |  | **5%** |", 0, 19, 1)]
    [(1, 2, 5), (3, 13, 15)]
    """
    bars = [bar.start() for bar in _BAR.finditer(text, start, end)]
    edges = [start - 1, *bars, end]
    if text[start : edges[1]].strip() == "":
        edges = edges[1:]
    for column, (left, right) in enumerate(pairwise(edges), start=1):
        first, last = left + 1, right
        while first < last and text[first] in _AROUND:
            first += 1
        while last > first and text[last - 1] in _AROUND:
            last -= 1
        if first < last:
            yield Cell(first, last, row, column)
