"""The list of industries that regions develop."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store import pages
from fangzhi.store.pages import IndustryCount
from fangzhi.store.serving import Reader

router = APIRouter()
_BAR = 100.0


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """An industry of the list with its names; ``bar`` is 0 to 100, the share of the commonest one's regions."""

    count: IndustryCount
    zh: str
    en: str
    bar: float


@dataclass(frozen=True, slots=True)
class IndustriesPage:
    """Which industries how many regions develop."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    industries: tuple[IndustryRow, ...] = field(
        metadata=shown("Industries of the list, the commonest first", table=IndustryRow)
    )
    unlisted: tuple[IndustryCount, ...] = field(metadata=shown("Names that no row of the list matches"))


def industries_page(reader: Reader, site: Site) -> IndustriesPage:
    """Every industry that a text says a region develops; brackets such as 制造业 are left out."""
    found = site.once.get("industries", lambda: pages.industries(reader))
    rows = []
    most = max((count.regions for count in found), default=0) or 1
    for count in found:
        row = site.vocabulary.industries.find(count.industry_id) if count.industry_id else None
        if row is not None and not row.generic:
            rows.append(IndustryRow(count, row.zh, row.en, round(count.regions / most * _BAR, 1)))
    return IndustriesPage(
        frame=site.frame(site.words("industries.title"), "/industries"),
        industries=tuple(rows),
        unlisted=tuple(count for count in found if not count.industry_id),
    )


def industries(view: CurrentView) -> IndustriesPage:
    """The industries that regions develop."""
    return industries_page(view.reader, view.site)


add_page(router, "/industries", industries)
