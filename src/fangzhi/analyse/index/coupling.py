"""Coupling coordination: do the dimensions of a region stand at the same height, and is that height high."""

from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats, finite
from fangzhi.model.errors import InputError

# The ten classes in steps of 0.1, after Liao Chongbin, Tropical Geography 19 (1999).
CLASSES = (
    ("极度失调", "extreme disorder"),
    ("严重失调", "severe disorder"),
    ("中度失调", "moderate disorder"),
    ("轻度失调", "mild disorder"),
    ("濒临失调", "near disorder"),
    ("勉强协调", "bare coordination"),
    ("初级协调", "primary coordination"),
    ("中级协调", "intermediate coordination"),
    ("良好协调", "good coordination"),
    ("优质协调", "high-quality coordination"),
)


@dataclass(frozen=True, slots=True)
class Coupling:
    """Coupling C, comprehensive level T and coordination D = √(C T) of each row, all in [0, 1]."""

    coupling: Floats
    level: Floats
    coordination: Floats

    def classes(self) -> list[tuple[str, str]]:
        """The class of each row, in Chinese and English: ten steps of 0.1, each with its lower end."""
        return [CLASSES[min(9, int(d * 10 + 1e-9))] for d in self.coordination]


def coupling_coordination(subsystems: Floats, weights: Floats | None = None, *, form: str = "standard") -> Coupling:
    """Coupling coordination of n subsystems U (rows × n, each in [0, 1]).

    ``standard``: C = n (ΠU)^(1/n) / ΣU.
    ``wang-2021``: C = √{[1 - Σ|U_i - U_j| / (n(n-1)/2)] (Π U_i / max U)^(1/(n-1))}, the sum over pairs and the product
    over all but the largest; it spreads C over [0, 1]. T = Σ a U (equal a unless given), D = √(C T).
    Sources: Liao (1999); Wang Shujia et al., Journal of Natural Resources 36 (2021) 793-810. A row of zeros has C = 0.
    InputError for values outside [0, 1], one subsystem or an unknown form.

    >>> found = coupling_coordination(np.array([[0.4, 0.4], [0.1, 0.9]]))
    >>> found.coupling.round(4).tolist(), found.coordination.round(4).tolist()
    ([1.0, 0.6], [0.6325, 0.5477])
    """
    matrix = finite(subsystems)
    count = matrix.shape[1]
    if count < 2:
        raise InputError("coupling coordination needs at least two dimensions, but there is one; declare more")
    if matrix.min() < -1e-12 or matrix.max() > 1 + 1e-12:
        raise InputError(
            f"coupling coordination needs levels in [0, 1], but they run from {matrix.min():.4g} "
            f"to {matrix.max():.4g}; use min-max"
        )
    levels = np.clip(matrix, 0.0, 1.0)
    if form == "standard":
        total = levels.sum(axis=1)
        root = np.prod(levels, axis=1) ** (1.0 / count)
        coupling = np.divide(count * root, total, out=np.zeros(len(levels)), where=total > 0)
    elif form == "wang-2021":
        falling = -np.sort(-levels, axis=1)
        apart = sum((falling[:, [i]] - falling[:, i + 1 :]).sum(axis=1) for i in range(count - 1))
        ratio = np.divide(falling[:, 1:], falling[:, [0]], out=np.zeros_like(falling[:, 1:]), where=falling[:, [0]] > 0)
        coupling = np.sqrt((1.0 - apart / (count * (count - 1) / 2)) * np.prod(ratio, axis=1) ** (1.0 / (count - 1)))
    else:
        raise InputError(f"coupling form {form!r} is unknown; write standard or wang-2021")
    coupling = np.clip(coupling, 0.0, 1.0)
    level = levels.mean(axis=1) if weights is None else levels @ weights
    return Coupling(coupling, level, np.sqrt(coupling * level))
