"""An industry: who develops it and since when, figures, projects and policies that name it, its kin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fastapi import APIRouter

from fangzhi.lexicon.industries import Industry
from fangzhi.model.errors import NotFoundError
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.live_charts import LiveChart
from fangzhi.present.web.long_lists import PageWish, Part, PartWish
from fangzhi.present.web.maps import Drawing, draw
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, IndustrySlug, add_page
from fangzhi.present.web.vocabulary import industry_of_slug
from fangzhi.store import pages
from fangzhi.store.pages import Developer, DevelopingRegion, Figure, NamedPolicy, NamedProject
from fangzhi.store.serving import Reader

router = APIRouter()
_STAGES = ("pillar", "emerging", "future", "traditional", "service")
_MOST_STEPS = 200
_LEAST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Since:
    """The regions that named the industry first in a year; ``year`` is None for undated documents."""

    year: int | None
    developers: tuple[DevelopingRegion, ...]


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many regions place the industry in a stage in their newest words; None where they name none."""

    stage: str | None
    regions: int


@dataclass(frozen=True, slots=True)
class StageYears:
    """Regions of one stage by the year in which they named the industry first, in the order of ``years``."""

    stage: str | None
    regions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """Another industry of the list and how many regions develop it."""

    industry_id: str
    zh: str
    en: str
    regions: int


