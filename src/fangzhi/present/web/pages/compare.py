"""Two to six regions side by side: figures with what keeps them apart, industries shared and unique, schemes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.analyse.compare.sides import Line, compare_all
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.scheme_entries import SchemeEntry, schemes_of
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store import pages
from fangzhi.store.pages import FocusRow, NamedRegion, RegionRow
from fangzhi.store.serving import Reader

router = APIRouter()
MOST_REGIONS = 6
_HEADLINES = 400


@dataclass(frozen=True, slots=True)
class ComparedRegion:
    """A region that is compared; ``without_path`` leads to the same page without it."""

    region: RegionRow
    industries: int
    schemes: tuple[SchemeEntry, ...]
    without_path: str


@dataclass(frozen=True, slots=True)
class SharedIndustry:
    """An industry with, in the order of the regions, what each says of it first; None where nothing is said."""

    industry_id: str
    zh: str
    en: str
    mentions: tuple[FocusRow | None, ...]
    regions: int


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Regions side by side."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    regions: tuple[ComparedRegion, ...] = field(metadata=shown("The regions, in the order of the address"))
    unknown: str = field(metadata=shown("A name that was to be added and is no region's; empty when all is well"))
    full: bool = field(metadata=shown("Whether no further region can be added"))
    choices: tuple[NamedRegion, ...] = field(metadata=shown("Regions to choose from", data=False))
    lines: tuple[Line, ...] = field(
        metadata=shown("Indicators that at least two of them have, what can be compared first", table=Line)
    )
    shared: tuple[SharedIndustry, ...] = field(metadata=shown("Industries of more than one, the most shared first"))
    unique: tuple[SharedIndustry, ...] = field(metadata=shown("Industries of one only"))


def compare_page(reader: Reader, site: Site, codes: Sequence[str], add: str) -> ComparePage:
    """The regions side by side, with one more whose name is ``add``; NotFoundError for an unknown code."""
    added = _named(reader, add) if add else None
    wanted = tuple(dict.fromkeys([*codes, *([added] if added else [])]))[:MOST_REGIONS]
    rows = [site.region(code) for code in wanted]
    focus = [pages.region_named(reader, code).focus for code in wanted]
    industries = _industries(focus, site)
    enough = len(wanted) > 1
    return ComparePage(
        frame=site.frame(_title(rows, site), "/compare", query=_query(wanted)),
        regions=tuple(_compared_region(row, wanted, found, reader) for row, found in zip(rows, focus, strict=True)),
        unknown=add if add and not added else "",
        full=len(wanted) == MOST_REGIONS,
        choices=site.once.get("document regions", lambda: pages.document_regions(reader)),
        lines=_lines(reader, site, wanted) if enough else (),
        shared=tuple(row for row in industries if row.regions > 1) if enough else (),
        unique=tuple(row for row in industries if row.regions == 1) if enough else (),
    )


def _lines(reader: Reader, site: Site, codes: Sequence[str]) -> tuple[Line, ...]:
    """Results, then targets, of each indicator; lines that most regions share first, then what most regions report."""
    headlines = site.once.get("headlines", lambda: pages.headlines(reader, _HEADLINES))
    order = {headline.indicator_id: at for at, headline in enumerate(headlines)}

    def place(line: Line) -> tuple[int, int, str]:
        free = sum(side.figure is not None and not side.badges for side in line.sides)
        return -free, order.get(line.indicator_id, len(order)), line.measure

    return tuple(sorted(compare_all(reader.atlas, codes).lines, key=place))


def _industries(focus: Sequence[tuple[FocusRow, ...]], site: Site) -> list[SharedIndustry]:
    catalogue = site.vocabulary.industries
    first = [{row.industry_id: row for row in reversed(rows) if row.industry_id} for rows in focus]
    found = []
    for industry_id in dict.fromkeys(i for rows in first for i in rows):
        row = catalogue.find(industry_id)
        if row is not None and not row.generic:
            mentions = tuple(rows.get(industry_id) for rows in first)
            found.append(SharedIndustry(row.id, row.zh, row.en, mentions, sum(m is not None for m in mentions)))
    return sorted(found, key=lambda one: (-one.regions, [m is None for m in one.mentions], one.industry_id))


def _compared_region(
    row: RegionRow, wanted: Sequence[str], focus: tuple[FocusRow, ...], reader: Reader
) -> ComparedRegion:
    rest = [code for code in wanted if code != row.region_code]
    schemes = schemes_of(reader, row.region_code)
    industries = len({one.industry_id for one in focus if one.industry_id})
    return ComparedRegion(row, industries, schemes, f"/compare?{_query(rest)}" if rest else "/compare")


def _named(reader: Reader, name: str) -> str | None:
    """The region that a name means: the only one of this very name, else the only one whose name holds it."""
    found = pages.search_regions(reader, name, MOST_REGIONS)
    exact = [hit for hit in found if hit.exact]
    if exact:
        return exact[0].region_code
    return found[0].region_code if len(found) == 1 else None


def _title(rows: Sequence[RegionRow], site: Site) -> str:
    names = [row.short if site.language == "zh" else row.english for row in rows]
    joined = ("、" if site.language == "zh" else ", ").join(names)
    return f"{site.words('compare.title')} {joined}".strip()


def _query(codes: Sequence[str]) -> str:
    return urlencode([("r", code) for code in codes])


Code = Annotated[str, Query(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,60}$")]


def compare(
    view: CurrentView,
    r: Annotated[list[Code] | None, Query(max_length=MOST_REGIONS, description="Codes of two to six regions")] = None,
    add: Annotated[str, Query(max_length=60, description="Name of one more region")] = "",
) -> ComparePage:
    """Regions side by side."""
    return compare_page(view.reader, view.site, r or (), add.strip())


add_page(router, "/compare", compare)
