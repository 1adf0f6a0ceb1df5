"""The sample that comes along: its figures are counted here again, in another way than the tool that wrote them."""

import csv
from pathlib import Path

import pytest

from fangzhi.analyse.index.framework_file import load_framework
from fangzhi.analyse.index.study import Study
from fangzhi.present.cli import run
from fangzhi.present.index_report.latex import latex
from fangzhi.present.index_report.report import report
from fangzhi.present.index_report.sample import sample_study
from scripts import script

SOURCE = Path(__file__).parents[1] / "src" / "fangzhi"
PANEL = SOURCE / "analyse" / "index" / "data" / "administrative-structure.csv"
NO_DISTRICTS = {"429021": "神农架林区", "520203": "六枝特区"}  # named 区, but of the rank of counties
OUTSIDE = ("71", "81", "82")  # Taiwan, Hong Kong, Macao


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


REGISTER = table(SOURCE / "lexicon" / "data" / "regions.csv")


@pytest.fixture(scope="module")
def sample() -> Study:
    return sample_study()


def test_every_figure_is_counted_in_the_register() -> None:
    assert not [row["code"] for row in REGISTER if row["valid_to"]], "ended units would have to be left out"
    by_code = {row["code"]: row["name"] for row in REGISTER}
    assert {code: by_code[code] for code in NO_DISTRICTS} == NO_DISTRICTS
    provinces = [r["code"] for r in REGISTER if r["level"] == "province" and not r["code"].startswith(OUTSIDE)]
    panel = table(PANEL)
    assert len(panel) == 31
    assert [row["region"] for row in panel] == provinces
    for row in panel:
        inside = [r for r in REGISTER if r["code"][:2] == row["region"][:2]]
        prefectures = sum(r["level"] == "prefecture" for r in inside)
        counties = [r for r in inside if r["level"] == "county"]
        districts = sum(r["name"].endswith("区") and r["code"] not in NO_DISTRICTS for r in counties)
        cities = sum(r["name"].endswith("市") for r in counties)
        counts = [prefectures, len(counties), districts, cities]
        assert [int(row[name]) for name in ("prefectures", "counties", "districts", "cities")] == counts, row["region"]
        assert float(row["counties_per_prefecture"]) == pytest.approx(len(counties) / (prefectures or 1), abs=6e-5)
        assert float(row["district_share"]) == pytest.approx(100 * districts / len(counties), abs=6e-5)
        assert float(row["city_share"]) == pytest.approx(100 * cities / len(counties), abs=6e-5)
    outside = [r for r in REGISTER if r["code"].startswith(OUTSIDE) and r["level"] != "province"]
    assert not outside
    for level, column in (("prefecture", "prefectures"), ("county", "counties")):
        assert sum(int(row[column]) for row in panel) == sum(r["level"] == level for r in REGISTER)


def test_the_tool_writes_what_comes_along() -> None:
    tool = script("make_index_sample")
    lines = [list(tool.HEADINGS), *tool.rows()]
    assert "".join(",".join(line) + "\n" for line in lines) == PANEL.read_text(encoding="utf-8")


def test_it_is_complete_and_swept(sample: Study) -> None:
    assert sample.sweep is not None
    assert len(sample.sweep.conventions) == 50
    assert not sample.sweep.refused
    found = {i.region: (i.best, i.median, i.worst) for i in sample.sweep.intervals(2026)}
    assert len(found) == 31
    assert found["110000"] == (2, 22, 28)
    assert found["540000"] == (27, 30, 31)


def test_it_says_everywhere_that_it_measures_nothing(sample: Study, capsys: pytest.CaptureFixture[str]) -> None:
    said = "This sample shows the method and measures nothing else"
    assert load_framework("administrative-structure").note.startswith(said)
    assert f'<p class="note"><strong>{said}' in report(sample)
    assert said in latex(sample)
    assert run(["index", "administrative-structure"]) == 0
    assert said in capsys.readouterr().out
    for name in ("three-objects", "four-dimensions", "reported-growth"):
        assert not load_framework(name).note
