"""A region: main figures, targets beside results, schemes, industries, projects, policies, sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter

from fangzhi.present import geography
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.long_lists import PageWish, Part, PartWish
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.region_figures import Card, LedgerRow, Series, cards, ledger, pick_figures, series
from fangzhi.present.web.scheme_entries import SchemeEntry, schemes_of
from fangzhi.present.web.view import CurrentView, RegionCode, add_page
from fangzhi.store import pages
from fangzhi.store.pages import DocumentRow, Figure, FocusRow, PlatformRow, PolicyRow, ProjectRow, RegionRow
from fangzhi.store.serving import Reader

router = APIRouter()
_CARDS = 8
_CHARTS = 9
_HEADLINES = 400
_ALIKE = 6
_LEAST_SHARED = 3
_STAGES = ("pillar", "emerging", "future", "traditional", "service", None)
_PROJECT_STAGES = ("planned", "signed", "started", "building", "completed", "operating", None)


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map: the outlines of the provinces, the one to mark, and the place as a dot where it is known."""

    outlines: tuple[geography.Outline, ...]
    dashes: str
    province: str | None
    dot: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class StageGroup:
    """Industries of one stage; ``stage`` is None where the text places them in none."""

    stage: str | None
    industries: tuple[FocusRow, ...]


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region below another, with how many facts are about it."""

    region_code: str
    name: str
    english: str
    count: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A region that develops many of the same industries; ``likeness`` is the share of what either develops."""

    region: RegionRow
    shared: int
    likeness: float
    compare_path: str


@dataclass(frozen=True, slots=True)
class ProjectStage:
    """Projects of one stage, each name once: how many, how many of them with a sum, and those sums together in 元."""

    stage: str | None
    projects: int
    with_amount: int
    amount: float


