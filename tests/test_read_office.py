"""Word, Excel and CSV files, and tables of web pages: text in order, cells with their places, files that are none."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no types
from openpyxl.styles import Alignment  # type: ignore[import-untyped]  # as above

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError
from fangzhi.read import package, read_document, sheets
from made_files import docx, paragraph, zipped

LEXICON = load_lexicon()
TITLE = "自贡市2025年国民经济和社会发展统计公报"
SENTENCE = "去年，全市地区生产总值增长6.1%。"


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path, lexicon=LEXICON)


def cells_of(document: Document, table: int = 0) -> dict[tuple[int, int], tuple[str, int, int]]:
    found = document.layout.tables[table].cells
    return {(c.row, c.column): (document.text[c.start : c.end], c.row_span, c.column_span) for c in found}


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_a_word_file(tmp_path: Path) -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        f"<w:tbl><w:tr>{cell('指标', down)}{cell('2025年', wide)}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('绝对数（亿元）')}{cell('增长（%）')}</w:tr>"
        f"<w:tr>{cell('地区生产总值')}{cell('1812.35')}{cell('6.1')}</w:tr></w:tbl>"
    )
    deleted = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>今年目标：</w:t></w:r></w:ins>"
    rest = "<w:r><w:t>地区生产总值增长6</w:t></w:r><w:r><w:t>%左右。</w:t></w:r></w:p>"
    note = f'<w:footnote w:type="separator"/><w:footnote>{paragraph("初步核算数。")}</w:footnote>'
    document = read(
        tmp_path, "a.docx", docx(paragraph(TITLE) + paragraph(SENTENCE) + table + deleted + rest, notes=note)
    )
    assert document.text.split("\n") == [
        TITLE,
        SENTENCE,
        "指标\t2025年",
        "绝对数（亿元）\t增长（%）",
        "地区生产总值\t1812.35\t6.1",
        "今年目标：地区生产总值增长6%左右。",
        "初步核算数。",
        "",
    ]
    cells = cells_of(document)
    assert cells[1, 1] == ("指标", 2, 1)
    assert cells[1, 2] == ("2025年", 1, 2)
    assert cells[2, 3] == ("增长（%）", 1, 1)
    facts = [(f.quote, f.table_row, f.table_column) for f in extract_facts(document, LEXICON)]
    assert ("1812.35", 3, 2) in facts
    assert ("6%左右", None, None) in facts


def test_a_frame_around_a_text_is_no_table(tmp_path: Path) -> None:
    frame = f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph(TITLE)}{paragraph(SENTENCE)}</w:tc></w:tr></w:tbl>"
    document = read(tmp_path, "a.docx", docx(frame))
    assert document.folded.text == f"{TITLE}\n{SENTENCE}\n"
    assert not document.layout.tables


def test_entities_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(InputError, match="declares entities"):
        read(tmp_path, "a.docx", docx(paragraph("&b;"), head=laughs))


def renamed_sheet(sheet: bytes) -> bytes:
    """An Excel file whose sheet is a member that no name tells to be XML."""
    saved = io.BytesIO()
    Workbook().save(saved)
    with zipfile.ZipFile(saved) as made:
        members = {name: made.read(name).replace(b"sheet1.xml", b"sheet1.dat") for name in made.namelist()}
    del members["xl/worksheets/sheet1.xml"]
    return zipped(members | {"xl/worksheets/sheet1.dat": sheet})


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (b"<worksheet><sheetData>&</worksheet>", "no XML that can be read"),
        (b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>', "declares entities"),
        ("<worksheet><p\ua860/></worksheet>".encode(), "no Excel file that can be read"),  # a name to one parser only
        ('\ufeff<!DOCTYPE x [<!ENTITY a "ha">]><worksheet/>'.encode("utf-16-le"), "declares entities"),
    ],
)
def test_a_sheet_is_looked_at_whatever_its_name(sheet: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        read(tmp_path, "a.xlsx", renamed_sheet(sheet))


def book(tmp_path: Path) -> Document:
    work = Workbook()
    sheet = work.active
    assert sheet is not None
    sheet.title = "主要指标"
    sheet["B2"] = "四川省2025年主要经济指标"
    sheet.merge_cells("B2:E2")
    sheet["E3"] = "单位：亿元"
    for row, values in enumerate(
        [
            ("指标", "2024年", "2025年", "同比增长"),
            ("地区生产总值", 64697, 67600.5, 0.055),
            ("第一产业", 5600.0, 5800.10, 0.035),
        ],
        start=4,
    ):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    sheet["E5"].number_format = sheet["E6"].number_format = "0.0%"
    sheet["B6"].alignment = Alignment(indent=1)
    sheet["B8"] = "注：2025年为初步核算数。"
    hidden = work.create_sheet("底稿")
    hidden["A1"] = "不公开"
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    work.save(out)
    return read(tmp_path, "a.xlsx", out.getvalue())


def test_an_excel_file(tmp_path: Path) -> None:
    document = book(tmp_path)
    assert document.text.startswith("四川省2025年主要经济指标\n单位：亿元\n指标\t2024年")
    assert document.text.endswith("注：2025年为初步核算数。\n")
    assert "不公开" not in document.text
    facts = {f.quote: (f.sheet, f.table_row, f.table_column) for f in extract_facts(document, LEXICON)}
    assert facts["67600.5"] == ("主要指标", 5, 4)
    assert facts["5.5%"] == ("主要指标", 5, 5)
    assert [getattr(f, "indicator_id", "") for f in extract_facts(document, LEXICON) if f.quote == "5800.1"] == [
        "primary_industry_value_added"
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_separator(separator: str, tmp_path: Path) -> None:
    table = "2025年四川省主要指标\n指标,2025年（亿元）\n地区生产总值,67600.5\n社会消费品零售总额,28900\n".replace(
        ",", separator
    )
    document = read(tmp_path, "a.csv", table.encode("gb18030"))
    assert [fact.quote for fact in extract_facts(document, LEXICON)] == ["67600.5", "28900"]


def test_tables_of_a_page_are_tables(tmp_path: Path) -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><table><tr><td>首页</td><td>要闻</td></tr></table>
    <table><tr><th>索引号：</th><td>X-1</td></tr><tr><th>发文字号：</th><td>自府发〔2026〕1号</td></tr></table>
    <h1>{TITLE}</h1><div class="content"><p>{SENTENCE * 8}</p>
    <table><caption>2025年主要指标</caption><tr><th>指标</th><th>亿元</th><th>增长%</th></tr>
    <tr><td>地区生产总值</td><td>1812.35</td><td>6.1</td></tr><tr><td>税收收入</td><td>51.2</td><td>3.4</td></tr></table>
    <p>{SENTENCE * 8}</p></div></body></html>"""
    document = read(tmp_path, "a.html", page.encode())
    assert document.meta.document_number == "自府发〔2026〕1号"
    assert len(document.layout.tables) == 1
    assert "指标\t亿元\t增长%\n地区生产总值\t1812.35\t6.1" in document.text
    quotes = [fact.quote for fact in extract_facts(document, LEXICON) if fact.table_row]
    assert quotes == ["1812.35", "6.1", "51.2", "3.4"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK\x03\x04 cut", "a damaged zip package"),
        ("a.docx", zipped({"x.txt": b"x"}), "no Word file"),
        ("a.xlsx", zipped({"x.txt": b"x"}), "no Excel file"),
        ("a.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"}), "no Excel file that can be read"),
        ("a.docx", docx(""), "has no text"),
        ("a.docx", zipped({"word/document.xml": b"<w>"}), "is no XML"),
        ("a.csv", b"\n\n", "the file is empty"),
        ("a.csv", b",,,\n,,\n", "the table is empty"),
    ],
)
def test_what_is_none_is_refused_in_one_sentence(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason) as error:
        read(tmp_path, name, data)
    assert "\n" not in str(error.value)


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": b" " * 9_000_000})
    monkeypatch.setattr(package, "MOST_TIMES", 100)
    with pytest.raises(InputError, match="grows more than 100 times"):
        read(tmp_path, "a.docx", bomb)
    monkeypatch.setattr(package, "MOST_MEMBERS", 0)
    with pytest.raises(InputError, match="at most 0 are read"):
        read(tmp_path, "a.docx", docx(paragraph(SENTENCE)))
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        read(tmp_path, "a.csv", "一,二\n三,四\n五,六\n".encode())
