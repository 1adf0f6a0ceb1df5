"""Kernel density of the scores of each year: is there one peak or several, and does it move."""

from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Density:
    """Density of one year on the common ``grid``; ``bandwidth`` in units of the score, ``peaks`` counts its maxima."""

    year: int
    grid: Floats
    density: Floats
    bandwidth: float
    peaks: int


def silverman(values: Floats) -> float:
    """Silverman's bandwidth: h = 0.9 min(s, IQR / 1.34) n^(-1/5), s with n - 1.

    Source: Silverman, Density Estimation (1986), (3.31). InputError when all values are equal.

    >>> round(silverman(np.array([1.0, 2.0, 3.0, 4.0])), 4)
    0.7635
    """
    deviation = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    upper, lower = np.percentile(values, [75, 25])
    # Half the values can be equal: then the interquartile range is 0 and says nothing about the spread.
    spread = min(deviation, float(upper - lower) / 1.34) or deviation
    if spread == 0:
        raise InputError("a kernel density needs at least two different values; give more regions")
    return float(0.9 * spread * len(values) ** -0.2)


def kernel_density(scores: Floats, years: Integers, *, points: int = 201) -> tuple[Density, ...]:
    """Gaussian kernel density f(x) = Σ φ((x - y_i) / h) / (n h) of each year, Silverman's h a year, on one grid.

    The grid reaches 3 bandwidths beyond the extremes of all years, so each density integrates to 1 (0.1 %).
    Source: Silverman (1986). InputError for a year with fewer than two different values.

    >>> one = kernel_density(np.array([0.0, 1.0, 2.0]), np.array([1, 1, 1]))[0]
    >>> round(float(one.density.sum() * (one.grid[1] - one.grid[0])), 2), one.peaks
    (1.0, 1)
    """
    found = [int(y) for y in np.unique(years)]
    widths = {year: silverman(scores[years == year]) for year in found}
    margin = 3 * max(widths.values())
    grid = np.linspace(float(scores.min()) - margin, float(scores.max()) + margin, points)
    out = []
    for year in found:
        block, width = scores[years == year], widths[year]
        kernel = np.exp(-0.5 * ((grid[:, None] - block) / width) ** 2)
        density = kernel.sum(axis=1) / (len(block) * width * np.sqrt(2 * np.pi))
        rises = np.diff(density) > 0
        peaks = int((rises[:-1] & ~rises[1:]).sum())
        out.append(Density(year, grid, density, width, peaks))
    return tuple(out)
