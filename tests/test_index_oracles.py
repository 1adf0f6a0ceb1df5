"""Comparisons with other programs on random data; oracles.json keeps recorded values, of scikit-criteria too."""

import esda  # type: ignore[import-untyped]  # it has no types
import libpysal  # type: ignore[import-untyped]  # as above
import numpy as np
import pymcdm  # type: ignore[import-untyped]  # as above
import pytest
from pymcdm import methods, normalizations
from scipy import stats  # type: ignore[import-untyped]  # as above

from fangzhi.analyse.index import aggregate, convergence, density, distributions, normalise, weights
from fangzhi.analyse.index.moran import QUADRANTS, local_moran, moran
from fangzhi.analyse.index.places import provinces
from fangzhi.analyse.index.space import contiguity, nearest

RANDOM = np.random.default_rng(20)
MATRIX = RANDOM.uniform(1, 9, (25, 6))
KINDS = np.array([1, -1, 1, 1, -1, 1])


def test_pymcdm() -> None:
    down = KINDS < 0
    np.testing.assert_allclose(weights.entropy(MATRIX), pymcdm.weights.entropy_weights(MATRIX), rtol=1e-9)
    critic = weights.critic(normalise.min_max(MATRIX, np.zeros(6, dtype=bool)))
    np.testing.assert_allclose(critic, pymcdm.weights.critic_weights(MATRIX), rtol=1e-9)
    vector = pymcdm.weights.entropy_weights(MATRIX)
    for theirs, ours in (
        (normalizations.minmax_normalization, normalise.min_max),
        (normalizations.sum_normalization, normalise.share_of_sum),
        (normalizations.vector_normalization, normalise.vector_length),
    ):
        values = ours(MATRIX, down)
        np.testing.assert_allclose(values, pymcdm.helpers.normalize_matrix(MATRIX, theirs, KINDS), atol=1e-12)
        closeness = methods.TOPSIS(normalization_function=theirs)(MATRIX, vector, KINDS)
        np.testing.assert_allclose(aggregate.topsis_weighted(values, vector), closeness, rtol=1e-9)


def test_a_zero_that_pymcdm_refuses_is_no_trouble() -> None:
    table = np.array([[0.0, 1.0], [5.0, 9.0], [5.1, 1.0], [4.9, 1.0]])
    with pytest.raises(ValueError, match="positive"):
        pymcdm.weights.entropy_weights(table)
    found = weights.entropy(table)
    np.testing.assert_allclose(found, pymcdm.weights.entropy_weights(np.maximum(table, 1e-15)), rtol=1e-9)


@pytest.mark.parametrize("kind", ["contiguity", "nearest"])
def test_esda(kind: str) -> None:
    places = {code: p for code, p in provinces().items() if p.neighbours}
    codes = list(places)
    if kind == "contiguity":
        space = contiguity(codes, {code: p.neighbours for code, p in places.items()})
    else:
        points = np.array([(p.longitude, p.latitude) for p in places.values()]).T
        space = nearest(codes, *points, count=4)
    near: dict[str, list[str]] = {code: [] for code in codes}
    for i, j in zip(space.row, space.column, strict=True):
        near[codes[i]].append(codes[j])
    theirs = libpysal.weights.W(near, id_order=codes)
    theirs.transform = "r"
    values = RANDOM.lognormal(size=len(codes))
    global_, local = esda.Moran(values, theirs), esda.Moran_Local(values, theirs, permutations=0)
    ours = moran(values, space)
    assert ours.index == pytest.approx(global_.I, rel=1e-9)
    assert ours.variance == pytest.approx(global_.VI_rand, rel=1e-9)
    assert ours.p_value == pytest.approx(global_.p_rand, rel=1e-9)
    found = local_moran(values, space)
    np.testing.assert_allclose(found.index, local.Is, rtol=1e-9)
    assert [QUADRANTS.index(q) + 1 for q in found.quadrant] == local.q.tolist()


def test_scipy() -> None:
    for degrees in range(1, 40):
        for value in (0.0, 0.1, 1.0, 3.0, 12.0, 70.0):
            assert distributions.chi_square_tail(value, degrees) == pytest.approx(
                stats.chi2.sf(value, degrees), abs=1e-13
            )
            assert distributions.student_tail(value, degrees) == pytest.approx(
                2 * stats.t.sf(value, degrees), abs=1e-13
            )
    sample = RANDOM.normal(size=60)
    found = density.kernel_density(sample, np.zeros(60, dtype=int))[0]
    theirs = stats.gaussian_kde(sample, bw_method=found.bandwidth / sample.std(ddof=1))
    np.testing.assert_allclose(found.density, theirs(found.grid), rtol=1e-9)
    line = stats.linregress(np.arange(8.0), sample[:8])
    slope, p_value = convergence.trend(sample[:8], np.arange(8.0))
    assert slope == pytest.approx(line.slope)
    assert p_value == pytest.approx(line.pvalue)