@dataclass(frozen=True, slots=True)
class IndustryPage:
    """One industry."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    part: Part = field(metadata=shown("The one list to show, if only one", data=False))
    industry: Industry = field(metadata=shown("The row of the list with its codes"))
    broader: tuple[Kin, ...] = field(metadata=shown("The industries above, the broadest first"))
    narrower: tuple[Kin, ...] = field(metadata=shown("The industries right below; counted with this one"))
    siblings: tuple[Kin, ...] = field(metadata=shown("Other industries under the same broader one"))
    developers: Sequence[Developer] = field(
        metadata=shown("Regions that develop it or a narrower one, most mentions first", table=Developer)
    )
    developing: tuple[DevelopingRegion, ...] = field(
        metadata=shown("The same regions, as the page lists them", data=False)
    )
    stages: tuple[StageCount, ...] = field(metadata=shown("How many of them place it in each stage"))
    years: tuple[int | None, ...] = field(metadata=shown("Years of first mentions, None for undated documents"))
    by_year: tuple[StageYears, ...] = field(metadata=shown("How many regions of each stage began in each year"))
    map: Drawing = field(metadata=shown("Where they lie", data=False))
    spread: LiveChart | None = field(metadata=shown("How many regions had named it by a day", data=False))
    since: tuple[Since, ...] = field(metadata=shown("When each region first named it, oldest first", data=False))
    figures: tuple[Figure, ...] = field(metadata=shown("Figures whose label names it, newest first"))
    projects: tuple[NamedProject, ...] = field(metadata=shown("Projects of it, or named for it, the largest first"))
    policies: tuple[NamedPolicy, ...] = field(metadata=shown("Policies whose title names it, the newest first"))


def industry_page(reader: Reader, site: Site, industry_id: str, part: str = "", number: int = 1) -> IndustryPage:
    """One industry; NotFoundError when the list lacks it."""
    catalogue = site.vocabulary.industries
    row = catalogue.find(industry_id)
    if row is None:
        raise NotFoundError(f"no industry has the id {industry_id}; /industries lists those that regions develop.")
    path = industry_path(industry_id)
    wanted = Part(path, part, number)
    regions = {
        count.industry_id: count.regions for count in site.once.get("industries", lambda: pages.industries(reader))
    }
    below = _below(site, industry_id)
    developing = pages.developing_regions(reader, industry_id)
    siblings = catalogue.narrower(row.broader) if row.broader else ()
    above = [found for i in reversed(catalogue.ancestors(industry_id)) if (found := catalogue.find(i))]
    return IndustryPage(
        frame=site.frame(row.zh if site.language == "zh" else row.en, path, query=wanted.query()),
        part=wanted,
        industry=row,
        broader=_kin(above, regions),
        narrower=_kin(catalogue.narrower(industry_id), regions),
        siblings=_kin([s for s in siblings if s.id != industry_id], regions),
        developers=pages.developers(reader, developing, [industry_id, *below]),
        developing=developing,
        stages=_stages(developing),
        years=_years(developing),
        by_year=_by_year(developing),
        map=_map(developing, site),
        spread=_spread(developing, site),
        since=_since(developing),
        figures=pages.industry_figures(reader, industry_id),
        projects=pages.industry_projects(reader, industry_id),
        policies=pages.industry_policies(reader, industry_id),
    )


def industry_path(industry_id: str) -> str:
    """The path of an industry."""
    return f"/industry/{industry_id.replace('_', '-')}"


def _below(site: Site, industry_id: str) -> list[str]:
    found: list[str] = []
    for row in site.vocabulary.industries.narrower(industry_id):
        found += [row.id, *_below(site, row.id)]
    return found


def _kin(rows: Sequence[Industry], regions: dict[str | None, int]) -> tuple[Kin, ...]:
    return tuple(Kin(row.id, row.zh, row.en, regions.get(row.id, 0)) for row in rows)


def _since(developers: Sequence[DevelopingRegion]) -> tuple[Since, ...]:
    years: dict[int | None, list[DevelopingRegion]] = {}
    for developer in developers:
        published: date | None = developer.first_day
        years.setdefault(published.year if published else None, []).append(developer)
    ordered = sorted(years.items(), key=lambda item: item[0] or 9999)
    return tuple(Since(year, tuple(group)) for year, group in ordered)


def _years(developers: Sequence[DevelopingRegion]) -> tuple[int | None, ...]:
    years = {d.first_day.year if d.first_day else None for d in developers}
    return tuple(sorted(years, key=lambda year: year or 9999))


def _by_year(developers: Sequence[DevelopingRegion]) -> tuple[StageYears, ...]:
    counts = Counter((d.stage, d.first_day.year if d.first_day else None) for d in developers)
    rows = (StageYears(stage, tuple(counts[stage, year] for year in _years(developers))) for stage in (*_STAGES, None))
    return tuple(row for row in rows if any(row.regions))


def _map(developers: Sequence[DevelopingRegion], site: Site) -> Drawing:
    """Provinces that develop it themselves are dark, those of which only a part is said to are light."""
    told: dict[str, tuple[int, str]] = {}
    for developer in sorted(developers, key=lambda d: d.mentions, reverse=True):
        row = site.regions.get(developer.region_code or "")
        if row is None or row.level == "country":
            continue
        name = row.name if site.language == "zh" else row.english
        if row.level == "province":
            told[row.region_code] = (5, site.words("industry.mentions", count=developer.mentions))
        else:
            told.setdefault(f"{row.region_code[:2]}0000", (2, name))
    return draw(told, site)


def _stages(developers: Sequence[DevelopingRegion]) -> tuple[StageCount, ...]:
    counts = (StageCount(stage, sum(d.stage == stage for d in developers)) for stage in (*_STAGES, None))
    return tuple(count for count in counts if count.regions)


def _spread(developers: Sequence[DevelopingRegion], site: Site) -> LiveChart | None:
    """A step at each first mention; of very many regions the provinces alone; None for fewer than three days."""
    dated = [(d.first_day, d) for d in developers if d.first_day and d.region_code in site.regions]
    if len(dated) > _MOST_STEPS:
        dated = [(day, d) for day, d in dated if site.regions[d.region_code or ""].level == "province"]
    dated.sort(key=lambda pair: (pair[0], pair[1].region_code))
    if len({day for day, _ in dated}) < _LEAST_DAYS:
        return None
    rows = [
        {
            "day": day.isoformat(),
            "y": number,
            "told": f"{site.names.region(developer.region_code, developer.region)}, {day}",
            "href": site.fact_link(developer),
        }
        for number, (day, developer) in enumerate(dated, start=1)
    ]
    return LiveChart("since", site.words("industry.since"), {"rows": rows}, {"y": site.words("industries.regions")})


def industry(view: CurrentView, slug: IndustrySlug, part: PartWish = "", page: PageWish = 1) -> IndustryPage:
    """One industry with the regions that develop it."""
    return industry_page(view.reader, view.site, industry_of_slug(slug), part, page)


add_page(router, "/industry/{slug}", industry)
