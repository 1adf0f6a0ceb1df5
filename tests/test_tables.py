"""Statistical tables: every shape of tests/cases/tables, and what no table may do."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError
from fangzhi.read import DocumentRow, read_document
from table_cases import Case, cases

LEXICON = load_lexicon()
CASES = cases()
WORDS = [
    "指标",
    "地区",
    "单位",
    "亿元",
    "%",
    "2024年",
    "2025年",
    "增长（%）",
    "地区生产总值",
    "第一产业",
    "其中：出口",
    "成都市",
]
CELLS = st.one_of(st.sampled_from(WORDS), st.integers(0, 9999).map(str), st.just(""), st.text(max_size=8))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_shape_gives_its_observations(case: Case, tmp_path: Path) -> None:
    document = case.document(tmp_path, LEXICON)
    assert case.found(document, LEXICON) == case.expected, case.given["about"]


def test_there_are_shapes_enough_and_what_must_not_be_read() -> None:
    silent = [case for case in CASES if case.name.startswith("nothing")]
    assert len(CASES) - len(silent) >= 8
    assert silent
    assert not any(case.expected for case in silent)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_cell_is_its_own_quote_and_its_row_the_sentence(case: Case, tmp_path: Path) -> None:
    document = case.document(tmp_path, LEXICON)
    for fact in extract_facts(document, LEXICON):
        assert document.text[fact.start : fact.end] == fact.quote
        assert fact.table_row is not None
        assert fact.table_column is not None
        assert "\n" not in document.text[fact.sentence_start : fact.sentence_end]
        assert fact.quote in document.text[fact.sentence_start : fact.sentence_end].split("\t")


SHEETS = [case for case in CASES if case.given.get("format", "csv") == "csv"]


@pytest.mark.parametrize("case", SHEETS, ids=[case.name for case in SHEETS])
def test_a_table_in_markdown_gives_what_the_sheet_gives(case: Case, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(case.given["table"].strip())))
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    table = "\n".join([lines[0], "|" + ":--|" * width, *lines[1:]])
    text = f"开篇的话。\n\n{table}\n\n```\n{table}\n```\n\n结束的话。\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    place = LEXICON.regions.resolve(case.given["region"])
    row = DocumentRow("case", title=case.given["title"], published=case.given["published"], region=place)
    document = read_document(path, lexicon=LEXICON, row=row)
    assert document.text == text
    assert len(document.layout.tables) == 1
    assert document.folded.text.startswith("开篇的话。")
    assert case.found(document, LEXICON) == case.expected


@pytest.mark.parametrize(
    "text",
    [
        "| 指标 | 2025年 |\n| 地区生产总值（亿元） | 260.1 |\n",  # no line of dashes
        "指标\n---\n地区生产总值（亿元）| 260.1\n",  # a heading
        "```\n| 指标 | 2025年 |\n|---|---|\n| 地区生产总值（亿元） | 260.1 |\n```\n",
    ],
)
def test_what_is_no_table_in_markdown(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    assert not read_document(path, lexicon=LEXICON).layout.tables


def test_a_cell_of_markdown_is_named_by_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# 成都市2025年统计公报\n\n指标 | 单位 | **2025年**\n--- | :-: | --:\n地区生产总值 | 亿元 | **260.12**\n"
        "一般公共预算收入 | 亿元 | 17.1\n\n全市工业投资增长7.1%。\n",
        encoding="utf-8",
    )
    document = read_document(path, lexicon=LEXICON)
    found = [(fact.quote, fact.table_row, fact.table_column) for fact in extract_facts(document, LEXICON)]
    assert found == [("7.1%", None, None), ("260.12", 2, 3), ("17.1", 3, 3)]


def test_words_of_a_table_are_not_read_as_sentences(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("指标,说明\n地区生产总值,全年增长5%\n工业,增加值增长6%\n", encoding="utf-8")
    row = DocumentRow("case", title="说明", published=date(2026, 1, 1), region=LEXICON.regions.resolve("四川"))
    assert extract_facts(read_document(path, lexicon=LEXICON, row=row), LEXICON) == []


def test_sentences_in_a_cell_are_read_with_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    sentence = "去年全市规模以上工业增加值增长8.2%，社会消费品零售总额增长5.9%，均居全省前列。"
    path.write_text(f'任务,进展\n稳增长,"{sentence}"\n', encoding="utf-8")
    row = DocumentRow("case", title="进展", published=date(2026, 1, 5), region=LEXICON.regions.resolve("自贡"))
    facts = extract_facts(read_document(path, lexicon=LEXICON, row=row), LEXICON)
    assert {(fact.table_row, fact.table_column) for fact in facts} == {(2, 2)}
    assert "8.2%" in {fact.quote for fact in facts}


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_table_is_read_without_an_error(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    lines = [",".join('"' + cell.replace('"', "") + '"' for cell in row) for row in rows]
    path.write_text("2025年四川省主要指标\n" + "\n".join(lines), encoding="utf-8", errors="replace", newline="")
    row = DocumentRow("case", published=date(2026, 3, 1), region=LEXICON.regions.resolve("四川"), language="zh")
    try:
        document = read_document(path, lexicon=LEXICON, row=row)
    except InputError:  # nothing in it, or nothing but odd characters
        return
    for fact in extract_facts(document, LEXICON):
        assert document.text[fact.start : fact.end] == fact.quote
