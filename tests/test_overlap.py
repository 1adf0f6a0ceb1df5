"""Overlap and niche, against hand-made rows and two other programs.

The figures of relatedness.csv and proximity.csv are those of py-ecomplexity 0.5.3; economic-complexity is asked itself.
"""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import economic_complexity  # type: ignore[import-untyped]  # it has no types
import pandas as pd  # type: ignore[import-untyped]  # as above
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.analyse.overlap import (
    TABLES,
    Matrix,
    Naming,
    Overlap,
    attention,
    crowding,
    densities,
    followed,
    likeness,
    namings,
    neighbours,
    only_here,
    overlap_table,
    proximity,
    specialisation,
    spread,
)
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas

CASES = Path(__file__).parent / "cases" / "ledger"
MATRIX = {
    "510300": {"drones": 3.0, "new_materials": 1.0},
    "510500": {"drones": 1.0, "liquor": 4.0},
    "510700": {"new_materials": 2.0, "nuclear": 1.0},
}


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))


def reference() -> Matrix:
    matrix: dict[str, dict[str, float]] = {}
    for row in table("relatedness.csv"):
        if float(row["attention"]):
            matrix.setdefault(row["region"], {})[row["industry"]] = float(row["attention"])
    return matrix


def test_quotients_density_and_proximity_are_those_of_the_reference() -> None:
    matrix = reference()
    quotients = specialisation(matrix)
    near_to = densities(matrix)
    for row in table("relatedness.csv"):
        assert quotients[row["region"]].get(row["industry"], 0.0) == pytest.approx(float(row["quotient"]))
        assert near_to[row["region"]][row["industry"]] == pytest.approx(float(row["density"]))
    near = proximity(matrix)
    for row in table("proximity.csv"):
        assert near.get((row["one"], row["other"]), 0.0) == pytest.approx(float(row["proximity"]))


def test_economic_complexity_gives_the_same_on_the_same_table() -> None:
    """Its proximity of a table with itself is that of Hidalgo et al., where an industry is 1 from itself.

    Its plain ``proximity`` writes a zero there, in place, which pandas 3 forbids.
    """
    matrix = reference()
    frame = pd.DataFrame(matrix).T.fillna(0.0)
    rca = economic_complexity.rca(frame)
    quotients, near, held = specialisation(matrix), proximity(matrix), densities(matrix)
    theirs = economic_complexity.cross_proximity(rca, rca)
    related = economic_complexity.relatedness(rca, proximities=theirs)
    assert len(frame.index) * len(frame.columns) == 80
    for region in frame.index:
        for name in frame.columns:
            assert quotients[region].get(name, 0.0) == pytest.approx(rca.loc[region, name])
            assert held[region][name] == pytest.approx(related.loc[region, name])
    for one in frame.columns:
        for other in frame.columns:
            if one < other:
                assert near.get((one, other), 0.0) == pytest.approx(theirs.loc[one, other])


def test_likeness_crowding_and_niche_by_hand() -> None:
    pair = likeness(MATRIX, "510300", "510500")
    assert pair.shared == ("drones",)
    assert pair.jaccard == pytest.approx(1 / 3)
    assert pair.cosine == pytest.approx(3 / (10**0.5 * 17**0.5))
    assert [n.other for n in neighbours(MATRIX, "510500")] == ["510300", "510700"]
    assert [(c.industry_id, len(c.regions)) for c in crowding(MATRIX)][:2] == [("drones", 2), ("new_materials", 2)]
    assert only_here(MATRIX, "510500") == ("liquor",)


def naming(region: str, day: date | None, industry: str = "drones", document: str = "d") -> Naming:
    return Naming(
        f"{region}{day}", f"{document}{region}{day}", "t", day, None, region, region, industry, None, "q", "s"
    )


def test_who_began_and_who_followed() -> None:
    found = [
        naming("510300", date(2024, 5, 1)),
        naming("510000", date(2023, 1, 1)),
        naming("510300", date(2025, 1, 1)),
        naming("440000", date(2024, 1, 1)),
        naming("320000", None),
    ]
    steps = spread(found, "drones")
    assert [step.region_key for step in steps] == ["510000", "440000", "510300"]
    assert [(f.earlier.region_key, f.later.region_key, f.relation, f.days) for f in followed(steps)] == [
        ("510000", "510300", "above", 486)
    ]
    assert attention(found)["510300"]["drones"] == 2


