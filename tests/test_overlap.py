"""Overlap and niche, against hand-made rows and against py-ecomplexity 0.5.3 (the figures of relatedness.csv)."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.analyse.overlap import (
    Matrix,
    Naming,
    attention,
    crowding,
    density,
    followed,
    likeness,
    namings,
    neighbours,
    only_here,
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
    for row in table("relatedness.csv"):
        assert quotients[row["region"]].get(row["industry"], 0.0) == pytest.approx(float(row["quotient"]))
        assert density(matrix, row["region"])[row["industry"]] == pytest.approx(float(row["density"]))
    near = proximity(matrix)
    for row in table("proximity.csv"):
        assert near.get((row["one"], row["other"]), 0.0) == pytest.approx(float(row["proximity"]))


def test_likeness_crowding_and_niche_by_hand() -> None:
    pair = likeness(MATRIX, "510300", "510500")
    assert pair.shared == ("drones",)
    assert pair.jaccard == pytest.approx(1 / 3)
    assert pair.cosine == pytest.approx(3 / (10**0.5 * 17**0.5))
    assert [n.other for n in neighbours(MATRIX, "510500")] == ["510300", "510700"]
    assert [(c.industry_id, len(c.regions)) for c in crowding(MATRIX)][:2] == [("drones", 2), ("new_materials", 2)]
    assert only_here(MATRIX, "510500") == ("liquor",)


def naming(region: str, day: date | None, industry: str = "drones", document: str = "d") -> Naming:
    return Naming(f"{region}{day}", f"{document}{region}{day}", "t", day, region, region, industry, None, "s")


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
    assert [(a.region_key, b.region_key) for a, b in followed(steps)] == [("510000", "510300")]
    assert attention(found)["510300"]["drones"] == 2


def test_real_focus_facts_fill_the_matrix(tmp_path: Path) -> None:
    build([Path(__file__).parents[1] / "examples"], tmp_path / "atlas.duckdb")
    with Atlas(tmp_path / "atlas.duckdb") as atlas:
        future = namings(atlas, level="province", stage="future", year=2026)
    assert {naming.stage for naming in future} == {"future"}
    crowded = crowding(attention(future))
    assert len(crowded[0].regions) > 3
    assert all(n.sentence for n in future)


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
