"""What the pages of the atlas ask: one function a question, one frozen row type an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangzhi.model.errors import NotFoundError
from fangzhi.store.serving import Reader

MOST_FIGURES = 3000


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation with its document; ``title`` is the document's, or its path where it has none."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    indicator: str
    indicator_id: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    bound: str
    period: str | None
    year: int | None
    status: str
    confidence: str
    rule: str
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RankedFigure(Figure):
    """A region's best documented figure; ``others`` counts different figures for the same thing."""

    region_name: str
    region_short: str
    region_english: str
    others: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class About:
    """One thing that the atlas says of itself."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A ranking that can be drawn, and how many regions it has."""

    indicator_id: str
    zh: str
    en: str
    measure: str
    period: str
    year: int
    status: str
    unit: str
    regions: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list; ``total`` is the length of the whole list."""

    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    publisher: str | None
    kind: str
    language: str
    characters: int
    fact_count: int
    total: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its text; ``origins`` is a JSON object: field -> where it came from."""

    document_id: str
    path: str
    title: str | None
    published: date | None
    region: str | None
    region_code: str | None
    publisher: str | None
    url: str | None
    licence: str | None
    language: str
    kind: str
    document_number: str | None
    origins: str | None
    characters: int
    text_sha256: str
    source_sha256: str
    text: str
    fact_count: int

    def origin_of(self) -> dict[str, str]:
        """Where each field of the metadata came from."""
        found: dict[str, Any] = json.loads(self.origins or "{}")
        return {str(name): str(origin) for name, origin in found.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands in its document; offsets into the text, end exclusive."""

    kind: str
    fact_id: str
    span_start: int
    span_end: int
    words: str
    detail: str | None
    region: str | None
    region_code: str | None
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of the register."""

    region_code: str
    name: str
    short: str
    english: str
    pinyin: str
    level: str
    parent: str | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region below another, with how many facts are about it."""

    region_code: str
    name: str
    short: str
    english: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class FocusRow:
    """An industry that a region develops, with the sentence to show for it."""

    industry: str
    industry_id: str | None
    stage: str | None
    mentions: int
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme; ``groups`` is a JSON list of {label, count, members}."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    code: str | None
    name: str
    groups: str | None
    sentence: str

    def group_list(self) -> list[dict[str, Any]]:
        """The groups as objects with label, count and members."""
        groups: list[dict[str, Any]] = json.loads(self.groups or "[]")
        return groups


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project; ``amount`` is in 元."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    name: str
    amount: float | None
    stage: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy by its title, with the sentence to show for it."""

    title: str
    mentions: int
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the catalogue."""

    indicator_id: str
    zh: str
    en: str
    dimension: str | None
    kind: str | None
    better: str | None
    unit: str | None
    definition: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """An indicator and how many regions report it."""

    indicator_id: str
    zh: str
    en: str
    regions: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a text and how often they occur."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that published documents."""

    region_code: str
    name: str
    english: str
    count: int


@dataclass(frozen=True, slots=True)
class RegionHit:
    """A region found by its name; ``exact`` when the whole name was given."""

    region_code: str
    name: str
    short: str
    english: str
    level: str
    exact: bool


@dataclass(frozen=True, slots=True)
class IndicatorHit:
    """An indicator found by its name or by a label in a text."""

    indicator_id: str
    zh: str
    en: str
    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence with facts that holds the words; ``total`` counts all such sentences."""

    document_id: str
    title: str
    published: date | None
    sentence: str
    fact_id: str
    region: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that no row of the vocabulary matches, with an example."""

    kind: str
    words: str
    count: int
    fact_id: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True)
class RefusedSource:
    """A source that could not be read, and why."""

    path: str
    reason: str


def about(reader: Reader) -> dict[str, str]:
    """What the atlas says of itself."""
    return {row.key: row.value for row in reader.rows("facts_about", About)}


def counts(reader: Reader) -> dict[str, int]:
    """How many documents, facts of each kind, regions and refused sources there are."""
    return {row.kind: row.count for row in reader.rows("counts", Count)}


def coverage(reader: Reader, level: str) -> tuple[Coverage, ...]:
    """The rankings that can be drawn for regions of one level, the best covered first."""
    return reader.rows("coverage", Coverage, level=level)


def ranking(reader: Reader, of: Coverage, level: str) -> tuple[RankedFigure, ...]:
    """One figure a region, the highest first."""
    return reader.rows(
        "ranking",
        RankedFigure,
        indicator_id=of.indicator_id,
        measure=of.measure,
        period=of.period,
        status=of.status,
        unit=of.unit,
        level=level,
    )


def headlines(reader: Reader, most: int) -> tuple[Headline, ...]:
    """The indicators that most regions report."""
    return reader.rows("headlines", Headline, most=most)


def documents(  # the filters of one list
    reader: Reader, *, kind: str = "", region_code: str = "", words: str = "", most: int = 50, skip: int = 0
) -> tuple[DocumentRow, ...]:
    """Documents, newest first; an empty filter takes all."""
    return reader.rows("documents", DocumentRow, kind=kind, region_code=region_code, words=words, most=most, skip=skip)


