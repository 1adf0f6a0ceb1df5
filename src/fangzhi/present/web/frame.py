"""What all pages share: the frame around them, the names of things in the reader's language, rendering."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar, cast
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from fangzhi.present.values import Language, period_text, rank_text, value_text
from fangzhi.present.web import static_files
from fangzhi.present.web.vocabulary import Vocabulary, industry_slug
from fangzhi.present.web.words import word
from fangzhi.store import pages
from fangzhi.store.pages import RegionRow
from fangzhi.store.serving import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


NOWHERE = "none"  # stands for the region in addresses of what has none
Made = TypeVar("Made")


class Valued(Protocol):
    """Anything with a number as a text has it."""

    @property
    def measure(self) -> str:
        """What kind of number it is."""

    @property
    def value(self) -> float:
        """The number in the bare unit."""

    @property
    def value_high(self) -> float | None:
        """The upper end of a range."""

    @property
    def unit(self) -> str:
        """The bare unit."""

    @property
    def bound(self) -> str:
        """The bound."""


class Cited(Protocol):
    """Anything with the sentence to show for it."""

    @property
    def fact_id(self) -> str:
        """The fact."""

    @property
    def document_id(self) -> str:
        """The document that it stands in."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    ``path`` is without the language's prefix and leads to the page itself, with ``query`` (which begins with ? unless
    it is empty). ``formats`` are the paths of its data by the name of the format. ``cite`` is how to name the page as
    a source.
    """

    title: str
    path: str
    query: str
    formats: Mapping[str, str]
    documents: int
    facts: int
    built: str
    cite: str


class Once:
    """Answers that are the same for every reader of one version of the atlas, worked out on first use."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._known: dict[str, object] = {}

    def get(self, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made once for each name; one name always means one type."""
        with self._lock:
            if name not in self._known:
                self._known[name] = make()
            return cast("Made", self._known[name])


@dataclass(frozen=True, slots=True)
class Site:
    """One version of the atlas in one language."""

    version: str
    language: Language
    environment: Environment
    counts: Mapping[str, int]
    about: Mapping[str, str]
    vocabulary: Vocabulary
    regions: Mapping[str, RegionRow]
    once: Once

    def frame(self, title: str, path: str, *, query: str = "", formats: tuple[str, ...] = ("json", "csv")) -> Frame:
        """The frame for one page; ``query`` is what follows the question mark in its address."""
        facts = sum(self.counts[kind] for kind in ("observation", "focus", "scheme", "project", "policy"))
        built = self.about.get("built_at", "")[:10]
        query = f"?{query}" if query else ""
        base = "/index" if path == "/" else path
        cite = self.words(
            "site.cite_text",
            title=title,
            documents=self.counts["document"],
            built=built,
            version=self.about.get("fangzhi_version", ""),
            lexicon=self.about.get("lexicon_sha256", "")[:12],
            address=self.link(path) + query,
        )
        data = {name: f"{base}.{name}{query}" for name in formats}
        return Frame(title, path, query, data, self.counts["document"], facts, built, cite)

    def words(self, key: str, **parts: object) -> str:
        """The words of the interface."""
        return word(key, self.language, **parts)

    def link(self, path: str) -> str:
        """The address of a path in this language."""
        return path if self.language == "zh" else f"/en{path}"

    def fact_link(self, fact: Cited) -> str:
        """The address of the sentence of a fact."""
        return self.link(f"/document/{fact.document_id}#f-{fact.fact_id}")

    def value(self, figure: Valued) -> str:
        """A figure as people write it."""
        return figure_text(figure, self.language, self.vocabulary.unit_words)

    def render(self, page: DataclassInstance) -> str:
        """The page's template, filled with the fields of its dataclass."""
        context = {f.name: getattr(page, f.name) for f in fields(page)}
        return self.environment.get_template(template_name(type(page))).render(context)


def template_name(page: type) -> str:
    """The template of a page class.

    >>> class RegionPage: ...
    >>> template_name(RegionPage)
    'region.html'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", page.__name__.removesuffix("Page")).lower() + ".html"


def open_site(reader: Reader, language: Language, vocabulary: Vocabulary, once: Once) -> Site:
    """Read the names that pages need from the atlas and make the templates ready."""
    indicators = {row.indicator_id: row for row in pages.indicator_names(reader)}
    regions = {row.region_code: row for row in pages.region_names(reader)}

    def words(key: str, **parts: object) -> str:
        return word(key, language, **parts)

    def link(path: str) -> str:
        return path if language == "zh" else f"/en{path}"

    def value(figure: Valued) -> str:
        return figure_text(figure, language, vocabulary.unit_words)

    def money(amount: float) -> str:
        return value_text(amount, "元", language=language, unit_words=vocabulary.unit_words)

    def indicator_name(indicator_id: str | None, label: str) -> str:
        row = indicators.get(indicator_id or "")
        if row is None:
            return label
        return row.zh if language == "zh" else row.en

    def region_name(region_code: str | None, name: str | None) -> str:
        row = regions.get(region_code or "")
        if row is None:
            return name or ""
        return row.name if language == "zh" else row.english

    def industry_name(industry_id: str | None, words: str) -> str:
        return vocabulary.industry_name(industry_id, words, language)

    def industry_link(industry_id: str) -> str:
        return link(f"/industry/{industry_slug(industry_id)}")

    def scheme_link(region_key: str | None, key: str) -> str:
        return link(scheme_path(region_key or NOWHERE, key))

    def period(notation: str | None) -> str:
        return period_text(notation, language)

    def fact_link(fact: Cited) -> str:
        return link(f"/document/{fact.document_id}#f-{fact.fact_id}")

    environment = Environment(
        loader=PackageLoader("fangzhi.present.web", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        t=words,
        link=link,
        language=language,
        value=value,
        money=money,
        period=period,
        day=lambda published: _day(published, words("table.undated")),
        indicator_name=indicator_name,
        region_name=region_name,
        industry_name=industry_name,
        industry_link=industry_link,
        scheme_link=scheme_link,
        has_region=regions.__contains__,
        fact_link=fact_link,
        static=static_files.address,
        web_address=web_address,
    )
    return Site(
        reader.version, language, environment, pages.counts(reader), pages.about(reader), vocabulary, regions, once
    )


def figure_text(figure: Valued, language: Language, unit_words: Mapping[str, str]) -> str:
    """A figure as people write it: a position, or a number with its unit, range and bound."""
    if figure.measure == "rank":
        return rank_text(figure.value, language)
    return value_text(
        figure.value,
        figure.unit,
        value_high=figure.value_high,
        bound=figure.bound,
        signed=figure.measure == "change",
        language=language,
        unit_words=unit_words,
    )


def scheme_path(region_key: str, key: str) -> str:
    """The path of a scheme; ``region_key`` is a code, or a name where there is none, ``key`` its code or its name.

    >>> scheme_path("321000", "613"), scheme_path("320000", "4+3")
    ('/scheme/321000/613', '/scheme/320000/4+3')
    """
    return f"/scheme/{quote(region_key)}/{quote(key, safe='+')}"


def web_address(url: str | None) -> str | None:
    """The address when it is one of the web; a document may claim any scheme, javascript: included.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _day(published: date | None, undated: str) -> str:
    return published.isoformat() if published else undated
