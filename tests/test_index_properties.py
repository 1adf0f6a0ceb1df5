"""What must hold whatever the numbers are."""

import itertools
import math

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from fangzhi.analyse.index import aggregate, normalise, weights
from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.convergence import beta_convergence
from fangzhi.analyse.index.coupling import coupling_coordination
from fangzhi.analyse.index.dagum import dagum, gini
from fangzhi.analyse.index.density import kernel_density
from fangzhi.analyse.index.ellipse import deviation_ellipse
from fangzhi.analyse.index.markov import markov, spatial_markov
from fangzhi.analyse.index.obstacle import obstacle_degree
from fangzhi.analyse.index.projection import albers, great_circle_km, inverse_albers
from fangzhi.analyse.index.space import contiguity, nearest
from fangzhi.analyse.index.sweep import rank
from fangzhi.analyse.index.theil import theil


def drawn(rows: int, columns: int, seed: int, skew: float) -> Floats:
    """Figures above 0, three decimals, from even to very skewed."""
    random = np.random.default_rng(seed)
    return np.asarray((random.lognormal(0, skew, (rows, columns)) * random.uniform(1, 1000, columns) + 0.01).round(3))


TABLES = st.builds(drawn, st.integers(3, 9), st.integers(2, 5), st.integers(0, 2**32 - 1), st.floats(0.3, 2))
INCOMES = arrays.arrays(np.float64, st.integers(4, 40), elements=st.floats(0, 1e4)).filter(lambda v: bool(v.sum() > 1))
OBJECTIVE = (weights.entropy, weights.critic, weights.coefficient_of_variation, weights.principal_components)
AGGREGATIONS = (
    aggregate.linear,
    aggregate.geometric,
    aggregate.topsis_weighted,
    aggregate.topsis_distance,
    aggregate.grey_relational,
)
quick = settings(max_examples=25, deadline=None)


def directions(table: Floats) -> normalise.Flags:
    return np.asarray(np.arange(table.shape[1]) % 2 == 1)


@quick
@given(TABLES, st.floats(0.01, 100))
def test_a_change_of_unit_changes_nothing(table: Floats, factor: float) -> None:
    down = directions(table)
    scale = np.linspace(1.0, factor, table.shape[1])
    for method in (normalise.min_max, normalise.z_score, normalise.share_of_sum, normalise.vector_length):
        np.testing.assert_allclose(method(table * scale, down), method(table, down), atol=1e-9)
    np.testing.assert_allclose(normalise.min_max(table * scale + 7, down), normalise.min_max(table, down), atol=1e-7)


@quick
@given(TABLES)
def test_weights_are_shares_of_one(table: Floats) -> None:
    values = normalise.min_max(table, directions(table)) + 1e-4
    for method in OBJECTIVE:
        found = method(values)
        assert math.isclose(found.sum(), 1.0, abs_tol=1e-12)
        assert (found >= 0).all()


@quick
@given(TABLES)
def test_the_order_of_rows_and_indicators_changes_nothing(table: Floats) -> None:
    values = normalise.min_max(table, directions(table)) + 1e-3
    rows, columns = np.arange(len(values))[::-1], np.roll(np.arange(values.shape[1]), 1)
    for method in OBJECTIVE[:3]:
        vector = method(values)
        turned = method(values[rows][:, columns])
        np.testing.assert_allclose(turned, vector[columns], atol=1e-9)
        for score in AGGREGATIONS:
            np.testing.assert_allclose(
                score(values[rows][:, columns], vector[columns]), score(values, vector)[rows], atol=1e-9
            )


@quick
@given(TABLES)
def test_scores_lie_between_their_bounds(table: Floats) -> None:
    values = normalise.min_max(table, directions(table)) + 1e-3
    vector = weights.equal(values)
    for score in (aggregate.topsis_weighted, aggregate.topsis_distance, aggregate.grey_relational):
        found = score(values, vector)
        assert (found >= 0).all()
        assert (found <= 1 + 1e-12).all()
    assert (aggregate.geometric(values, vector) <= aggregate.linear(values, vector) + 1e-9).all()


@quick
@given(TABLES, st.data())
def test_a_region_that_improves_does_not_score_less(table: Floats, data: st.DataObject) -> None:
    """Within the range of the others, so that nobody's normalisation moves."""
    values = normalise.min_max(table, np.zeros(table.shape[1], dtype=bool)) + 1e-3
    row = data.draw(st.integers(0, len(values) - 1))
    column = data.draw(st.integers(0, values.shape[1] - 1))
    others = np.delete(values[:, column], row)
    assume(others.max() == values[:, column].max())
    assume(others.min() == values[:, column].min())
    better = values.copy()
    better[row, column] = (values[row, column] + values[:, column].max()) / 2
    vector = weights.equal(values)
    for score in AGGREGATIONS:
        assert score(better, vector)[row] >= score(values, vector)[row] - 1e-12


