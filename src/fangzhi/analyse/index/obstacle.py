"""Obstacle degree: which indicators hold a region back most."""

import numpy as np

from fangzhi.analyse.index.arrays import Floats, finite
from fangzhi.model.errors import InputError


def obstacle_degree(values: Floats, weights: Floats) -> Floats:
    """Obstacle degree O_ij = w_j (1 - z_ij) / Σ_j w_j (1 - z_ij): rows sum to 1, or to 0 when best everywhere.

    ``values`` are rows × indicators in [0, 1] (min-max, without shift). Source: the obstacle degree model
    (障碍度模型) of the land-use literature. InputError for values outside [0, 1].

    >>> obstacle_degree(np.array([[0.5, 1.0], [0.0, 0.0]]), np.array([0.25, 0.75])).tolist()
    [[1.0, 0.0], [0.25, 0.75]]
    """
    matrix = finite(values)
    if matrix.min() < -1e-12 or matrix.max() > 1 + 1e-12:
        raise InputError(
            f"obstacle degrees need values in [0, 1], but they run from {matrix.min():.4g} "
            f"to {matrix.max():.4g}; use min-max"
        )
    gaps = np.clip(1.0 - matrix, 0.0, 1.0) * weights
    total = gaps.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(gaps, total, out=np.zeros_like(gaps), where=total > 0))
