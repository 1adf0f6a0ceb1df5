"""The keys of schemes, in the order of the registry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fangzhi.store.pages.contents import Number
from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class SchemeKey:
    """What stands for a scheme: a region (its code, its name without one, or nothing), and a code or a name."""

    region_key: str
    key: str
    region_code: str | None


@dataclass(frozen=True, slots=True)
class NamedScheme(SchemeKey):
    """A scheme found by its code or its name."""

    code: str | None
    name: str
    region: str | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention of a scheme with its document; ``groups`` is JSON."""

    fact_id: str
    document_id: str
    document_title: str
    document_published: date | None
    region: str | None
    region_code: str | None
    code: str | None
    name: str
    groups: str
    sentence: str


def scheme_mentions(reader: Reader, region_keys: Collection[str]) -> list[dict[str, Any]]:
    """Every mention of a scheme of some regions, oldest first, as the registry takes them."""
    if len(region_keys) == 1:
        return [asdict(mention) for mention in reader.rows_of("scheme_mentions", _Mention, *region_keys)]
    return reader.atlas.question("registry_schemes_of", regions=sorted(region_keys)).rows()


def scheme_keys(reader: Reader, *, numbered: bool, words: str, skip: int, most: int) -> tuple[SchemeKey, ...]:
    """Keys of schemes with a code, or of those with only a name, that hold the words anywhere."""
    return reader.rows("schemes_found", SchemeKey, numbered=numbered, words=words.lower(), skip=skip, most=most)


def scheme_count(reader: Reader, *, numbered: bool, words: str) -> int:
    """How many there are of these."""
    return reader.rows("schemes_count", Number, numbered=numbered, words=words.lower())[0].count


def schemes_named(reader: Reader, words: str, most: int) -> tuple[NamedScheme, ...]:
    """Schemes whose code or name holds the words, whole ones first."""
    return reader.rows("schemes_named", NamedScheme, words=words, most=most)
