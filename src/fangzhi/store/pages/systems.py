"""The industrial system of one region: industries, schemes, projects, policies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

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
class SchemeRow:
    """A scheme; ``groups`` is a JSON list of {label, count, members}."""

    fact_id: str
    document_id: str
    title: str
    published: date | None
    code: str | None
    name: str
    groups: str | None
    sentence: str

    def group_list(self) -> list[dict[str, Any]]:
        """The groups as objects with label, count and members."""
        groups: list[dict[str, Any]] = json.loads(self.groups or "[]")
        return groups


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


def region_focus(reader: Reader, region_code: str) -> tuple[FocusRow, ...]:
    """The industries that a region develops."""
    return reader.rows("region_focus", FocusRow, region_code=region_code)


def region_schemes(reader: Reader, region_code: str) -> tuple[SchemeRow, ...]:
    """The schemes of a region."""
    return reader.rows("region_schemes", SchemeRow, region_code=region_code)


def region_projects(reader: Reader, region_code: str) -> tuple[ProjectRow, ...]:
    """The projects of a region, the largest first."""
    return reader.rows("region_projects", ProjectRow, region_code=region_code)


def region_policies(reader: Reader, region_code: str) -> tuple[PolicyRow, ...]:
    """The policies of a region."""
    return reader.rows("region_policies", PolicyRow, region_code=region_code)
