"""A study carries its conventions, shows what is missing, and gives intervals instead of a ranking."""

import re
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import openpyxl  # type: ignore[import-untyped]  # it has no types
import pyarrow as pa  # type: ignore[import-untyped]  # as above
import pytest
from jinja2 import meta
from pyarrow import parquet

from fangzhi.analyse.index.atlas_panel import panel_of_observations
from fangzhi.analyse.index.conventions import Conventions
from fangzhi.analyse.index.framework_file import load_framework, parse_framework, shipped_frameworks
from fangzhi.analyse.index.impute import impute
from fangzhi.analyse.index.panel import Panel, make_panel
from fangzhi.analyse.index.read_panel import read_panel
from fangzhi.analyse.index.score import compute
from fangzhi.analyse.index.study import Study, study, study_of_scores
from fangzhi.analyse.index.sweep import run_sweep
from fangzhi.model.errors import InputError
from fangzhi.present.index_report.files import write_study, write_workbook
from fangzhi.present.index_report.latex import latex
from fangzhi.present.index_report.report import ReportPage, _environment, report, report_body, report_style
from fangzhi.present.index_report.sample import sample_study
from fangzhi.present.index_report.sheets import cells, sheets

TWO = """title = "Two indicators"
[[dimension]]
id = "first"
[[dimension.indicator]]
id = "x"
direction = "up"
atlas = { indicator = "gdp", measure = "growth", unit = "%" }
[[dimension]]
id = "second"
[[dimension.indicator]]
id = "y"
direction = "down"
"""
PROVINCES = ["110000", "310000", "320000", "330000", "440000", "510000"]


