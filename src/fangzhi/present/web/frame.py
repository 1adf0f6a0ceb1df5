"""What all pages share: the frame around them, the names of things in the reader's language, rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from fangzhi.present.values import Language, period_text, rank_text, value_text
from fangzhi.present.web import static_files
from fangzhi.present.web.words import word
from fangzhi.store import pages
from fangzhi.store.pages import Figure, RegionRow
from fangzhi.store.serving import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


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
    """What stands around every page. ``path`` is without the language's prefix and leads to the page itself."""

    title: str
    path: str
    data_path: str | None
    documents: int
    facts: int
    built: str


@dataclass(frozen=True, slots=True)
class Site:
    """One version of the atlas in one language."""

    version: str
    language: Language
    environment: Environment
    counts: Mapping[str, int]
    about: Mapping[str, str]
    unit_words: Mapping[str, str]
    regions: Mapping[str, RegionRow]

    def frame(self, title: str, path: str, *, data_path: str | None = None) -> Frame:
        """The frame for one page."""
        facts = sum(self.counts[kind] for kind in ("observation", "focus", "scheme", "project", "policy"))
        built = self.about.get("built_at", "")[:10]
        return Frame(title, path, data_path, self.counts["document"], facts, built)

    def words(self, key: str, **parts: object) -> str:
        """The words of the interface."""
        return word(key, self.language, **parts)

    def link(self, path: str) -> str:
        """The address of a path in this language."""
        return path if self.language == "zh" else f"/en{path}"

    def fact_link(self, fact: Cited) -> str:
        """The address of the sentence of a fact."""
        return self.link(f"/document/{fact.document_id}#f-{fact.fact_id}")

    def render(self, page: DataclassInstance) -> str:
        """The page's template, filled with the fields of its dataclass."""
        context = {f.name: getattr(page, f.name) for f in fields(page)}
        return self.environment.get_template(template_name(type(page))).render(context)


def shown(help_text: str, *, data: bool = True) -> dict[str, object]:
    """Metadata of a page's field: what it holds, and whether the page's data (JSON) has it too."""
    return {"help": help_text, "data": data}


def template_name(page: type) -> str:
    """The template of a page class.

    >>> class RegionPage: ...
    >>> template_name(RegionPage)
    'region.html'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", page.__name__.removesuffix("Page")).lower() + ".html"


def page_data(page: DataclassInstance) -> dict[str, object]:
    """The fields of a page that are data, as plain objects for JSON."""
    return {f.name: _plain(getattr(page, f.name)) for f in fields(page) if f.metadata.get("data", True)}


def open_site(reader: Reader, language: Language, unit_words: Mapping[str, str]) -> Site:
    """Read the names that pages need from the atlas and make the templates ready."""
    indicators = {row.indicator_id: row for row in pages.indicator_names(reader)}
    regions = {row.region_code: row for row in pages.region_names(reader)}

    def words(key: str, **parts: object) -> str:
        return word(key, language, **parts)

    def link(path: str) -> str:
        return path if language == "zh" else f"/en{path}"

    def value(figure: Figure) -> str:
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

    def money(amount: float) -> str:
        return value_text(amount, "元", language=language, unit_words=unit_words)

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
        has_region=regions.__contains__,
        fact_link=fact_link,
        static=static_files.address,
        web_address=web_address,
    )
    return Site(reader.version, language, environment, pages.counts(reader), pages.about(reader), unit_words, regions)


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


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
