"""Likeness of regions, crowding of industries, niches, specialisation of attention.

A region names an industry when one of its focus facts does; attention is the number of documents that do. All
measures are over the regions of the matrix, which should be peers (provinces with provinces).
"""

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from fangzhi.analyse.overlap.naming import Matrix


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two regions are: ``jaccard`` by what they name, ``cosine`` by how much attention each gets."""

    one: str
    other: str
    jaccard: float
    cosine: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crowding:
    """How many of ``peers`` regions bet on an industry."""

    industry_id: str
    regions: tuple[str, ...]
    peers: int

    @property
    def share(self) -> float:
        """The share of the peers that do."""
        return len(self.regions) / self.peers


def likeness(matrix: Matrix, one: str, other: str) -> Likeness:
    """Jaccard index of what two regions name and cosine of their attention; 0 where one names nothing.

    >>> likeness({"a": {"x": 1, "y": 1}, "b": {"y": 2, "z": 2}}, "a", "b").jaccard
    0.3333333333333333
    """
    first, second = matrix.get(one, {}), matrix.get(other, {})
    shared = sorted(set(first) & set(second))
    union = len(set(first) | set(second))
    length = sqrt(sum(v * v for v in first.values()) * sum(v * v for v in second.values()))
    cosine = sum(first[name] * second[name] for name in shared) / length if length else 0.0
    return Likeness(one, other, len(shared) / union if union else 0.0, cosine, tuple(shared))


def neighbours(matrix: Matrix, region: str) -> tuple[Likeness, ...]:
    """Every other region by likeness, the most alike first."""
    found = [likeness(matrix, region, other) for other in matrix if other != region]
    return tuple(sorted(found, key=lambda pair: (-pair.jaccard, -pair.cosine, pair.other)))


def crowding(matrix: Matrix) -> tuple[Crowding, ...]:
    """Every industry with the regions that name it, the most crowded first."""
    regions: dict[str, list[str]] = defaultdict(list)
    for region in sorted(matrix):
        for industry in matrix[region]:
            regions[industry].append(region)
    found = [Crowding(industry, tuple(names), len(matrix)) for industry, names in regions.items()]
    return tuple(sorted(found, key=lambda c: (-len(c.regions), c.industry_id)))


def only_here(matrix: Matrix, region: str) -> tuple[str, ...]:
    """The industries that no other region names."""
    others = {industry for key, row in matrix.items() if key != region for industry in row}
    return tuple(sorted(set(matrix.get(region, {})) - others))


def specialisation(matrix: Matrix) -> dict[str, dict[str, float]]:
    """Location quotients of attention: a region's share of attention for an industry over that of all regions.

    Balassa's formula ``(x_ri / x_r.) / (x_.i / x_..)``; above 1 a region speaks of it more than its peers do.

    >>> specialisation({"a": {"x": 1, "y": 1}, "b": {"y": 2}})["a"]["x"]
    2.0
    """
    whole = sum(sum(row.values()) for row in matrix.values())
    by_industry: dict[str, float] = defaultdict(float)
    for row in matrix.values():
        for industry, value in row.items():
            by_industry[industry] += value
    return {
        region: {name: (value / sum(row.values())) / (by_industry[name] / whole) for name, value in row.items()}
        for region, row in matrix.items()
    }
