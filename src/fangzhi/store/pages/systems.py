"""The industrial system of one region: industries, schemes, projects, policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fangzhi.store.serving import Reader


@dataclass(frozen=True, slots=True)
class FocusRow:
    """An industry that a region develops, with the sentence to show for it."""

    industry: str
    industry_id: str | None
    stage: str | None
    mentions: int
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project; ``amount`` is in 元."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    name: str
    amount: float | None
    stage: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy by its title, with the sentence to show for it."""

    title: str
    mentions: int
    fact_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform by its name, or platforms by their number; ``category`` is one of platform_kinds.csv."""

    name: str
    category: str
    level: str | None
    count: int | None
    mentions: int
    fact_id: str
    document_id: str


def region_focus(reader: Reader, region_code: str) -> tuple[FocusRow, ...]:
    """The industries that a region develops."""
    return reader.rows("region_focus", FocusRow, region_code=region_code)


def region_projects(reader: Reader, region_code: str) -> tuple[ProjectRow, ...]:
    """The projects of a region, the largest first."""
    return reader.rows("region_projects", ProjectRow, region_code=region_code)


def region_policies(reader: Reader, region_code: str) -> tuple[PolicyRow, ...]:
    """The policies of a region."""
    return reader.rows("region_policies", PolicyRow, region_code=region_code)


def region_platforms(reader: Reader, region_code: str) -> tuple[PlatformRow, ...]:
    """The platforms of a region, category after category."""
    return reader.rows("region_platforms", PlatformRow, region_code=region_code)
