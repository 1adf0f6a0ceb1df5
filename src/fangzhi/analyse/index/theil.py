"""Theil's index and its decomposition into within and between groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Theil:
    """Theil's T; ``within`` + ``between`` = ``theil``. ``group_theil`` is T inside each of ``groups``."""

    theil: float
    within: float
    between: float
    groups: tuple[str, ...]
    group_theil: tuple[float, ...]


def theil(values: Floats, groups: Sequence[str] | None = None) -> Theil:
    """Theil's T: T = (1/n) Σ (y/mean) ln(y/mean), in [0, ln n]; within = Σ s_j T_j, between = Σ s_j ln(mean_j / mean).

    s_j is the group's share of the sum; 0 ln 0 = 0. Without groups everything is one group. Source: Theil, Economics
    and Information Theory (1967). InputError for negative values or a mean of zero.

    >>> parts = theil(np.array([1.0, 3.0, 2.0, 6.0]), ["a", "a", "b", "b"])
    >>> round(parts.theil, 6), round(parts.within + parts.between, 6)
    (0.187445, 0.187445)
    """
    incomes = np.asarray(values, dtype=np.float64)
    if (
        incomes.ndim != 1
        or len(incomes) == 0
        or not np.isfinite(incomes).all()
        or incomes.min() < 0
        or incomes.sum() == 0
    ):
        raise InputError("Theil's index needs one number of 0 or more a region and a positive mean; leave others out")
    labels = np.asarray(["all"] * len(incomes) if groups is None else groups, dtype=str)
    if len(labels) != len(incomes):
        raise InputError(f"{len(incomes)} values have {len(labels)} group labels; give one label a value")
    names = tuple(str(name) for name in np.unique(labels))
    mean, total = float(incomes.mean()), float(incomes.sum())
    inner: list[float] = []
    within = between = 0.0
    for name in names:
        members = incomes[labels == name]
        inner.append(_single(members))
        share = float(members.sum()) / total
        within += share * inner[-1]
        between += share * float(np.log(members.mean() / mean)) if share > 0 else 0.0
    return Theil(_single(incomes), within, between, names, tuple(inner))


def _single(values: Floats) -> float:
    mean = values.mean()
    if mean == 0:
        return 0.0
    ratio = values / mean
    logs = np.log(ratio, out=np.zeros_like(ratio), where=ratio > 0)
    return float((ratio * logs).mean())
