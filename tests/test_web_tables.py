"""A document with tables on its page: cells where they stand, every fact marked once."""

import json

from fangzhi.present.web.arranged import MOST_CELLS, arranged
from fangzhi.store.pages import Place

TEXT = "前文5%。\n指标\t2025年\n地区生产总值\t7.5\n后文6%。\n"


def place(fact: str, words: str) -> Place:
    start = TEXT.index(words)
    return Place("observation", fact, start, start + len(words), "", None, None, None, None, "", "")


def layout(cells: list[list[int]]) -> str:
    start, end = TEXT.index("指标"), TEXT.index("\n后文")
    return json.dumps({"tables": [{"start": start, "end": end, "sheet": None, "cells": cells}]})


def cell(words: str, row: int, column: int, rows: int = 1, columns: int = 1) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words), row, column, rows, columns]


CELLS = [cell("指标", 1, 1), cell("2025年", 1, 2, 1, 2), cell("地区生产总值", 2, 1), cell("7.5", 2, 3)]


def test_a_table_stands_between_its_paragraphs() -> None:
    blocks = arranged(TEXT, [place("a", "5%"), place("b", "7.5"), place("c", "6%")], layout(CELLS))
    before, table, after = blocks
    assert ["".join(p.text for p in paragraph) for paragraph in before.paragraphs] == ["前文5%。"]
    assert ["".join(p.text for p in paragraph) for paragraph in after.paragraphs] == ["后文6%。"]
    rows = [[("".join(p.text for p in c.pieces), c.rows, c.columns) for c in row] for row in table.rows]
    assert rows == [[("指标", 1, 1), ("2025年", 1, 2)], [("地区生产总值", 1, 1), ("", 1, 1), ("7.5", 1, 1)]]
    pieces = [p for block in blocks for par in block.paragraphs for p in par]
    pieces += [p for row in table.rows for c in row for p in c.pieces]
    assert sorted(anchor for piece in pieces for anchor in piece.anchors) == ["a", "b", "c"]


def test_a_cell_that_covers_rows_leaves_no_hole() -> None:
    cells = [cell("指标", 1, 1, 2), cell("2025年", 1, 2), cell("7.5", 2, 2)]
    table = arranged(TEXT, [], layout(cells))[1]
    assert [len(row) for row in table.rows] == [2, 1]


def test_a_text_without_tables_and_a_table_too_large() -> None:
    assert len(arranged(TEXT, [], "{}")) == 1
    assert len(arranged(TEXT, [], layout(CELLS * MOST_CELLS))) == 1
