"""Weights from judgement: the analytic hierarchy process."""

from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats
from fangzhi.model.errors import InputError

# Mean consistency index of random matrices of order 1 to 15, Saaty, The Analytic Hierarchy Process (1980).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Weights of a comparison matrix, its largest eigenvalue, consistency index and ratio (None for order 1 and 2)."""

    weights: Floats
    eigenvalue: float
    consistency_index: float
    consistency_ratio: float | None


def ahp(matrix: Floats, label: str = "the comparison matrix") -> Judgement:
    """Weights of a reciprocal comparison matrix: its principal eigenvector, scaled to sum to 1.

    Entry (i, j) says how many times as important i is as j. CI = (λ - n) / (n - 1), CR = CI / RI with Saaty's random
    index. Source: Saaty (1980). InputError for a matrix that is not square, positive and reciprocal, or larger than 15.

    >>> judged = ahp(np.array([[1, 2, 6], [1/2, 1, 3], [1/6, 1/3, 1]]))
    >>> judged.weights.round(4).tolist(), round(abs(judged.consistency_ratio), 10)
    ([0.6, 0.3, 0.1], 0.0)
    """
    given = np.asarray(matrix, dtype=np.float64)
    if given.ndim != 2 or given.shape[0] != given.shape[1] or not 1 <= len(given) <= len(RANDOM_INDEX):
        raise InputError(f"{label} has shape {given.shape}; give a square matrix of order 1 to {len(RANDOM_INDEX)}")
    if not (given > 0).all():
        raise InputError(f"{label} has an entry that is not above 0; comparisons run from 1/9 to 9")
    wrong = np.argwhere(np.abs(given * given.T - 1.0) > 1e-3)
    if len(wrong):
        i, j = (int(k) for k in wrong[0])
        raise InputError(
            f"{label} is not reciprocal: entry ({i + 1},{j + 1}) is {given[i, j]:g} "
            f"but ({j + 1},{i + 1}) is {given[j, i]:g}; make it 1/{given[i, j]:g}"
        )
    eigenvalues, vectors = np.linalg.eig(given)
    first = int(np.argmax(eigenvalues.real))
    weights = np.abs(vectors[:, first].real)
    order = len(given)
    largest = float(eigenvalues[first].real)
    index = (largest - order) / (order - 1) if order > 1 else 0.0
    ratio = index / RANDOM_INDEX[order - 1] if order > 2 else None
    return Judgement(weights / weights.sum(), largest, index, ratio)
