"""Charts that can be moved in: their descriptions, their rows, and the drawing without a script."""

from __future__ import annotations

import json
import re

import pytest

from fangzhi.present.web import create_app, static_files
from fangzhi.present.web.chart_specs import VARIABLES, specs_script
from fangzhi.present.web.live_charts import LiveChart
from fangzhi.present.web.plots import Dot, lines_svg, scatter_svg
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, TestClient, two_years


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("charts") / "atlas.duckdb"
    return TestClient(create_app(write_atlas(path, two_years(), regions=REGIONS, indicators=INDICATORS)))


def charts(client: TestClient, path: str) -> dict[str, dict[str, object]]:
    """The data of each chart on a page."""
    text = client.get(path).text
    found = re.findall(r'data-chart="(\w+)".*?<script type="application/json">(.*?)</script>', text, re.DOTALL)
    return {name: json.loads(data) for name, data in found}


def test_every_description_is_given_what_it_asks_for() -> None:
    text = specs_script()
    made = json.loads(text[text.index("{") : text.rindex(";")])
    assert set(made["specs"]) == {"lines", "scatter", "since"}
    style = static_files.contents()["atlas.css"][0].decode()
    for name in VARIABLES.values():
        assert f"{name}:" in style
    assert set(re.findall(r"#0101\d\d", json.dumps(made["specs"]))) <= set(VARIABLES)


def test_regions_over_the_years_and_targets_against_outcomes(client: TestClient) -> None:
    found = charts(client, "/indicator/gdp?measure=growth")
    rows = found["lines"]["sets"]["rows"]  # type: ignore[index]  # JSON
    assert {(row["name"], row["year"], row["kind"]) for row in rows} == {
        (name, year, "target" if year == 2026 else "result")
        for name in ("江苏", "浙江", "四川")
        for year in (2024, 2025, 2026)
    }
    pairs = found["scatter"]["sets"]["rows"]  # type: ignore[index]  # JSON
    assert {(row["name"], row["x"], row["y"], row["kind"]) for row in pairs} == {
        ("江苏", 5.0, 5.3, "exceeded"),
        ("浙江", 5.25, 5.4, "exceeded"),
        ("四川", 5.5, 5.5, "met"),
    }
    for row in (*rows, *pairs):
        document, _, fact = row["href"].partition("#f-")
        assert f'id="f-{fact}"' in client.get(document).text


def test_an_industry_spreads_by_the_day_of_the_first_mention(client: TestClient) -> None:
    rows = charts(client, "/industry/drones")["since"]["sets"]["rows"]  # type: ignore[index]  # JSON
    assert [(row["day"], row["y"]) for row in rows] == [("2025-01-10", 1), ("2025-01-11", 2), ("2025-01-12", 3)]


def test_a_text_cannot_leave_the_data_of_a_chart() -> None:
    chart = LiveChart("lines", "x", {"rows": [{"name": "</script><script>alert(1)&"}]})
    assert "<" not in chart.data()
    assert json.loads(chart.data())["sets"]["rows"][0]["name"] == "</script><script>alert(1)&"


def test_the_drawings_name_what_they_show_and_escape_it() -> None:
    dots = [Dot("甲<b>", 2024, 1.0, "result", 'a "told"', "#a"), Dot("甲<b>", 2025, 2.0, "target", "b", "#b")]
    lines = lines_svg({"甲<b>": dots}, 'la"bel', "万亿元")
    assert lines.count("<a ") == 2
    assert "甲&lt;b&gt;" in lines
    assert "<b>" not in lines + scatter_svg(dots, "label", ("x<b>", "y"))


def test_scripts_of_packages_are_made_once_and_named_by_version() -> None:
    assert static_files.address("chart-specs.js") == static_files.address("chart-specs.js")
    assert static_files.content("nothing.js") is None
    content = static_files.content("chart-specs.js")
    assert content is not None
    assert content[1].startswith("text/javascript")
