"""The parts of a brief, before it is laid out."""

from dataclasses import dataclass
from datetime import date

from fangzhi.present.values import Language


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact that a line rests on, and where it stands; ``kind`` is that of the fact."""

    kind: str
    fact_id: str
    document_id: str
    title: str
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement and the facts it rests on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a chart: a value, or a target from ``low`` to ``high`` and its ``other``; ``line`` has it in words."""

    name: str
    low: float
    high: float | None
    other: float | None
    line: Line


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in per cent, drawn at the end of a section; ``key`` is growth or targets."""

    key: str
    section: str
    title: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; ``sources`` are the cited sentences in the order of their numbers, the first is [1]."""

    title: str
    note: str
    region: str
    language: Language
    sections: tuple[Section, ...]
    sources: tuple[Citation, ...]
    charts: tuple[Chart, ...] = ()

    def numbers(self, line: Line) -> tuple[int, ...]:
        """The numbers of the sources of a line."""
        places = [_place(source) for source in self.sources]
        return tuple(sorted({places.index(_place(citation)) + 1 for citation in line.citations}))


def sources_of(sections: tuple[Section, ...]) -> tuple[Citation, ...]:
    """Every cited sentence once, in the order in which it is first cited."""
    found: dict[tuple[str, str], Citation] = {}
    for section in sections:
        for line in section.lines:
            for citation in line.citations:
                found.setdefault(_place(citation), citation)
    return tuple(found.values())


def _place(citation: Citation) -> tuple[str, str]:
    return citation.document_id, citation.sentence
