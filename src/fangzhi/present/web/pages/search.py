"""Search: straight to what was named, otherwise names of every kind and sentences with facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from fangzhi.present.web.frame import Frame, Site
from fangzhi.present.web.named import Naming, find_names
from fangzhi.present.web.page_data import shown
from fangzhi.present.web.view import CurrentView, add_data, html, redirect
from fangzhi.store import pages
from fangzhi.store.pages import DocumentRow, RegionHit
from fangzhi.store.search import FACETED, Hits, Searcher, SentenceHit, Wanted
from fangzhi.store.serving import Reader

router = APIRouter()
_NAMES = 20
_PAGE = 30
_FACETS = 10  # values shown of each facet


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; ``found`` when it is one of the words looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in pieces around the words that were looked for."""

    hit: SentenceHit
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to narrow a search to, or, when it is ``chosen``, to widen it again by ``path``."""

    value: str
    label: str
    count: int
    chosen: bool
    path: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet, the commonest first."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found."""

    frame: Frame = field(metadata=shown("What stands around the page", data=False))
    words: str = field(metadata=shown("What was looked for"))
    narrowed: bool = field(metadata=shown("Whether a facet is chosen; names are then left out"))
    regions: tuple[RegionHit, ...] = field(metadata=shown("Regions whose name holds the words"))
    names: tuple[Naming, ...] = field(
        metadata=shown("Industries, indicators, schemes, projects and policies whose name holds the words")
    )
    documents: tuple[DocumentRow, ...] = field(metadata=shown("Documents whose title holds the words"))
    ready: bool = field(metadata=shown("Whether sentences can be searched already"))
    facets: tuple[Facet, ...] = field(metadata=shown("What the sentences could be narrowed to", data=False))
    faceted: int = field(metadata=shown("How many of the newest sentences the facets were counted over"))
    passages: tuple[Passage, ...] = field(metadata=shown("Sentences with facts that hold the words, newest first"))
    hits: tuple[SentenceHit, ...] = field(
        metadata=shown("The same sentences in one piece", page=False, data=False, table=SentenceHit)
    )
    total: int = field(metadata=shown("How many such sentences there are"))
    previous_path: str | None = field(metadata=shown("The page before, None on the first", data=False))
    next_path: str | None = field(metadata=shown("The page after, None on the last", data=False))


def search_page(reader: Reader, site: Site, searcher: Searcher, wanted: Wanted, page: int = 1) -> SearchPage:
    """Everything whose name, title or sentence holds the words; nothing for no words."""
    words = wanted.words
    narrowed = wanted != Wanted(words)
    skip = (page - 1) * _PAGE
    found = searcher.find(reader, wanted, most=_PAGE, skip=skip) if words else Hits(0, (), {}, {}, {}, {})
    hits = found or Hits(0, (), {}, {}, {}, {})
    by_name = bool(words) and not narrowed and page == 1
    return SearchPage(
        frame=site.frame(site.words("search.title"), "/search", query=_query(wanted, page)),
        words=words,
        narrowed=narrowed,
        regions=pages.search_regions(reader, words, _NAMES) if by_name else (),
        names=find_names(reader, site, words, _NAMES) if by_name else (),
        documents=pages.documents(reader, words=words, most=_NAMES) if by_name else (),
        ready=found is not None,
        facets=_facets(hits, wanted, site),
        faceted=min(hits.total, FACETED),
        passages=tuple(Passage(hit, _pieces(hit.sentence, words.split())) for hit in hits.hits),
        hits=hits.hits,
        total=hits.total,
        previous_path=f"/search?{_query(wanted, page - 1)}" if page > 1 else None,
        next_path=f"/search?{_query(wanted, page + 1)}" if skip + _PAGE < hits.total else None,
    )


