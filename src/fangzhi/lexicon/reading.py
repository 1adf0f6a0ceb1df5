"""The words that reading a document needs: what is noise, what is furniture of a page, what a text calls itself."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from fangzhi.lexicon.table import DATA
from fangzhi.model.errors import LexiconError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: patterns are cached by it
class Noise:
    """Characters and runs that carry no meaning: see ``noise.toml``."""

    ornaments: str
    triangles: str
    inline: tuple[str, ...]
    footnotes: tuple[str, ...]
    radicals: str
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Patterns of the lines of one language that are a page's and not the text's: see ``boilerplate.toml``.

    Each is matched against a whole line; ``marks`` are words inside one. ``tail`` starts what goes to the end,
    ``foot`` counts only near the end, ``opener`` and ``members`` make the box that sets the size of letters,
    ``caption`` is the end of a caption.
    """

    line: re.Pattern[str]
    marks: tuple[str, ...]
    tail: re.Pattern[str]
    foot: re.Pattern[str]
    opener: re.Pattern[str]
    members: frozenset[str]
    caption: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words by which a title, its end, or the opening of a text tells a kind of document; lower case."""

    id: str
    title: tuple[str, ...]
    ending: tuple[str, ...]
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What a document calls itself: see ``document_kinds.toml``.

    ``labels`` and ``meta`` give for a field of Metadata the labels of a page and the names of its meta tags;
    ``written`` among the labels is the day of signing, which counts where no day of publication is given.
    """

    kinds: tuple[KindWords, ...]
    bare_titles: frozenset[str]
    labels: dict[str, str]
    no_values: frozenset[str]
    meta: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ReadingWords:
    """Everything in the files that only reading uses."""

    noise: Noise
    furniture: dict[str, Furniture]
    documents: DocumentWords


@lru_cache(maxsize=4)
def load_reading(overlay: Path | None = None) -> ReadingWords:
    """Load the vocabulary of reading; a file of the same name in the folder ``overlay`` takes the place of ours.

    LexiconError names the file and what is wrong in it.

    >>> load_reading().documents.labels["发文字号"]
    'document_number'
    """
    return ReadingWords(
        _read("noise.toml", overlay, _noise),
        _read("boilerplate.toml", overlay, lambda pages: {key: _furniture(table) for key, table in pages.items()}),
        _read("document_kinds.toml", overlay, _documents),
    )


def _noise(table: dict[str, Any]) -> Noise:
    return Noise(
        table["ornaments"],
        table["triangles"],
        tuple(table["inline"]),
        tuple(table["footnotes"]),
        table["radicals"],
        frozenset(table["common"]),
    )


def _furniture(table: dict[str, Any]) -> Furniture:
    words = "|".join(re.escape(word) for word in sorted(table["words"], key=len, reverse=True))
    buttons = rf"(?>[\W_]*(?:{words}))++[\W_]*"  # never tried again: 返回首页 is also 返回 and 首页
    return Furniture(
        line=re.compile("|".join([buttons, *table["lines"]])),
        marks=tuple(table["marks"]),
        tail=_any(table["tails"]),
        foot=_any(table["foot"]),
        opener=_any(table["box_openers"]),
        members=frozenset(table["box_members"]),
        caption=_any(table["captions"], after=r"\Z"),
    )


def _documents(table: dict[str, Any]) -> DocumentWords:
    return DocumentWords(
        tuple(
            KindWords(row["id"], *(tuple(row.get(place, ())) for place in ("title", "ending", "head")))
            for row in table["kind"]
        ),
        frozenset(table["bare"]["titles"]),
        {label: field for field, labels in table["labels"].items() for label in labels},
        frozenset(table["none"]["values"]),
        {field: tuple(names) for field, names in table["meta"].items()},
    )


def _any(patterns: list[str], after: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns)}){after}" if patterns else "(?!)")


def _read(name: str, overlay: Path | None, build: Callable[[dict[str, Any]], T]) -> T:
    path = overlay / name if overlay is not None and (overlay / name).is_file() else DATA / name
    try:
        return build(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}. Mend the TOML there.") from None
    except UnicodeDecodeError:
        raise LexiconError(f"{path}: not UTF-8. Save the file as UTF-8.") from None
    except KeyError as error:
        raise LexiconError(f"{path}: the entry {error} is missing. Copy it from our file of that name.") from None
    except re.error as error:
        raise LexiconError(f"{path}: {error.pattern!r} is no regular expression ({error}). Mend it.") from None
