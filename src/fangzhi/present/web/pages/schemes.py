"""The registry of industrial schemes: which region runs which, with groups and counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.long_lists import PageWish, Part, PartWish
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.scheme_entries import SchemeEntry, registry
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store.serving import Reader

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SchemesPage:
    """The schemes of all regions."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    part: Part = field(metadata=shown("The one list to show, if only one", data=False))
    words: str = field(metadata=shown("What code, name, region or member must hold; empty for all"))
    numbered: tuple[SchemeEntry, ...] = field(metadata=shown("Schemes with a code", table=SchemeEntry))
    named: tuple[SchemeEntry, ...] = field(metadata=shown("Schemes that have only a name"))


def schemes_page(reader: Reader, site: Site, words: str, part: str = "", number: int = 1) -> SchemesPage:
    """The registry, narrowed to what holds the words."""
    found = [entry for entry in registry(reader, site).entries if _fits(entry, words, site)]
    query = urlencode({"q": words}) if words else ""
    wanted = Part(f"/schemes?{query}" if query else "/schemes", part, number)
    return SchemesPage(
        frame=site.frame(
            site.words("schemes.title"), "/schemes", query="&".join(filter(None, (query, wanted.query())))
        ),
        part=wanted,
        words=words,
        numbered=tuple(entry for entry in found if entry.code),
        named=tuple(entry for entry in found if not entry.code),
    )


def _fits(entry: SchemeEntry, words: str, site: Site) -> bool:
    row = site.regions.get(entry.region_code or "")
    fields = [entry.code or "", entry.name, entry.region, row.english if row else ""]
    fields += [member for group in entry.groups for member in group.members]
    return any(words.lower() in text.lower() for text in fields)


def schemes(
    view: CurrentView, q: Annotated[str, Query(max_length=100)] = "", part: PartWish = "", page: PageWish = 1
) -> SchemesPage:
    """The registry of schemes."""
    return schemes_page(view.reader, view.site, q.strip(), part, page)


add_page(router, "/schemes", schemes)
