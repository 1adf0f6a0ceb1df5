"""Ordinary least squares with errors clustered by region: what the convergence tests need, no more."""

from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.distributions import student_tail
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients in the order of the regressors, clustered standard errors, two-sided p-values, R² and sizes."""

    coefficients: Floats
    errors: Floats
    p_values: tuple[float, ...]
    r_squared: float
    observations: int
    clusters: int


def least_squares(outcome: Floats, regressors: Floats, clusters: Integers) -> Fit:
    """OLS of ``outcome`` (n) on ``regressors`` (n × k, constant included by the caller) with cluster-robust errors.

    b = (X'X)⁻¹X'y; V = c (X'X)⁻¹ (Σ_g X_g'e_g e_g'X_g) (X'X)⁻¹ with c = G/(G-1) · (n-1)/(n-k); p-values by Student's t
    with G - 1 degrees. Source: Liang & Zeger, Biometrika 73 (1986); Cameron & Miller, J. Human Resources 50 (2015).
    InputError for collinear regressors, too few rows or fewer than two clusters.

    >>> x = np.column_stack([np.ones(4), np.array([0.0, 1.0, 2.0, 3.0])])
    >>> least_squares(np.array([1.0, 3.0, 5.0, 7.0]), x, np.arange(4)).coefficients.round(9).tolist()
    [1.0, 2.0]
    """
    rows, count = regressors.shape
    groups = np.unique(clusters)
    if rows <= count or len(groups) < 2:
        raise InputError(
            f"a regression of {count} coefficients has {rows} rows in {len(groups)} regions; give more years or regions"
        )
    if np.linalg.matrix_rank(regressors) < count:
        raise InputError("the regressors are collinear (a control is constant or repeats another); remove it")
    inverse = np.linalg.inv(regressors.T @ regressors)
    coefficients = inverse @ regressors.T @ outcome
    residuals = outcome - regressors @ coefficients
    scores = np.zeros((len(groups), count))
    np.add.at(scores, np.searchsorted(groups, clusters), regressors * residuals[:, None])
    scale = len(groups) / (len(groups) - 1) * (rows - 1) / (rows - count)
    errors = np.sqrt(np.diag(scale * inverse @ (scores.T @ scores) @ inverse).clip(0.0))
    spread = float(((outcome - outcome.mean()) ** 2).sum())
    r_squared = 1.0 - float((residuals**2).sum()) / spread if spread else 1.0
    p_values = tuple(
        student_tail(float(b / e), len(groups) - 1) if e > 0 else 0.0 for b, e in zip(coefficients, errors, strict=True)
    )
    return Fit(coefficients, errors, p_values, r_squared, rows, len(groups))
