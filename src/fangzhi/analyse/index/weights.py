"""Objective weights: each function takes a normalised matrix (rows × indicators) and returns weights that sum to 1."""

from collections.abc import Sequence

import numpy as np

from fangzhi.analyse.index.arrays import Floats, column_names, finite, varying
from fangzhi.model.errors import InputError


def equal(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """Equal weights: w = 1 / m for m indicators. Source: OECD/JRC (2008), step 6.

    >>> equal(np.ones((2, 4))).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    count = finite(values, names).shape[1]
    return np.full(count, 1.0 / count)


def entropy_information(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """Information entropy of each indicator: e = -Σ p ln p / ln n with p = z / Σz and 0 ln 0 = 0; in [0, 1].

    n is the number of rows. Source: Shannon (1948); Zeleny, Multiple Criteria Decision Making (1982).
    InputError for fewer than two rows, negative values or a column of zeros.

    >>> entropy_information(np.array([[1.0, 0.0], [1.0, 5.0]])).tolist()
    [1.0, 0.0]
    """
    matrix = finite(values, names)
    if len(matrix) < 2:
        raise InputError("entropy needs at least two rows, but there is one; give more regions or years")
    _nonnegative(matrix, names, "entropy weights")
    total = matrix.sum(axis=0)
    if (total == 0).any():
        label = column_names(matrix.shape[1], names)[int(np.argmax(total == 0))]
        raise InputError(f"{label} is zero everywhere, so it has no entropy; remove it or give a shift")
    share = matrix / total
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    entropy = -np.einsum("ij,ij->j", share, logs) / np.log(len(matrix))
    return np.asarray(np.clip(entropy, 0.0, 1.0) + 0.0)


def entropy(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """Entropy weights: w = (1 - e) / Σ(1 - e), e being the information entropy of the indicator.

    Source: Hwang & Yoon (1981), 3.4; Zeleny (1982). A zero is kept as 0 ln 0 = 0. InputError as for the entropy, and
    when all indicators are constant.

    >>> table = [(.1, 5, 5000), (.2, 6, 6000), (.4, 7, 7000), (.9, 10, 10000), (1.2, 2, 400)]
    >>> np.round(entropy(np.array(table)), 4).tolist()
    [0.4925, 0.1707, 0.3368]
    """
    return _share(1.0 - entropy_information(values, names), "entropy weights")


def critic(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """CRITIC weights: w ∝ s Σ(1 - r), s the standard deviation and r the correlation with each other indicator.

    Source: Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22 (1995). InputError for one row,
    a constant column, or when all indicators are perfectly correlated.

    >>> critic(np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]])).tolist()
    [0.5, 0.5]
    """
    matrix = varying(values, names)
    deviation = matrix.std(axis=0)
    conflict = (1.0 - correlation(matrix)).sum(axis=0)
    return _share(deviation * conflict, "CRITIC weights")


def coefficient_of_variation(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """Coefficient-of-variation weights: w ∝ s / mean, with the population standard deviation.

    Source: the dispersion method in OECD/JRC (2008), step 6. InputError for a mean that is not positive (as z-scores
    have) or when all indicators are constant.

    >>> coefficient_of_variation(np.array([[1.0, 2.0], [3.0, 6.0]])).tolist()
    [0.5, 0.5]
    """
    matrix = finite(values, names)
    mean = matrix.mean(axis=0)
    if (mean <= 1e-12).any():
        label = column_names(matrix.shape[1], names)[int(np.argmax(mean <= 1e-12))]
        raise InputError(
            f"{label} has mean {mean.min():.3g}, "
            "but its coefficient of variation needs one above 0; use min-max or a shift"
        )
    return _share(matrix.std(axis=0) / mean, "coefficient-of-variation weights")


def principal_components(values: Floats, names: Sequence[str] | None = None, *, keep: float | None = None) -> Floats:
    """Principal-component weights: w ∝ Σ over kept components of the squared loading, i.e. of λ u².

    Components are those of the correlation matrix with λ > 1 (Kaiser), or, when ``keep`` is a share in (0, 1], the
    first ones that explain it. Squares make the sign of a component irrelevant. Source: OECD/JRC (2008), step 6,
    unrotated. InputError for a constant column.

    >>> principal_components(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]])).round(12).tolist()
    [0.5, 0.5]
    """
    matrix = varying(values, names)
    if keep is not None and not 0 < keep <= 1:
        raise InputError(f"keep = {keep:g} is no share of variance; give a number above 0 and at most 1")
    eigenvalues, vectors = np.linalg.eigh(correlation(matrix))
    eigenvalues, vectors = eigenvalues[::-1].clip(0.0), vectors[:, ::-1]
    if keep is None:
        # Rounding must not decide: uncorrelated indicators have λ = 1 and none would be kept.
        count = max(1, int((eigenvalues > 1.0 + 1e-9).sum()))
    else:
        explained = np.cumsum(eigenvalues) / eigenvalues.sum()
        count = int(np.searchsorted(explained, keep - 1e-12)) + 1
    return _share((vectors[:, :count] ** 2) @ eigenvalues[:count], "principal-component weights")


def correlation(values: Floats) -> Floats:
    """Pearson correlations between columns (indicators × indicators); columns must vary.

    >>> correlation(np.array([[0.0, 1.0], [1.0, 0.0]])).round(9).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    centred = values - values.mean(axis=0)
    unit = centred / np.sqrt((centred**2).sum(axis=0))
    matrix = np.clip(unit.T @ unit, -1.0, 1.0)
    np.fill_diagonal(matrix, 1.0)
    return np.asarray(matrix)