def test_a_neighbour_a_sibling_and_a_part_are_told_apart() -> None:
    days = {"510300": 1, "510500": 2, "510000": 3, "520000": 4, "110000": 5}
    steps = spread([naming(region, date(2025, 1, day)) for region, day in days.items()], "drones")
    assert {(f.earlier.region_key, f.later.region_key): f.relation for f in followed(steps)} == {
        ("510300", "510500"): "sibling",
        ("510300", "510000"): "below",
        ("510500", "510000"): "below",
        ("510000", "520000"): "neighbour",
    }
    same_day = [naming(region, date(2025, 1, 1)) for region in ("510000", "510300")]
    assert followed(spread(same_day, "drones")) == ()


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overlap") / "atlas.duckdb"
    build([Path(__file__).parents[1] / "examples"], path)
    return path


def test_real_focus_facts_fill_the_matrix(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        future = namings(opened, regions=["province"], stage="future", year=2026)
        everything = namings(opened)
        one = namings(opened, regions=["四川", "prefecture"], industry="biomanufacturing")
    assert {naming.stage for naming in future} == {"future"}
    crowded = crowding(attention(future))
    assert len(crowded[0].regions) > 3
    assert all(n.sentence for n in future)
    assert {n.fact_id for n in future} < {n.fact_id for n in everything}
    assert {n.region_key for n in one} <= {n.region_key for n in everything}
    assert {n.industry_id for n in one} <= {"biomanufacturing"}
    days = [n.document_published for n in everything if n.document_published]
    assert days == sorted(days)


Ask = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", list(TABLES))
def test_each_table_of_the_command(fangzhi: Ask, atlas: Path, name: str) -> None:
    code, out, _ = fangzhi("overlap", name, "-a", atlas, "--limit", 5)
    assert code == 0
    assert "regions" in out.splitlines()[0]
    rows = list(csv.DictReader(fangzhi("overlap", name, "-a", atlas, "--format", "csv")[1].splitlines()))
    told = json.loads(fangzhi("overlap", name, "-a", atlas, "--format", "json")[1])
    assert len(rows) == len(told) > 5
    assert list(rows[0]) == list(told[0])


def test_the_tables_agree_with_each_other(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        found = Overlap(namings(opened, regions=["province"]))
    crowd = {row["industry_id"]: row["regions"] for row in overlap_table("crowding", found)}
    for row in overlap_table("matrix", found):
        cells = [value for name, value in row.items() if name not in {"industry_id", "industry", "regions"} and value]
        assert len(cells) == crowd[row["industry_id"]] == row["regions"]
    assert {row["industry_id"] for row in overlap_table("niche", found)} == {i for i, n in crowd.items() if n == 1}
    for row in overlap_table("niche", found):
        assert row["quote"] in row["sentence"]
    dated = {row["industry_id"]: row["followers"] for row in overlap_table("spread", found)}
    assert all(dated[name] < crowd[name] for name in dated)


def test_what_cannot_be_asked_is_said(fangzhi: Ask, atlas: Path) -> None:
    code, _, err = fangzhi("overlap", "niche", "拉萨", "-a", atlas)
    assert code == 1
    assert "--regions" in err
    assert fangzhi("overlap", "likeness", "桃花源", "-a", atlas)[0] == 1
    assert fangzhi("overlap", "spread", "永动机", "-a", atlas)[0] == 1
    code, _, err = fangzhi("overlap", "relatedness", "--regions", "四川,江苏", "-a", atlas)
    assert code == 1
    assert "relatedness needs 5 regions" in err


rows = st.dictionaries(
    st.sampled_from("abcd"), st.dictionaries(st.sampled_from("wxyz"), st.integers(1, 9), min_size=1), min_size=2
)


@given(matrix=rows)
def test_likeness_is_even_handed_and_bounded(matrix: dict[str, dict[str, float]]) -> None:
    one, other = sorted(matrix)[:2]
    pair, back = likeness(matrix, one, other), likeness(matrix, other, one)
    assert pair.jaccard == back.jaccard
    assert pair.cosine == pytest.approx(back.cosine)
    assert 0 <= pair.jaccard <= 1
    assert 0 <= pair.cosine <= 1 + 1e-9
    assert likeness(matrix, one, one).jaccard == 1
