"""Documents: lists of them, one with its text, where its facts stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangzhi.model.errors import NotFoundError
from fangzhi.store.pages.figure import Figure
from fangzhi.store.serving import Reader


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
    """A document with its text.

    ``origins`` is a JSON object: field -> where it came from; ``layout`` one of pages and tables by their offsets.
    """

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
    layout: str
    fact_count: int

    def origin_of(self) -> dict[str, str]:
        """Where each field of the metadata came from."""
        found: dict[str, Any] = json.loads(self.origins or "{}")
        return {str(name): str(origin) for name, origin in found.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands in its document; offsets into the text, end exclusive.

    ``detail`` is the status of a figure, the stage of an industry or a project, the code (or name) of a scheme. The
    last five say where the file has it, as far as it has pages, sheets and tables.
    """

    kind: str
    fact_id: str
    span_start: int
    span_end: int
    words: str
    detail: str | None
    industry_id: str | None
    region: str | None
    region_code: str | None
    rule: str
    confidence: str
    page: int | None = None
    sheet: str | None = None
    table_number: int | None = None
    table_row: int | None = None
    table_column: int | None = None


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact of a document; what only figures have is empty (None) for the others."""

    kind: str
    fact_id: str
    span_start: int
    span_end: int
    sentence_start: int
    sentence_end: int
    words: str
    detail: str | None
    industry_id: str | None
    region: str | None
    region_code: str | None
    rule: str
    confidence: str
    page: int | None
    sheet: str | None
    table_number: int | None
    table_row: int | None
    table_column: int | None
    indicator_id: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    bound: str
    period: str | None
    base_period: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Copy:
    """The same document at another address, or in another file; ``likeness`` is 1 for the same words."""

    path: str
    title: str | None
    publisher: str | None
    url: str | None
    published: date | None
    likeness: float


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that published documents."""

    region_code: str
    name: str
    english: str
    count: int


def documents(  # the filters of one list
    reader: Reader, *, kind: str = "", region_code: str = "", words: str = "", most: int = 50, skip: int = 0
) -> tuple[DocumentRow, ...]:
    """Documents, newest first; an empty filter takes all."""
    return reader.rows("documents", DocumentRow, kind=kind, region_code=region_code, words=words, most=most, skip=skip)


def document_regions(reader: Reader) -> tuple[NamedRegion, ...]:
    """The regions that published documents."""
    return reader.rows("document_regions", NamedRegion)


def document(reader: Reader, document_id: str) -> StoredDocument:
    """One document with its text; NotFoundError."""
    found = reader.rows("document", StoredDocument, document_id=document_id)
    if not found:
        raise NotFoundError(f"no document {document_id} in this atlas; /documents lists those there are.")
    return found[0]


def document_facts(reader: Reader, document: StoredDocument) -> tuple[tuple[Place, ...], tuple[Figure, ...]]:
    """Where each fact of a document stands, and the figures among them, both in the order of the text."""
    facts = reader.rows_of("document_facts", _Fact, document.document_id)
    figures = [fact for fact in facts if fact.kind == "observation"]
    figures.sort(key=lambda fact: (fact.span_start, fact.span_end, fact.fact_id))
    return tuple(_place(fact) for fact in facts), tuple(_figure(fact, document) for fact in figures)


def _place(fact: _Fact) -> Place:
    return Place(
        fact.kind,
        fact.fact_id,
        fact.span_start,
        fact.span_end,
        fact.words,
        fact.detail,
        fact.industry_id,
        fact.region,
        fact.region_code,
        fact.rule,
        fact.confidence,
        fact.page,
        fact.sheet,
        fact.table_number,
        fact.table_row,
        fact.table_column,
    )


def _figure(fact: _Fact, document: StoredDocument) -> Figure:
    """The figure with its quote and its sentence, which are pieces of the text."""
    return Figure(
        fact_id=fact.fact_id,
        document_id=document.document_id,
        title=document.title or document.path,
        published=document.published,
        region=fact.region,
        region_code=fact.region_code,
        indicator=fact.words,
        indicator_id=fact.indicator_id,
        measure=fact.measure,
        value=fact.value,
        value_high=fact.value_high,
        unit=fact.unit,
        bound=fact.bound,
        period=fact.period,
        base_period=fact.base_period,
        year=fact.year,
        status=fact.detail or "",
        confidence=fact.confidence,
        rule=fact.rule,
        quote=document.text[fact.span_start : fact.span_end],
        sentence=document.text[fact.sentence_start : fact.sentence_end],
    )


def document_copies(reader: Reader, document_id: str) -> tuple[Copy, ...]:
    """The further files of a document, in the order of their paths."""
    return reader.rows_of("document_copies", Copy, document_id)


def region_documents(reader: Reader, region_code: str) -> tuple[DocumentRow, ...]:
    """The documents that say something about a region; ``fact_count`` counts only facts about it."""
    return reader.rows_of("region_documents", DocumentRow, region_code)
