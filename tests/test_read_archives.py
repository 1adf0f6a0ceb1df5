"""ZIP archives of any depth, saved pages, OFD files: what is in them is read in place, nothing leads out of them."""

from email.message import EmailMessage
from pathlib import Path

import pytest

import fangzhi
from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError
from fangzhi.read import Refused, Source, find_sources, read_document
from made_files import Words, docx, ofd, paragraph, zipped

LEXICON = load_lexicon()
SENTENCE = "2024年，自贡市地区生产总值增长7.1%。"
PAGE = f"<html><head><meta charset='utf-8'><title>自贡</title></head><body><p>{SENTENCE * 10}</p></body></html>"


def found(path: Path) -> tuple[list[Source], list[Refused]]:
    sources = find_sources([path], lexicon=LEXICON)
    return [s for s in sources if isinstance(s, Source)], [r for r in sources if isinstance(r, Refused)]


def inside(path: Path, source: Source) -> str:
    return source.path.as_posix().removeprefix(path.as_posix())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a table of its documents, a folder, and an archive in an archive."""
    inner = zipped({"d.docx": docx(paragraph(SENTENCE)), "e.txt": f"{SENTENCE}又讯。".encode()})
    table = "path,published,region\nfolder/b.txt,2025-02-03,绵阳\n"
    members = {
        "a.txt": f"{SENTENCE}一。".encode(),
        "folder/b.txt": SENTENCE.encode("gb18030"),
        "folder/inner.zip": inner,
        "documents.csv": table.encode(),
        "__MACOSX/a.txt": b"x",
        "picture.png": b"x",
    }
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(members))
    return path


def test_an_archive_is_a_folder(archive: Path) -> None:
    sources, refused = found(archive)
    names = ["!/a.txt", "!/folder/b.txt", "!/folder/inner.zip!/d.docx", "!/folder/inner.zip!/e.txt"]
    assert [inside(archive, source) for source in sources] == names
    assert not refused
    assert [inside(archive, source) for source in found(archive.parent)[0]] == names
    documents = [read_document(source.path, lexicon=LEXICON, row=source.row) for source in sources]
    assert all(SENTENCE in document.text for document in documents)
    assert (documents[1].meta.region, str(documents[1].meta.published)) == ("绵阳市", "2025-02-03")


def test_a_build_of_an_archive_reads_it_once(archive: Path, tmp_path: Path) -> None:
    atlas = tmp_path / "atlas.duckdb"
    first = fangzhi.build([archive], atlas, workers=1)
    assert (first.documents, first.read, first.refused) == (4, 4, ())
    assert fangzhi.build([archive], atlas, workers=1).read == 0
    assert not fangzhi.verify(atlas).findings


def test_a_row_beside_the_archive_may_name_a_member(archive: Path) -> None:
    table = "path,region\nall.zip!/a.txt,成都\n"
    (archive.parent / "documents.csv").write_text(table, encoding="utf-8")
    sources, refused = found(archive.parent)
    assert not refused
    assert [source.row.region.name for source in sources if source.row and source.row.region][:1] == ["成都市"]


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    names = ["../../out.txt", "/etc/out.txt", "C:/out.txt", "a/../../out.txt", "good.txt"]
    path.write_bytes(zipped(dict.fromkeys(names, SENTENCE.encode())))
    sources, refused = found(path)
    assert [inside(path, source) for source in sources] == ["!/good.txt"]
    assert len(refused) == 4
    assert all("leads out of it" in each.reason for each in refused)


def test_chinese_names_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    data = zipped({"qqqqqqqq.txt": SENTENCE.encode()})
    path.write_bytes(data.replace(b"qqqqqqqq", "政府报告".encode("gb18030")))
    (source,), _ = found(path)
    assert inside(path, source) == "!/政府报告.txt"
    assert SENTENCE in read_document(source.path, lexicon=LEXICON).text


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = zipped({"a.txt": SENTENCE.encode()})
    for _ in range(5):
        data = zipped({"a.zip": data})
    path = tmp_path / "deep.zip"
    path.write_bytes(data)
    sources, refused = found(path)
    assert not sources
    assert "more than 3 archives in each other" in refused[0].reason


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut", b"", b"no archive"])
def test_a_damaged_archive_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    sources, refused = found(path)
    assert not sources
    assert "a damaged zip package" in refused[0].reason


def test_a_page_saved_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(PAGE, encoding="utf-8")
    for name in ("report_files", "other_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_text(PAGE, encoding="utf-8")
    assert [s.path.relative_to(tmp_path).as_posix() for s in found(tmp_path)[0]] == [
        "other_files/frame.html",
        "report.html",
    ]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "page"
    message.set_content("no page")
    message.add_alternative(PAGE, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_attachment(b"x", maintype="image", subtype="png")
    path = tmp_path / "a.mhtml"
    path.write_bytes(bytes(message))
    assert SENTENCE in read_document(path, lexicon=LEXICON).text
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords")
    with pytest.raises(InputError, match="no page in the saved file"):
        read_document(path, lexicon=LEXICON)


def test_an_ofd_file(tmp_path: Path) -> None:
    title = "自贡市2026年政府工作报告"
    body = "去年，全市地区生产总值1812.35亿元，增长6.1%；规模以上工业增加值增长8.2%，社会消费品零售总额增长5.9%。"
    lines = [body[at : at + 28] for at in range(0, len(body), 28)]
    page = [
        Words(title, 60, 30, 7),
        *(Words(w, 30, 60 + 9 * n, 5) for n, w in enumerate(lines)),
        Words("- 1 -", 100, 285, 4),
    ]
    path = tmp_path / "a.ofd"
    path.write_bytes(ofd([page, [Words("今年目标是地区生产总值增长6%左右。", 30, 40, 5)]]))
    document = read_document(path, lexicon=LEXICON)
    assert document.text.split("\n")[:2] == [title, body]
    assert "- 1 -" not in document.folded.text
    facts = extract_facts(document, LEXICON)
    assert {fact.page for fact in facts} == {1, 2}
    for fact in facts:
        assert document.text[fact.start : fact.end] == fact.quote


@pytest.mark.parametrize(
    ("data", "reason"),
    [(zipped({"x.txt": b"x"}), "no OFD file that can be read"), (ofd([[]]), "has no text"), (b"x", "a damaged zip")],
)
def test_what_is_no_ofd_file_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read_document(path, lexicon=LEXICON)
