"""What the atlas holds and says of itself, what it did not understand and could not read."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Number:
    """How many."""

    count: int


@dataclass(frozen=True, slots=True)
class About:
    """One thing that the atlas says of itself."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that no row of the vocabulary matches, with an example."""

    kind: str
    words: str
    count: int
    fact_id: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True)
class RefusedSource:
    """A source that could not be read, and why."""

    path: str
    reason: str


def about(reader: Reader) -> dict[str, str]:
    """What the atlas says of itself."""
    return {row.key: row.value for row in reader.rows("facts_about", About)}


def counts(reader: Reader) -> dict[str, int]:
    """How many documents, facts of each kind, regions and refused sources there are."""
    return {row.kind: row.count for row in reader.rows("counts", Count)}


def document_kinds(reader: Reader) -> tuple[Count, ...]:
    """The kinds of document there are."""
    return reader.rows("document_kinds", Count)


def unresolved(reader: Reader, most: int) -> tuple[Unresolved, ...]:
    """Words that no row of the vocabulary matches, the commonest first."""
    return reader.rows("unresolved", Unresolved, most=most)


def refused(reader: Reader, most: int) -> tuple[RefusedSource, ...]:
    """The sources that could not be read."""
    return reader.rows("refused", RefusedSource, most=most)
