"""Spatial autocorrelation: Moran's I, global and local."""

import math
from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.analyse.index.distributions import normal_tail
from fangzhi.analyse.index.space import SpatialWeights
from fangzhi.model.errors import InputError

QUADRANTS = ("high-high", "low-high", "low-low", "high-low")


@dataclass(frozen=True, slots=True)
class Moran:
    """Global Moran's I with its expectation, variance and z under randomisation, and two p-values.

    ``p_value`` is two-sided by the normal approximation, ``p_permuted`` one-sided by ``permutations`` shuffles.
    """

    index: float
    expected: float
    variance: float
    z_score: float
    p_value: float
    p_permuted: float
    permutations: int


@dataclass(frozen=True, slots=True)
class LocalMoran:
    """Local I of each region, its standardised value and lag, quadrant, and one-sided permuted p-value."""

    index: Floats
    standardised: Floats
    lag: Floats
    quadrant: tuple[str, ...]
    p_permuted: Floats


def moran(values: Floats, space: SpatialWeights, *, permutations: int = 999, seed: int = 0) -> Moran:
    """Global Moran's I = (n / S0) Σ w_ij z_i z_j / Σ z², z the deviations from the mean and S0 the sum of weights.

    E = -1 / (n - 1); the variance under randomisation and S1, S2 as in Cliff & Ord, Spatial Autocorrelation (1973).
    Source: Moran, Biometrika 37 (1950). The shuffles are repeatable by ``seed``. InputError for a constant variable
    or fewer than four regions.

    >>> from fangzhi.analyse.index.space import contiguity
    >>> line = contiguity(list("abcd"), {"a": "b", "b": "c", "c": "d"})
    >>> round(moran(np.array([1.0, 2.0, 3.0, 4.0]), line).index, 6)
    0.4
    """
    z, n = _deviations(values, space), len(values)
    total = float(space.weight.sum())
    square = float(z @ z)
    index = n / total * float(z @ space.lag(z)) / square
    expected = -1.0 / (n - 1)
    s1, s2 = _moments(space)
    kurtosis = n * float((z**4).sum()) / square**2
    first = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * total**2)
    second = kurtosis * ((n**2 - n) * s1 - 2 * n * s2 + 6 * total**2)
    variance = (first - second) / ((n - 1) * (n - 2) * (n - 3) * total**2) - expected**2
    score = (index - expected) / math.sqrt(variance) if variance > 0 else math.nan
    random = np.random.default_rng(seed)
    simulated = np.empty(permutations)
    for i in range(permutations):
        shuffled = random.permutation(z)
        simulated[i] = shuffled @ space.lag(shuffled)
    larger = int((simulated * n / total / square >= index).sum())
    permuted = (min(larger, permutations - larger) + 1) / (permutations + 1)
    return Moran(index, expected, variance, score, normal_tail(score), permuted, permutations)


def local_moran(values: Floats, space: SpatialWeights, *, permutations: int = 999, seed: int = 0) -> LocalMoran:
    """Local I_i = (n - 1) z_i Σ_j w_ij z_j / Σ z², with conditional permutation: the region stays, the others shuffle.

    Quadrants: high-high and low-low are clusters, the mixed ones outliers. No correction for testing every region.
    Source: Anselin, Geographical Analysis 27 (1995). InputError as for the global index.

    >>> from fangzhi.analyse.index.space import contiguity
    >>> line = contiguity(list("abcd"), {"a": "b", "b": "c", "c": "d"})
    >>> local_moran(np.array([1.0, 2.0, 8.0, 9.0]), line, permutations=9).quadrant
    ('low-low', 'low-low', 'high-high', 'high-high')
    """
    z, n = _deviations(values, space), len(values)
    lag = space.lag(z)
    square = float(z @ z)
    index = (n - 1) * z * lag / square
    random = np.random.default_rng(seed)
    p_values = np.full(n, math.nan)
    starts = np.searchsorted(space.row, np.arange(n + 1))
    widest = int(np.diff(starts).max())
    # One set of shuffles serves all regions, each taking as many draws as it has neighbours.
    draws = random.permuted(np.tile(np.arange(n - 1), (permutations, 1)), axis=1)[:, :widest]
    for i in range(n):
        weight = space.weight[starts[i] : starts[i + 1]]
        if not len(weight):
            continue
        others = np.delete(z, i)
        simulated = (others[draws[:, : len(weight)]] @ weight) * (n - 1) * z[i] / square
        larger = int((simulated >= index[i]).sum())
        p_values[i] = (min(larger, permutations - larger) + 1) / (permutations + 1)
    quadrant = tuple(
        QUADRANTS[0 if own > 0 and near > 0 else 1 if near > 0 else 2 if own <= 0 else 3]
        for own, near in zip(z, lag, strict=True)
    )
    deviation = math.sqrt(square / n)
    return LocalMoran(index, z / deviation, lag / deviation, quadrant, p_values)


def _deviations(values: Floats, space: SpatialWeights) -> Floats:
    data = np.asarray(values, dtype=np.float64)
    if len(data) != len(space.regions):
        raise InputError(
            f"{len(data)} values meet spatial weights of {len(space.regions)} regions; give one value a region"
        )
    if len(data) < 4 or float(data.max()) == float(data.min()):
        raise InputError("Moran's I needs at least four regions with different values; give more regions")
    return np.asarray(data - data.mean())


def _moments(space: SpatialWeights) -> tuple[float, float]:
    n = len(space.regions)
    key = space.row * n + space.column
    mirrored = space.column * n + space.row
    order = np.argsort(key)
    position = np.searchsorted(key[order], mirrored).clip(0, len(key) - 1)
    found = key[order][position] == mirrored
    back = np.where(found, space.weight[order][position], 0.0)
    # A pair known only in one direction is visited once here and counts twice in the double sum of (w_ij + w_ji)².
    s1 = 0.5 * float(((space.weight + back) ** 2 * np.where(found, 1.0, 2.0)).sum())
    rows = np.bincount(space.row, space.weight, minlength=n)
    columns = np.bincount(space.column, space.weight, minlength=n)
    return s1, float(((rows + columns) ** 2).sum())
