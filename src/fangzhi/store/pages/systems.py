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


@dataclass(frozen=True, slots=True)
class RegionNamed:
    """What is named of one region: industries, projects (the largest first), policies, platforms by category."""

    focus: tuple[FocusRow, ...]
    projects: tuple[ProjectRow, ...]
    policies: tuple[PolicyRow, ...]
    platforms: tuple[PlatformRow, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """One of them; fields that its kind has not are None."""

    kind: str
    name: str
    industry_id: str | None
    stage: str | None
    category: str
    level: str | None
    count: int | None
    amount: float | None
    mentions: int
    fact_id: str
    document_id: str
    title: str
    published: date | None
    sentence: str


def region_named(reader: Reader, region_code: str) -> RegionNamed:
    """What is named of a region, all with one question."""
    kinds: dict[str, list[_Named]] = {"focus": [], "project": [], "policy": [], "platform": []}
    for row in reader.rows_of("region_named", _Named, region_code):
        kinds[row.kind].append(row)
    return RegionNamed(
        tuple(FocusRow(n.name, n.industry_id, n.stage, n.mentions, n.fact_id, n.document_id) for n in kinds["focus"]),
        tuple(
            ProjectRow(n.fact_id, n.document_id, n.title, n.published, n.name, n.amount, n.stage, n.sentence)
            for n in kinds["project"]
        ),
        tuple(PolicyRow(n.name, n.mentions, n.fact_id, n.document_id) for n in kinds["policy"]),
        tuple(
            PlatformRow(n.name, n.category, n.level, n.count, n.mentions, n.fact_id, n.document_id)
            for n in kinds["platform"]
        ),
    )
