"""What a file is before it is read: its path, the row that belongs to it, the text a format makes of it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fangzhi.model.layout import PLAIN, Layout
from fangzhi.model.region import Region
from fangzhi.read.edits import Edit


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What ``documents.csv`` says of one file; None where it says nothing. ``place`` is file and line."""

    place: str
    title: str | None = None
    published: date | None = None
    region: Region | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    kind: str | None = None
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and its row of ``documents.csv`` where there is one."""

    path: Path
    row: DocumentRow | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a row beside it, that could not be used: the reason is one sentence for the user."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawText:
    """What a format makes of a file: the text that offsets point into, and what its markup says of it.

    ``hints`` has fields of Metadata by name (``title``, ``published`` as written …), each with the place in the
    markup where it was found. ``unread`` leaves out of the reading, in order, what is no running text: tables, page
    numbers, the break between two pages inside a paragraph.
    """

    text: str
    hints: dict[str, tuple[str, str]] = field(default_factory=dict)
    layout: Layout = PLAIN
    unread: tuple[Edit, ...] = ()
