"""The registry of projects: a project told in several documents is one, with a history of stages."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.registry import Sighting

Row = Mapping[str, Any]

STAGES = ("planned", "signed", "started", "building", "completed", "operating")
_NOISE = re.compile(r"[\s“”\"'（）()·]|(?:项目|工程|建设)$")
_SHORTEST = 4  # characters of a name that may be part of another
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
    provinces: defaultdict[str, _Province] = defaultdict(_Province)
    for row in rows:
        provinces[(row["region_code"] or row["region"] or "")[:2]].add(row)
    projects = (_entry(found) for province in provinces.values() for found in province.projects)
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


class _Province:
    """The projects of a province as they come, found by name without comparing each with each."""

    def __init__(self) -> None:
        self.projects: list[list[Row]] = []
        self._named: dict[str, int] = {}
        self._within: dict[str, int] = {}  # by large parts of their names; of several projects the first

    def add(self, row: Row) -> None:
        """One more mention: of the first project whose name is the same, else of a new one."""
        name = plain_name(row["name"])
        parts = list(_large_parts(name))
        known = [self._named.get(name), self._within.get(name), *map(self._named.get, parts)]
        found = min((place for place in known if place is not None), default=None)
        if found is not None:
            self.projects[found].append(row)
            return
        place = len(self.projects)
        self.projects.append([row])
        self._named[name] = place
        for part in parts:
            self._within.setdefault(part, place)


def _large_parts(name: str) -> Iterator[str]:
    """The parts of a name that are large enough to be the same project, from four characters on.

    >>> sorted(_large_parts("无人机基地"))
    ['人机基地', '无人机基']
    """
    for length in range(max(_SHORTEST, math.ceil(_SAME * len(name))), len(name)):
        for start in range(len(name) - length + 1):
            yield name[start : start + length]


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
