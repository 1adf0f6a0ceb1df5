"""PDF: lines to paragraphs, pages, furniture, ruled tables, radicals, scans, and files that are none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError
from fangzhi.read import pdf as reader
from fangzhi.read import read_document, recognise
from made_files import Item, Scan, Words, pdf, printed, ruled

LEXICON = load_lexicon()
LEFT, WIDTH = 72, 36  # points; letters of 12 points in a full line


def read(tmp_path: Path, pages: Sequence[Sequence[Item]], *, turn: int = 0) -> Document:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(pages, turn=turn))
    return read_document(path, lexicon=LEXICON)


def prose(paragraph: str, top: float, *, left: float = LEFT) -> list[Words]:
    """A paragraph as it is printed: indented by two letters, broken at the right edge whatever stands there."""
    lines = [paragraph[: WIDTH - 2]]
    rest = paragraph[WIDTH - 2 :]
    lines += [rest[at : at + WIDTH] for at in range(0, len(rest), WIDTH)]
    return [Words(line, left + (0 if n else 24), top - 20 * n) for n, line in enumerate(lines)]


FIRST = (
    "初步核算，去年全市实现地区生产总值1812.35亿元，比上年增长6.1%，其中第一产业增加值251.20亿元，增长3.2%，"
    "第二产业增加值702.15亿元，增长7.0%。"
)
SECOND = (
    "全市规模以上工业增加值比上年增长8.2%，社会消费品零售总额达到816.5亿元，比上年增长5.9%，"
    "城镇居民人均可支配收入46210元。"
)


def report() -> list[list[Item]]:
    """Three pages with a running head and numbers; a paragraph goes on from the second to the third."""
    head = Words("统计公报", 260, 800, 9)
    title = Words("自贡市2025年国民经济和社会发展统计公报", 120, 740, 18)
    split = prose(SECOND, 100)
    filling = [item for n in range(5) for item in prose(FIRST, 600 - 90 * n)]
    over = [line._replace(bottom=740 - 20 * n) for n, line in enumerate(split[1:])]
    pages: list[list[Item]] = [
        [head, title, *prose(FIRST, 700)],
        [head, *prose(FIRST, 740), *filling, split[0]],
        [head, *over],
    ]
    return [[*page, Words(f"— {number} —", 270, 40, 9)] for number, page in enumerate(pages, start=1)]


def test_lines_become_paragraphs_and_the_furniture_is_not_read(tmp_path: Path) -> None:
    document = read(tmp_path, report())
    lines = document.text.split("\n")
    assert lines[:4] == ["统计公报", "自贡市2025年国民经济和社会发展统计公报", FIRST, "— 1 —"]
    plain = document.folded.text
    assert FIRST in plain
    assert SECOND in plain, "a paragraph goes on over the end of a page"
    assert "— 2 —" not in plain
    assert plain.count("统计公报") == 1
    assert document.meta.title == "自贡市2025年国民经济和社会发展统计公报"
    assert document.meta.region == "自贡市"


def test_every_quote_is_the_slice_and_knows_its_page(tmp_path: Path) -> None:
    document = read(tmp_path, report())
    facts = extract_facts(document, LEXICON)
    assert facts
    for fact in facts:
        assert document.text[fact.start : fact.end] == fact.quote
    pages = {fact.page for fact in facts}
    assert pages == {1, 2, 3}
    over = [f for f in facts if document.text[f.sentence_start : f.sentence_end].startswith("全市规模以上工业")]
    assert {fact.page for fact in over} == {2, 3}


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    rows = [
        ["指标", "2025年", "<"],
        ["^", "绝对数（亿元）", "比上年增长（%）"],
        ["地区生产总值", "1812.35", "6.1"],
        ["　第一产业", "251.20", "3.2"],
    ]
    table = ruled(rows, LEFT, 640, [150, 120, 120])
    document = read(tmp_path, [[*prose(FIRST, 760), *table, *prose(SECOND, 500)]])
    (found,) = document.layout.tables
    cells = {(c.row, c.column): (document.text[c.start : c.end], c.row_span, c.column_span) for c in found.cells}
    assert cells[1, 1] == ("指标", 2, 1)
    assert cells[1, 2] == ("2025年", 1, 2)
    assert cells[2, 3] == ("比上年增长（%）", 1, 1)
    assert cells[3, 2] == ("1812.35", 1, 1)
    assert "绝对数" not in document.folded.text
    assert FIRST in document.folded.text
    assert SECOND in document.folded.text


def test_a_table_goes_on_over_the_page(tmp_path: Path) -> None:
    top = ruled([["指标", "2025年"], ["地区生产总值", "1812.35"]], LEFT, 200, [150, 120])
    rest = ruled([["工业增加值", "640.02"], ["税收收入", "51.20"]], LEFT, 760, [150, 120])
    document = read(tmp_path, [[*prose(FIRST, 700), *top], rest])
    assert [table.continues for table in document.layout.tables] == [False, True]


@pytest.mark.parametrize(
    ("turn", "first", "step"), [(90, (100, 72), (20, 0)), (180, (500, 700), (0, 20)), (270, (400, 700), (-20, 0))]
)
def test_a_turned_page_is_read_as_it_is_seen(
    turn: int, first: tuple[int, int], step: tuple[int, int], tmp_path: Path
) -> None:
    lines = [FIRST[at : at + 24] for at in range(0, len(FIRST), 24)]
    page: list[Item] = [Words(w, first[0] + n * step[0], first[1] + n * step[1], 12, turn) for n, w in enumerate(lines)]
    document = read(tmp_path, [page], turn=turn)
    assert FIRST in document.folded.text


def test_radicals_are_read_as_the_characters_they_look_like(tmp_path: Path) -> None:
    document = read(tmp_path, [[Words("去年，全市⺠营经济增加值增⻓6.4%，占地区⽣产总值的比重为61.2%。", LEFT, 700)]])
    fact = extract_facts(document, LEXICON)[0]
    assert (fact.quote, getattr(fact, "indicator", "")) == ("6.4%", "民营经济增加值")
    assert "⺠" in document.text
    assert "⺠" not in document.folded.text


def test_a_scan_is_told_apart_and_recognised(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    scan = printed(["The province grew steadily in 2025.", "In 2025, GDP of Jiangsu grew by 5.3%."])
    document = read(tmp_path, [[Scan(scan)]])
    assert document.layout.recognised
    assert "5.3%" in document.text
    assert document.meta.origins["pages"] == "pages 1 are words recognised in pictures"
    assert {fact.confidence for fact in extract_facts(document, LEXICON)} == {"weak"}


def test_a_scan_without_the_extra_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "recogniser", lambda: None)
    with pytest.raises(InputError, match=r"a scanned PDF, 1 pages .* Install fangzhi\[ocr\] to read it\.$"):
        read(tmp_path, [[Scan(printed(["GDP"]))]])
    document = read(tmp_path, [prose(FIRST, 700), [Scan(printed(["GDP"]))]])
    assert FIRST in document.text
    assert document.meta.origins["pages"] == "pages 2 are pictures, not read without fangzhi[ocr]"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing", "no PDF that can be opened"),
        (b"plain words", "no PDF that can be opened"),
        (pdf([[]]), "no text and no pictures"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read_document(path, lexicon=LEXICON)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(InputError, match="3 pages; at most 2 are read"):
        read(tmp_path, [prose(FIRST, 700)] * 3)
