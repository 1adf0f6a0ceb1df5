"""Who names which industry: the focus facts that every measure of overlap is counted from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.lexicon.load import load_lexicon
from fangzhi.store.atlas import Atlas

Matrix = Mapping[str, Mapping[str, float]]  # region key -> industry id -> attention
LEVELS = ("country", "province", "prefecture", "county", "zone")


@dataclass(frozen=True, slots=True)
class Naming:
    """One focus fact: a region names an industry in a document.

    ``region_key`` is the code of the region, its name where it has none.
    """

    fact_id: str
    document_id: str
    document_title: str
    document_published: date | None
    document_url: str | None
    region_key: str
    region: str
    industry_id: str
    stage: str | None
    quote: str
    sentence: str


def namings(
    atlas: Atlas,
    *,
    regions: Sequence[str] | None = None,
    stage: str | None = None,
    year: int | None = None,
    industry: str | None = None,
) -> tuple[Naming, ...]:
    """The focus facts of industries of the list, brackets such as 制造业 left out; oldest document first.

    ``regions`` are names, or a level (country, province, prefecture, county, zone) for all of it; ``stage`` is one of
    the five; ``year`` that of publication; ``industry`` an id. NotFoundError for an unknown region.
    """
    asked = list(regions or ())
    rows = atlas.question(
        "overlap_namings",
        everywhere=not asked,
        levels=[name for name in asked if name in LEVELS],
        regions=[atlas.region_key(name)[0] for name in asked if name not in LEVELS],
        stage=stage,
        year=year,
        industry=industry,
        brackets=[row.id for row in load_lexicon().industries if row.generic],
    )
    return tuple(Naming(**row) for row in rows)


def attention(found: Iterable[Naming]) -> dict[str, dict[str, float]]:
    """The matrix: in how many documents a region names an industry."""
    documents: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for naming in found:
        documents[naming.region_key][naming.industry_id].add(naming.document_id)
    return {region: {name: float(len(ids)) for name, ids in row.items()} for region, row in documents.items()}
