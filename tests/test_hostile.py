"""Files that are made to do harm: one build of all of them ends, reads what can be read and refuses the rest."""

import io
import stat
import time
import zipfile
from pathlib import Path

import pytest

from drawn import seeds
from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.read import Refused, archive, read_text
from fangzhi.run.build import build
from fangzhi.run.limits import Limits
from fangzhi.store.atlas import Atlas
from fangzhi.store.verify import verify
from made_files import Item, Stroke, Words, docx, paragraph, pdf, zipped

SENTENCE = "2025年，自贡市地区生产总值增长7.1%。"
PROSE = "推动高质量发展取得新成效，改革开放深入推进。"
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
UNSAID = "not for the atlas"


def external(secret: Path) -> str:
    return f'<!DOCTYPE x [<!ENTITY j SYSTEM "{secret.as_uri()}">]>'


def book(head: str) -> bytes:
    """An Excel file with something before the root of its sheet, and an entity in its first cell."""
    with zipfile.ZipFile(io.BytesIO(seeds()[".xlsx"][0])) as package:
        members = {name: package.read(name) for name in package.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    return zipped(members | {"xl/worksheets/sheet1.xml": (head + sheet[sheet.index("<worksheet") :]).encode()})


def leading_out(outside: Path) -> bytes:
    """An archive whose members would be written elsewhere by a program that unpacks it, and one that is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("../up.txt", str(outside), "a/../../b.txt", "C:\\c.txt"):
            package.writestr(name, SENTENCE)
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, str(outside.with_name("secret.txt")))
        package.writestr("sound.txt", said("1.9"))
    return out.getvalue()


def many_objects() -> bytes:
    """A PDF of one page with thousands of strokes, and a hundred thousand objects that nothing asks for."""
    page: list[Item] = [
        Words(said("1.8"), 60, 760),
        *(Stroke(n % 500, n % 700, n % 500 + 9, n % 700 + 5) for n in range(2_000)),
    ]
    return pdf([page]) + b"".join(b"\n%d 0 obj\n<<>>\nendobj" % number for number in range(100, 100_100))


def mhtml(head: str) -> bytes:
    start = f"MIME-Version: 1.0\nContent-Type: multipart/related{head}\n\n"
    return f"{start}--other\nContent-Type: text/html\n\n<p>x\n".encode()


def said(growth: str) -> str:
    """The sentence with a figure of its own, so that no file is a copy of another."""
    return SENTENCE.replace("7.1", growth)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, list[float]]]:
    """The folder around the build; by the names of files why they were refused, and the figures of those read."""
    top = tmp_path_factory.mktemp("hostile")
    folder = top / "documents"
    folder.mkdir()
    (top / "secret.txt").write_text(UNSAID, encoding="utf-8")
    head = external(top / "secret.txt")
    deep = zipped({"a.txt": said("1.1").encode()})
    for _ in range(5):
        deep = zipped({"a.zip": deep})
    files = {
        "sound.txt": said("1.2").encode(),
        "bomb.docx": zipped({"word/document.xml": bytes(160_000_000)}),
        "bomb.zip": zipped({"a.txt": bytes(60_000_000), "b.txt": said("1.3").encode()}),
        "nested.zip": deep,
        "paths.zip": leading_out(top / "outside.txt"),
        "laughs.docx": docx(paragraph("&j;"), head=LAUGHS),
        "external.docx": docx(paragraph("&j;"), head=head),
        "laughs.xlsx": book(LAUGHS),
        "external.xlsx": book(head),
        "objects.pdf": many_objects(),
        "deep.html": f"<html><body>{'<div>' * 100_000}<p>{said('1.4')}{'</div>' * 100_000}".encode(),
        "tables.html": f"<html><body>{'<table><tr><td>' * 100_000}<p>{said('1.5')}".encode(),
        "scripts.html": b"<html><body>" + b"<script " * 1_000_000,
        "line.txt": (said("1.6") + PROSE * (10_000_000 // len(PROSE.encode()))).encode(),
        "run.html": f"<html><body><p>{said('1.7')}{'增长' * 1_700_000}</p></body></html>".encode(),
        "broken.txt": SENTENCE.encode() * 9 + b"\xff\xfe\xff\x80",
        "mixed.html": b"<meta charset=utf-7><p>" + SENTENCE.encode("gb18030") * 9 + SENTENCE.encode(),
        "boundary.mhtml": mhtml('; boundary="never"'),
        "bare.mhtml": mhtml(""),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    summary = build([folder], top / "atlas.duckdb", workers=1, limits=Limits(seconds=60))
    assert verify(top / "atlas.duckdb").findings == ()
    figures: dict[str, list[float]] = {}
    with Atlas(top / "atlas.duckdb") as atlas:
        paths = {row["document_id"]: row["path"].rpartition("/documents/")[2] for row in atlas.documents().rows()}
        for row in atlas.observations().rows():
            figures.setdefault(paths[row["document_id"]], []).append(row["value"])
        assert not any(UNSAID in atlas.document(row["document_id"])["text"] for row in atlas.documents().rows())
    return top, {refused.path.rpartition("/documents/")[2]: refused.reason for refused in summary.refused}, figures


REFUSED = {
    "bomb.docx": "grows more than 2,000 times",
    "bomb.zip!/a.txt": "60 MB; at most 50 MB are read",
    "nested.zip!/a.zip!/a.zip!/a.zip": "more than 3 archives in each other",
    "paths.zip!/../up.txt": "leads out of it",
    "paths.zip!/a/../../b.txt": "leads out of it",
    "paths.zip!/C:\\c.txt": "leads out of it",
    "laughs.docx": "declares entities",
    "external.docx": "declares entities",
    "laughs.xlsx": "declares entities",
    "external.xlsx": "declares entities",
    "scripts.html": "no readable text",
    "broken.txt": "not text in UTF-8",
    "mixed.html": "not text in UTF-8",
    "boundary.mhtml": "no page in the saved file",
    "bare.mhtml": "no page in the saved file",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, built: tuple[Path, dict[str, str], object]) -> None:
    reason = built[1][name]
    assert REFUSED[name] in reason
    assert "\n" not in reason


@pytest.mark.parametrize(
    ("name", "growth"),
    [
        *(("sound.txt", 1.2), ("bomb.zip!/b.txt", 1.3), ("deep.html", 1.4), ("tables.html", 1.5), ("line.txt", 1.6)),
        *(("run.html", 1.7), ("objects.pdf", 1.8), ("paths.zip!/sound.txt", 1.9)),
    ],
)
def test_what_can_be_read_is_read(name: str, growth: float, built: tuple[Path, object, dict[str, list[float]]]) -> None:
    assert built[2][name] == [growth]


def test_nothing_else_is_refused_or_read_or_written(
    built: tuple[Path, dict[str, str], dict[str, list[float]]],
) -> None:
    top, refused, figures = built
    unlisted = set(refused) - set(REFUSED)
    assert [name for name in unlisted if "outside.txt" not in name and "link.txt" not in name] == []
    assert len(figures) == 8
    assert {path.name for path in top.iterdir()} == {"documents", "secret.txt", "atlas.duckdb", ".atlas.duckdb.parts"}
    assert len(list((top / "documents").iterdir())) == 19


@pytest.mark.parametrize(
    "text",
    [
        *(
            "增长",
            "增长1、",
            "“",
            "《",
            "（",
            "1 111",
            "２◆",
            "— ",
            "和、",
            "A-",
            "has ",
            "“1X",
            "一系列",
            "2025年",
            "项目",
        ),
        *("全市工业投资增长7.1%。", "推进动力电池基地项目建设，", "GDP grew by 5 percent. ", "\n", "一、", "|1|2|\n"),
    ],
)
def test_time_grows_as_the_text_does(text: str) -> None:
    """Reading and extracting take less than three times as long for twice as much: quadratic would be four times."""
    lexicon = load_lexicon()
    language = "en" if text.startswith(("GDP", "A-", "has")) else "zh"

    def seconds(characters: int) -> float:
        started = time.process_time()
        document = read_text(said("2.1") + text * (characters // len(text)), language=language, lexicon=lexicon)
        extract_facts(document, lexicon)
        return time.process_time() - started

    seconds(2_000)  # what is loaded once
    short = min(seconds(20_000) for _ in range(2))
    assert min(seconds(40_000) for _ in range(2)) < 3 * short + 0.05


def test_an_archive_of_archives_is_not_unpacked_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3_000_000)
    inner = zipped({f"{number}.txt": said("1.1").encode() * 10_000 for number in range(2)})
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{number}.zip": inner for number in range(5)}))
    found = list(archive.members(path))
    assert len(found) == 7
    assert isinstance(found[-1], Refused)
    assert "more than 3 MB" in found[-1].reason