@dataclass(frozen=True, slots=True)
class RegionPage:
    """One region, all years."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    part: Part = field(metadata=shown("The one list to show, if only one", data=False))
    region: RegionRow = field(metadata=shown("The row of the register"))
    parents: tuple[RegionRow, ...] = field(metadata=shown("The regions above, the highest first"))
    locator: Locator | None = field(metadata=shown("A small map, None for the whole country", data=False))
    cards: tuple[Card, ...] = field(metadata=shown("Main indicators: latest result and latest target"))
    series: tuple[Series, ...] = field(metadata=shown("Indicators over at least two years", data=False))
    ledger: tuple[LedgerRow, ...] = field(metadata=shown("Targets beside results, newest first"))
    schemes: tuple[SchemeEntry, ...] = field(metadata=shown("Industrial schemes"))
    stages: tuple[StageGroup, ...] = field(metadata=shown("Industries by stage"))
    project_stages: tuple[ProjectStage, ...] = field(metadata=shown("Its projects counted and summed by stage"))
    projects: tuple[ProjectRow, ...] = field(metadata=shown("Projects, the largest first"))
    policies: tuple[PolicyRow, ...] = field(metadata=shown("Policies and programmes"))
    platforms: tuple[PlatformRow, ...] = field(metadata=shown("Laboratories, centres, parks, clusters, designations"))
    figures: tuple[Figure, ...] = field(metadata=shown("Every figure, newest period first", table=Figure))
    missing: tuple[str, ...] = field(metadata=shown("What the atlas lacks, in the reader's language"))
    below: tuple[RegionCount, ...] = field(metadata=shown("The regions below that have facts"))
    below_without: int = field(metadata=shown("How many regions below have none"))
    alike: tuple[Alike, ...] = field(metadata=shown("Regions of the same level with the likest industries"))
    sources: tuple[DocumentRow, ...] = field(metadata=shown("The documents that say something about the region"))


def region_page(reader: Reader, site: Site, region_code: str, part: Part | None = None) -> RegionPage:
    """One region; NotFoundError when the register lacks the code."""
    row = site.region(region_code)
    parents = site.parents(region_code)
    figures = pages.region_figures(reader, region_code)
    headlines = site.once.get("headlines", lambda: pages.headlines(reader, _HEADLINES))
    picks = pick_figures(figures)
    schemes = schemes_of(reader, region_code)
    named = pages.region_named(reader, region_code)
    children = _children(reader, site, region_code)
    sources = pages.region_documents(reader, region_code)
    known = {figure.indicator_id for figure in figures}
    lacking = [h.zh if site.language == "zh" else h.en for h in headlines[:_CARDS] if h.indicator_id not in known]
    kinds = (
        ("scheme", schemes),
        ("focus", named.focus),
        ("project", named.projects),
        ("policy", named.policies),
        ("platform", named.platforms),
    )
    lacking += [site.words(f"kind.{kind}") for kind, rows in kinds if not rows]
    path = f"/region/{region_code}"
    name = row.name if site.language == "zh" else row.english
    return RegionPage(
        frame=site.frame(name, path, query=part.query() if part else ""),
        part=part or Part(path),
        region=row,
        parents=parents,
        locator=_locator(row, parents),
        cards=cards(picks, headlines, _CARDS),
        series=series(picks, headlines, site, site.fact_link, _CHARTS),
        ledger=ledger(picks, headlines),
        schemes=schemes,
        stages=_stages(named.focus),
        project_stages=_project_stages(named.projects),
        projects=named.projects,
        policies=named.policies,
        platforms=named.platforms,
        figures=figures,
        missing=tuple(lacking) if sources else (),
        below=tuple(child for child in children if child.count),
        below_without=sum(not child.count for child in children),
        alike=_alike(reader, site, row),
        sources=sources,
    )


def _children(reader: Reader, site: Site, region_code: str) -> tuple[RegionCount, ...]:
    counts = site.once.get("region facts", lambda: pages.region_fact_counts(reader))
    return tuple(
        RegionCount(row.region_code, row.name, row.english, counts.get(row.region_code, 0))
        for row in pages.region_children(reader, region_code)
    )


def _alike(reader: Reader, site: Site, row: RegionRow) -> tuple[Alike, ...]:
    return tuple(
        Alike(site.regions[found.region_code], found.shared, found.likeness, _compare_path(row, found.region_code))
        for found in pages.region_alike(reader, row, least=_LEAST_SHARED, most=_ALIKE)
    )


def _compare_path(row: RegionRow, other: str) -> str:
    return f"/compare?r={row.region_code}&r={other}"


def _stages(focus: tuple[FocusRow, ...]) -> tuple[StageGroup, ...]:
    groups = (StageGroup(stage, tuple(row for row in focus if row.stage == stage)) for stage in _STAGES)
    return tuple(group for group in groups if group.industries)


def _project_stages(projects: tuple[ProjectRow, ...]) -> tuple[ProjectStage, ...]:
    """A name counts once, in the stage and with the sum of its first row: the largest sum, then the newest document."""
    first: dict[str, ProjectRow] = {}
    for project in projects:
        first.setdefault(project.name, project)
    found = []
    for stage in _PROJECT_STAGES:
        mine = [project for project in first.values() if project.stage == stage]
        amounts = [project.amount for project in mine if project.amount is not None]
        if mine:
            found.append(ProjectStage(stage, len(mine), len(amounts), sum(amounts)))
    return tuple(found)


def _locator(row: RegionRow, parents: tuple[RegionRow, ...]) -> Locator | None:
    if row.level == "country":
        return None
    atlas = geography.china()
    province = next((r.region_code for r in (row, *parents) if r.level == "province"), None)
    dot = None
    if row.level != "province" and row.longitude and row.latitude:
        dot = geography.position(row.longitude, row.latitude)
    return Locator(atlas.outlines, atlas.dashes, province, dot)


def region(view: CurrentView, region_code: RegionCode, part: PartWish = "", page: PageWish = 1) -> RegionPage:
    """One region, all years."""
    return region_page(view.reader, view.site, region_code, Part(f"/region/{region_code}", part, page))


add_page(router, "/region/{region_code}", region)
