"""Markov transitions between classes of the score, plain and by the neighbours' class."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.distributions import chi_square_tail
from fangzhi.analyse.index.space import SpatialWeights
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Markov:
    """Counts and probabilities of moving from class (row) to class (column); ``bounds`` divide the classes.

    Rows without an observation have probability NaN. ``ergodic`` is the long-run distribution, None when not unique.
    """

    counts: Integers
    probabilities: Floats
    bounds: Floats
    ergodic: Floats | None


@dataclass(frozen=True, slots=True)
class SpatialMarkov:
    """One Markov table for each class of the neighbours' mean, and the test that the neighbours do not matter."""

    pooled: Markov
    by_lag: tuple[Markov, ...]
    lag_bounds: Floats
    statistic: float
    degrees: int
    p_value: float


def markov(regions: Sequence[str], years: Integers, scores: Floats, *, classes: int = 4) -> Markov:
    """Transition probabilities p_ij = n_ij / n_i from a year to the next, between quantile classes of the panel.

    Source: Quah, European Economic Review 37 (1993). InputError without two following years or with bad ``classes``.

    >>> found = markov(["a", "b"] * 2, np.array([1, 1, 2, 2]), np.array([1.0, 2.0, 3.0, 4.0]), classes=2)
    >>> found.counts.tolist()
    [[0, 2], [0, 0]]
    """
    bounds, state = _classes(scores, classes)
    now, after = _steps(regions, years)
    return _table(state[now], state[after], classes, bounds)


def spatial_markov(
    regions: Sequence[str], years: Integers, scores: Floats, space: SpatialWeights, *, classes: int = 4
) -> SpatialMarkov:
    """Transitions given the class of the neighbours' mean in the first year; only years complete in all regions.

    The test compares them with the pooled table: Q = 2 ΣΣΣ n_ij|s ln(p_ij|s / p_ij), chi-square, degrees counted over
    non-empty rows. Sources: Rey, Geographical Analysis 33 (2001); Bickenbach & Bode, International Regional Science
    Review 26 (2003). InputError as above.

    >>> from fangzhi.analyse.index.space import contiguity
    >>> w = contiguity(["a", "b"], {"a": ["b"]})
    >>> len(spatial_markov(["a", "b"] * 2, np.array([1, 1, 2, 2]), np.array([1.0, 2.0, 3.0, 4.0]), w, classes=2).by_lag)
    2
    """
    names = np.asarray(regions, dtype=str)
    place = {region: i for i, region in enumerate(space.regions)}
    lag = np.full(len(scores), math.nan)
    for year in np.unique(years):
        rows = np.flatnonzero(years == year)
        if {str(n) for n in names[rows]} >= set(space.regions):
            ordered = np.empty(len(space.regions))
            inside = [r for r in rows if str(names[r]) in place]
            ordered[[place[str(names[r])] for r in inside]] = scores[inside]
            lag[inside] = space.lag(ordered)[[place[str(names[r])] for r in inside]]
    bounds, state = _classes(scores, classes)
    known = ~np.isnan(lag)
    if not known.any():
        raise InputError("no year has a score for every region of the spatial weights; leave incomplete regions out")
    lag_bounds, lag_state = _classes(lag[known], classes)
    neighbour = np.full(len(scores), -1)
    neighbour[known] = lag_state
    now, after = _steps(regions, years)
    use = neighbour[now] >= 0
    now, after = now[use], after[use]
    pooled = _table(state[now], state[after], classes, bounds)
    parts = []
    for s in range(classes):
        chosen = neighbour[now] == s
        parts.append(_table(state[now][chosen], state[after][chosen], classes, bounds))
    statistic, degrees = _homogeneity(pooled, parts)
    p_value = chi_square_tail(statistic, degrees) if degrees else math.nan
    return SpatialMarkov(pooled, tuple(parts), lag_bounds, statistic, degrees, p_value)


def _classes(values: Floats, classes: int) -> tuple[Floats, Integers]:
    if classes < 2:
        raise InputError(f"{classes} classes cannot show a transition; give 2 or more")
    bounds = np.quantile(values, np.arange(1, classes) / classes)
    return bounds, np.searchsorted(bounds, values, side="left")


def _steps(regions: Sequence[str], years: Integers) -> tuple[Integers, Integers]:
    place = {(r, int(y)): i for i, (r, y) in enumerate(zip(regions, years, strict=True))}
    pairs = [(i, place[r, y + 1]) for (r, y), i in place.items() if (r, y + 1) in place]
    if not pairs:
        raise InputError("transitions need two following years of a region; give more years")
    now, after = np.array(pairs, dtype=np.int64).T
    return now, after


def _table(now: Integers, after: Integers, classes: int, bounds: Floats) -> Markov:
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (now, after), 1)
    totals = counts.sum(axis=1, keepdims=True)
    probabilities = np.divide(counts, totals, out=np.full(counts.shape, math.nan), where=totals > 0)
    return Markov(counts, probabilities, bounds, _ergodic(probabilities))


def _ergodic(probabilities: Floats) -> Floats | None:
    if np.isnan(probabilities).any():
        return None
    size = len(probabilities)
    system = np.vstack([probabilities.T - np.eye(size), np.ones(size)])
    if np.linalg.matrix_rank(probabilities.T - np.eye(size), tol=1e-9) < size - 1:
        return None
    return np.asarray(np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)[0].clip(0.0))


def _homogeneity(pooled: Markov, parts: Sequence[Markov]) -> tuple[float, int]:
    statistic, degrees = 0.0, 0
    for i in range(len(pooled.counts)):
        used = int((pooled.counts[i] > 0).sum())
        rows = [part for part in parts if part.counts[i].sum() > 0]
        degrees += (used - 1) * (len(rows) - 1) if used and rows else 0
        for part in rows:
            filled = part.counts[i] > 0
            ratio = part.probabilities[i][filled] / pooled.probabilities[i][filled]
            statistic += 2.0 * float(part.counts[i][filled] @ np.log(ratio))
    return statistic, degrees
