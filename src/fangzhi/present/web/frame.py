"""What all pages share: the frame around them, the names of things in the reader's language, rendering."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from threading import RLock
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from fangzhi.model.errors import NotFoundError
from fangzhi.present.values import Language
from fangzhi.present.web.names import Cited, Names, Valued
from fangzhi.present.web.vocabulary import Vocabulary
from fangzhi.present.web.words import word
from fangzhi.store import pages
from fangzhi.store.pages import RegionRow
from fangzhi.store.serving import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


_MOST_LEVELS = 6
Made = TypeVar("Made")


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
    names: Names
    once: Once

    def frame(self, title: str, path: str, *, query: str = "", formats: tuple[str, ...] = ("json", "csv")) -> Frame:
        """The frame for one page; ``query`` is what follows the question mark in its address."""
        facts = sum(self.counts[kind] for kind in ("observation", "focus", "scheme", "project", "policy", "platform"))
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

    def region(self, region_code: str) -> RegionRow:
        """One region of the register; NotFoundError."""
        row = self.regions.get(region_code)
        if row is None:
            raise NotFoundError(f"no region has the code {region_code}; look for its name with /search?q=.")
        return row

    def parents(self, region_code: str) -> tuple[RegionRow, ...]:
        """The regions above one region, the highest first."""
        found: list[RegionRow] = []
        above = self.regions[region_code].parent
        while (row := self.regions.get(above or "")) and len(found) < _MOST_LEVELS:
            found.insert(0, row)
            above = row.parent
        return tuple(found)

    def link(self, path: str) -> str:
        """The address of a path in this language."""
        return self.names.link(path)

    def fact_link(self, fact: Cited) -> str:
        """The address of the sentence of a fact."""
        return self.names.fact_link(fact)

    def value(self, figure: Valued) -> str:
        """A figure as people write it."""
        return self.names.value(figure)

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


class _Context(Context):
    """Calls our own functions and methods at once: most of what a page takes is calls of them, thousands each."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805  # as Jinja has it
        """What ``__obj`` gives; Jinja's own functions may ask for the context, ours never do."""
        if type(__obj) is MethodType and not hasattr(__obj, "jinja_pass_arg"):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


class _Compiled(BytecodeCache):
    """Templates compiled once a process, for all sites."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket when the template was compiled before; the key holds the hash of its source."""
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def open_site(reader: Reader, language: Language, vocabulary: Vocabulary, once: Once, *, fixed: bool) -> Site:
    """Read the names that pages need from the atlas and make the templates ready."""
    regions = once.get("regions", lambda: {row.region_code: row for row in pages.region_names(reader)})
    indicators = once.get("indicators", lambda: {row.indicator_id: row for row in pages.indicator_names(reader)})
    names = Names(language, vocabulary, indicators, regions, fixed)
    environment = Environment(
        auto_reload=False,  # templates are part of the package
        bytecode_cache=_compiled(),
        loader=PackageLoader("fangzhi.present.web", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.context_class = _Context
    environment.globals.update(names.shared())
    return Site(
        version=reader.version,
        language=language,
        environment=environment,
        counts=once.get("counts", lambda: pages.counts(reader)),
        about=pages.about(reader),
        vocabulary=vocabulary,
        regions=regions,
        names=names,
        once=once,
    )
