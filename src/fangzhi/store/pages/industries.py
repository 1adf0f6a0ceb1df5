"""Industries: who develops one, which projects and policies name it, how many regions each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from fangzhi.store.pages.figures import Figure
from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class FocusMention:
    """One place where a text says that a region develops an industry."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    industry: str
    industry_id: str | None
    stage: str | None
    confidence: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Developer:
    """A region that develops the industry: its first and its newest mention, and the newest stage that was said."""

    region: str | None
    region_code: str | None
    stage: str | None
    mentions: int
    documents: int
    first: FocusMention
    latest: FocusMention


@dataclass(frozen=True, slots=True)
class _Told(FocusMention):
    """One of the two mentions of a developer, with what is known of all its mentions."""

    mentions: int
    documents: int
    newest_stage: str | None
    is_first: bool

    def mention(self) -> FocusMention:
        return FocusMention(*(getattr(self, name) for name in _MENTION))


_MENTION = tuple(field.name for field in fields(FocusMention))


@dataclass(frozen=True, slots=True)
class IndustryCount:
    """An industry and how many regions develop it; ``industry_id`` is None where no row of the list matches."""

    industry_id: str | None
    industry: str
    regions: int
    mentions: int
    first: date | None
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project with its region; ``amount`` is in 元."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    region: str | None
    region_code: str | None
    name: str
    amount: float | None
    stage: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy with its region."""

    fact_id: str
    document_id: str
    document_title: str
    published: date | None
    region: str | None
    region_code: str | None
    title: str
    sentence: str


def industries(reader: Reader) -> tuple[IndustryCount, ...]:
    """Every industry that a region develops, the commonest first; one row an id, or a name that has none."""
    return reader.rows("industries", IndustryCount)


def industry_developers(reader: Reader, industry_ids: Sequence[str]) -> tuple[Developer, ...]:
    """The regions that develop any of these industries, most mentions first."""
    found = reader.rows("industry_developers", _Told, industry_ids=list(industry_ids))
    return tuple(_developer(first, latest) for first, latest in zip(found[::2], found[1::2], strict=True))


def _developer(first: _Told, latest: _Told) -> Developer:
    return Developer(
        region=first.region,
        region_code=first.region_code,
        stage=first.newest_stage,
        mentions=first.mentions,
        documents=first.documents,
        first=first.mention(),
        latest=latest.mention(),
    )


def projects_named(
    reader: Reader, industry_ids: Sequence[str], names: Sequence[str], most: int
) -> tuple[NamedProject, ...]:
    """Projects of the industries, or whose name holds one of the names, the largest first."""
    wanted = {"industry_ids": list(industry_ids), "names": list(names)}
    return reader.rows("projects_named", NamedProject, **wanted, most=most)


def policies_named(reader: Reader, names: Sequence[str], most: int) -> tuple[NamedPolicy, ...]:
    """Policies whose title holds one of the names, the newest first."""
    return reader.rows("policies_named", NamedPolicy, names=list(names), most=most)


def figures_named(reader: Reader, names: Sequence[str], most: int) -> tuple[Figure, ...]:
    """Figures whose label holds one of the names, newest period first."""
    return reader.rows("figures_named", Figure, names=list(names), most=most)
