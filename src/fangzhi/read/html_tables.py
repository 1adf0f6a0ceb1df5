"""The tables of a web page that hold cells and not its layout, each with a mark in its place."""

import re
from collections.abc import Iterator
from typing import Any

from fangzhi.lexicon.reading import DocumentWords
from fangzhi.read.builder import GridCell, indent_of

MOST_TABLES = 2_000
_MOST_SPAN = 200
_LONGEST_CELL = 600  # characters; what is longer is an article in a frame
_BLANKS = re.compile(r"[ \t\r\n]+")
_MARK = "⟦表格{}⟧"
MARKED = re.compile(r"⟦表格(\d+)⟧")


def take_tables(tree: Any, words: DocumentWords) -> list[tuple[str, list[GridCell]]]:  # noqa: ANN401  # lxml has no types
    """Take the tables out of a page: caption and cells of each; a paragraph with its mark stands in its place."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; for pages only

    found: list[tuple[str, list[GridCell]]] = []
    for table in list(tree.iter("table"))[:MOST_TABLES]:
        if next(table.iterdescendants("table"), None) is not None or table.getparent() is None:
            continue
        cells = list(_cells(table))
        if not _is_data(cells, words):
            continue
        caption = next((_text(element) for element in table.iter("caption")), "")
        mark = etree.Element("p")
        mark.text = _MARK.format(len(found))
        mark.tail = table.tail
        table.getparent().replace(table, mark)
        found.append((caption.strip(), cells))
    return found


def _is_data(cells: list[GridCell], words: DocumentWords) -> bool:
    """Whether cells are a table: neither a frame around a text nor the box in which a page tells its number."""
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) < 4 or max(cell.column for cell in filled) < 2 or max(cell.row for cell in filled) < 2:
        return False
    if max(len(cell.text) for cell in filled) > _LONGEST_CELL:
        return False
    labels = sum(cell.text.strip(" \u3000:：") in words.labels for cell in filled)
    return labels < 2


def _cells(table: Any) -> Iterator[GridCell]:  # noqa: ANN401  # as above
    taken: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(table.iter("tr"), start=1):
        column = 1
        for cell in row.iterchildren("td", "th"):
            while taken.get((number, column)):
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            for down in range(rows):
                for right in range(columns):
                    taken[number + down, column + right] = True
            text = _text(cell)
            yield GridCell(text, number, column, rows, columns, indent_of(text))
            column += columns


def _span(cell: Any, name: str) -> int:  # noqa: ANN401  # as above
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _text(cell: Any) -> str:  # noqa: ANN401  # as above
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    # blanks of the page's source are one; a hard blank is an indent
    parts = [_BLANKS.sub(" ", part).lstrip(" ") for part in "".join(cell.itertext()).split("\n")]
    return "\n".join(part for part in parts if part.strip())
