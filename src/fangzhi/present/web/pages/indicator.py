"""An indicator: its ranking and map, lines over the years, targets against outcomes, its names, every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fastapi import APIRouter

from fangzhi.analyse.ledger import LedgerRow, TargetLedger, target_ledger
from fangzhi.present.values import Language
from fangzhi.present.web.budget import most
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.indicator_charts import judged, lines, scatter
from fangzhi.present.web.live_charts import LiveChart
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.ranking import Ranking, Wish, ranking
from fangzhi.present.web.view import CurrentView, IndicatorId, MeasureWish, PeriodWish, StatusWish, add_page
from fangzhi.store import pages
from fangzhi.store.pages import MOST_FIGURES, Figure, IndicatorRow, Label
from fangzhi.store.serving import Reader

router = APIRouter()
_LEVELS = ("province", "prefecture", "county")
_MOST_TARGETS = {"small": 3000, "large": 120}  # target statements read for one page
_FEW_FIGURES = 20_000  # of an atlas of which all targets are judged at once
_MOST_RELATIVES = 12


@dataclass(frozen=True, slots=True)
class Relative:
    """Another indicator that is easily taken for this one; ``scope`` is empty where all of the field is counted."""

    indicator_id: str
    zh: str
    en: str
    scope: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    indicator: IndicatorRow = field(metadata=shown("The row of the catalogue"))
    definition: str = field(
        metadata=shown("What it measures, in the reader's language where the catalogue has it, else in English")
    )
    definition_language: Language = field(metadata=shown("The language of the definition"))
    ranking: Ranking | None = field(
        metadata=shown("The chosen ranking of regions, None when there is nothing to rank", data=False)
    )
    lines: LiveChart | None = field(metadata=shown("Regions over the years, None for too few", data=False))
    against: tuple[LedgerRow, ...] = field(
        metadata=shown("Targets of the measure shown, judged against their outcomes, newest first")
    )
    scatter: LiveChart | None = field(metadata=shown("The same as a chart, None for too few", data=False))
    aliases: tuple[str, ...] = field(metadata=shown("Further names in the catalogue", page=False))
    also: tuple[str, ...] = field(metadata=shown("Those of them in the reader's language", data=False))
    broader: IndicatorRow | None = field(metadata=shown("The indicator that it is a part of"))
    relatives: tuple[Relative, ...] = field(metadata=shown("Its parts, and the same counted in another scope"))
    labels: tuple[Label, ...] = field(metadata=shown("How texts write it, the commonest first"))
    figures: Sequence[Figure] = field(metadata=shown("Every figure, newest period first", table=Figure))
    truncated: bool = field(metadata=shown("Whether there are more figures than the page lists"))


def indicator_page(reader: Reader, site: Site, indicator_id: str, wish: Wish) -> IndicatorPage:
    """One indicator; the ranking is of provinces, or of the highest level that has figures; NotFoundError."""
    row = site.names.indicators.get(indicator_id) or pages.indicator(reader, indicator_id)
    rankings = (ranking(reader, site, wish, level) for level in _LEVELS)
    chosen = next((found for found in rankings if found), None)
    pairs = judged(_ledger(reader, site, chosen), chosen.of) if chosen and chosen.has_targets else ()
    figures = pages.indicator_figures(reader, indicator_id)
    path = f"/indicator/{indicator_id}"
    own: tuple[str, Language] = (row.definition or "", "en")  # of an atlas built with words that are not ours
    definition, definition_language = site.vocabulary.definition(indicator_id, site.language) or own
    return IndicatorPage(
        frame=site.frame(
            row.zh if site.language == "zh" else row.en, path, query=replace(wish, indicator_id=None).query()
        ),
        indicator=row,
        definition=definition,
        definition_language=definition_language,
        ranking=chosen,
        lines=lines(pages.indicator_years(reader, chosen.of, chosen.level), chosen.of, chosen.level, site)
        if chosen and chosen.has_years
        else None,
        against=pairs,
        scatter=scatter(pairs, chosen.of, site) if chosen else None,
        aliases=site.vocabulary.aliases(indicator_id),
        also=site.vocabulary.aliases(indicator_id, site.language),
        broader=site.names.indicators.get(row.broader or ""),
        relatives=_relatives(row, site),
        labels=pages.indicator_labels(reader, indicator_id),
        figures=figures,
        truncated=pages.indicator_count(reader, indicator_id) > MOST_FIGURES,
    )


def _ledger(reader: Reader, site: Site, chosen: Ranking) -> Sequence[LedgerRow]:
    """The targets of the measure and of the level of region that are shown."""
    of = chosen.of
    if site.names.fixed and site.counts["observation"] <= _FEW_FIGURES:  # all indicators will be written
        every = site.once.get("ledger", lambda: _by_indicator(target_ledger(reader.atlas, most=_FEW_FIGURES)))
        return [
            row
            for row in every.get(of.indicator_id, ())
            if row.target.measure == of.measure and _level(site, row.target.region_code) == chosen.level
        ]
    return target_ledger(
        reader.atlas,
        indicator=of.indicator_id,
        level=chosen.level,
        measure=of.measure,
        most=most(site, **_MOST_TARGETS),
    ).rows


def _by_indicator(ledger: TargetLedger) -> dict[str, list[LedgerRow]]:
    found: dict[str, list[LedgerRow]] = {}
    for row in ledger.rows:
        found.setdefault(row.target.indicator_id or "", []).append(row)
    return found


def _level(site: Site, region_code: str | None) -> str:
    row = site.regions.get(region_code or "")
    return row.level if row else ""


def _relatives(row: IndicatorRow, site: Site) -> tuple[Relative, ...]:
    """Its parts, then the same counted in another scope: the parts of what it is a part of."""
    every = [other for other in site.names.indicators.values() if other.indicator_id != row.indicator_id]
    near = [other for other in every if other.broader == row.indicator_id]
    near += [other for other in every if row.broader and other.broader == row.broader and other.scope != row.scope]
    return tuple(
        Relative(other.indicator_id, other.zh, other.en, other.scope or "") for other in near[:_MOST_RELATIVES]
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