def declared(weights: Sequence[float], names: Sequence[str] | None = None) -> Floats:
    """Weights given by the user; InputError when one is negative or they do not sum to 1 (within 1e-6).

    >>> declared([0.25, 0.75]).tolist()
    [0.25, 0.75]
    """
    given = np.asarray(weights, dtype=np.float64)
    labels = column_names(len(given), names)
    for label, weight in zip(labels, given, strict=True):
        if not weight >= 0:
            raise InputError(
                f"{label} has weight {weight:g}; give 0 or more, and turn the direction of the indicator instead"
            )
    if abs(given.sum() - 1.0) > 1e-6:
        raise InputError(f"the declared weights sum to {given.sum():.6g}, not to 1; correct them")
    return np.asarray(given / given.sum())


def combine(vectors: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Game-theory combination of weight vectors, and the share that each of them has in it.

    w = Σ a_k w_k, with a solving Σ_j a_j w_k·w_j = w_k·w_k for each k: the compromise that deviates least from all of
    them (first-order condition of min Σ‖w - w_k‖²). a is then |a| / Σ|a|, as published applications have it. Equal
    vectors share equally. Returns (weights, shares). InputError for fewer than two vectors.

    >>> w, a = combine([np.array([0.8, 0.2]), np.array([0.4, 0.6])])
    >>> w.round(4).tolist(), a.round(4).tolist()
    ([0.6786, 0.3214], [0.6964, 0.3036])
    """
    if len(vectors) < 2:
        raise InputError("a combination needs at least two weight vectors; name them in `combine = [...]`")
    stacked = np.vstack(vectors)
    gram = stacked @ stacked.T
    # Least squares with minimal norm: two equal vectors make the system singular and then share equally.
    raw = np.abs(np.linalg.lstsq(gram, np.diag(gram), rcond=1e-10)[0])
    shares = raw / raw.sum()
    weights = shares @ stacked
    return weights / weights.sum(), shares


def _nonnegative(matrix: Floats, names: Sequence[str] | None, method: str) -> None:
    low = matrix.min(axis=0)
    if (low < 0).any():
        label = column_names(matrix.shape[1], names)[int(np.argmax(low < 0))]
        raise InputError(
            f"{label} goes down to {low.min():.4g} after normalisation, but {method} need values of 0 or more; "
            f"use min-max or a shift above {-low.min():.4g}"
        )


def _share(raw: Floats, method: str) -> Floats:
    positive = np.maximum(raw, 0.0)
    if positive.sum() <= 1e-300:
        raise InputError(f"{method} do not exist: no indicator differs between rows; use equal weights")
    return np.asarray(positive / positive.sum())
