"""The page of the index laboratory: its sample, its languages, its data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from fangzhi.present.index_report.chinese import drawing_in_chinese, in_chinese
from fangzhi.present.index_report.report import report_page
from fangzhi.present.index_report.sample import sample_study
from fangzhi.present.web import create_app
from web_atlas import Draft, write_atlas
from web_drafts import INDICATORS, REGIONS, TestClient, number, served

GROWTH = ("gdp", "industrial_value_added_above_scale", "general_public_budget_revenue")


def growth_report(name: str, code: str, values: tuple[float, float, float]) -> Draft:
    text = f"{name}去年增长{values[0]}%，工业增长{values[1]}%，收入增长{values[2]}%。"
    facts = [
        number(f"{value}%", indicator, "growth", value, "2025", region=name, region_code=code)
        for indicator, value in zip(GROWTH, values, strict=True)
    ]
    return Draft(f"{name}报告", text, "2026-01-10", name, code, facts)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path: Path = tmp_path_factory.mktemp("lab") / "atlas.duckdb"
    more = [{"indicator_id": i, "zh": i, "en": i, "unit": "元", "better": "up"} for i in GROWTH[1:]]
    drafts = [
        growth_report("江苏省", "320000", (5.3, 6.4, 2.1)),
        growth_report("浙江省", "330000", (5.5, 7.2, 1.4)),
        growth_report("四川省", "510000", (5.7, 6.8, 3.9)),
        growth_report("吉林省", "220000", (4.6, 5.9, 4.8)),
    ]
    return TestClient(create_app(write_atlas(path, drafts, regions=REGIONS, indicators=[*INDICATORS, *more])))


def test_each_cell_of_the_atlas_leads_to_its_sentence(client: TestClient) -> None:
    data = client.get("/index-lab.json").json()
    assert data["from_atlas"]
    assert {(cell["region_code"], cell["column"]): cell["value"] for cell in data["cells"]}[
        "510000", "gdp_growth"
    ] == 5.7
    page = client.get("/index-lab").text
    for cell in data["cells"]:
        assert f'href="/document/{cell["document_id"]}#f-{cell["fact_id"]}"' in page
        assert f'id="f-{cell["fact_id"]}"' in client.get(f"/document/{cell['document_id']}").text


def test_ranks_are_intervals(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/index-lab.csv").text.lstrip("\ufeff"))))
    assert {row["region_code"] for row in rows} == {"220000", "320000", "330000", "510000"}
    assert all(1 <= int(row["best"]) <= float(row["median"]) <= int(row["worst"]) <= 4 for row in rows)
    assert any(row["best"] != row["worst"] for row in rows)


def test_where_the_atlas_has_too_little_the_panel_of_the_package_is_shown_and_said() -> None:
    data = served().get("/index-lab.json").json()
    assert not data["from_atlas"]
    assert len(data["intervals"]) == 31
    assert data["warning"]
    assert "随软件附带的面板" in served().get("/index-lab").text


def test_the_path_of_the_atlas_is_nobodys_business(client: TestClient) -> None:
    for address in ("/index-lab", "/en/index-lab", "/index-lab.json"):
        text = client.get(address).text.replace("--from-atlas atlas.duckdb", "")
        assert "atlas.duckdb" not in text


def test_the_shorter_address_leads_there(client: TestClient) -> None:
    answer = client.get("/en/index", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/en/index-lab")


def test_the_page_is_written_in_the_language_of_the_reader(client: TestClient) -> None:
    chinese, english = client.get("/index-lab").text, client.get("/en/index-lab").text
    assert "极差法" in chinese
    assert "min-max to [0, 1]" in english
    assert "Jilin" in english


def test_every_convention_and_heading_of_the_sample_has_its_chinese() -> None:
    page = report_page(sample_study())
    told = [word for row in page.conventions[2:] for word in row if word != "standard" and not word[0].isdigit()]
    told += [sheet.title for sheet in page.sheets] + [figure.note for figure in page.figures if figure.name == "moran"]
    assert not [word for word in told if word == in_chinese(word)]


def test_words_of_drawings_change_and_nothing_else() -> None:
    svg = '<svg aria-label="score"><text>score</text><text>江苏 &lt;b&gt;</text></svg>'
    assert drawing_in_chinese(svg) == '<svg aria-label="score"><text>得分</text><text>江苏 &lt;b&gt;</text></svg>'
