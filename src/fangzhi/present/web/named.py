"""Things found by their name: industries, indicators, schemes, projects, policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fangzhi.present.web.frame import Site
from fangzhi.present.web.names import NOWHERE, scheme_path
from fangzhi.present.web.vocabulary import industry_slug
from fangzhi.store import pages
from fangzhi.store.serving import Reader

_MOST = 20  # of schemes, and of projects and policies


@dataclass(frozen=True, slots=True)
class Naming:
    """Something whose name holds the words, and the path of its page; ``exact`` when the words are its whole name."""

    kind: str
    name: str
    note: str
    path: str
    exact: bool


def find_names(reader: Reader, site: Site, words: str, most: int) -> tuple[Naming, ...]:
    """What is called so, kind after kind, whole names first within a kind."""
    found: list[Naming] = []
    for names in (_industries, _indicators, _schemes, _facts):
        mine = sorted(names(reader, site, words), key=lambda naming: not naming.exact)
        found += mine[:most]
    return tuple(found)


def _industries(reader: Reader, site: Site, words: str) -> Iterator[Naming]:
    regions = {
        count.industry_id: count.regions for count in site.once.get("industries", lambda: pages.industries(reader))
    }
    for row in site.vocabulary.industries:
        if not row.generic and _holds(names := (row.zh, row.en, *row.aliases, *row.english_aliases, row.id), words):
            name = row.zh if site.language == "zh" else row.en
            count = regions.get(row.id, 0)
            note = str(count) if count else ""
            yield Naming("industry", name, note, f"/industry/{industry_slug(row.id)}", _is(names, words))


def _indicators(reader: Reader, site: Site, words: str) -> Iterator[Naming]:
    labels = site.once.get("labels", lambda: pages.indicator_label_counts(reader))
    counts: dict[str, int] = {}
    for label in labels:
        if words.lower() in label.label.lower():
            counts[label.indicator_id] = counts.get(label.indicator_id, 0) + label.count
    for row in site.names.indicators.values():
        names = (row.zh, row.en, row.indicator_id)
        if row.indicator_id in counts or _holds(names, words):
            name = row.zh if site.language == "zh" else row.en
            note = str(counts.get(row.indicator_id, "")) or ""
            yield Naming("indicator", name, note, f"/indicator/{row.indicator_id}", _is(names, words))


def _schemes(reader: Reader, site: Site, words: str) -> Iterator[Naming]:
    for found in pages.schemes_named(reader, words, _MOST):
        name = f"{found.code} {found.name}" if found.code else found.name
        path = scheme_path(found.region_key or NOWHERE, found.key)
        region = site.names.region(found.region_code, found.region)
        yield Naming("scheme", name, region, path, _is((found.code or "", found.name), words))


def _facts(reader: Reader, site: Site, words: str) -> Iterator[Naming]:
    for found in pages.search_named(reader, words, _MOST):
        row = site.regions.get(found.region_code or "")
        region = row.name if row and site.language == "zh" else row.english if row else found.region or ""
        path = f"/document/{found.document_id}#f-{found.fact_id}"
        yield Naming(found.kind, found.name, region, path, exact=False)  # never gone to: a page of search says more


def _holds(names: Iterable[str], words: str) -> bool:
    return any(words.lower() in name.lower() for name in names)


def _is(names: Iterable[str], words: str) -> bool:
    return any(words.lower() == name.lower() for name in names)
