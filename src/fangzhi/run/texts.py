"""One text or one file, without an atlas."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangzhi.extract import extract as extract_document
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError
from fangzhi.model.facts import Fact
from fangzhi.model.span import Span
from fangzhi.read import Source, find_sources, read_document, read_text
from fangzhi.run.pipeline import in_order


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read: its facts in the order of the text, and the numbers that were seen but not understood."""

    document: Document
    facts: tuple[Fact, ...]
    unread: tuple[Span, ...]


def extract(
    text: str,
    *,
    published: date | str | None = None,
    region: str | None = None,
    title: str | None = None,
    language: str | None = None,
    lexicon: Path | None = None,
) -> list[Fact]:
    """Facts of a text, in the order of the text; offsets point into ``text``.

    ``published`` (a date, or 2026-02-03) settles 今年 and 去年, ``region`` (any usual name) settles 全省; what is not
    given is inferred from the text. InputError for a text or a date that cannot be used, NotFoundError for an unknown
    region.
    """
    found = explain(text, published=published, region=region, title=title, language=language, lexicon=lexicon)
    return list(found.facts)


def explain(
    text: str,
    *,
    published: date | str | None = None,
    region: str | None = None,
    title: str | None = None,
    language: str | None = None,
    lexicon: Path | None = None,
) -> Explanation:
    """How a text is read; arguments and errors as of ``extract``."""
    vocabulary = load_lexicon(lexicon)
    document = read_text(
        text, published=day(published), region=region, title=title, language=language, lexicon=vocabulary
    )
    found = extract_document(document, vocabulary)
    return Explanation(document, in_order(found.facts), found.unread)


def read(path: str | Path, *, lexicon: Path | None = None) -> Document:
    """Read one file as a build would, its row in ``documents.csv`` included; InputError when it cannot be."""
    vocabulary = load_lexicon(lexicon)
    found = [source for source in find_sources([path], lexicon=vocabulary) if isinstance(source, Source)]
    if len(found) > 1:
        raise InputError(f"{path} holds {len(found)} documents; give the path of one file")
    if not found:
        return read_document(path, lexicon=vocabulary)  # which refuses it with the reason
    return read_document(found[0].path, lexicon=vocabulary, row=found[0].row)


def day(words: date | str | None) -> date | None:
    """A date that is given as a date or as 2026-02-03; InputError for other words.

    >>> day("2026-02-03")
    datetime.date(2026, 2, 3)
    """
    if words is None or isinstance(words, date):
        return words
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InputError(f"{words!r} is no date; write it as 2026-02-03") from None
