"""All facts of one document."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from fangzhi.extract.context import Narrator
from fangzhi.extract.observations import ObservationReader
from fangzhi.extract.one_project import of_one_project
from fangzhi.extract.places import Names, Place, Places
from fangzhi.extract.sections import paragraphs
from fangzhi.extract.systems import systems_facts
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.facts import Fact
from fangzhi.model.layout import PLAIN, Layout
from fangzhi.model.span import Span

if TYPE_CHECKING:  # loaded with the first table and the first English text: most documents have neither
    from fangzhi.extract.english import EnglishReader
    from fangzhi.extract.tables import TableReader

_WHOLE: Final = "全国"


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of a document in the order of its text, and the numbers that were seen but not understood."""

    facts: tuple[Fact, ...]
    unread: tuple[Span, ...]


@functools.lru_cache(maxsize=4)
def _reader(lexicon: Lexicon) -> ObservationReader:
    return ObservationReader(lexicon)


@functools.lru_cache(maxsize=4)
def _table_reader(lexicon: Lexicon) -> "TableReader":
    from fangzhi.extract.tables import TableReader  # noqa: PLC0415  # see above

    return TableReader(lexicon, _reader(lexicon).grammar)


@functools.lru_cache(maxsize=4)
def _english_reader(lexicon: Lexicon) -> "EnglishReader":
    from fangzhi.extract.english import EnglishReader  # noqa: PLC0415  # see above

    return EnglishReader(lexicon)


@functools.lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> Names:
    return Names(lexicon.regions, lexicon.cues.words("place", "common_districts"))


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """Read a document.

    >>> from datetime import date
    >>> from fangzhi.lexicon.load import load_lexicon
    >>> from fangzhi.read.document import read_text
    >>> lexicon = load_lexicon()
    >>> text = "今年主要预期目标是：地区生产总值增长5%左右。"
    >>> document = read_text(text, published=date(2026, 2, 3), region="江苏省", lexicon=lexicon)
    >>> [fact] = extract(document, lexicon).facts
    >>> fact.indicator, fact.measure, fact.value, fact.bound, fact.period, fact.status
    ('地区生产总值', 'growth', 5.0, 'approx', '2026', 'target')
    """
    found = _read(document, lexicon)
    if document.layout == PLAIN:
        return found
    return replace(found, facts=tuple(_located(found.facts, document.layout)))


def _located(facts: Iterable[Fact], layout: Layout) -> Iterator[Fact]:
    """The facts with their page and cell; words recognised in a picture may be wrong, so no fact of them is sure."""
    for fact in facts:
        where: dict[str, Any] = asdict(layout.where(fact.start))
        yield replace(fact, **where, confidence="weak" if layout.recognised else fact.confidence)


def _read(document: Document, lexicon: Lexicon) -> Extraction:
    issuer = Place(document.meta.region or _WHOLE, document.meta.region_code)
    places = Places(_names(lexicon), issuer, document.folded.text)
    tables = _table_reader(lexicon).read(document, places) if document.layout.tables else []
    told = _prose(document, lexicon, places) if document.folded.text else Extraction((), ())
    if tables:
        told = replace(told, facts=(*told.facts, *tables))
    return told if document.meta.region else replace(told, facts=tuple(_unplaced(fact) for fact in told.facts))


def _unplaced(fact: Fact) -> Fact:
    """A fact without the country, where only a document that names no region put it there: 全市 may be any city."""
    return replace(fact, region=None) if fact.region == _WHOLE and fact.region_code is None else fact


def _prose(document: Document, lexicon: Lexicon, places: Places) -> Extraction:
    if document.meta.language == "en":
        english, missed = _english_reader(lexicon).read(document, places)
        return Extraction((*english, *systems_facts(document, lexicon, [], places)), tuple(missed))
    narrator = Narrator(document, lexicon.cues, places)
    told = narrator.walk(paragraphs(document.folded.text))
    facts, unread = _reader(lexicon).read(document, told, places, narrator.clock)
    systems = systems_facts(document, lexicon, told, places)
    facts = of_one_project(facts, systems, document.text)
    return Extraction((*facts, *systems), tuple(document.folded.source_span(u.start, u.end) for u in unread))


def extract_facts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """The facts of a document in the order of its text."""
    return list(extract(document, lexicon).facts)
