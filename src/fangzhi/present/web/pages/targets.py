"""The target ledger: what was promised beside what was reached, with a verdict or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.analyse.ledger import LedgerRow, TargetLedger, target_ledger
from fangzhi.analyse.ledger.verdict import Verdict
from fangzhi.present.web.budget import most
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, IndicatorWish, add_page
from fangzhi.store import pages
from fangzhi.store.pages import Count, IndicatorRow, NamedRegion
from fangzhi.store.serving import Reader

router = APIRouter()
_HEADLINES = 400
_INDICATORS = 60  # to choose from
_MOST = {"small": 3000, "large": 120}  # target statements read for one page
_OF_REGION = 500
_SHOWN = 150  # rows of the page; its data has them all
VERDICTS: tuple[str, ...] = get_args(Verdict)
_WEIGHT = {"open": 2, "cannot be judged": 1}


@dataclass(frozen=True, slots=True)
class TargetFilters:
    """What the ledger is narrowed to; empty strings and None narrow nothing."""

    region: str = ""
    indicator: str = ""
    year: int | None = None
    verdict: str = ""

    def query(self) -> str:
        """The filters as the query of an address."""
        given = {"region": self.region, "indicator": self.indicator, "year": self.year, "verdict": self.verdict}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """Targets with their outcomes."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    filters: TargetFilters = field(metadata=shown("What the ledger is narrowed to"))
    regions: tuple[NamedRegion, ...] = field(metadata=shown("Regions to choose from", data=False))
    indicators: tuple[IndicatorRow, ...] = field(metadata=shown("Indicators to choose from", data=False))
    years: tuple[int, ...] = field(metadata=shown("Years to choose from, newest first", data=False))
    verdicts: tuple[Count, ...] = field(metadata=shown("How many targets have each verdict, before that filter"))
    rows: tuple[LedgerRow, ...] = field(
        metadata=shown("Targets, those with a verdict first, newest period first", table=LedgerRow)
    )
    listed: int = field(metadata=shown("How many of the rows the page itself lists"))
    cut: bool = field(metadata=shown("Whether there are more targets than were read"))


def targets_page(reader: Reader, site: Site, filters: TargetFilters) -> TargetsPage:
    """The ledger, narrowed; NotFoundError for an unknown region or indicator."""
    if filters.indicator:
        pages.indicator(reader, filters.indicator)
    if filters.region:
        site.region(filters.region)
    ledger = site.once.get(
        f"targets {filters.region} {filters.indicator} {filters.year}", lambda: _ask(reader, site, filters)
    )
    rows = sorted(
        (row for row in ledger.rows if filters.verdict in ("", row.verdict)),
        key=lambda row: _WEIGHT.get(row.verdict, 0),
    )
    counts = {verdict: sum(row.verdict == verdict for row in ledger.rows) for verdict in VERDICTS}
    headlines = site.once.get("headlines", lambda: pages.headlines(reader, _HEADLINES))[:_INDICATORS]
    offered = {headline.indicator_id for headline in headlines}
    return TargetsPage(
        frame=site.frame(site.words("targets.title"), "/targets", query=filters.query()),
        filters=filters,
        regions=site.once.get("document regions", lambda: pages.document_regions(reader)),
        indicators=tuple(row for row in site.names.indicators.values() if row.indicator_id in offered),
        years=site.once.get("target years", lambda: pages.target_years(reader)),
        verdicts=tuple(Count(verdict, count) for verdict, count in counts.items() if count),
        rows=tuple(rows),
        listed=min(len(rows), _SHOWN),
        cut=ledger.cut,
    )


def _ask(reader: Reader, site: Site, filters: TargetFilters) -> TargetLedger:
    return target_ledger(
        reader.atlas,
        region=filters.region or None,
        indicator=filters.indicator or None,
        year=filters.year,
        most=max(most(site, **_MOST), _OF_REGION if filters.region else 0),
    )


def targets(
    view: CurrentView,
    region: Annotated[str, Query(pattern=r"^[0-9A-Za-z_-]{0,60}$")] = "",
    indicator: IndicatorWish = None,
    year: Annotated[int | None, Query(ge=1949, le=2100)] = None,
    verdict: Annotated[str, Query(pattern=f"^({'|'.join(VERDICTS)})?$")] = "",
) -> TargetsPage:
    """The target ledger."""
    return targets_page(view.reader, view.site, TargetFilters(region, indicator or "", year, verdict))


add_page(router, "/targets", targets)
