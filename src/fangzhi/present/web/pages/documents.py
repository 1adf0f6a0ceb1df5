"""The list of documents, with filters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store import pages
from fangzhi.store.pages import Count, DocumentRow, NamedRegion, RefusedSource
from fangzhi.store.serving import Reader

router = APIRouter()
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty strings narrow nothing. ``page`` begins at 1."""

    kind: str = ""
    region: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The documents that fit the filters, newest first."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    filters: Filters = field(metadata=shown("What the list is narrowed to"))
    kinds: tuple[Count, ...] = field(metadata=shown("The kinds to choose from"))
    regions: tuple[NamedRegion, ...] = field(metadata=shown("The regions to choose from"))
    documents: tuple[DocumentRow, ...] = field(metadata=shown("One page of the list", table=DocumentRow))
    total: int = field(metadata=shown("How many documents fit"))
    previous_path: str | None = field(metadata=shown("The page before, None on the first", data=False))
    next_path: str | None = field(metadata=shown("The page after, None on the last", data=False))
    refused: tuple[RefusedSource, ...] = field(metadata=shown("Files that could not be read, on the first page only"))


def documents_page(reader: Reader, site: Site, filters: Filters) -> DocumentsPage:
    """The documents that fit the filters."""
    skip = (filters.page - 1) * _PAGE
    found = pages.documents(
        reader, kind=filters.kind, region_code=filters.region, words=filters.words, most=_PAGE, skip=skip
    )
    total = found[0].total if found else 0
    return DocumentsPage(
        frame=site.frame(site.words("documents.title"), "/documents", query=_query(filters, filters.page)),
        filters=filters,
        kinds=pages.document_kinds(reader),
        regions=pages.document_regions(reader),
        documents=found,
        total=total,
        previous_path=_path(filters, filters.page - 1) if filters.page > 1 else None,
        next_path=_path(filters, filters.page + 1) if skip + _PAGE < total else None,
        refused=pages.refused(reader, 200) if filters == Filters() else (),
    )


def _path(filters: Filters, page: int) -> str:
    query = _query(filters, page)
    return f"/documents?{query}" if query else "/documents"


def _query(filters: Filters, page: int) -> str:
    given = {"kind": filters.kind, "region": filters.region, "words": filters.words, "page": page if page > 1 else 0}
    return urlencode({name: value for name, value in given.items() if value})


def documents(
    view: CurrentView,
    kind: Annotated[str, Query(pattern=r"^[a-z_]{0,20}$")] = "",
    region: Annotated[str, Query(pattern=r"^[0-9A-Za-z_-]{0,60}$")] = "",
    words: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> DocumentsPage:
    """The list of documents."""
    return documents_page(view.reader, view.site, Filters(kind, region, words.strip(), page))


add_page(router, "/documents", documents)
