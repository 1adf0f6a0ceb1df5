"""Documents: lists of them, one with its text, where its facts stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangzhi.model.errors import NotFoundError
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


def document_places(reader: Reader, document_id: str) -> tuple[Place, ...]:
    """Where each fact of a document stands, in the order of the text."""
    return reader.rows("document_places", Place, document_id=document_id)


def document_copies(reader: Reader, document_id: str) -> tuple[Copy, ...]:
    """The further files of a document, in the order of their paths."""
    return reader.rows("document_copies", Copy, document_id=document_id)


def region_documents(reader: Reader, region_code: str) -> tuple[DocumentRow, ...]:
    """The documents that say something about a region; ``fact_count`` counts only facts about it."""
    return reader.rows("region_documents", DocumentRow, region_code=region_code)
