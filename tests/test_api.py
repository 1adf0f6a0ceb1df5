"""The public door of the package."""

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import fangzhi

NAMES = {
    "Atlas", "BuildSummary", "Document", "EvidenceError", "Fact", "FangzhiError", "Finding", "Focus", "InputError",
    "LexiconError", "Limits", "Metadata", "NotFoundError", "Observation", "Period", "Platform", "Policy", "Progress",
    "Project", "Region", "Rows", "Scheme", "SchemeGroup", "StoreError", "Verification", "__version__", "build",
    "export", "extract", "open", "read", "verify",
}  # fmt: skip


def test_public_names_are_these() -> None:
    assert set(fangzhi.__all__) == NAMES
    assert sorted(fangzhi.__all__) == fangzhi.__all__
    assert all(getattr(fangzhi, name) is not None for name in NAMES)
    assert set(dir(fangzhi)) == NAMES


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        fangzhi.nothing  # noqa: B018  # the look-up is what is tested


def test_import_loads_nothing_heavy() -> None:
    code = "import fangzhi, sys; print([m for m in ('duckdb', 'pyarrow', 'lxml', 'typer', 'csv') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_functions_survive_the_folders_of_their_name() -> None:
    import_module("fangzhi.extract")
    import_module("fangzhi.read")
    assert callable(fangzhi.extract)
    assert callable(fangzhi.read)


def test_extract_gives_facts_with_exact_quotes() -> None:
    text = "去年，全省地区生产总值增长5.3%。"
    [fact] = fangzhi.extract(text, published="2026-01-20", region="江苏")
    assert isinstance(fact, fangzhi.Observation)
    assert (fact.quote, fact.value, fact.period, fact.region_code) == ("5.3%", 5.3, "2025", "320000")
    assert text[fact.start : fact.end] == fact.quote


def test_extract_refuses_a_date_that_is_none() -> None:
    with pytest.raises(fangzhi.InputError, match="write it as 2026-02-03"):
        fangzhi.extract("去年增长5%。", published="last year")


def test_read_uses_the_row_of_the_file(documents: Path) -> None:
    document = fangzhi.read(documents / "zigong.txt")
    assert document.meta.region_code == "510300"
    assert document.meta.origins["published"].startswith("documents.csv")


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> fangzhi.Atlas:
    folder = tmp_path_factory.mktemp("api")
    for name, growth, region in (("a", "5.3%", "江苏省"), ("b", "6%", "自贡市")):
        text = f"{region}2026年政府工作报告\n去年，地区生产总值增长{growth}。今年，地区生产总值增长5%左右。\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "documents.csv").write_text(
        "path,published,region\na.txt,2026-01-20,江苏省\nb.txt,2026-01-20,自贡市\n", encoding="utf-8"
    )
    fangzhi.build([folder], folder / "atlas.duckdb")
    return fangzhi.open(folder / "atlas.duckdb")


@pytest.mark.parametrize("name", ["自贡", "自贡市", "Zigong", "510300"])
def test_a_region_is_found_by_any_usual_name(atlas: fangzhi.Atlas, name: str) -> None:
    rows = atlas.observations(region=name, status="actual")
    assert [(row["region_code"], row["value"]) for row in rows] == [("510300", 6.0)]


@pytest.mark.parametrize("name", ["gdp", "GDP", "地区生产总值"])
def test_an_indicator_is_found_by_id_and_names(atlas: fangzhi.Atlas, name: str) -> None:
    assert {row["indicator_id"] for row in atlas.observations(indicator=name)} == {"gdp"}


def test_observations_are_narrowed(atlas: fangzhi.Atlas) -> None:
    everything = atlas.observations()
    assert len(everything) == 4
    assert {row["status"] for row in atlas.observations(status="target")} == {"target"}
    assert {row["year"] for row in atlas.observations(year=2025)} == {2025}
    assert len(atlas.observations(region=["江苏", "自贡"], year=[2025, 2026])) == 4
    assert len(atlas.observations(region="江苏", measure="growth", year=2025)) == 1
    assert len(atlas.observations(measure="level")) == 0
    document = everything.rows()[0]["document_id"]
    assert {row["document_id"] for row in atlas.observations(document=document)} == {document}
    assert len(atlas.observations(confidence=("certain", "context", "weak"))) == 4


def test_rows_are_arrow_too_and_a_frame_says_what_it_needs(atlas: fangzhi.Atlas) -> None:
    rows = atlas.observations(region="江苏")
    assert rows.arrow().num_rows == len(rows) == 2
    assert rows.columns[-1] == "document_published"
    if find_spec("pandas"):
        assert len(rows.df()) == 2
    else:
        with pytest.raises(fangzhi.StoreError, match="pandas"):
            rows.df()


def test_unknown_names_are_not_found(atlas: fangzhi.Atlas) -> None:
    with pytest.raises(fangzhi.NotFoundError):
        atlas.observations(region="桃花源")
    with pytest.raises(fangzhi.NotFoundError):
        atlas.observations(indicator="幸福感")
    with pytest.raises(fangzhi.NotFoundError, match="fangzhi documents"):
        atlas.document("ffffffff")


def test_a_document_is_found_by_path_and_beginning_of_its_id(atlas: fangzhi.Atlas) -> None:
    first = atlas.documents().rows()[0]
    assert atlas.document(first["path"])["text"]
    assert atlas.document(first["document_id"][:8])["document_id"] == first["document_id"]
    assert [row["kind"] for row in atlas.facts(first["document_id"])] == ["observation", "observation"]


def test_two_readers_at_once(atlas: fangzhi.Atlas) -> None:
    with fangzhi.open(atlas.path) as other:
        assert other.about()["fangzhi_version"] == fangzhi.__version__
    code = f"import fangzhi; print(len(fangzhi.open({str(atlas.path)!r}).observations()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "4\n"
