"""Things found by a name or by words of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class RegionHit:
    """A region found by its name; ``exact`` when the whole name was given."""

    region_code: str
    name: str
    short: str
    english: str
    level: str
    exact: bool


@dataclass(frozen=True, slots=True)
class IndicatorHit:
    """An indicator found by its name or by a label in a text."""

    indicator_id: str
    zh: str
    en: str
    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A project or a policy found by its name."""

    kind: str
    name: str
    region: str | None
    region_code: str | None
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class LabelCount:
    """A label under which texts write an indicator."""

    indicator_id: str
    label: str
    count: int


def indicator_label_counts(reader: Reader) -> tuple[LabelCount, ...]:
    """Every label of every indicator that the atlas has figures of, the commonest first."""
    return reader.rows("indicator_label_counts", LabelCount)


def search_named(reader: Reader, words: str, most: int) -> tuple[NamedFact, ...]:
    """Projects and policies whose name holds the words, the shortest name first; one row a name and region."""
    return reader.rows("search_named", NamedFact, words=words, most=most)


def search_regions(reader: Reader, words: str, most: int) -> tuple[RegionHit, ...]:
    """Regions whose name holds the words, whole names and higher levels first."""
    return reader.rows("search_regions", RegionHit, words=words, most=most)