def only_target(page: SearchPage) -> str | None:
    """The path to go to when exactly one thing bears this very name.

    Of regions with the same name the higher level wins: 吉林 is the province.
    """
    order = ("country", "province", "prefecture", "county")
    exact = [hit for hit in page.regions if hit.exact]
    levels = [order.index(hit.level) if hit.level in order else len(order) for hit in exact]
    highest = [hit for hit, level in zip(exact, levels, strict=True) if level == min(levels)]
    targets = [f"/region/{hit.region_code}" for hit in highest] + [name.path for name in page.names if name.exact]
    return targets[0] if len(targets) == 1 else None


def _pieces(sentence: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The sentence cut around every place where one of the words stands.

    >>> [piece.text for piece in _pieces("发展无人机和无人船", ["无人"])]
    ['发展', '无人', '机和', '无人', '船']
    """
    lower = sentence.lower()
    if len(lower) != len(sentence):  # a letter that is longer in lower case: show the sentence as it is
        return (Piece(sentence, found=False),)
    pieces: list[Piece] = []
    at = 0
    while found := _first(lower, words, at):
        start, end = found
        if start > at:
            pieces.append(Piece(sentence[at:start], found=False))
        pieces.append(Piece(sentence[start:end], found=True))
        at = end
    if at < len(sentence):
        pieces.append(Piece(sentence[at:], found=False))
    return tuple(pieces)


def _first(text: str, words: Sequence[str], at: int) -> tuple[int, int] | None:
    places = [(start, start + len(word)) for word in words if (start := text.find(word.lower(), at)) >= 0]
    return min(places, key=lambda place: (place[0], -place[1]), default=None)


def _facets(hits: Hits, wanted: Wanted, site: Site) -> tuple[Facet, ...]:
    def region_label(code: str) -> str:
        row = site.regions.get(code)
        return code if row is None else row.short if site.language == "zh" else row.english

    def values(name: str, counts: Mapping[str, int] | Mapping[int, int], chosen: str) -> Facet:
        found = []
        ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:_FACETS]
        for value, count in ranked if name != "year" else sorted(ranked, reverse=True):
            text = str(value)
            label = region_label(text) if name == "region" else text if name == "year" else _word(site, name, text)
            change = {name: (None if name == "year" else "") if text == chosen else value}
            path = f"/search?{_query(replace(wanted, **change))}"  # type: ignore[arg-type]  # of the field's own type
            found.append(FacetValue(text, label, count, text == chosen, path))
        return Facet(name, tuple(found))

    facets = (
        values("kind", hits.kinds, wanted.kind),
        values("status", hits.statuses, wanted.status),
        values("year", hits.years, str(wanted.year or "")),
        values("region", hits.regions, wanted.region),
    )
    return tuple(facet for facet in facets if facet.values)


def _word(site: Site, name: str, value: str) -> str:
    return site.words(f"{name}.{value}")


def _query(wanted: Wanted, page: int = 1) -> str:
    given = {
        "q": wanted.words,
        "region": wanted.region,
        "year": wanted.year,
        "kind": wanted.kind,
        "status": wanted.status,
        "page": page if page > 1 else None,
    }
    return urlencode({name: value for name, value in given.items() if value})


def search(
    view: CurrentView,
    q: Annotated[str, Query(max_length=100, description="Words, each of which must be found")] = "",
    region: Annotated[str, Query(pattern=r"^[0-9A-Za-z_-]{0,60}$", description="Code of a fact's region")] = "",
    year: Annotated[int | None, Query(ge=1, le=9999, description="Year in which a figure's period ends")] = None,
    kind: Annotated[str, Query(pattern=r"^(observation|focus|scheme|project|policy|platform)?$")] = "",
    status: Annotated[str, Query(pattern=r"^(actual|estimate|target)?$")] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> SearchPage:
    """Search names, titles and sentences."""
    return search_page(view.reader, view.site, view.searcher, Wanted(q.strip(), region, year, kind, status), page)


def search_html(view: CurrentView, found: Annotated[SearchPage, Depends(search)]) -> Response:
    """The page, or the page of the one thing that was named."""
    target = only_target(found)
    return redirect(view, target) if target else html(view, found)


add_data(router, "/search", search)
router.add_api_route("/search", search_html, methods=["GET"], include_in_schema=False, response_model=None)