def document_kinds(reader: Reader) -> tuple[Count, ...]:
    """The kinds of document there are."""
    return reader.rows("document_kinds", Count)


def document_regions(reader: Reader) -> tuple[NamedRegion, ...]:
    """The regions that published documents."""
    return reader.rows("document_regions", NamedRegion)


def document(reader: Reader, document_id: str) -> StoredDocument:
    """One document with its text; NotFoundError."""
    found = reader.rows("document", StoredDocument, document_id=document_id)
    if not found:
        raise NotFoundError(f"no document {document_id} in this atlas; /documents lists those there are.")
    return found[0]


def document_figures(reader: Reader, document_id: str) -> tuple[Figure, ...]:
    """The figures of one document in the order of the text."""
    return reader.rows("document_figures", Figure, document_id=document_id)


def document_places(reader: Reader, document_id: str) -> tuple[Place, ...]:
    """Where each fact of a document stands, in the order of the text."""
    return reader.rows("document_places", Place, document_id=document_id)


def region(reader: Reader, region_code: str) -> RegionRow:
    """One region of the register; NotFoundError."""
    found = reader.rows("region", RegionRow, region_code=region_code)
    if not found:
        raise NotFoundError(f"no region has the code {region_code}; look for its name with /search?q=.")
    return found[0]


def region_parents(reader: Reader, region_code: str) -> tuple[RegionRow, ...]:
    """The regions above one region, the highest first."""
    return reader.rows("region_parents", RegionRow, region_code=region_code)


def region_children(reader: Reader, region_code: str) -> tuple[RegionCount, ...]:
    """The regions under one region, with how many facts are about each."""
    return reader.rows("region_children", RegionCount, region_code=region_code)


def region_figures(reader: Reader, region_code: str) -> tuple[Figure, ...]:
    """Every figure about one region, newest period first."""
    return reader.rows("region_figures", Figure, region_code=region_code)


def region_focus(reader: Reader, region_code: str) -> tuple[FocusRow, ...]:
    """The industries that a region develops."""
    return reader.rows("region_focus", FocusRow, region_code=region_code)


def region_schemes(reader: Reader, region_code: str) -> tuple[SchemeRow, ...]:
    """The schemes of a region."""
    return reader.rows("region_schemes", SchemeRow, region_code=region_code)


def region_projects(reader: Reader, region_code: str) -> tuple[ProjectRow, ...]:
    """The projects of a region, the largest first."""
    return reader.rows("region_projects", ProjectRow, region_code=region_code)


def region_policies(reader: Reader, region_code: str) -> tuple[PolicyRow, ...]:
    """The policies of a region."""
    return reader.rows("region_policies", PolicyRow, region_code=region_code)


def region_documents(reader: Reader, region_code: str) -> tuple[DocumentRow, ...]:
    """The documents that say something about a region; ``fact_count`` counts only facts about it."""
    return reader.rows("region_documents", DocumentRow, region_code=region_code)


def indicator(reader: Reader, indicator_id: str) -> IndicatorRow:
    """One indicator of the catalogue; NotFoundError."""
    found = reader.rows("indicator", IndicatorRow, indicator_id=indicator_id)
    if not found:
        raise NotFoundError(f"no indicator has the id {indicator_id}; look for its name with /search?q=.")
    return found[0]


def indicator_figures(reader: Reader, indicator_id: str, most: int = MOST_FIGURES) -> tuple[Figure, ...]:
    """Every figure of one indicator, newest period first."""
    return reader.rows("indicator_figures", Figure, indicator_id=indicator_id, most=most)


def indicator_labels(reader: Reader, indicator_id: str) -> tuple[Label, ...]:
    """The labels under which an indicator is written, the commonest first."""
    return reader.rows("indicator_labels", Label, indicator_id=indicator_id)


def search_regions(reader: Reader, words: str, most: int) -> tuple[RegionHit, ...]:
    """Regions whose name holds the words, whole names and higher levels first."""
    return reader.rows("search_regions", RegionHit, words=words, most=most)


def search_indicators(reader: Reader, words: str, most: int) -> tuple[IndicatorHit, ...]:
    """Indicators whose name, or label in a text, holds the words."""
    return reader.rows("search_indicators", IndicatorHit, words=words, most=most)


def search_sentences(reader: Reader, words: str, most: int) -> tuple[SentenceHit, ...]:
    """Sentences with facts that hold the words, newest document first."""
    return reader.rows("search_sentences", SentenceHit, words=words, most=most)


def unresolved(reader: Reader, most: int) -> tuple[Unresolved, ...]:
    """Words that no row of the vocabulary matches, the commonest first."""
    return reader.rows("unresolved", Unresolved, most=most)


def refused(reader: Reader, most: int) -> tuple[RefusedSource, ...]:
    """The sources that could not be read."""
    return reader.rows("refused", RefusedSource, most=most)


def indicator_names(reader: Reader) -> tuple[IndicatorRow, ...]:
    """All indicators of the catalogue."""
    return reader.rows("indicators", IndicatorRow)


def region_names(reader: Reader) -> tuple[RegionRow, ...]:
    """All regions of the register."""
    return reader.rows("regions", RegionRow)