def small(gaps: int = 0) -> Panel:
    random = np.random.default_rng(1)
    values = random.uniform(1, 9, (24, 2)).round(2)
    values[:gaps, 0] = np.nan
    body = [(PROVINCES[i % 6], 2020 + i // 6, list(values[i])) for i in range(24)]
    return make_panel(body, ["x", "y"], origin="small.csv")


@pytest.fixture(scope="module")
def sample() -> Study:
    return sample_study()


def test_conventions_are_in_every_output(sample: Study) -> None:
    named = {name for name, _, _ in sample.described()}
    assert {item.name for item in fields(Conventions)} - {"keep", "combine", "distinguishing"} <= named
    page, tables = report(sample), latex(sample)
    for name, value, _ in sample.described():
        assert f">{name}</th><td>{value}" in page
    assert "min-max" in tables
    assert sheets(sample)[0].name == "conventions"


def test_no_ranking_without_a_sweep() -> None:
    found = study(small(), parse_framework(TWO, "f.toml"))
    names = {one.name for one in sheets(found)}
    assert "ranks" not in names
    scores = next(one for one in sheets(found) if one.name == "scores")
    assert "rank" not in scores.headings
    assert [row[0] for row in scores.of_year(2021).rows] == PROVINCES
    assert "No ranking is given" in report(found)


def test_missing_figures_have_no_score_and_are_shown() -> None:
    framework = parse_framework(TWO, "f.toml")
    found = study(small(gaps=2), framework)
    assert int(np.isnan(found.scores).sum()) == 2
    gaps = next(one for one in sheets(found) if one.name == "gaps")
    assert gaps.rows[0][:4] == ("x", 24, 2, 0)
    assert "2 of 24 region-years have no score" in gaps.note


@pytest.mark.parametrize("method", ["linear", "nearest-year", "region-mean", "group-mean"])
def test_imputed_cells_are_marked_one_by_one(method: str) -> None:
    body = [(r, y, [1.0 + i + y - 2020, 2.0 * i]) for y in (2020, 2021, 2022) for i, r in enumerate(PROVINCES)]
    body[7] = (body[7][0], body[7][1], [float("nan"), body[7][2][1]])
    panel = replace(make_panel(body, ["x", "y"], origin="here"), groups=("a", "b") * 9)
    framework = parse_framework(TWO + f'[conventions]\nimputation = "{method}"\n', "f.toml")
    found = study(panel, framework)
    assert not np.isnan(found.scores).any()
    told = [row for row in cells(found) if row[5] == "imputed"]
    assert [(row[0], row[2], row[3]) for row in told] == [("310000", 2021, "x")]
    assert ("imputation", method) in [(name, value) for name, value, _ in found.described()]
    if method == "linear":
        assert told[0][4] == 3.0


def test_linear_imputation_does_not_extend_the_ends() -> None:
    table = make_panel([("a", 2020, [np.nan]), ("a", 2021, [1.0]), ("a", 2022, [2.0])], ["x"], origin="here")
    assert np.isnan(impute(table, "linear").values[0, 0])
    assert impute(table, "nearest-year").values[0, 0] == 1.0


def test_every_method_and_every_combination_runs_or_is_named_with_its_reason() -> None:
    options = {
        "normalisation": ("min-max", "z-score", "sum", "vector", "target"),
        "scope": ("pooled", "yearly"),
        "weights": ("entropy", "critic", "variation", "components", "ahp", "equal", "declared"),
        "weights_scope": ("pooled", "yearly"),
        "aggregation": ("linear", "geometric", "topsis-weighted", "topsis-distance", "grey"),
    }
    text = TWO.replace("[[dimension.indicator]]", "[[dimension.indicator]]\nweight = 0.5\nreference = 5")
    text += '[ahp]\ndimensions = [[1, 2], ["1/2", 1]]\n'
    framework = parse_framework(text, "f.toml")
    found = run_sweep(small(), framework, options)
    assert len(found.conventions) > 300
    assert all("z-score" in c.label() for c, _ in found.refused)
    assert all(";" in reason for _, reason in found.refused), "each reason says how to mend it"
    known = found.ranks[:, found.panel.years == 2020]
    assert ((known >= 1) & (known <= 6)).all()


def test_hierarchical_weights_multiply() -> None:
    framework = parse_framework(TWO + '[ahp]\ndimensions = [[1, 3], ["1/3", 1]]\n', "f.toml")
    np.testing.assert_allclose(framework.ahp_weights(), [0.75, 0.25])


def test_yearly_weights_are_those_of_each_year_alone() -> None:
    framework = parse_framework(TWO, "f.toml")
    panel = small()
    found = compute(
        panel, framework, Conventions(weights_scope="yearly", scope="yearly", aggregation="topsis-weighted")
    )
    one_year = make_panel(
        [(r, 2021, list(v)) for r, y, v in zip(panel.regions, panel.years, panel.values, strict=True) if y == 2021],
        ["x", "y"],
        origin="here",
    )
    alone = compute(one_year, framework, Conventions(aggregation="topsis-weighted"))
    np.testing.assert_allclose(found.scores[panel.years == 2021], alone.scores)
    assert found.weight_years == (2020, 2021, 2022, 2023)


def test_a_target_is_best_at_its_interval() -> None:
    text = TWO.replace('direction = "up"', 'direction = "target"\ntarget = [4, 5]')
    panel = make_panel([(r, 2020, [float(i), 1.0 + i]) for i, r in enumerate(PROVINCES)], ["x", "y"], origin="here")
    found = compute(panel, parse_framework(text, "f.toml"), Conventions(shift=0.0))
    assert found.normalised[:, 0].tolist() == [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]


def observation(region: str, value: float, **more: object) -> dict[str, object]:
    fact: dict[str, object] = {
        "fact_id": f"f{region}{value}", "document_id": "d1", "document_title": "Report", "quote": f"{value}%",
        "sentence": f"Growth was {value}%.", "region": region, "region_code": region, "indicator_id": "gdp",
        "measure": "growth", "value": value, "value_high": None, "unit": "%", "bound": "eq", "period": "2025",
        "year": 2025, "status": "actual",
    }  # fmt: skip
    return fact | more


def test_cells_of_the_atlas_lead_to_their_sentence_and_conflicts_stay_empty() -> None:
    framework = parse_framework(
        TWO.replace('id = "y"', 'id = "y"\natlas = { indicator = "trade", measure = "growth", unit = "%" }'), "f.toml"
    )
    rows = [
        observation("110000", 5.1),
        observation("320000", 5.3),
        observation("330000", 5.5),
        observation("330000", 5.6, document_title="News"),
        observation("440000", 4.0, status="target"),
        observation("510000", 6.2, period="2025-S1"),
        observation("510300", 7.1),
        observation("100000", 5.0),
        observation("420000", 5.0, bound="min"),
        observation("430000", 5.0, unit="个百分点"),
        observation("410000", 5.0, confidence="weak"),
    ]
    rows += [observation(r, i + 1.0, indicator_id="trade") for i, r in enumerate(["110000", "320000", "330000"])]
    panel = panel_of_observations(rows, framework, origin="atlas.duckdb")
    assert set(panel.regions) == {"110000", "320000", "330000"}
    assert "documents differ: 5.5% (Report); 5.6% (News)" in panel.remarks["330000", 2025, "x"]
    found = study(panel, framework)
    assert np.isnan(found.scores[2])
    page = report(found, atlas_address="http://host")
    assert '<a href="http://host/document/d1#f-f1100005.1">5.1</a>' in page
    assert 'class="number missing" title="documents differ' in page
    assert panel.remarks["510000", 2025, "x"].endswith("(its period is 2025-S1, not a calendar year)")
    assert "bound" in panel.remarks["420000", 2025, "x"]
    assert "unit" in panel.remarks["430000", 2025, "x"]
    assert "last resort" in panel.remarks["410000", 2025, "x"]


def test_an_atlas_without_figures_is_refused_kindly() -> None:
    with pytest.raises(InputError, match="has no yearly figure"):
        panel_of_observations([], parse_framework(TWO, "f.toml"), origin="atlas.duckdb")


def test_hostile_names_stay_text() -> None:
    panel = replace(small(), names={"110000": "<script>alert(1)</script>"})
    page = report(study(panel, parse_framework(TWO.replace("Two", "<b>Two"), "f.toml"), sweep=True))
    assert "<script" not in page
    assert "<b>Two" not in page


def test_the_page_needs_nothing_else(sample: Study) -> None:
    page = report(sample)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "@import" not in page
    assert "url(" not in page
    for name in ("map", "ranks", "density", "moran"):
        assert f'<h2 id="{name}">' in page
    assert page.count("<svg") >= 5


def test_the_body_stands_inside_another_page_without_inline_style(sample: Study) -> None:
    body = report_body(sample)
    assert "style=" not in body
    assert "<style" not in body
    assert "--series-1" in report_style()


def test_the_template_uses_the_fields_of_the_page_and_all_of_them() -> None:
    environment = _environment()
    assert environment.loader is not None
    text, _, _ = environment.loader.get_source(environment, "_body.html")
    assert meta.find_undeclared_variables(environment.parse(text)) == {"page"}
    used = set(re.findall(r"page\.(\w+)", text)) | {"title"}
    assert used == {item.name for item in fields(ReportPage)}


def test_given_scores_are_diagnosed_without_conventions_of_their_own() -> None:
    found = study_of_scores(small(), "x")
    assert ("scores", "column x", "scores were given; how they were computed is not known here") in found.described()
    assert found.diagnosis.dagum
    assert found.index is None
    assert "computed elsewhere" in report(found)


def test_files(sample: Study, tmp_path: Path) -> None:
    written = {path.name for path in write_study(sample, tmp_path / "out", ("html", "csv", "latex"))}
    assert {"report.html", "scores.csv", "ranks.csv", "cells.csv", "conventions.csv", "tables.tex"} <= written
    again = read_panel(tmp_path / "out" / "scores.csv", columns=["score"])
    np.testing.assert_allclose(again.column("score"), sample.scores, rtol=1e-12)
    tables = (tmp_path / "out" / "tables.tex").read_text(encoding="utf-8")
    assert tables.count(r"\begin{longtable}") == tables.count(r"\end{longtable}") > 8
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be made"):
        write_study(sample, tmp_path / "file", ("csv",))


def test_a_workbook_marks_imputed_cells(tmp_path: Path) -> None:
    framework = parse_framework(TWO + '[conventions]\nimputation = "region-mean"\n', "f.toml")
    write_workbook(study(small(gaps=1), framework, sweep=True), tmp_path / "index.xlsx")
    book = openpyxl.load_workbook(tmp_path / "index.xlsx")
    assert {"conventions", "weights", "scores", "ranks", "dagum", "cells"} <= set(book.sheetnames)
    filled = [row for row in book["cells"].iter_rows(min_row=2) if row[5].value == "imputed"]
    assert len(filled) == 1
    assert filled[0][4].fill.fgColor.rgb == "00FFE08A"


@pytest.mark.parametrize("form", ["wide.csv", "long.csv", "wide.parquet", "wide.xlsx"])
def test_every_form_of_a_panel_reads_alike(form: str, tmp_path: Path) -> None:
    file = tmp_path / form
    if form == "long.csv":
        text = "region,year,indicator,value\n江苏省,2020,x,1.5\n江苏省,2020,y,—\n浙江省,2020,x,2\n浙江省,2020,y,4\n"
        file.write_text(text, encoding="utf-8")
    elif form == "wide.csv":
        file.write_text("region,year,x,y\n江苏省,2020,1.5,—\n浙江省,2020,2,4\n", encoding="utf-8-sig")
    elif form == "wide.parquet":
        data = {"region": ["江苏省", "浙江省"], "year": [2020, 2020], "x": [1.5, 2.0], "y": [None, 4.0]}
        parquet.write_table(pa.table(data), file)
    else:
        book = openpyxl.Workbook()
        for line in (("region", "year", "x", "y"), ("江苏省", 2020, 1.5, None), ("浙江省", 2020, 2, 4)):
            book.active.append(line)
        book.save(file)
    panel = read_panel(file)
    assert panel.regions == ("江苏省", "浙江省")
    assert panel.column("x").tolist() == [1.5, 2.0]
    assert np.isnan(panel.column("y")[0])
    assert panel.groups == ("east", "east")


@pytest.mark.parametrize("name", shipped_frameworks())
def test_shipped_frameworks_say_where_each_figure_is_published(name: str) -> None:
    framework = load_framework(name)
    assert framework.source
    for spec in framework.indicators:
        assert spec.zh != spec.id
        assert spec.en != spec.id
        assert spec.unit
        assert spec.formula
        assert spec.table
    assert len({i.dimension for i in framework.indicators}) == len(framework.dimensions)


def test_shipped_frameworks_have_the_promised_dimensions() -> None:
    assert [d.zh for d in load_framework("three-objects").dimensions] == ["劳动者", "劳动对象", "劳动资料"]
    assert len(load_framework("four-dimensions").dimensions) == 4


def test_a_year_with_few_regions_is_not_judged() -> None:
    panel = small()
    few = replace(
        panel, values=np.where((panel.years == 2020)[:, None] & (np.arange(24) > 2)[:, None], np.nan, panel.values)
    )
    found = study(few, parse_framework(TWO, "f.toml"))
    assert min(found.diagnosis.dagum) == 2021
    assert {d.year for d in found.diagnosis.density} == {2021, 2022, 2023}
    assert ("2020", "3 regions have a score") in [(a, b[:22]) for a, b in found.diagnosis.skipped]


def test_three_regions_are_scored_though_not_judged() -> None:
    body = [(r, 2020, [float(i), 3.0 - i * i]) for i, r in enumerate(PROVINCES[:3])]
    found = study(make_panel(body, ["x", "y"], origin="here"), parse_framework(TWO, "f.toml"), sweep=True)
    assert not found.diagnosis.dagum
    assert np.isfinite(found.scores).all()
    assert "<h2" in report(found)


def test_prefectures_find_their_coordinates_groups_and_controls() -> None:
    codes = ["510300", "510400", "320100", "320200", "440100", "440300", "210100", "420100"]
    random = np.random.default_rng(3)
    body = [(code, year, list(random.uniform(1, 9, 3))) for year in (2020, 2021, 2022) for code in codes]
    text = TWO + (
        '[space]\nweights = "nearest"\nneighbours = 2\n'
        '[diagnosis]\ncontrols = ["z"]\ncoupling = "wang-2021"\nellipse = "squared"\nclasses = 2\n'
        '[groups]\nsouth = ["440100", "440300", "420100"]\nrest = ["510300", "510400", "320100", "320200", "210100"]\n'
    )
    found = study(make_panel(body, ["x", "y", "z"], origin="here"), parse_framework(text, "f.toml"))
    told = {name: value for name, value, _ in found.described()}
    assert told["space"] == "2 nearest neighbours"
    assert told["groups"] == "declared in [groups]"
    assert (told["coupling"], told["ellipse"], told["classes"]) == ("wang-2021", "squared", "2")
    assert set(found.diagnosis.dagum[2020].groups) == {"south", "rest"}
    assert set(found.diagnosis.moran) == {2020, 2021, 2022}
    assert 21 < found.diagnosis.ellipses[2022].latitude < 42
    kinds = {(b.scope, b.effects, b.controls) for b in found.diagnosis.beta}
    assert ("all regions", "none", ("z",)) in kinds
    assert ("south", "two-way", ()) in kinds
    assert found.diagnosis.spatial_markov is not None
    assert "<svg" in report(found)


def test_words_are_no_formula_in_a_workbook(tmp_path: Path) -> None:
    panel = replace(small(), names={"110000": "=1+1"})
    write_workbook(study(panel, parse_framework(TWO, "f.toml")), tmp_path / "index.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "index.xlsx")["scores"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_agreement_is_with_the_declared_conventions_even_when_these_are_not_swept() -> None:
    framework = parse_framework(TWO + '[sweep]\nweights = ["equal", "critic"]\n', "f.toml")
    found = run_sweep(small(), framework)
    assert framework.conventions not in found.conventions
    assert np.isfinite(found.agreement).all()
