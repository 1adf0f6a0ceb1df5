"""The text of a document in blocks: paragraphs, and tables as tables, every fact marked."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from fangzhi.present.web.marks import Paragraph, marked
from fangzhi.store.pages import Place

MOST_CELLS = 4_000  # of a table that is shown as one; a larger one is shown as lines


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its words in pieces, and how many rows and columns it covers."""

    pieces: Paragraph
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs, or the rows of one table with its number."""

    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    number: int = 0


def arranged(text: str, places: Sequence[Place], layout: str) -> tuple[Block, ...]:
    """Cut a text at its tables; joined again the words of all blocks are the text."""
    tables: list[dict[str, Any]] = json.loads(layout or "{}").get("tables", [])
    return tuple(_blocks(text, sorted(places, key=lambda place: place.span_start), tables))


def _blocks(text: str, places: Sequence[Place], tables: Sequence[dict[str, Any]]) -> Iterator[Block]:
    done = 0
    for number, table in enumerate(tables, start=1):
        start, end, cells = table["start"], table["end"], table["cells"]
        if len(cells) > MOST_CELLS:
            continue
        yield Block(paragraphs=_marked(text, places, done, start))
        yield Block(rows=tuple(_rows(text, places, cells)), number=number)
        done = end
    yield Block(paragraphs=_marked(text, places, done, len(text)))


def _rows(text: str, places: Sequence[Place], cells: Sequence[Sequence[int]]) -> Iterator[tuple[ShownCell, ...]]:
    """Rows with an empty cell for every place that no cell covers."""
    left = min(cell[3] for cell in cells)
    right = max(cell[3] + cell[5] for cell in cells)
    inside = [place for place in places if cells[0][0] <= place.span_start < cells[-1][1]]
    below: dict[int, int] = {}  # column: the last row that a cell above covers
    for row, group in groupby(cells, key=lambda cell: cell[2]):
        shown: list[ShownCell] = []
        at = left
        for start, end, _, column, rows, columns in group:
            shown += [ShownCell(()) for empty in range(at, column) if below.get(empty, 0) < row]
            own = _marked(text, inside, start, end)
            shown.append(ShownCell(own[0] if own else (), rows, columns))
            below.update(dict.fromkeys(range(column, column + columns), row + rows - 1))
            at = column + columns
        shown += [ShownCell(()) for empty in range(at, right) if below.get(empty, 0) < row]
        yield tuple(shown)


def _marked(text: str, places: Sequence[Place], start: int, end: int) -> tuple[Paragraph, ...]:
    own = [
        replace(place, span_start=place.span_start - start, span_end=min(place.span_end, end) - start)
        for place in places
        if start <= place.span_start < end
    ]
    return marked(text[start:end], own)
