"""Normalisation: indicators of different units and directions become comparable numbers, larger being better.

Every function takes ``values`` (rows × indicators, in the indicators' own units), ``down`` (one boolean an indicator,
True where less is better) and returns a matrix of the same shape without unit. ``years`` (one an row) makes the
extremes those of the same year; without it they are those of the pooled panel.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fangzhi.analyse.index.arrays import Floats, Integers, blocks, column_names, finite, varying
from fangzhi.model.errors import InputError

Flags = NDArray[np.bool_]


class Normalisation(Protocol):
    """The one signature of all normalisations."""

    def __call__(
        self, values: Floats, down: Flags, years: Integers | None = None, names: Sequence[str] | None = None
    ) -> Floats:
        """Normalise rows × indicators."""


def min_max(values: Floats, down: Flags, years: Integers | None = None, names: Sequence[str] | None = None) -> Floats:
    """Min-max: z = (x - min) / (max - min), for indicators where less is better (max - x) / (max - min).

    Result in [0, 1]. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5.
    InputError for a constant column.

    >>> min_max(np.array([[1.0, 9.0], [3.0, 5.0]]), np.array([False, True])).tolist()
    [[0.0, 0.0], [1.0, 1.0]]
    """

    def one(block: Floats, where: str) -> Floats:
        varying(block, names, where=where)
        low, high = block.min(axis=0), block.max(axis=0)
        best, worst = np.where(down, low, high), np.where(down, high, low)
        return np.asarray((block - worst) / (best - worst))

    return _each_block(values, years, names, one)


def z_score(values: Floats, down: Flags, years: Integers | None = None, names: Sequence[str] | None = None) -> Floats:
    """Z-score: z = (x - mean) / s with the population standard deviation s; the sign is turned where less is better.

    Mean 0, standard deviation 1; negative values occur. Source: OECD/JRC (2008), step 5. InputError for a constant one.

    >>> z_score(np.array([[1.0], [3.0]]), np.array([False])).tolist()
    [[-1.0], [1.0]]
    """

    def one(block: Floats, where: str) -> Floats:
        varying(block, names, where=where)
        z = (block - block.mean(axis=0)) / block.std(axis=0)
        return np.asarray(np.where(down, -z, z))

    return _each_block(values, years, names, one)


def share_of_sum(
    values: Floats, down: Flags, years: Integers | None = None, names: Sequence[str] | None = None
) -> Floats:
    """Share of the sum: z = x / Σx, where less is better (1/x) / Σ(1/x).

    Columns sum to 1. Source: Hwang & Yoon, Multiple Attribute Decision Making (1981). InputError for negative values,
    and for zeros where less is better.

    >>> share_of_sum(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([False, True])).tolist()
    [[0.25, 0.75], [0.75, 0.25]]
    """

    def one(block: Floats, where: str) -> Floats:
        _positive(block, down, names, "the share of the sum", where)
        with np.errstate(divide="ignore"):
            turned = np.where(down, 1.0 / block, block)
        return np.asarray(turned / turned.sum(axis=0))

    return _each_block(values, years, names, one)


def vector_length(
    values: Floats, down: Flags, years: Integers | None = None, names: Sequence[str] | None = None
) -> Floats:
    """Share of the vector's length: z = x / √Σx², where less is better 1 - x / √Σx².

    Source: Hwang & Yoon (1981), the original normalisation of TOPSIS. InputError for a column of zeros.

    >>> vector_length(np.array([[3.0], [4.0]]), np.array([False])).tolist()
    [[0.6], [0.8]]
    """

    def one(block: Floats, where: str) -> Floats:
        length = np.sqrt((block**2).sum(axis=0))
        if (length == 0).any():
            label = column_names(block.shape[1], names)[int(np.argmax(length == 0))]
            raise InputError(f"{label} is zero everywhere{where}, so it has no vector length; remove it")
        share = block / length
        return np.asarray(np.where(down, 1.0 - share, share))

    return _each_block(values, years, names, one)


def share_of_target(values: Floats, down: Flags, targets: Floats, names: Sequence[str] | None = None) -> Floats:
    """Share of a declared target: z = x / t, where less is better t / x; 1 means reached, more than 1 surpassed.

    ``targets`` has one value an indicator in its own unit. Source: OECD/JRC (2008), step 5, distance to a reference.
    InputError for a missing or non-positive target, and for x ≤ 0 where less is better.

    >>> share_of_target(np.array([[2.0, 2.0]]), np.array([False, True]), np.array([4.0, 1.0])).tolist()
    [[0.5, 0.5]]
    """
    matrix = finite(values, names)
    labels = column_names(matrix.shape[1], names)
    for label, target in zip(labels, targets, strict=True):
        if not target > 0:
            raise InputError(
                f"{label} has no positive target for the target normalisation; give it `reference = NUMBER`"
            )
    _positive(matrix, down, names, "the target normalisation", "")
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(down, targets / matrix, matrix / targets))


def distance_from_target(values: Floats, low: Floats, high: Floats) -> Floats:
    """Distance of each value from the interval that is best: max(low - x, x - high, 0), in the indicator's own unit.

    ``low`` and ``high`` have one value an indicator. Zero is best, so the result is normalised as «less is better».

    >>> distance_from_target(np.array([[1.0], [2.5], [5.0]]), np.array([2.0]), np.array([3.0])).tolist()
    [[1.0], [0.0], [2.0]]
    """
    return np.asarray(np.maximum(np.maximum(low - values, values - high), 0.0))


NORMALISATIONS: dict[str, Normalisation] = {
    "min-max": min_max,
    "z-score": z_score,
    "sum": share_of_sum,
    "vector": vector_length,
}


def _each_block(
    values: Floats, years: Integers | None, names: Sequence[str] | None, one: Callable[[Floats, str], Floats]
) -> Floats:
    matrix = finite(values, names)
    out = np.empty_like(matrix)
    for rows, where in blocks(years, len(matrix)):
        out[rows] = one(matrix[rows], where) + 0.0  # no negative zeros
    return out


def _positive(block: Floats, down: Flags, names: Sequence[str] | None, method: str, where: str) -> None:
    bad = (block < 0) | (down & (block == 0))
    empty = ~bad.any(axis=0) & (block.sum(axis=0) == 0)
    if bad.any() or empty.any():
        column = int(np.argmax(bad.any(axis=0) | empty))
        label = column_names(block.shape[1], names)[column]
        need = "above 0" if down[column] else "0 or more, not all 0"
        raise InputError(
            f"{label} goes down to {block[:, column].min():g}{where}, but {method} needs values {need}; use min-max"
        )
