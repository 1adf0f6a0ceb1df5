"""What is read from a document itself when nobody gives it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError, NotFoundError
from fangzhi.read import read_document, read_text
from fangzhi.read.language import language_of
from scripts import script

metadata: Any = script("measure_metadata")

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


def test_facts_of_a_document_without_a_region_are_not_those_of_the_country() -> None:
    text = "2025年，全市地区生产总值7569.5亿元，增长6.8%。全国工业增加值增长5.9%。"
    facts = extract_facts(read_text(text, lexicon=LEXICON), LEXICON)
    assert [(fact.quote, fact.region, fact.region_code) for fact in facts] == [
        ("7569.5亿元", None, None),
        ("6.8%", None, None),
        ("5.9%", "全国", "100000"),
    ]


def test_the_year_that_a_plan_runs_to_is_not_that_of_its_publication() -> None:
    text = "北京市发展规划要点\n2025年，全市工业投资增长5%。到2030年，绿色工厂达到300家。"
    meta = read_text(text, path="beijing-plan-2030.md", lexicon=LEXICON).meta
    assert (str(meta.published), meta.origins["published"]) == ("2025-12-31", "inferred: latest year in the text")
    meta = read_text(text.replace("\n", "\n*（2026年3月）*\n"), path="plan-2030.txt", lexicon=LEXICON).meta
    assert (str(meta.published), meta.origins["published"]) == ("2026-03-01", "inferred: month in the head")


def test_the_heading_of_a_markdown_file_is_its_title(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# **江苏的产业账** #\n\n## 二\n\n# 另一个标题\n\n去年，江苏省工业投资增长5%。\n", encoding="utf-8")
    meta = read_document(path, lexicon=LEXICON).meta
    assert (meta.title, meta.origins["title"]) == ("江苏的产业账", "inferred: heading")


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
    measured = metadata.measure(sorted(table.parent for table in SHARED.glob("*/documents.csv")))
    assert measured.documents == 26
    right = measured.right
    assert right["year"] == right["region"] == right["language"] == 26, measured.wrong
    assert right["title"] >= 25
    assert right["kind"] >= 25


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_the_shared_reports_under_names_that_say_nothing(tmp_path: Path) -> None:
    for number, path in enumerate(sorted((SHARED / "reports").glob("*.txt"))):
        copy = tmp_path / f"{number:03}.txt"
        copy.write_bytes(path.read_bytes())
        meta = read_document(copy, lexicon=LEXICON).meta
        assert (meta.region, meta.published and meta.published.year) == (path.stem, 2026), path.name
