"""Do regions grow alike: σ-convergence (spread), β-convergence (the low grow faster; absolute, conditional, club)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.distributions import student_tail
from fangzhi.analyse.index.regression import least_squares
from fangzhi.model.errors import InputError

Effects = Literal["none", "region", "two-way"]


@dataclass(frozen=True, slots=True)
class Sigma:
    """Spread of one year: standard deviation of logs (None when a score is 0), coefficient of variation, n."""

    year: int
    log_deviation: float | None
    variation: float
    regions: int


@dataclass(frozen=True, slots=True)
class Beta:
    """One β-regression. ``speed`` and ``half_life`` (years) are None where β is not in (-1, 0): no convergence."""

    scope: str
    effects: Effects
    controls: tuple[str, ...]
    beta: float
    error: float
    p_value: float
    r_squared: float
    observations: int
    regions: int
    speed: float | None
    half_life: float | None


def sigma_convergence(scores: Floats, years: Integers) -> tuple[Sigma, ...]:
    """σ of each year: the population standard deviation of ln y, and s / mean; a fall over time is σ-convergence.

    Source: Barro & Sala-i-Martin, Journal of Political Economy 100 (1992).

    >>> [round(s.variation, 4) for s in sigma_convergence(np.array([1.0, 3.0, 2.0, 3.0]), np.array([1, 1, 2, 2]))]
    [0.5, 0.2]
    """
    out = []
    for year in np.unique(years):
        block = scores[years == year]
        logs = float(np.log(block).std()) if block.min() > 0 else None
        mean = float(block.mean())
        out.append(Sigma(int(year), logs, float(block.std()) / mean if mean else math.nan, len(block)))
    return tuple(out)


def trend(values: Floats, years: Floats) -> tuple[float, float]:
    """Slope of a straight line through yearly values (a unit of the value a year) and its two-sided p-value.

    >>> slope, p_value = trend(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 3.0, 4.0]))
    >>> round(slope, 9), p_value < 1e-6
    (1.0, True)
    """
    x = years - years.mean()
    slope = float(x @ values / (x @ x)) if len(years) > 1 else math.nan
    if len(years) < 3:
        return slope, math.nan
    residuals = values - values.mean() - slope * x
    error = math.sqrt(float(residuals @ residuals) / (len(years) - 2) / float(x @ x))
    return slope, student_tail(slope / error, len(years) - 2) if error > 0 else 0.0


def beta_convergence(
    regions: Sequence[str],
    years: Integers,
    scores: Floats,
    *,
    effects: Effects = "none",
    controls: Mapping[str, Floats] | None = None,
    scope: str = "all regions",
) -> Beta:
    """β-convergence: ln(y_{t+1} / y_t) = a + β ln y_t + γ'x_t + effects; convergence when β < 0.

    Rows with a following year enter; speed = -ln(1 + β) a year, half-life = ln 2 / speed. Effects of regions, or of
    regions and years, are taken out by means, which gives the β of dummies; R² is then the one within. Errors are
    clustered by region. Controls (one value a row, same order; rows with a gap are left out) make it conditional.
    Fixed effects already make convergence conditional, and in short panels bias β downwards (Nickell, Econometrica
    49, 1981). Source: Barro & Sala-i-Martin (1992). InputError for scores that are not above 0.

    >>> y = np.array([1.0, 2.0, 4.0, 2.0, 3.0, 4.5])
    >>> fit = beta_convergence(["a", "b", "c"] * 2, np.array([1, 1, 1, 2, 2, 2]), y)
    >>> round(fit.beta, 4), round(fit.speed, 4)
    (-0.415, 0.5362)
    """
    if scores.min() <= 0:
        raise InputError(
            f"β-convergence takes logarithms, but a score is {scores.min():g}; give a shift or another aggregation"
        )
    region_index = np.unique(np.asarray(regions, dtype=str), return_inverse=True)[1]
    place = {(int(r), int(y)): i for i, (r, y) in enumerate(zip(region_index, years, strict=True))}
    pairs = [(i, place[r, y + 1]) for (r, y), i in place.items() if (r, y + 1) in place]
    if not pairs:
        raise InputError(
            f"β-convergence needs two following years of a region, and there are none in {scope}; give more years"
        )
    now, after = np.array(pairs).T
    table = np.column_stack([np.asarray(x, dtype=np.float64) for x in (scores, *(controls or {}).values())])
    use = np.isfinite(table[now]).all(axis=1)
    now, after = now[use], after[use]
    regressors = np.column_stack([np.log(scores[now]), table[now][:, 1:]])
    growth = np.log(scores[after]) - np.log(scores[now])
    data = _without_effects(np.column_stack([growth, regressors]), region_index[now], years[now], effects)
    constant = np.ones((len(now), 1 if effects == "none" else 0))
    fit = least_squares(data[:, 0], np.column_stack([data[:, 1:], constant]), region_index[now])
    beta = float(fit.coefficients[0])
    speed = -math.log1p(beta) if -1 < beta < 0 else None
    return Beta(
        scope, effects, tuple(controls or {}), beta, float(fit.errors[0]), fit.p_values[0], fit.r_squared,
        fit.observations, fit.clusters, speed, math.log(2) / speed if speed else None,
    )  # fmt: skip


def club_convergence(
    regions: Sequence[str], years: Integers, scores: Floats, groups: Sequence[str], *, effects: Effects = "none"
) -> tuple[Beta, ...]:
    """β-convergence inside each group (club), in the order of the group names; groups too small are left out.

    >>> y = np.array([1.0, 2.0, 4.0, 2.0, 3.0, 4.5])
    >>> clubs = club_convergence(["a", "b", "c"] * 2, np.array([1, 1, 1, 2, 2, 2]), y, ["g"] * 6)
    >>> [(c.scope, round(c.beta, 4)) for c in clubs]
    [('g', -0.415)]
    """
    labels = np.asarray(groups, dtype=str)
    names = np.asarray(regions, dtype=str)
    out = []
    for group in np.unique(labels):
        member = labels == group
        if len(np.unique(names[member])) > 2:
            club = beta_convergence(
                list(names[member]), years[member], scores[member], effects=effects, scope=str(group)
            )
            out.append(club)
    return tuple(out)


def _without_effects(data: Floats, region: Integers, year: Integers, effects: Effects) -> Floats:
    """Columns less their means by region (and by year, in turn until nothing moves: panels may have gaps)."""
    if effects == "none":
        return data
    labels = [np.unique(region, return_inverse=True)[1]]
    if effects == "two-way":
        labels.append(np.unique(year, return_inverse=True)[1])
    out = data - data.mean(axis=0)
    for _ in range(1000):
        before = out
        for label in labels:
            count = np.bincount(label)[:, None]
            sums = np.column_stack([np.bincount(label, out[:, j]) for j in range(out.shape[1])])
            out = np.asarray(out - (sums / count)[label])
        if np.abs(out - before).max() < 1e-13 * max(1.0, float(np.abs(data).max())):
            break
    return np.asarray(out)
