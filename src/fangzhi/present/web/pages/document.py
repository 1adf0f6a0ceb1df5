"""A document: its text with every fact marked, the facts beside it, what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter

from fangzhi.present.web.accuracy import Measured, Unseen, accuracy, measured_as
from fangzhi.present.web.arranged import Block, arranged
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, DocumentId, add_page
from fangzhi.store import pages
from fangzhi.store.pages import Copy, Count, Figure, Place, StoredDocument
from fangzhi.store.serving import Reader

router = APIRouter()
_SURENESS = ("certain", "context", "weak")
_KINDS = ("observation", "focus", "scheme", "project", "policy", "platform")


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    document: StoredDocument = field(metadata=shown("The document with its text and metadata"))
    title: str = field(metadata=shown("Its title, or the path where it has none"))
    origins: dict[str, str] = field(metadata=shown("Where each field of the metadata came from"))
    measured: Measured = field(metadata=shown("The group of documents that the accuracy of its kind was measured in"))
    unseen: Unseen = field(metadata=shown("What was measured on reports that nobody had looked at"))
    sureness: tuple[Count, ...] = field(metadata=shown("How many of its figures are of each confidence class"))
    copies: tuple[Copy, ...] = field(metadata=shown("The same document at other addresses", table=Copy))
    kinds: tuple[Count, ...] = field(metadata=shown("How many facts of each kind"))
    places: tuple[Place, ...] = field(
        metadata=shown("Every fact with its offsets, in the order of the text", table=Place)
    )
    figures: dict[str, Figure] = field(metadata=shown("The figures among the facts: id -> figure"))
    blocks: tuple[Block, ...] = field(metadata=shown("Paragraphs and tables in pieces with their marks", data=False))


def document_page(reader: Reader, site: Site, document_id: str) -> DocumentPage:
    """One document; NotFoundError."""
    document = pages.document(reader, document_id)
    places, figures = pages.document_facts(reader, document)
    title = document.title or document.path
    path = f"/document/{document_id}"
    kinds = (Count(kind, sum(place.kind == kind for place in places)) for kind in _KINDS)
    sureness = (Count(name, sum(figure.confidence == name for figure in figures)) for name in _SURENESS)
    return DocumentPage(
        frame=site.frame(title, path),
        document=document,
        title=title,
        origins=document.origin_of(),
        measured=measured_as(document.kind),
        unseen=accuracy().unseen,
        sureness=tuple(count for count in sureness if count.count),
        copies=pages.document_copies(reader, document_id),
        kinds=tuple(count for count in kinds if count.count),
        places=places,
        figures={figure.fact_id: figure for figure in figures},
        blocks=arranged(document.text, places, document.layout),
    )


def document(view: CurrentView, document_id: DocumentId) -> DocumentPage:
    """One document with its facts."""
    return document_page(view.reader, view.site, document_id)


add_page(router, "/document/{document_id}", document)
