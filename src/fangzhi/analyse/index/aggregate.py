"""Aggregation: normalised indicators (rows × indicators) and weights become one score a row, larger being better."""

from collections.abc import Sequence

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers, blocks, column_names, finite
from fangzhi.model.errors import InputError


def linear(values: Floats, weights: Floats, names: Sequence[str] | None = None) -> Floats:
    """Weighted sum: S = Σ w z. Full compensation between indicators. Source: OECD/JRC (2008), step 6.

    >>> linear(np.array([[0.0, 1.0]]), np.array([0.25, 0.75])).tolist()
    [0.75]
    """
    return np.asarray(finite(values, names) @ weights)


def geometric(values: Floats, weights: Floats, names: Sequence[str] | None = None) -> Floats:
    """Weighted product: S = Π z^w. A low indicator is compensated only in part. Source: OECD/JRC (2008), step 6.

    InputError for a value that is not above 0: min-max makes zeros, so a shift is needed.

    >>> geometric(np.array([[0.25, 1.0]]), np.array([0.5, 0.5])).tolist()
    [0.5]
    """
    matrix = finite(values, names)
    low = matrix.min(axis=0)
    if (low <= 0).any():
        label = column_names(matrix.shape[1], names)[int(np.argmax(low <= 0))]
        raise InputError(
            f"{label} goes down to {low.min():.4g}, but geometric aggregation takes logarithms; "
            f"give a shift above {max(0.0, -low.min()):.4g}"
        )
    return np.asarray(np.exp(np.log(matrix) @ weights))


def topsis_weighted(
    values: Floats, weights: Floats, years: Integers | None = None, names: Sequence[str] | None = None
) -> Floats:
    """TOPSIS on the weighted matrix: v = w z, D± = √Σ(v - v±)², closeness C = D- / (D+ + D-) in [0, 1].

    v+ and v- are the largest and smallest of each column, over all rows or those of the same year. The weight enters
    the distance squared. Source: Hwang & Yoon (1981). InputError when no indicator differs between rows.

    >>> topsis_weighted(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.5, 0.5])).tolist()
    [0.0, 0.5, 1.0]
    """
    return _closeness(finite(values, names), weights**2, years)


def topsis_distance(
    values: Floats, weights: Floats, years: Integers | None = None, names: Sequence[str] | None = None
) -> Floats:
    """TOPSIS with the weight once, inside the distance: D± = √Σ w (z - z±)², C = D- / (D+ + D-) in [0, 1].

    The other published variant; it differs from the weighted matrix unless weights are equal. Source: Deng, Yeh &
    Willis, Computers & Operations Research 27 (2000). InputError when no indicator differs between rows.

    >>> topsis_distance(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([0.9, 0.1])).tolist()
    [0.0, 1.0]
    """
    return _closeness(finite(values, names), np.asarray(weights), years)


def grey_relational(
    values: Floats,
    weights: Floats,
    years: Integers | None = None,
    names: Sequence[str] | None = None,
    *,
    distinguishing: float = 0.5,
) -> Floats:
    """Grey relational grade: S = Σ w (Δmin + ρ Δmax) / (Δ + ρ Δmax) with Δ = |z - best z of the column|.

    Δmin and Δmax are taken over the whole table, or that of the same year. Result in (0, 1]; ρ is the distinguishing
    coefficient, above 0 and at most 1. Source: Deng Julong, Systems & Control Letters 1 (1982).

    >>> grey_relational(np.array([[0.0], [1.0]]), np.array([1.0])).round(6).tolist()
    [0.333333, 1.0]
    """
    if not 0 < distinguishing <= 1:
        raise InputError(f"the distinguishing coefficient is {distinguishing:g}; give a number above 0 and at most 1")
    matrix = finite(values, names)
    out = np.empty(len(matrix))
    for rows, where in blocks(years, len(matrix)):
        block = matrix[rows]
        gap = block.max(axis=0) - block
        largest = gap.max()
        if largest == 0:
            raise InputError(
                f"no indicator differs between the rows{where}, so there is no relational grade; give more regions"
            )
        out[rows] = (gap.min() + distinguishing * largest) / (gap + distinguishing * largest) @ weights
    return out


def _closeness(matrix: Floats, factors: Floats, years: Integers | None) -> Floats:
    out = np.empty(len(matrix))
    for rows, where in blocks(years, len(matrix)):
        block = matrix[rows]
        to_best = np.sqrt(np.einsum("ij,j->i", (block - block.max(axis=0)) ** 2, factors))
        to_worst = np.sqrt(np.einsum("ij,j->i", (block - block.min(axis=0)) ** 2, factors))
        whole = to_best + to_worst
        if (whole == 0).any():
            raise InputError(
                f"no indicator differs between the rows{where}, so TOPSIS has no distance; give more regions"
            )
        out[rows] = to_worst / whole
    return out
