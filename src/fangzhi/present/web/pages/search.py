"""Search: straight to a region or an indicator when its name was given, otherwise a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, html, redirect
from fangzhi.store import pages
from fangzhi.store.pages import DocumentRow, IndicatorHit, RegionHit, SentenceHit
from fangzhi.store.serving import Reader

router = APIRouter()
_NAMES = 20
_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence around the first place where the words stand."""

    hit: SentenceHit
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    words: str = field(metadata=shown("What was looked for"))
    regions: tuple[RegionHit, ...] = field(metadata=shown("Regions whose name holds the words"))
    indicators: tuple[IndicatorHit, ...] = field(metadata=shown("Indicators whose name or label holds the words"))
    documents: tuple[DocumentRow, ...] = field(metadata=shown("Documents whose title holds the words"))
    passages: tuple[Passage, ...] = field(metadata=shown("Sentences with facts that hold the words, newest first"))
    passages_total: int = field(metadata=shown("How many such sentences there are"))


def search_page(reader: Reader, site: Site, words: str) -> SearchPage:
    """Everything whose name, title or sentence holds the words; nothing for no words."""
    sentences = pages.search_sentences(reader, words, _SENTENCES) if words else ()
    return SearchPage(
        frame=site.frame(site.words("search.title"), "/search"),
        words=words,
        regions=pages.search_regions(reader, words, _NAMES) if words else (),
        indicators=pages.search_indicators(reader, words, _NAMES) if words else (),
        documents=pages.documents(reader, words=words, most=_NAMES) if words else (),
        passages=tuple(_passage(hit, words) for hit in sentences),
        passages_total=sentences[0].total if sentences else 0,
    )


def only_target(page: SearchPage) -> str | None:
    """The path to go to when exactly one region or indicator bears this very name.

    Of regions with the same name the higher level wins: 吉林 is the province.
    """
    order = ("country", "province", "prefecture", "county")
    exact = [hit for hit in page.regions if hit.exact]
    levels = [order.index(hit.level) if hit.level in order else len(order) for hit in exact]
    highest = [hit for hit, level in zip(exact, levels, strict=True) if level == min(levels)]
    indicators = [hit for hit in page.indicators if hit.exact]
    targets = [f"/region/{hit.region_code}" for hit in highest] + [f"/indicator/{h.indicator_id}" for h in indicators]
    return targets[0] if len(targets) == 1 else None


def _passage(hit: SentenceHit, words: str) -> Passage:
    at = hit.sentence.lower().find(words.lower())
    if at < 0:  # lower() changed a length; show the sentence as it is
        return Passage(hit, hit.sentence, "", "")
    end = at + len(words)
    return Passage(hit, hit.sentence[:at], hit.sentence[at:end], hit.sentence[end:])


@router.api_route("/search", methods=["GET", "HEAD"])
def search(view: CurrentView, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Search."""
    page = search_page(view.reader, view.site, q.strip())
    target = only_target(page)
    return redirect(view, target) if target else html(view, page)
