"""Who bets on what: the region by industry matrix, likeness of regions, crowding, niches, spread, relatedness.

A region names an industry when one of its focus facts does; attention is the number of documents that do. All
measures are over the regions given, which should be peers (provinces with provinces).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.atlas import Atlas

Matrix = Mapping[str, Mapping[str, float]]  # region key -> industry id -> attention


@dataclass(frozen=True, slots=True)
class Naming:
    """One focus fact: a region names an industry in a document."""

    fact_id: str
    document_id: str
    document_title: str
    published: date | None
    region_key: str
    region: str
    industry_id: str
    stage: str | None
    sentence: str


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


def namings(
    atlas: Atlas, *, level: str | None = None, stage: str | None = None, year: int | None = None
) -> tuple[Naming, ...]:
    """The focus facts of industries of the list, brackets such as 制造业 left out; oldest document first.

    ``level`` is province, prefecture or county; ``stage`` one of the five; ``year`` that of publication.
    """
    lexicon = load_lexicon()
    bracket = {industry.id for industry in lexicon.industries if industry.generic}
    found = [
        _naming(row)
        for row in atlas.question("registry_focus")
        if row["industry_id"]
        and row["industry_id"] not in bracket
        and (row["region_code"] or row["region"])
        and (stage is None or row["stage"] == stage)
        and (year is None or (row["document_published"] is not None and row["document_published"].year == year))
        and (level is None or _level(row["region_code"]) == level)
    ]
    return tuple(sorted(found, key=lambda n: (n.published or date.max, n.region_key, n.fact_id)))


def attention(found: Iterable[Naming]) -> dict[str, dict[str, float]]:
    """The matrix: in how many documents a region names an industry."""
    documents: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for naming in found:
        documents[naming.region_key][naming.industry_id].add(naming.document_id)
    return {region: {name: float(len(ids)) for name, ids in row.items()} for region, row in documents.items()}


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


def proximity(matrix: Matrix) -> dict[tuple[str, str], float]:
    """How often two industries are specialities of the same regions (Hidalgo et al. 2007).

    ``phi_ij = (regions with both) / max(regions with i, regions with j)``, a speciality being a quotient of 1 or more.
    Pairs that never meet are left out.
    """
    special = _special(matrix)
    holders: dict[str, set[str]] = defaultdict(set)
    for region, names in special.items():
        for name in names:
            holders[name].add(region)
    out = {}
    ordered = sorted(holders)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            both = len(holders[one] & holders[other])
            if both:
                out[one, other] = both / max(len(holders[one]), len(holders[other]))
    return out


def density(matrix: Matrix, region: str) -> dict[str, float]:
    """How near each industry is to what a region already specialises in, 0 to 1 (Hidalgo et al. 2007).

    ``sum of phi_ij over the region's specialities / sum of phi_ij over all industries``; i itself is in, phi_ii is 1.
    """
    near = proximity(matrix)
    special = _special(matrix).get(region, set())
    industries = {name for names in _special(matrix).values() for name in names}
    total = dict.fromkeys(sorted(industries), 1.0)
    held = {name: float(name in special) for name in total}
    for (one, other), phi in near.items():
        for name, beside in ((one, other), (other, one)):
            total[name] += phi
            if beside in special:
                held[name] += phi
    return {name: held[name] / whole for name, whole in total.items()}


def spread(found: Sequence[Naming], industry_id: str) -> tuple[Naming, ...]:
    """The first naming of an industry by each region, oldest first: who began, who followed.

    Documents without a date tell no order and are left out.
    """
    first: dict[str, Naming] = {}
    for naming in sorted((n for n in found if n.published), key=lambda n: (n.published or date.max, n.fact_id)):
        if naming.industry_id == industry_id:
            first.setdefault(naming.region_key, naming)
    return tuple(first.values())


def followed(steps: Sequence[Naming]) -> tuple[tuple[Naming, Naming], ...]:
    """Pairs of a spread in which a region came after the region above it, or after it went a region below it."""
    parents = {step.region_key: {p.code for p in load_lexicon().regions.parents(step.region_key)} for step in steps}
    return tuple(
        (earlier, later)
        for place, earlier in enumerate(steps)
        for later in steps[place + 1 :]
        if earlier.published != later.published
        and (earlier.region_key in parents[later.region_key] or later.region_key in parents[earlier.region_key])
    )


def _special(matrix: Matrix) -> dict[str, set[str]]:
    quotients = specialisation(matrix)
    return {region: {name for name, value in row.items() if value >= 1} for region, row in quotients.items()}


def _naming(row: Mapping[str, Any]) -> Naming:
    return Naming(
        row["fact_id"],
        row["document_id"],
        row["document_title"],
        row["document_published"],
        row["region_code"] or row["region"],
        row["region"] or row["region_code"],
        row["industry_id"],
        row["stage"],
        row["sentence"],
    )


def _level(code: str | None) -> str | None:
    region = load_lexicon().regions.find(code) if code else None
    return region.level if region else None
