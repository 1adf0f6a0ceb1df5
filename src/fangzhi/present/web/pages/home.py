"""The first page: what this is, a map with a ranking, the newest documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter
from fastapi.responses import Response

from fangzhi.present.web.frame import Frame, Site, shown
from fangzhi.present.web.ranking import Ranking, Wish, ranking
from fangzhi.present.web.view import CurrentView, IndicatorWish, MeasureWish, PeriodWish, StatusWish, html
from fangzhi.store import pages
from fangzhi.store.pages import Count, DocumentRow
from fangzhi.store.serving import Reader

router = APIRouter()
_NEWEST = 8
_TOLD = ("document", "region", "observation", "focus", "scheme", "project", "policy")


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    counts: tuple[Count, ...] = field(metadata=shown("How many documents, regions and facts of each kind"))
    ranking: Ranking | None = field(
        metadata=shown("The chosen ranking of provinces, None when there is nothing to rank")
    )
    newest: tuple[DocumentRow, ...] = field(metadata=shown("The newest documents"))


def home_page(reader: Reader, site: Site, wish: Wish) -> HomePage:
    """The first page with the ranking wished for, or the best covered one."""
    return HomePage(
        frame=site.frame(site.words("home.title"), "/"),
        counts=tuple(Count(kind, site.counts[kind]) for kind in _TOLD if site.counts[kind]),
        ranking=ranking(reader, site, wish),
        newest=pages.documents(reader, most=_NEWEST),
    )


@router.api_route("/", methods=["GET", "HEAD"])
def home(
    view: CurrentView,
    indicator: IndicatorWish = None,
    measure: MeasureWish = None,
    period: PeriodWish = None,
    status: StatusWish = None,
) -> Response:
    """The first page."""
    return html(view, home_page(view.reader, view.site, Wish(indicator, measure, period, status)))
