"""The measures of overlap as flat records, with names and the sentences they rest on."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from fangzhi.analyse.index.places import provinces
from fangzhi.analyse.overlap.measures import crowding, likeness, neighbours, only_here, specialisation
from fangzhi.analyse.overlap.naming import Matrix, Naming, attention
from fangzhi.analyse.overlap.relatedness import densities, specialities
from fangzhi.analyse.overlap.spread import followed, spread
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import InputError
from fangzhi.store.ledger import EVIDENCE_FIELDS

Record = dict[str, Any]
_JOINED = "、"
_FEWEST = 5  # regions below which specialities that meet say nothing
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Overlap:
    """The namings of a question with their matrix; ``peers`` has the name of each region by its key."""

    namings: tuple[Naming, ...]
    matrix: Matrix = field(init=False)
    peers: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "matrix", attention(self.namings))
        object.__setattr__(self, "peers", {n.region_key: n.region for n in self.namings})

    @property
    def industries(self) -> int:
        """How many industries there are."""
        return len({n.industry_id for n in self.namings})

    @property
    def undated(self) -> int:
        """How many namings stand in documents without a date: they are counted, but tell no order."""
        return sum(n.document_published is None for n in self.namings)

    def first(self) -> dict[tuple[str, str], Naming]:
        """The oldest naming of each industry by each region."""
        out: dict[tuple[str, str], Naming] = {}
        for naming in self.namings:
            out.setdefault((naming.region_key, naming.industry_id), naming)
        return out


def overlap_table(name: str, found: Overlap, region: str | None = None, industry: str | None = None) -> list[Record]:
    """One of the TABLES as records, every column in each; ``region`` is a key, ``industry`` an id.

    InputError where a table needs a region, or more regions than there are.
    """
    return TABLES[name](found, region, industry)


def _matrix(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    """A row an industry, a column a region, the number of documents in the cell, nothing where there is none."""
    keys = [key for key in sorted(found.peers) if region in {None, key}]
    return [
        {
            **_industry(crowd.industry_id),
            "regions": len(crowd.regions),
            **{_column(found, key): _whole(found.matrix[key].get(crowd.industry_id)) for key in keys},
        }
        for crowd in crowding(found.matrix)
        if industry in {None, crowd.industry_id} and set(keys) & set(crowd.regions)
    ]


def _namings(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    """A row a region, industry, stage and year, with the number of documents and the first sentence."""
    groups: dict[tuple[str, str, str, int], list[Naming]] = defaultdict(list)
    for n in found.namings:
        if region in {None, n.region_key} and industry in {None, n.industry_id}:
            year = n.document_published.year if n.document_published else 0
            groups[n.region_key, n.industry_id, n.stage or "", year].append(n)
    return [
        {
            **_region(found, key),
            **_industry(industry_id),
            "stage": stage or None,
            "year": year or None,
            "documents": len({n.document_id for n in group}),
            **_evidence(group[0]),
        }
        for (key, industry_id, stage, year), group in sorted(groups.items())
    ]


def _crowding(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    first = found.first()
    return [
        {
            **_industry(crowd.industry_id),
            "regions": len(crowd.regions),
            "peers": crowd.peers,
            "share": round(crowd.share, _DIGITS),
            "names": _JOINED.join(found.peers[key] for key in crowd.regions),
            "fact_ids": " | ".join(first[key, crowd.industry_id].fact_id for key in crowd.regions),
        }
        for crowd in crowding(found.matrix)
        if industry in {None, crowd.industry_id} and (region is None or region in crowd.regions)
    ]


def _likeness(found: Overlap, region: str | None, _: str | None) -> list[Record]:
    if region is not None:
        pairs = list(neighbours(found.matrix, region))
    else:
        pairs = [likeness(found.matrix, one, other) for one, other in combinations(sorted(found.peers), 2)]
        pairs.sort(key=lambda pair: (-pair.jaccard, -pair.cosine, pair.one, pair.other))
    return [
        {
            **_region(found, pair.one),
            "other_code": pair.other,
            "other": found.peers[pair.other],
            "jaccard": round(pair.jaccard, _DIGITS),
            "cosine": round(pair.cosine, _DIGITS),
            "shared": len(pair.shared),
            "names": _JOINED.join(_industry(name)["industry"] for name in pair.shared),
        }
        for pair in pairs
    ]


def _niche(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    first = found.first()
    return [
        {
            **_region(found, key),
            **_industry(name),
            "documents": _whole(found.matrix[key][name]),
            **_evidence(first[key, name]),
        }
        for key in sorted(found.peers)
        if region in {None, key}
        for name in only_here(found.matrix, key)
        if industry in {None, name}
    ]


def _quotients(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    rows = [
        {
            **_region(found, key),
            **_industry(name),
            "documents": _whole(found.matrix[key][name]),
            "quotient": round(value, _DIGITS),
        }
        for key, row in specialisation(found.matrix).items()
        if region in {None, key}
        for name, value in row.items()
        if industry in {None, name}
    ]
    return sorted(rows, key=lambda row: (row["region_code"], -row["quotient"], row["industry_id"]))


def _relatedness(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    if len(found.peers) < _FEWEST:
        raise InputError(
            f"relatedness needs {_FEWEST} regions that name industries, here are {len(found.peers)}; "
            "ask for another level or stage, or build with more documents"
        )
    quotients, special = specialisation(found.matrix), specialities(found.matrix)
    rows = [
        {
            **_region(found, key),
            **_industry(name),
            "density": round(value, _DIGITS),
            "quotient": round(quotients[key].get(name, 0.0), _DIGITS),
            "speciality": name in special[key],
        }
        for key, row in densities(found.matrix).items()
        if region in {None, key}
        for name, value in row.items()
        if industry in {None, name}
    ]
    return sorted(rows, key=lambda r: (r["region_code"], r["speciality"], -r["density"], r["industry_id"]))


def _spread(found: Overlap, region: str | None, industry: str | None) -> list[Record]:
    """For one industry every region in order; without it each industry with who began."""
    if industry is None:
        return _beginnings(found, region)
    steps = spread(found.namings, industry)
    before: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pair in followed(steps):
        before[pair.later.region_key][pair.relation].append(f"{pair.earlier.region} ({pair.days})")
    days = [step.document_published for step in steps]
    return [
        {
            "place": days.index(step.document_published) + 1,
            **_region(found, step.region_key),
            "stage": step.stage,
            **{
                f"after_{relation}": _JOINED.join(before[step.region_key][relation])
                for relation in ("above", "below", "neighbour", "sibling")
            },
            **_evidence(step),
        }
        for step in steps
        if region in {None, step.region_key}
    ]


def _beginnings(found: Overlap, region: str | None) -> list[Record]:
    by_industry: dict[str, list[Naming]] = defaultdict(list)
    for naming in found.namings:
        by_industry[naming.industry_id].append(naming)
    rows = []
    for crowd in crowding(found.matrix):
        steps = spread(by_industry[crowd.industry_id], crowd.industry_id)
        began = [step for step in steps if step.document_published == steps[0].document_published]
        if not steps or region not in {None, *(step.region_key for step in began)}:
            continue
        rows.append(
            {
                **_industry(crowd.industry_id),
                "first": steps[0].document_published,
                "began": _JOINED.join(step.region for step in began),
                "followers": len(steps) - len(began),
                "latest": steps[-1].document_published,
                **_evidence(steps[0]),
            }
        )
    return rows


def _region(found: Overlap, key: str) -> Record:
    return {"region_code": key, "region": found.peers[key]}


def _column(found: Overlap, key: str) -> str:
    """Short names of provinces keep a table narrow; those of other areas repeat."""
    province = provinces().get(key)
    return province.short if province else found.peers[key]


def _industry(industry_id: str) -> Record:
    row = load_lexicon().industries.find(industry_id)
    return {"industry_id": industry_id, "industry": row.zh if row else industry_id}


def _evidence(naming: Naming) -> Record:
    return {name: getattr(naming, name) for name in EVIDENCE_FIELDS}


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


TABLES: Mapping[str, Callable[[Overlap, str | None, str | None], list[Record]]] = {
    "crowding": _crowding,
    "matrix": _matrix,
    "namings": _namings,
    "likeness": _likeness,
    "quotients": _quotients,
    "niche": _niche,
    "spread": _spread,
    "relatedness": _relatedness,
}
