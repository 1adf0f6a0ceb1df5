"""An atlas opened for reading."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, cast

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import NotFoundError
from fangzhi.store.connection import attach
from fangzhi.store.queries import query
from fangzhi.store.rows import Rows

Choice = str | Iterable[str] | None
Made = TypeVar("Made")

CONDITIONS = {  # added to queries/observations.sql only when asked for, so that sorted blocks are skipped
    "region": "(o.region_code IN (FROM unnest($region)) OR o.region IN (FROM unnest($region)))",
    "indicator": "(o.indicator_id IN (FROM unnest($indicator)) OR o.indicator IN (FROM unnest($indicator)))",
    "year": "o.year IN (FROM unnest($year))",
    "status": "o.status IN (FROM unnest($status))",
    "measure": "o.measure IN (FROM unnest($measure))",
    "document": "o.document_id IN (FROM unnest($document))",
    "confidence": "o.confidence IN (FROM unnest($confidence))",
}


class Atlas:
    """The facts of many documents, each with its sentence; any number of processes can read one atlas.

    ``lexicon`` is the folder of vocabulary that the atlas was built with, if any: names are looked up in it.
    """

    def __init__(self, path: str | Path = "atlas.duckdb", *, lexicon: Path | None = None) -> None:
        self.path = Path(path)
        self._lexicon_folder = lexicon
        self._connection = attach(self.path)
        self._once: dict[str, object] = {}

    def __enter__(self) -> "Atlas":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def ask(self, sql: str, parameters: Mapping[str, object] | None = None) -> Rows:
        """Rows of a query; ``$name`` in it stands for a parameter. Safe to call from several threads."""
        with self._connection.cursor() as cursor:
            cursor.execute("USE atlas")
            return Rows(cursor.sql(sql, params=dict(parameters or {})).to_arrow_table())

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made on first use: an atlas does not change. One name always means one type."""
        if name not in self._once:
            self._once[name] = make()
        return cast("Made", self._once[name])

    def question(self, name: str, **parameters: object) -> Rows:
        """Rows of queries/NAME.sql with these parameters."""
        return self.ask(query(name), parameters)

    def observations(
        self,
        *,
        region: Choice = None,
        indicator: Choice = None,
        year: int | Iterable[int] | None = None,
        status: Choice = None,
        measure: Choice = None,
        document: Choice = None,
        confidence: Choice = None,
    ) -> Rows:
        """Observations with the document each stands in, narrowed by any of the arguments; each takes one or several.

        ``region`` is a name, short or long, Chinese or pinyin, or a code; ``indicator`` an id, a name or an alias in
        either language, or a label as written in a text; ``year`` the year a period ends in. NotFoundError for a
        region or an indicator that neither the lexicon nor the atlas knows.
        """
        choices = {
            "region": self._regions(region),
            "indicator": self._indicators(indicator),
            "year": _several(year),
            "status": _several(status),
            "measure": _several(measure),
            "document": _several(document),
            "confidence": _several(confidence),
        }
        wanted = {name: choice for name, choice in choices.items() if choice is not None}
        where = " AND ".join(CONDITIONS[name] for name in wanted) or "true"
        return self.ask(query("observations").replace("/* conditions */ true", where), wanted)

    def documents(self) -> Rows:
        """Every document without its text, newest first."""
        return self.ask(query("documents"))

    def document(self, identity: str) -> dict[str, Any]:
        """One document with its text, by its id, the beginning of its id, its path or its title.

        NotFoundError when there is none, or several.
        """
        found = self.ask(query("document"), {"identity": identity}).rows()
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(f"no document {identity!r} in {self.path}; fangzhi documents lists them")
        listed = ", ".join(f"{row['document_id']} ({row['path']})" for row in found[:5])
        raise NotFoundError(f"{identity!r} fits {len(found)} documents: {listed}; give the id of one")

    def copies(self, document_id: str) -> Rows:
        """The other files of a document: the same report at other addresses, or in the folder twice."""
        return self.ask("SELECT * FROM copy WHERE document_id = $document ORDER BY ALL", {"document": document_id})

    def facts(self, document_id: str) -> Rows:
        """Every fact of a document in the order of its text: kind, place, quote, sentence, rule."""
        return self.ask(query("facts_of_document"), {"document": document_id})

    def unresolved(self) -> Rows:
        """Words of the texts that no row of the lexicon matches, commonest first."""
        return self.ask("SELECT * FROM unresolved ORDER BY count DESC, kind, words")

    def refused(self) -> Rows:
        """Files that the build could not read, with the reason."""
        return self.ask("SELECT * FROM refused ORDER BY path")

    def about(self) -> dict[str, str]:
        """What the build wrote down about itself: versions, hash of the lexicon, date, seconds."""
        return {row["key"]: row["value"] for row in self.ask("SELECT * FROM atlas")}

    def region_key(self, name: str) -> tuple[str, str]:
        """Code (or name, where there is no code) and full name of a region that is named in any usual way."""
        try:
            region = load_lexicon(self._lexicon_folder).regions.resolve(name)
        except NotFoundError:
            if self.ask("FROM fact WHERE region = $name LIMIT 1", {"name": name}):
                return name, name
            raise
        return region.official_code or region.name, region.name

    def indicator_key(self, name: str) -> tuple[str, str]:
        """Id (or label, where the catalogue has no row) and Chinese name of an indicator."""
        try:
            indicator = load_lexicon(self._lexicon_folder).indicators.resolve(name)
        except NotFoundError:
            if self.ask("FROM observation WHERE indicator = $name LIMIT 1", {"name": name}):
                return name, name
            raise
        return indicator.id, indicator.zh

    def _regions(self, choice: Choice) -> list[str] | None:
        names = _several(choice)
        return None if names is None else [self.region_key(name)[0] for name in names]

    def _indicators(self, choice: Choice) -> list[str] | None:
        names = _several(choice)
        return None if names is None else [self.indicator_key(name)[0] for name in names]


def _several(choice: str | int | Iterable[Any] | None) -> list[Any] | None:
    if choice is None:
        return None
    return [choice] if isinstance(choice, str | int) else list(choice)
