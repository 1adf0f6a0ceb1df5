"""The audit: what does not fit, each finding with its derivation and its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.analyse.audit import Finding, audit
from fangzhi.analyse.audit.finding import Kind
from fangzhi.present.web.budget import most
from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store import pages
from fangzhi.store.pages import Count, NamedRegion
from fangzhi.store.serving import Reader

router = APIRouter()
_LISTED = 150
_MOST = {"small": 400, "large": 40}  # things with several figures that are looked at
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """What the audit is narrowed to; empty strings narrow nothing."""

    region: str = ""
    kind: str = ""

    def query(self) -> str:
        """The filters as the query of an address."""
        return urlencode({name: value for name, value in (("region", self.region), ("kind", self.kind)) if value})


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What does not fit."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    filters: AuditFilters = field(metadata=shown("What the audit is narrowed to"))
    regions: tuple[NamedRegion, ...] = field(metadata=shown("Regions to choose from", data=False))
    kinds: tuple[Count, ...] = field(metadata=shown("How many findings of each kind, before that filter"))
    findings: tuple[Finding, ...] = field(metadata=shown("The findings, the surest first", table=Finding))
    listed: int = field(metadata=shown("How many of them the page itself lists"))


def audit_page(reader: Reader, site: Site, filters: AuditFilters) -> AuditPage:
    """The findings, narrowed; NotFoundError for an unknown region. Possible misreadings come only when asked for."""
    if filters.region:
        site.region(filters.region)
    region = filters.region or None
    found = site.once.get(
        f"audit {filters.region}", lambda: audit(reader.atlas, region=region, kinds=KINDS, most=most(site, **_MOST))
    ).findings
    kinds = (Count(kind, sum(finding.kind == kind for finding in found)) for kind in KINDS)
    wanted = tuple(f for f in found if (f.kind == filters.kind if filters.kind else f.kind != "reading"))
    return AuditPage(
        frame=site.frame(site.words("audit.title"), "/audit", query=filters.query()),
        filters=filters,
        regions=site.once.get("document regions", lambda: pages.document_regions(reader)),
        kinds=tuple(count for count in kinds if count.count),
        findings=wanted,
        listed=min(len(wanted), _LISTED),
    )


def audit_of(
    view: CurrentView,
    region: Annotated[str, Query(pattern=r"^[0-9A-Za-z_-]{0,60}$")] = "",
    kind: Annotated[str, Query(pattern=f"^({'|'.join(KINDS)})?$")] = "",
) -> AuditPage:
    """What does not fit."""
    return audit_page(view.reader, view.site, AuditFilters(region, kind))


add_page(router, "/audit", audit_of)
