"""Who is whose neighbour: row-standardised spatial weights, kept sparse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fangzhi.analyse.index.arrays import Floats, Integers
from fangzhi.analyse.index.projection import great_circle_km
from fangzhi.model.errors import InputError


@dataclass(frozen=True, slots=True)
class SpatialWeights:
    """Row-standardised weights: entry k says that ``column[k]`` is a neighbour of ``row[k]`` with ``weight[k]``.

    ``regions`` names the rows; ``islands`` are those without a neighbour (their lag is 0).
    """

    regions: tuple[str, ...]
    row: Integers
    column: Integers
    weight: Floats
    label: str

    @property
    def islands(self) -> tuple[str, ...]:
        """Regions without a neighbour."""
        return tuple(r for i, r in enumerate(self.regions) if i not in set(self.row.tolist()))

    def lag(self, values: Floats) -> Floats:
        """Weighted mean of the neighbours of each region: Wy."""
        return np.asarray(
            np.bincount(self.row, self.weight * values[self.column], minlength=len(self.regions)), dtype=np.float64
        )


def contiguity(regions: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> SpatialWeights:
    """Neighbours share a border: w = 1 / (number of neighbours among ``regions``), made symmetric.

    InputError when nobody has a neighbour.

    >>> w = contiguity(["a", "b", "c"], {"a": ["b"], "b": ["c"]})
    >>> w.lag(np.array([1.0, 2.0, 5.0])).tolist()
    [2.0, 3.0, 2.0]
    """
    place = {region: i for i, region in enumerate(regions)}
    pairs = {
        (place[a], place[b]) for a, near in neighbours.items() for b in near if a in place and b in place and a != b
    }
    pairs |= {(b, a) for a, b in pairs}
    if not pairs:
        raise InputError(
            "no two regions of the panel are known as neighbours; use inverse-distance or nearest with coordinates"
        )
    row, column = np.array(sorted(pairs), dtype=np.int64).T
    return _standardise(regions, row, column, np.ones(len(row)), "contiguity (shared border)")


def inverse_distance(
    regions: Sequence[str], longitude: Floats, latitude: Floats, *, power: float = 1.0
) -> SpatialWeights:
    """Every other region is a neighbour: w ∝ 1 / d^power with great-circle distance d. InputError for equal points.

    >>> w = inverse_distance(["a", "b", "c"], np.array([0.0, 1.0, 3.0]), np.zeros(3))
    >>> w.weight.round(3).tolist()
    [0.75, 0.25, 0.667, 0.333, 0.4, 0.6]
    """
    distance = great_circle_km(longitude, latitude)
    row, column = np.nonzero(~np.eye(len(regions), dtype=bool))
    apart = distance[row, column]
    if (apart == 0).any():
        first = int(np.argmax(apart == 0))
        raise InputError(
            f"{regions[row[first]]} and {regions[column[first]]} have the same coordinates; correct one of them"
        )
    return _standardise(regions, row, column, apart**-power, f"inverse distance, power {power:g}")


def nearest(regions: Sequence[str], longitude: Floats, latitude: Floats, *, count: int = 4) -> SpatialWeights:
    """The ``count`` nearest regions are neighbours, with equal weight; not symmetric. InputError for too few regions.

    >>> nearest(["a", "b", "c"], np.array([0.0, 1.0, 3.0]), np.zeros(3), count=1).column.tolist()
    [1, 0, 1]
    """
    if not 1 <= count < len(regions):
        raise InputError(
            f"{count} nearest neighbours cannot be had from {len(regions)} regions; give a smaller `neighbours`"
        )
    distance = great_circle_km(longitude, latitude)
    np.fill_diagonal(distance, np.inf)
    column = np.argsort(distance, axis=1, kind="stable")[:, :count].ravel()
    row = np.repeat(np.arange(len(regions)), count)
    return _standardise(regions, row, column, np.ones(len(row)), f"{count} nearest neighbours")


def _standardise(regions: Sequence[str], row: Integers, column: Integers, raw: Floats, label: str) -> SpatialWeights:
    total = np.bincount(row, raw, minlength=len(regions))
    return SpatialWeights(tuple(regions), row.astype(np.int64), column.astype(np.int64), raw / total[row], label)
