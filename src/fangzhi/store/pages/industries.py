"""Industries: who develops one, which projects and policies name it, how many regions each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangzhi.store.pages.figure import Figure
from fangzhi.store.pages.listed import Listed
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
class DevelopingRegion:
    """A region that develops the industry, without the words of its first and its newest mention."""

    region: str | None
    region_code: str | None
    stage: str | None
    mentions: int
    documents: int
    first_fact_id: str
    first_document_id: str
    first_day: date | None
    latest_fact_id: str
    latest_document_id: str
    latest_day: date | None

    @property
    def fact_id(self) -> str:
        """The first mention."""
        return self.first_fact_id

    @property
    def document_id(self) -> str:
        """The document of the first mention."""
        return self.first_document_id


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


def developing_regions(reader: Reader, industry_id: str) -> tuple[DevelopingRegion, ...]:
    """The regions that develop an industry or one below it, most mentions first."""
    return reader.rows_of("industry_developers", DevelopingRegion, industry_id)


def developers(reader: Reader, regions: Sequence[DevelopingRegion], industry_ids: Sequence[str]) -> Listed[Developer]:
    """The same regions with their first and their newest mention, in the same order."""

    def read(skip: int, most: int) -> tuple[Developer, ...]:
        chosen = regions[skip : skip + most]
        wanted = sorted({fact_id for one in chosen for fact_id in (one.first_fact_id, one.latest_fact_id)})
        found = reader.rows("industry_mentions", FocusMention, industry_ids=list(industry_ids), fact_ids=wanted)
        told = {mention.fact_id: mention for mention in found}
        return tuple(
            Developer(
                region=one.region if one.region_code is None else told[one.first_fact_id].region,
                region_code=one.region_code,
                stage=one.stage,
                mentions=one.mentions,
                documents=one.documents,
                first=told[one.first_fact_id],
                latest=told[one.latest_fact_id],
            )
            for one in chosen
        )

    return Listed(len(regions), read)


def industry_figures(reader: Reader, industry_id: str) -> tuple[Figure, ...]:
    """Figures whose label holds a name of the industry, newest period first, at most 200."""
    return reader.rows_of("industry_figures", Figure, industry_id)


def industry_projects(reader: Reader, industry_id: str) -> tuple[NamedProject, ...]:
    """Projects of the industry and those below, or whose name holds its name, the largest first, at most 200."""
    return reader.rows_of("industry_projects", NamedProject, industry_id)


def industry_policies(reader: Reader, industry_id: str) -> tuple[NamedPolicy, ...]:
    """Policies whose title holds a name of the industry, the newest first, at most 200."""
    return reader.rows_of("industry_policies", NamedPolicy, industry_id)