@quick
@given(TABLES)
def test_the_two_forms_of_topsis_agree_when_weights_are_equal(table: Floats) -> None:
    values = normalise.min_max(table, directions(table))
    vector = weights.equal(values)
    np.testing.assert_allclose(
        aggregate.topsis_weighted(values, vector), aggregate.topsis_distance(values, vector), atol=1e-12
    )


@quick
@given(INCOMES, st.integers(1, 5))
def test_dagum_adds_up_and_equals_the_double_sum(incomes: Floats, count: int) -> None:
    groups = [f"g{i % count}" for i in range(len(incomes))]
    parts = dagum(incomes, groups)
    assert abs(parts.residual) < 1e-12
    differences = np.abs(incomes[:, None] - incomes).sum()
    assert math.isclose(parts.gini, differences / (2 * len(incomes) ** 2 * incomes.mean()), abs_tol=1e-12)
    assert min(parts.within, parts.net_between, parts.transvariation) >= -1e-12
    assert all(-1e-12 <= d <= 1 + 1e-12 for d in parts.affluence.values())
    for (a, b), found in parts.pair_gini.items():
        first = incomes[[g == a for g in groups]]
        second = incomes[[g == b for g in groups]]
        assume(first.sum() + second.sum() > 0)
        plain = np.abs(first[:, None] - second).mean() / (first.mean() + second.mean())
        assert math.isclose(found, plain, abs_tol=1e-9)


@quick
@given(INCOMES)
def test_gini_and_theil_know_scale_order_and_equality(incomes: Floats) -> None:
    assert math.isclose(gini(incomes), gini(incomes[::-1] * 3), abs_tol=1e-12)
    assert math.isclose(theil(incomes).theil, theil(incomes * 5).theil, abs_tol=1e-9)
    assert gini(np.full(4, 2.0)) == 0
    assert theil(np.full(4, 2.0)).theil == 0
    groups = [f"g{i % 3}" for i in range(len(incomes))]
    parts = theil(incomes, groups)
    assert math.isclose(parts.within + parts.between, parts.theil, abs_tol=1e-9)
    assert -1e-12 <= parts.theil <= math.log(len(incomes)) + 1e-9


@quick
@given(TABLES)
def test_coupling_and_obstacles_keep_their_bounds(table: Floats) -> None:
    values = normalise.min_max(table, directions(table))
    for form in ("standard", "wang-2021"):
        found = coupling_coordination(values, form=form)
        for part in (found.coupling, found.level, found.coordination):
            assert ((part >= 0) & (part <= 1 + 1e-12)).all()
    alike = coupling_coordination(np.full((2, 3), 0.4))
    np.testing.assert_allclose(alike.coupling, 1.0)
    sums = obstacle_degree(values, weights.equal(values)).sum(axis=1)
    assert all(math.isclose(s, 1.0, abs_tol=1e-9) or s == 0 for s in sums)


@quick
@given(arrays.arrays(np.float64, st.integers(1, 12), elements=st.integers(0, 5).map(float)))
def test_ranks_are_those_of_a_competition(scores: Floats) -> None:
    found = rank(scores, np.zeros(len(scores), dtype=np.int64))
    for score, place in zip(scores, found, strict=True):
        assert place == 1 + (scores > score).sum()


@given(st.floats(74, 134), st.floats(4, 53))
def test_the_projection_has_an_inverse(longitude: float, latitude: float) -> None:
    lon, lat = inverse_albers(*albers(np.array([longitude]), np.array([latitude])))
    assert math.isclose(lon[0], longitude, abs_tol=1e-9)
    assert math.isclose(lat[0], latitude, abs_tol=1e-9)


def test_the_projection_keeps_areas() -> None:
    """A degree square in the south and one in the north, against the sphere's own area."""
    for south in (5.0, 30.0, 50.0):
        lon = np.array([110.0, 110.01, 110.01, 110.0])
        lat = np.array([south, south, south + 0.01, south + 0.01])
        x, y = albers(lon, lat)
        area = 0.5 * abs(sum(x[i] * y[(i + 1) % 4] - x[(i + 1) % 4] * y[i] for i in range(4)))
        band = math.sin(math.radians(south + 0.01)) - math.sin(math.radians(south))
        assert math.isclose(area, 6371.0088**2 * math.radians(0.01) * band, rel_tol=1e-3)


