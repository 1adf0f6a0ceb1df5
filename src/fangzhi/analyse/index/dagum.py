"""Dagum's decomposition of the Gini coefficient by groups, in n log n."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Dagum:
    """Gini of the whole and its three parts; ``within``, ``net_between`` and ``transvariation`` sum to ``gini``.

    ``group_gini`` is the Gini inside each group, ``pair_gini`` the one between two groups, ``affluence`` the relative
    economic affluence D of each pair (0: full overlap of the groups, 1: none).
    """

    gini: float
    within: float
    net_between: float
    transvariation: float
    groups: tuple[str, ...]
    group_gini: tuple[float, ...]
    pair_gini: dict[tuple[str, str], float]
    affluence: dict[tuple[str, str], float]

    @property
    def residual(self) -> float:
        """What the identity G = Gw + Gnb + Gt misses: rounding only, below 1e-12."""
        return self.gini - (self.within + self.net_between + self.transvariation)


def gini(values: Floats) -> float:
    """Gini coefficient: G = ΣΣ|y_i - y_r| / (2 n² mean), by sorting: Σ(2i - n - 1) y_(i) / (n² mean).

    Source: Dagum, Empirical Economics 22 (1997), (1). InputError for negative values or a mean of zero.

    >>> gini(np.array([0.0, 1.0]))
    0.5
    """
    ordered = np.sort(_incomes(values))
    count = len(ordered)
    steps = 2.0 * np.arange(1, count + 1) - count - 1
    return float(steps @ ordered / (count * ordered.sum()))


def dagum(values: Floats, groups: Sequence[str]) -> Dagum:
    """Dagum's decomposition: G = Gw + Gnb + Gt (within, net between, transvariation).

    With p_j = n_j / n and s_j = n_j mean_j / (n mean):
    Gw = Σ G_jj p_j s_j; Gnb = Σ_{j≠h pairs} G_jh (p_j s_h + p_h s_j) D_jh; Gt the same with 1 - D_jh;
    G_jh = ΣΣ|y_ji - y_hr| / (n_j n_h (mean_j + mean_h)); D_jh = (d - p) / (d + p), d being the mean of the positive
    differences in favour of the group with the larger mean and p those against it.
    Source: Dagum, Empirical Economics 22 (1997) 515-531. The double sums are made by sorting, n log n. ``groups`` has
    one label a value. InputError for negative values, a mean of zero or labels that do not fit.

    >>> parts = dagum(np.array([1.0, 3.0, 2.0, 6.0]), ["a", "a", "b", "b"])
    >>> [round(x, 6) for x in (parts.gini, parts.within, parts.net_between, parts.transvariation)]
    [0.333333, 0.125, 0.166667, 0.041667]
    """
    incomes = _incomes(values)
    if len(groups) != len(incomes):
        raise InputError(f"{len(incomes)} values have {len(groups)} group labels; give one label a value")
    labels = np.asarray(groups, dtype=str)
    names = tuple(str(name) for name in np.unique(labels))
    members = [np.sort(incomes[labels == name]) for name in names]
    total, count = float(incomes.sum()), len(incomes)
    part = [len(m) / count for m in members]
    share = [float(m.sum()) / total for m in members]
    inner = tuple(gini(m) if m.sum() > 0 else 0.0 for m in members)
    within = sum(g * p * s for g, p, s in zip(inner, part, share, strict=True))
    between, trans = 0.0, 0.0
    pair_gini: dict[tuple[str, str], float] = {}
    affluence: dict[tuple[str, str], float] = {}
    for j, h in combinations(range(len(names)), 2):
        up, down = _excess(members[j], members[h])
        means = float(members[j].mean() + members[h].mean())
        apart = (up + down) / means if means else 0.0
        lead = abs(up - down) / (up + down) if up + down else 0.0
        weight = part[j] * share[h] + part[h] * share[j]
        between += apart * weight * lead
        trans += apart * weight * (1.0 - lead)
        pair_gini[names[j], names[h]] = apart
        affluence[names[j], names[h]] = lead
    return Dagum(gini(incomes), within, between, trans, names, inner, pair_gini, affluence)


def _excess(first: Floats, second: Floats) -> tuple[float, float]:
    """Means over all pairs of max(a - b, 0) and max(b - a, 0), both arrays being sorted."""
    sums = np.concatenate(([0.0], np.cumsum(second)))
    below = np.searchsorted(second, first)
    up = float((first * below - sums[below]).sum())
    down = float((sums[-1] - sums[below] - first * (len(second) - below)).sum())
    pairs = len(first) * len(second)
    return max(up, 0.0) / pairs, max(down, 0.0) / pairs


def _incomes(values: Floats) -> Floats:
    incomes = np.asarray(values, dtype=np.float64)
    if incomes.ndim != 1 or len(incomes) == 0 or not np.isfinite(incomes).all():
        raise InputError("an inequality measure needs one number a region and no gap; leave missing regions out")
    if incomes.min() < 0 or incomes.sum() == 0:
        raise InputError(
            f"an inequality measure needs values of 0 or more with a positive mean, but the smallest is "
            f"{incomes.min():g} and the mean {incomes.mean():g}; use a normalisation without negative scores"
        )
    return incomes
