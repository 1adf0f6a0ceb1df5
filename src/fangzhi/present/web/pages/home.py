"""The first page: what this is, a map with a ranking, the newest documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.ranking import Ranking, Wish, ranking
from fangzhi.present.web.view import CurrentView, IndicatorWish, MeasureWish, PeriodWish, StatusWish, add_page
from fangzhi.store import pages
from fangzhi.store.changes import KEY, Changes
from fangzhi.store.pages import Count, DocumentRow, RankedFigure
from fangzhi.store.serving import Reader

router = APIRouter()
_NEWEST = 8
_TOLD = ("document", "region", "observation", "focus", "scheme", "project", "policy", "platform")


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    counts: tuple[Count, ...] = field(metadata=shown("How many documents, regions and facts of each kind"))
    ranking: Ranking | None = field(
        metadata=shown("The chosen ranking of provinces, None when there is nothing to rank", data=False)
    )
    ranked: tuple[RankedFigure, ...] = field(
        metadata=shown("The figures of that ranking, highest first", page=False, table=RankedFigure)
    )
    newest: tuple[DocumentRow, ...] = field(metadata=shown("The newest documents"))
    changes: Changes | None = field(
        metadata=shown("What is different from the atlas before this one, None where there was none to compare with")
    )


def home_page(reader: Reader, site: Site, wish: Wish) -> HomePage:
    """The first page with the ranking wished for, or the best covered one."""
    chosen = ranking(reader, site, wish)
    return HomePage(
        frame=site.frame(site.words("home.title"), "/", query=wish.query()),
        counts=tuple(Count(kind, site.counts[kind]) for kind in _TOLD if site.counts[kind]),
        ranking=chosen,
        ranked=tuple(row.figure for row in chosen.rows) if chosen else (),
        newest=pages.documents(reader, most=_NEWEST),
        changes=Changes.of_json(site.about[KEY]) if KEY in site.about else None,
    )


def home(
    view: CurrentView,
    indicator: IndicatorWish = None,
    measure: MeasureWish = None,
    period: PeriodWish = None,
    status: StatusWish = None,
) -> HomePage:
    """The first page: a ranking of provinces and the newest documents."""
    return home_page(view.reader, view.site, Wish(indicator, measure, period, status))


add_page(router, "/", home)
