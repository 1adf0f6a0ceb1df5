"""Regions side by side, and what the guard refuses to compare."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.analyse.compare.sides import Comparison, Line, compare_regions, ranks
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

REPORTS = {
    "自贡市": "2025年，全市地区生产总值增长6%，固定资产投资增长5%，进出口总额80亿元，城镇调查失业率为5.1%。",
    "泸州市": "2025年，全市地区生产总值增长6%，固定资产投资下降2.4%，进出口总额12亿美元，城镇调查失业率为5.4%。",
    "绵阳市": "2025年，全市地区生产总值增长7.1%，固定资产投资增长3%以上，进出口总额300亿元。",
    "宜宾市": "2025年前三季度，全市地区生产总值增长8%，进出口总额310亿元。",
    "四川省": "2025年，全省地区生产总值增长5.5%，进出口总额10318亿元。",
}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("path", "title", "published", "region", "kind"))
        for name, text in REPORTS.items():
            (folder / f"{name}.txt").write_text(f"{name}\n{text}\n", encoding="utf-8")
            writer.writerow((f"{name}.txt", f"{name}2026年政府工作报告", "2026-01-20", name, "work_report"))
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


def compared(atlas: Path, *names: str) -> Comparison:
    with Atlas(atlas) as opened:
        return compare_regions(opened, names)


def line(found: Comparison, indicator: str, measure: str) -> Line:
    [one] = [line for line in found.lines if (line.indicator_id, line.measure) == (indicator, measure)]
    return one


def test_equal_figures_share_a_rank(atlas: Path) -> None:
    sides = line(compared(atlas, "自贡", "泸州", "绵阳"), "gdp", "growth").sides
    assert [side.rank for side in sides] == [2, 2, 1]


def test_nine_months_are_not_ranked_with_a_year(atlas: Path) -> None:
    sides = line(compared(atlas, "自贡", "宜宾", "绵阳"), "gdp", "growth").sides
    assert [side.rank for side in sides] == [2, None, 1]
    assert [badge.code for badge in sides[1].badges] == ["period_span"]


def test_dollars_are_not_ranked_with_yuan(atlas: Path) -> None:
    sides = line(compared(atlas, "自贡", "泸州", "绵阳"), "trade_total", "level").sides
    assert [badge.code for badge in sides[1].badges] == ["currency"]
    assert [side.rank for side in sides] == [2, None, 1]


def test_a_province_is_not_ranked_with_its_cities_by_amount_but_by_growth(atlas: Path) -> None:
    found = compared(atlas, "自贡", "四川", "绵阳")
    amounts = line(found, "trade_total", "level").sides
    assert [badge.code for badge in amounts[1].badges] == ["region_level"]
    assert [side.rank for side in line(found, "gdp", "growth").sides] == [2, 3, 1]


def test_a_bound_has_no_rank_where_it_leaves_the_order_open(atlas: Path) -> None:
    sides = line(compared(atlas, "自贡", "泸州", "绵阳"), "fixed_asset_investment", "growth").sides
    assert [side.rank for side in sides] == [None, 3, None]


def test_a_missing_region_stays_missing_and_lower_unemployment_is_better(atlas: Path) -> None:
    sides = line(compared(atlas, "自贡", "泸州", "绵阳"), "urban_surveyed_unemployment_rate", "level").sides
    assert [side.rank for side in sides] == [1, 2, None]
    assert sides[2].figure is None


def test_no_rank_without_a_direction() -> None:
    assert ranks({"a": (1, 1), "b": (2, 2)}, better="none") == {}


def test_the_command_marks_and_explains(fangzhi: Callable[..., tuple[int, str, str]], atlas: Path) -> None:
    code, out, _ = fangzhi("compare", "自贡", "泸州", "宜宾", "--atlas", atlas)
    assert code == 0
    assert "8%*" in out
    assert "periods of different length" in out
    assert fangzhi("compare", "自贡", "--atlas", atlas)[0] == 2
    assert fangzhi("compare", "自贡", "桃花源", "--atlas", atlas)[0] == 1
    rows = list(csv.DictReader(fangzhi("compare", "自贡", "绵阳", "-a", atlas, "--format", "csv")[1].splitlines()))
    assert {row["region"] for row in rows} == {"自贡市", "绵阳市"}
    assert all(row["quote"] in row["sentence"] for row in rows if row["quote"])
