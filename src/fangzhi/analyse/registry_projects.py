"""The registry of projects: a project told in several documents is one, with a history of stages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.registry import Sighting

Row = Mapping[str, Any]

STAGES = ("planned", "signed", "started", "building", "completed", "operating")
_NOISE = re.compile(r"[\s“”\"'（）()·]|(?:项目|工程|建设)$")
_SAME = 0.75  # share of the longer name that the shorter one must be, when it is part of it


@dataclass(frozen=True, slots=True)
class ProjectSighting(Sighting):
    """A mention of a project with the stage and the sum that it tells."""

    stage: str | None
    amount: float | None
    industry_id: str | None = None
    capacity: str | None = None
    investor: str | None = None


@dataclass(frozen=True, slots=True)
class RegisteredProject:
    """One project with every mention, oldest first."""

    name: str
    region: str
    region_code: str | None
    sightings: tuple[ProjectSighting, ...]

    @property
    def stage(self) -> str | None:
        """The stage that was told last."""
        return next((s.stage for s in reversed(self.sightings) if s.stage), None)

    @property
    def amount(self) -> float | None:
        """The sum that was told last, in 元; never a total of what several documents tell."""
        return next((s.amount for s in reversed(self.sightings) if s.amount is not None), None)

    @property
    def industry_id(self) -> str | None:
        """The industry that its name told last."""
        return next((s.industry_id for s in reversed(self.sightings) if s.industry_id), None)

    @property
    def capacity(self) -> str | None:
        """The capacity that its name told last, as written."""
        return next((s.capacity for s in reversed(self.sightings) if s.capacity), None)

    @property
    def investor(self) -> str | None:
        """Who puts up the money, as told last."""
        return next((s.investor for s in reversed(self.sightings) if s.investor), None)

    @property
    def amounts_differ(self) -> bool:
        """Whether two documents tell different sums."""
        return len({s.amount for s in self.sightings if s.amount is not None}) > 1

    @property
    def history(self) -> tuple[ProjectSighting, ...]:
        """The mentions at which the stage changed."""
        out: list[ProjectSighting] = []
        for sighting in self.sightings:
            if sighting.stage and (not out or out[-1].stage != sighting.stage):
                out.append(sighting)
        return tuple(out)

    @property
    def steps_back(self) -> bool:
        """Whether a later document tells an earlier stage than one before it."""
        order = [STAGES.index(s.stage) for s in self.history if s.stage in STAGES]
        return order != sorted(order)


def project_registry(rows: Iterable[Row]) -> tuple[RegisteredProject, ...]:
    """One entry for a project; ``rows`` are those of queries/registry_projects.sql, oldest first.

    Two mentions are one project when they stand in the same province and their names are the same without
    quotation marks and 项目, or one is a large part of the other.
    """
    entries: dict[str, list[tuple[str, list[Row]]]] = {}
    for row in rows:
        province = (row["region_code"] or row["region"] or "")[:2]
        key = plain_name(row["name"])
        known = entries.setdefault(province, [])
        match = next((found for name, found in known if _same(name, key)), None)
        if match is None:
            known.append((key, [row]))
        else:
            match.append(row)
    projects = (_entry(found) for known in entries.values() for _, found in known)
    return tuple(sorted(projects, key=lambda p: (p.region_code or "9", p.region, p.name)))


def total_amount(projects: Iterable[RegisteredProject]) -> float:
    """The sums of projects, each counted once, in 元."""
    return sum(project.amount for project in projects if project.amount is not None)


def plain_name(name: str) -> str:
    """A name without marks and without the noun that only says it is a project.

    >>> plain_name("成飞自贡“无人机”产业基地项目")
    '成飞自贡无人机产业基地'
    """
    before = ""
    while before != name:
        before, name = name, _NOISE.sub("", name)
    return name


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and short in long and len(short) >= _SAME * len(long))


def _entry(rows: list[Row]) -> RegisteredProject:
    sightings = tuple(
        ProjectSighting(
            row["fact_id"],
            row["document_id"],
            row["document_title"],
            row["document_published"],
            row["sentence"],
            row["stage"],
            row["amount"],
            row.get("industry_id"),
            row.get("capacity"),
            row.get("investor"),
        )
        for row in rows
    )
    narrow = max(rows, key=lambda row: (row["region_code"] or "").rstrip("0"))
    return RegisteredProject(
        max((row["name"] for row in rows), key=len), narrow["region"] or "", narrow["region_code"], sightings
    )
