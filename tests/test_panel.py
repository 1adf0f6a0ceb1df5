"""The panel: which of several figures is taken, what stays a gap."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.analyse.panel import make_panel, year_range
from fangzhi.model.errors import InputError, NotFoundError
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

DOCUMENTS = [  # file, region, kind, published, text
    ("a.txt", "自贡市", "work_report", "2026-01-20", "2025年，地区生产总值1900亿元，增长6%，粮食产量达25亿斤。"),
    ("b.txt", "自贡市", "communique", "2026-03-20", "2025年，地区生产总值1912.4亿元，增长6.1%。"),
    (
        "c.txt",
        "四川省",
        "news",
        "2026-04-20",
        "2025年，自贡市地区生产总值1950亿元。前三季度，泸州市地区生产总值增长7%。",
    ),
    ("d.txt", "泸州市", "work_report", "2026-01-22", "2025年，粮食产量达120万吨，进出口总额12亿美元。"),
]


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panel")
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("path", "title", "published", "region", "kind"))
        for name, region, kind, published, text in DOCUMENTS:
            (folder / name).write_text(f"{region}\n{text}\n", encoding="utf-8")
            writer.writerow((name, f"{region}{kind}", published, region, kind))
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


def test_the_communique_wins_and_the_others_are_listed(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        panel = make_panel(opened, ["gdp", "gdp:growth"], ["自贡"])
    assert [(cell.series.column, cell.value) for cell in panel.cells] == [("gdp", 1912.4e8), ("gdp_growth", 6.1)]
    assert [round(row["value"] / 1e8) for row in panel.runners_up() if row["column"] == "gdp"] == [1900, 1950]
    assert panel.cells[0].differing == 2


def test_units_are_made_one_and_gaps_stay(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        wide = make_panel(opened, ["grain_output", "gdp:growth"], ["prefecture"], year_range("2025")).wide()
    assert [(row["region"], row["grain_output"], row["gdp_growth"]) for row in wide] == [
        ("自贡市", 1.25e6, 6.1),
        ("泸州市", 1.2e6, None),
    ]


def test_dollars_do_not_fill_a_cell_of_yuan(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        assert make_panel(opened, ["trade_total"], ["泸州"]).cells == ()


def test_what_cannot_be_asked_is_said(atlas: Path) -> None:
    with pytest.raises(InputError, match="2020-2026"):
        year_range("soon")
    with Atlas(atlas) as opened:
        with pytest.raises(InputError, match="growth"):
            make_panel(opened, ["gdp:speed"], ["自贡"])
        with pytest.raises(NotFoundError):
            make_panel(opened, ["gdp"], ["桃花源"])


def test_the_command(fangzhi: Callable[..., tuple[int, str, str]], atlas: Path) -> None:
    code, out, err = fangzhi("panel", "--indicators", "gdp,gdp:growth", "--regions", "自贡,泸州", "-a", atlas)
    assert code == 0
    assert "1912.4亿元" in out
    assert "rivals" in err
    asked = ("panel", "--indicators", "gdp", "--regions", "自贡", "--shape", "long", "-a", atlas, "--format", "csv")
    [row] = csv.DictReader(fangzhi(*asked)[1].splitlines())
    assert (row["quote"], row["differing"]) == ("1912.4亿元", "2")
