"""The registry of industrial schemes: which region runs which, with groups and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.long_lists import PageWish, Part, PartWish
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.scheme_entries import SchemeEntry, schemes_found
from fangzhi.present.web.view import CurrentView, add_page
from fangzhi.store.serving import Reader

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SchemesPage:
    """The schemes of all regions."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    part: Part = field(metadata=shown("The one list to show, if only one", data=False))
    words: str = field(metadata=shown("What code, name, region or member must hold; empty for all"))
    numbered: Sequence[SchemeEntry] = field(metadata=shown("Schemes with a code", table=SchemeEntry))
    named: Sequence[SchemeEntry] = field(metadata=shown("Schemes that have only a name"))


def schemes_page(reader: Reader, site: Site, words: str, part: str = "", number: int = 1) -> SchemesPage:
    """The registry, narrowed to what holds the words."""
    query = urlencode({"q": words}) if words else ""
    wanted = Part(f"/schemes?{query}" if query else "/schemes", part, number)
    return SchemesPage(
        frame=site.frame(
            site.words("schemes.title"), "/schemes", query="&".join(filter(None, (query, wanted.query())))
        ),
        part=wanted,
        words=words,
        numbered=schemes_found(reader, words, numbered=True),
        named=schemes_found(reader, words, numbered=False),
    )


def schemes(
    view: CurrentView, q: Annotated[str, Query(max_length=100)] = "", part: PartWish = "", page: PageWish = 1
) -> SchemesPage:
    """The registry of schemes."""
    return schemes_page(view.reader, view.site, q.strip(), part, page)


add_page(router, "/schemes", schemes)
