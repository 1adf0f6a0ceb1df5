"""An indicator: its ranking and map, how texts write it, every figure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fastapi import APIRouter

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.ranking import Ranking, Wish, ranking
from fangzhi.present.web.view import CurrentView, IndicatorId, MeasureWish, PeriodWish, StatusWish, add_page
from fangzhi.store import pages
from fangzhi.store.pages import MOST_FIGURES, Figure, IndicatorRow, Label
from fangzhi.store.serving import Reader

router = APIRouter()
_LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    indicator: IndicatorRow = field(metadata=shown("The row of the catalogue"))
    ranking: Ranking | None = field(
        metadata=shown("The chosen ranking of regions, None when there is nothing to rank", data=False)
    )
    labels: tuple[Label, ...] = field(metadata=shown("How texts write it, the commonest first"))
    figures: tuple[Figure, ...] = field(metadata=shown("Every figure, newest period first", table=Figure))
    truncated: bool = field(metadata=shown("Whether there are more figures than the page lists"))


def indicator_page(reader: Reader, site: Site, indicator_id: str, wish: Wish) -> IndicatorPage:
    """One indicator; the ranking is of provinces, or of the highest level that has figures; NotFoundError."""
    row = pages.indicator(reader, indicator_id)
    rankings = (ranking(reader, site, wish, level) for level in _LEVELS)
    figures = pages.indicator_figures(reader, indicator_id)
    path = f"/indicator/{indicator_id}"
    return IndicatorPage(
        frame=site.frame(
            row.zh if site.language == "zh" else row.en, path, query=replace(wish, indicator_id=None).query()
        ),
        indicator=row,
        ranking=next((found for found in rankings if found), None),
        labels=pages.indicator_labels(reader, indicator_id),
        figures=figures,
        truncated=len(figures) == MOST_FIGURES,
    )


def indicator(
    view: CurrentView,
    indicator_id: IndicatorId,
    measure: MeasureWish = None,
    period: PeriodWish = None,
    status: StatusWish = None,
) -> IndicatorPage:
    """One indicator with every figure."""
    return indicator_page(view.reader, view.site, indicator_id, Wish(indicator_id, measure, period, status))


add_page(router, "/indicator/{indicator_id}", indicator)
