"""A document as read: its text, what of it is read, and what is known about it."""

from array import array
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from fangzhi.model.layout import PLAIN, Layout
from fangzhi.model.span import Span


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Text made plain for the extractor, with the way back to the source.

    ``origin[i]`` is the index in the source text of the i-th character here. Noise, zero-width
    characters, line breaks inside a paragraph and boilerplate are simply absent; full-width
    forms are replaced one by one. Indices in ``origin`` strictly increase.

    >>> folded = FoldedText("6.2%", array("L", [0, 3, 4, 5]))
    >>> folded.source_span(0, 4)
    Span(start=0, end=6)
    """

    text: str
    origin: "array[int]"

    def source_span(self, start: int, end: int) -> Span:
        """The range of the source text that ``text[start:end]`` was made from (end > start)."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; ``origins`` says for each field where it came from.

    ``kind`` is one of work_report, plan, communique, policy, news, study, other. ``region`` is a
    full official name (``江苏省``) or, where there is no code, the name as written. An origin is
    ``documents.csv``, ``argument`` or ``inferred: HOW``.
    """

    title: str | None = None
    published: date | None = None
    region: str | None = None
    region_code: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str = "zh"
    kind: str = "other"
    document_number: str | None = None
    origins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One document. Every offset of every fact points into ``text``.

    ``path`` is as the caller gave it; ``source_sha256`` is the hash of the file's bytes; ``layout`` has its pages and
    tables, ``plain`` where it has tables the text with widths and traditional characters folded one for one.
    """

    path: str
    text: str
    folded: FoldedText
    meta: Metadata
    source_sha256: str
    layout: Layout = PLAIN
    plain: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8: the identity of what is quoted."""
        return sha256(self.text.encode("utf-8")).hexdigest()
