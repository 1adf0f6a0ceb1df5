"""The order of the steps for one document: read, then extract."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError
from fangzhi.model.facts import Fact
from fangzhi.read import Refused, Source, read_document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the facts that stand in it, in the order of the text."""

    document: Document
    facts: tuple[Fact, ...]


def facts_of(source: Source, lexicon: Lexicon) -> Reading | Refused:
    """Read one source and extract its facts; a source that cannot be read comes back with the reason."""
    try:
        document = read_document(source.path, lexicon=lexicon, row=source.row)
    except InputError as error:
        return Refused(str(source.path), str(error))
    except MemoryError:
        raise  # a limit, which the worker answers for
    except Exception as error:  # noqa: BLE001  # one strange document must not end a build of thousands
        return _failed(source, "reading", error)
    try:
        return Reading(document, in_order(extract_facts(document, lexicon)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # as above
        return _failed(source, "extraction", error)


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts as they follow each other in the text; the order is the same on every machine."""
    out: list[Fact] = []
    for _, alike in groupby(sorted(facts, key=_place), key=_place):
        here = list(alike)
        out += sorted(here, key=lambda fact: str(fact.record())) if len(here) > 1 else here
    return tuple(out)


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.end, fact.kind


def _failed(source: Source, step: str, error: Exception) -> Refused:
    return Refused(
        str(source.path), f"{source.path}: our own {step} failed ({type(error).__name__}: {error}); report it"
    )
