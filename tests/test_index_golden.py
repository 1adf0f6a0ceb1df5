"""The index laboratory gives the published numbers."""

import csv
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fangzhi.analyse.index import aggregate, normalise, weights
from fangzhi.analyse.index.ahp import ahp
from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.dagum import dagum
from fangzhi.analyse.index.framework import PanelSpec, SpaceSpec
from fangzhi.analyse.index.moran import local_moran, moran
from fangzhi.analyse.index.normalise import Flags
from fangzhi.analyse.index.places import provinces
from fangzhi.analyse.index.read_panel import read_panel
from fangzhi.analyse.index.space import contiguity

CASES = Path(__file__).parent / "cases" / "index"
GOLDEN: dict[str, Any] = tomllib.loads((CASES / "golden.toml").read_text(encoding="utf-8"))
ORACLES: dict[str, Any] = json.loads((CASES / "oracles.json").read_text(encoding="utf-8"))
PUBLIC = Path(__file__).parents[1].parent / "shared" / "data" / "nqpf_cao_dai_2025.csv"
ALL_UP = np.zeros(3, dtype=bool)


def test_entropy_weights_of_shares() -> None:
    rows = np.array(GOLDEN["worked"]["rows"], dtype=float)
    shares = normalise.share_of_sum(rows, ALL_UP)
    assert weights.entropy(shares).round(4).tolist() == GOLDEN["worked"]["weights_of_sums"]


def test_entropy_weights_and_both_forms_of_topsis_of_min_max() -> None:
    worked = GOLDEN["worked"]
    values = normalise.min_max(np.array(worked["rows"], dtype=float), ALL_UP) + worked["shift"]
    vector = weights.entropy(values)
    assert vector.round(4).tolist() == worked["weights_of_min_max"]
    assert aggregate.topsis_weighted(values, vector).round(4).tolist() == worked["topsis_weighted"]
    assert aggregate.topsis_distance(values, vector).round(4).tolist() == worked["topsis_distance"]


def test_comparison_matrix() -> None:
    judged = ahp(np.array(GOLDEN["ahp"]["matrix"]))
    assert judged.weights.round(4).tolist() == GOLDEN["ahp"]["weights"]
    assert judged.consistency_ratio == pytest.approx(GOLDEN["ahp"]["consistency_ratio"], abs=5e-5)


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public province results (../shared/data) are not here")
@pytest.mark.parametrize("year", ["2010", "2015", "2020", "2022"])
def test_dagum_of_the_public_results(year: str) -> None:
    panel = read_panel(PUBLIC, PanelSpec(region="region_code", group="group"))
    rows = panel.years == int(year)
    assert panel.groups is not None
    parts = dagum(panel.column("nqpf")[rows], [g for g, r in zip(panel.groups, rows, strict=True) if r])
    for name, value in GOLDEN["dagum"][year].items():
        assert round(getattr(parts, name), 6) == value, name
    assert abs(parts.residual) < 1e-12


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public province results (../shared/data) are not here")
def test_the_four_regions_are_those_of_the_public_results() -> None:
    with PUBLIC.open(encoding="utf-8") as file:
        published = {row["region_code"]: row["group"] for row in csv.DictReader(file)}
    assert {code: p.group for code, p in provinces().items() if p.group} == published


def test_neighbours_are_mutual_and_known() -> None:
    for code, province in provinces().items():
        for other in province.neighbours:
            assert code in provinces()[other].neighbours, f"{code} and {other}"
    assert SpaceSpec().weights is None
    assert [c for c, p in provinces().items() if not p.neighbours] == ["710000"]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("entropy_weights", lambda x, _: weights.entropy(x)),
        ("critic_weights", lambda x, _: weights.critic(normalise.min_max(x, np.zeros(4, dtype=bool)))),
        ("min_max", normalise.min_max),
        ("share_of_sum", normalise.share_of_sum),
        ("vector_length", normalise.vector_length),
        (
            "topsis_weighted_of_min_max",
            lambda x, d: aggregate.topsis_weighted(normalise.min_max(x, d), weights.entropy(x)),
        ),
        ("linear_of_min_max", lambda x, d: aggregate.linear(normalise.min_max(x, d), weights.entropy(x))),
        (
            "geometric_of_share_of_sum",
            lambda x, d: aggregate.geometric(normalise.share_of_sum(x, d), weights.entropy(x)),
        ),
    ],
)
def test_as_other_programs_have_it(name: str, made: Callable[[Floats, Flags], Floats]) -> None:
    matrix, down = np.array(ORACLES["matrix"]), np.array(ORACLES["down"])
    np.testing.assert_allclose(made(matrix, down), np.array(ORACLES[name]), rtol=1e-10)


def test_moran_as_another_program_has_it() -> None:
    values = np.array(ORACLES["line_values"])
    names = [str(i) for i in range(10)]
    line = contiguity(names, {str(i): [str(i + 1)] for i in range(9)})
    found = moran(values, line)
    for name, value in ORACLES["moran"].items():
        assert getattr(found, name) == pytest.approx(value, rel=1e-10), name
    np.testing.assert_allclose(local_moran(values, line).index, ORACLES["local_moran"], rtol=1e-10)


def test_permutations_are_repeatable_and_agree_with_the_normal_approximation() -> None:
    values = np.array(ORACLES["line_values"])
    line = contiguity([str(i) for i in range(10)], {str(i): [str(i + 1)] for i in range(9)})
    first, second = moran(values, line, seed=3), moran(values, line, seed=3)
    assert first == second
    assert first.p_permuted < 0.01
    assert first.p_value < 0.02
