"""Files: encodings, pages, folders with documents.csv, and every way in which a file cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangzhi.lexicon.load import load_lexicon
from fangzhi.lexicon.reading import load_reading
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError, LexiconError
from fangzhi.read import Refused, Source, find_sources, read_document, read_many
from fangzhi.read.decode import decode
from fangzhi.read.formats import FORMATS

PAGES = Path(__file__).parent / "cases" / "read" / "pages"
LEXICON = load_lexicon()
CHINESE = "2024年，自贡市地区生产总值增长7.1%。\n规模以上工业增加值增长15.3%，居全省第一位。\n"
ENGLISH = "Sichuan’s output grew by 6% in 2024, and the “main engine” grew by 7%.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_document(path, lexicon=LEXICON)
    message = str(error.value)
    assert str(path) in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [CHINESE, ENGLISH, "全市增长，工业增长"])
def test_encodings_are_told_apart(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert read_document(path, lexicon=LEXICON).text == text


def test_english_with_windows_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ENGLISH.encode("cp1252"))
    assert read_document(path, lexicon=LEXICON).text == ENGLISH


@given(data=st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data, load_reading(), path="x.txt")
    except InputError:
        return
    assert "\x00" not in text
    assert "\r" not in text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("pdf.txt", b"%PDF-1.7 text", "this is a PDF"),
        ("zip.txt", b"PK\x03\x04rest", "a zip archive or an Office file"),
        ("picture.html", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("binary.txt", bytes(range(256)) * 20, "binary data"),
        ("controls.txt", b"GDP grew \x01\x02\x03\x04\x05\x06", "control characters"),
        ("damaged.txt", CHINESE.encode() * 9 + b"\xff\xfe\xff\x80", "as UTF-8 it fails in line 19"),
        ("russian.txt", "Валовой региональный продукт".encode(), "neither Chinese nor Latin"),
        ("scripted.html", b"<html><body><script>draw()</script></body></html>", "no readable text"),
        ("table.xyz", b"text", "not a format that can be read"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert reason in refusal(tmp_path / name)


def test_a_file_that_is_not_there_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "a folder, not a file" in refusal(tmp_path / "folder.txt")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert "200 MB; at most 50 MB" in refusal(tmp_path / "huge.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1"])
def test_a_government_page(encoding: str, declared: str, tmp_path: Path) -> None:
    page = (PAGES / "notice.html").read_text(encoding="utf-8").replace('charset="utf-8"', f'charset="{declared}"')
    path = tmp_path / "notice.html"
    path.write_bytes(page.encode(encoding))
    document = read_document(path, lexicon=LEXICON)
    meta = document.meta
    assert meta.title == "绵阳市人民政府关于印发《低空产业发展规划（2024—2027年）》的通知"
    assert (meta.document_number, str(meta.published)) == ("绵府发〔2024〕5号", "2024-03-08")
    assert (meta.region_code, meta.kind) == ("510700", "plan")
    assert meta.origins["document_number"] == "inferred: label 发文字号"
    assert document.text.startswith(meta.title)
    plain = document.folded.text
    assert "到2027年，全市低空产业规模达到300亿元" in plain
    for furniture in ("打印", "1000万元", "ICP备", "索引号", "首页"):
        assert furniture not in plain


def test_a_page_that_is_nested_without_end_keeps_its_text(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body>{'<div>' * 50_000}<p>{CHINESE}{'</div>' * 50_000}", encoding="utf-8")
    assert "地区生产总值增长7.1%。" in read_document(path, lexicon=LEXICON).text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents in two folders, and files that are none."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "notes.xyz"):
        (tmp_path / name).write_text(CHINESE, encoding="utf-8")
    return tmp_path


def test_a_folder_is_gone_through_in_order(folder: Path) -> None:
    found = find_sources([folder, folder / "b.txt"], lexicon=LEXICON)
    assert [source.path for source in found if isinstance(source, Source)] == [
        folder / name for name in ("a.md", "b.txt", "sub/c.html")
    ]
    assert len(found) == 3


def test_a_row_belongs_to_its_file_also_in_a_folder_below(folder: Path) -> None:
    (folder / "documents.csv").write_text(
        "path,title,published,region,publisher,url,licence,language,kind,document_number\n"
        "sub/c.html,甲,2024-05-06,Zigong,乙,https://example.org/c,CC0,zh,study,自府〔2024〕1号\n",
        encoding="utf-8-sig",
    )
    documents = list(read_many(find_sources([folder], lexicon=LEXICON), lexicon=LEXICON))
    assert [type(document) for document in documents] == [Document] * 3
    meta = documents[2].meta  # type: ignore[union-attr]  # a Document, as the line above shows
    assert (meta.title, str(meta.published), meta.region, meta.kind) == ("甲", "2024-05-06", "自贡市", "study")
    assert (meta.publisher, meta.url, meta.licence, meta.document_number) == (
        "乙",
        "https://example.org/c",
        "CC0",
        "自府〔2024〕1号",
    )
    assert set(meta.origins.values()) == {"documents.csv"}


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("path,titel\nb.txt,x\n", "documents.csv line 1: unknown column 'titel'. Use path, title,"),
        ("title\nx\n", "documents.csv line 1: column 'path' is missing"),
        ("path,region\nb.txt,亚特兰蒂斯市\n", "documents.csv line 2: no region is named '亚特兰蒂斯市'"),
        ("path,published\na.md,2024-01-01\nb.txt,5/6/2024\n", "line 3: '5/6/2024' is no date. Write it as 2026-02-09"),
        ("path,kind\nb.txt,essay\n", "line 2: 'essay' is no kind. Write one of work_report,"),
        ("path,language\nb.txt,fr\n", "line 2: 'fr' is no language. Write one of zh, en"),
        ("path,title\nmissing.txt,x\n", "line 2: there is no file missing.txt"),
        ("path,title\nb.txt,x\n\nb.txt,y\n", "line 4: b.txt has a row already"),
        ("path,title\nb.txt,x,y\n", "line 2: 3 cells under 2 columns"),
        ("path,title\n,x\n", "line 2: the path is empty"),
        ('path,title\nb.txt,"x\n', "no CSV"),
        ("", "the file is empty"),
    ],
)
def test_a_bad_row_is_a_complaint_and_the_document_is_read(table: str, complaint: str, folder: Path) -> None:
    (folder / "documents.csv").write_text(table, encoding="utf-8")
    read = list(read_many(find_sources([folder / "b.txt"], lexicon=LEXICON), lexicon=LEXICON))
    complaints = [item.reason for item in read if isinstance(item, Refused)]
    assert len(complaints) == 1
    assert complaint in complaints[0]
    assert "\n" not in complaints[0]
    assert [item.path for item in read if isinstance(item, Document)] == [str(folder / "b.txt")]


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"%PDF-1.4")
    read = list(
        read_many(find_sources([folder, folder / "notes.xyz", folder / "gone"], lexicon=LEXICON), lexicon=LEXICON)
    )
    assert [Path(item.path).name for item in read if isinstance(item, Document)] == ["a.md", "c.html"]
    reasons = [item.reason for item in read if isinstance(item, Refused)]
    assert [reason.split(": ")[1].split(",")[0].split(".")[0] for reason in reasons] == [
        "this is a PDF",
        "not a format that can be read",
        "no such file or folder",
    ]


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x", encoding="utf-8")
    (refused,) = find_sources([tmp_path], lexicon=LEXICON)
    assert isinstance(refused, Refused)
    assert f"no {', '.join(sorted([*FORMATS, '.zip']))} file in it" in refused.reason


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("noise.toml", "ornaments = ", "Mend the TOML"),
        ("noise.toml", "ornaments = '★'", "the entry 'triangles' is missing"),
        ("boilerplate.toml", "[zh]\nwords=[]\nlines=['(']\nmarks=[]\n", "is no regular expression"),
    ],
)
def test_a_broken_vocabulary_of_reading_is_refused(name: str, content: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load_reading(tmp_path)