def test_an_ellipse_turns_with_its_points() -> None:
    north = deviation_ellipse(np.full(5, 105.0), np.linspace(30, 38, 5), np.ones(5))
    east = deviation_ellipse(np.linspace(101, 109, 5), np.full(5, 35.0), np.ones(5))
    assert min(north.direction, 180 - north.direction) < 1e-6
    assert 89 < east.direction < 91
    distance = great_circle_km(np.full(2, 105.0), np.array([30.0, 38.0]))[0, 1]
    # Five points at equal steps of a line of length L have a standard deviation of L / √8.
    assert math.isclose(north.long_axis_km, distance / math.sqrt(8), rel_tol=0.02)


def test_means_take_out_effects_as_dummies_do() -> None:
    random = np.random.default_rng(4)
    regions, years = np.repeat(np.arange(9), 6), np.tile(np.arange(2010, 2016), 9)
    keep = random.random(54) > 0.1
    scores = np.exp(random.normal(size=54))
    found = beta_convergence([str(r) for r in regions[keep]], years[keep], scores[keep], effects="two-way")
    place = {(r, y): s for r, y, s in zip(regions[keep], years[keep], scores[keep], strict=True)}
    pairs = [(r, y) for r, y in place if (r, y + 1) in place]
    outcome = np.array([math.log(place[r, y + 1] / place[r, y]) for r, y in pairs])
    columns = [np.array([math.log(place[p]) for p in pairs])]
    columns += [np.array([float(p[0] == r) for p in pairs]) for r in range(9)]
    columns += [np.array([float(p[1] == y) for p in pairs]) for y in sorted({p[1] for p in pairs})[1:]]
    expected = np.linalg.lstsq(np.column_stack(columns), outcome, rcond=None)[0][0]
    assert math.isclose(found.beta, expected, rel_tol=1e-8)


def test_beta_finds_the_speed_that_made_the_data() -> None:
    """Regions that close a fifth of the logarithmic gap each year: β = -0.2, speed -ln 0.8."""
    start = np.log(np.array([1.0, 2.0, 5.0, 9.0]))
    logs = np.concatenate([2.0 + (start - 2.0) * 0.8**t for t in range(5)])
    found = beta_convergence(list("abcd") * 5, np.repeat(np.arange(5), 4), np.exp(logs))
    assert math.isclose(found.beta, -0.2, abs_tol=1e-9)
    assert found.speed is not None
    assert math.isclose(found.speed, -math.log(0.8), abs_tol=1e-9)


@quick
@given(st.integers(0, 2**32 - 1))
def test_transitions_are_probabilities_and_parts_make_the_whole(seed: int) -> None:
    scores = np.random.default_rng(seed).random(40)
    regions = [f"r{i}" for i in range(10)] * 4
    years = np.repeat(np.arange(2000, 2004), 10)
    found = markov(regions, years, scores, classes=3)
    assert found.counts.sum() == 30
    totals = found.probabilities.sum(axis=1)
    assert all(math.isnan(t) or math.isclose(t, 1.0) for t in totals)
    if found.ergodic is not None:
        np.testing.assert_allclose(found.ergodic @ found.probabilities, found.ergodic, atol=1e-8)
    names = sorted(set(regions))
    ring = contiguity(names, {a: [b] for a, b in itertools.pairwise([*names, names[0]])})
    spatial = spatial_markov(regions, years, scores, ring, classes=3)
    np.testing.assert_array_equal(sum(part.counts for part in spatial.by_lag), found.counts)
    assert math.isnan(spatial.p_value) or 0 <= spatial.p_value <= 1
    assert spatial.statistic >= -1e-9


def test_densities_integrate_to_one() -> None:
    random = np.random.default_rng(5)
    years = np.repeat([2020, 2021], 50)
    for found in kernel_density(
        np.concatenate([random.normal(size=50), random.normal(3, 0.2, 50)]), years, points=2001
    ):
        assert math.isclose(float(np.trapezoid(found.density, found.grid)), 1.0, abs_tol=5e-3)


def test_two_heaps_have_two_peaks() -> None:
    scores = np.concatenate([np.linspace(0, 1, 20), np.linspace(9, 10, 20)])
    assert kernel_density(scores, np.zeros(40, dtype=np.int64))[0].peaks == 2


def test_combined_weights_lie_between_those_combined() -> None:
    first, second = np.array([0.7, 0.2, 0.1]), np.array([0.2, 0.3, 0.5])
    found, shares = weights.combine([first, second])
    assert math.isclose(found.sum(), 1.0)
    assert math.isclose(shares.sum(), 1.0)
    assert (found >= np.minimum(first, second) - 1e-12).all()
    assert (found <= np.maximum(first, second) + 1e-12).all()
    same, halves = weights.combine([first, first])
    np.testing.assert_allclose(same, first)
    np.testing.assert_allclose(halves, 0.5)


def test_nearest_weights_sum_to_one_in_each_row() -> None:
    space = nearest(list("abcde"), np.arange(5.0), np.zeros(5), count=2)
    np.testing.assert_allclose(np.bincount(space.row, space.weight), 1.0)
