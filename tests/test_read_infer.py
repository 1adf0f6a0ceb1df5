"""What is read from a document itself when nobody gives it."""

import csv
import tomllib
from pathlib import Path

import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError, NotFoundError
from fangzhi.read import read_document, read_text
from fangzhi.read.language import language_of

CASES = Path(__file__).parent / "cases" / "read"
SHARED = Path(__file__).parents[1].parent / "shared" / "corpus"
LEXICON = load_lexicon()
INFERENCE = tomllib.loads((CASES / "inference.toml").read_text(encoding="utf-8"))["case"]
LANGUAGES = tomllib.loads((CASES / "languages.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", INFERENCE, ids=[case["name"] for case in INFERENCE])
def test_inference(case: dict[str, str]) -> None:
    meta = read_text(case["text"], lexicon=LEXICON).meta
    expected = {field: value for field, value in case.items() if field not in {"name", "text"}}
    found = {field: str(value) if (value := getattr(meta, field)) is not None else "" for field in expected}
    assert found == expected
    for field in expected:
        if found[field] and field != "kind":
            assert meta.origins[field].startswith("inferred: ")


@pytest.mark.parametrize("case", LANGUAGES, ids=[case["text"][:20] for case in LANGUAGES])
def test_languages(case: dict[str, str]) -> None:
    language, reason = language_of(case["text"])
    assert language == case.get("language")
    assert case.get("none", "") in reason


def test_what_is_given_is_kept_and_says_so() -> None:
    text = "江苏省政府工作报告\n去年增长5%。"
    meta = read_text(text, path="报告2025.txt", region="Zigong", title="某文", language="zh", lexicon=LEXICON).meta
    assert (meta.region, meta.region_code, meta.title) == ("自贡市", "510300", "某文")
    assert meta.origins["region"] == meta.origins["title"] == meta.origins["language"] == "argument"
    assert (str(meta.published), meta.origins["published"]) == ("2025-01-01", "inferred: year in the file name")


def test_a_text_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(InputError, match="is empty"):
        read_text(" \n", lexicon=LEXICON)
    with pytest.raises(InputError, match="neither Chinese nor English: it seems to be in Korean"):
        read_text("도내 총생산은 전년보다 5% 증가했다.", lexicon=LEXICON)
    with pytest.raises(NotFoundError, match="亚特兰蒂斯"):
        read_text("全市增长5%。", region="亚特兰蒂斯市", lexicon=LEXICON)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_the_shared_documents_without_their_table() -> None:
    """Measured with documents.csv not looked at; the floors are what is reached, and only rise."""
    right = dict.fromkeys(("title", "year", "region", "kind", "language"), 0)
    total = 0
    for table in sorted(SHARED.glob("*/documents.csv")):
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
            meta = read_document(table.parent / row["path"], lexicon=LEXICON).meta
            total += 1
            right["title"] += "".join((meta.title or "").split()).startswith("".join(row["title"].split()))
            right["year"] += meta.published is not None and str(meta.published.year) == row["published"][:4]
            right["region"] += meta.region == row["region"]
            right["kind"] += meta.kind == ("work_report" if table.parent.name == "reports" else "news")
            right["language"] += meta.language == row.get("language", "zh")
    assert total == 26
    assert right["year"] == right["region"] == right["language"] == 26
    assert right["title"] >= 25
    assert right["kind"] >= 25


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_the_shared_reports_under_names_that_say_nothing(tmp_path: Path) -> None:
    for number, path in enumerate(sorted((SHARED / "reports").glob("*.txt"))):
        copy = tmp_path / f"{number:03}.txt"
        copy.write_bytes(path.read_bytes())
        meta = read_document(copy, lexicon=LEXICON).meta
        assert (meta.region, meta.published and meta.published.year) == (path.stem, 2026), path.name
