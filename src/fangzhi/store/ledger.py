"""What documents say about a number, as the ledger, comparisons and audits ask for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from fangzhi.store.atlas import CONDITIONS, Atlas, Choice
from fangzhi.store.queries import query

_CONDITIONS = {
    **CONDITIONS,
    "catalogued": "o.indicator_id IS NOT NULL",
    "pairs": "(coalesce(o.region_code, o.region), coalesce(o.indicator_id, o.indicator)) IN "
    "(SELECT (unnest($pair_regions), unnest($pair_indicators)))",
    "not_status": "o.status <> $not_status",
    "level": "o.region_code IN (SELECT region_code FROM region WHERE level IN (FROM unnest($level)))",
    "keys": "o.indicator_id IN (FROM unnest($keys))",
    "dated": "o.period_last IS NOT NULL",
}
_NEWEST_FIRST = "o.year DESC,"


@dataclass(frozen=True, slots=True)
class Statement:
    """One observation with what is known of the document that states it.

    ``document_title`` is its path where it has no title; ``period_first`` and ``period_last`` are months counted as
    year * 12 + month - 1.
    """

    fact_id: str
    document_id: str
    span_start: int
    quote: str
    prefix: str
    suffix: str
    sentence_start: int
    sentence: str
    confidence: str
    region: str | None
    region_code: str | None
    indicator: str
    indicator_id: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    bound: str
    period: str | None
    period_first: int | None
    period_last: int | None
    year: int | None
    status: str
    document_title: str
    document_published: date | None
    document_kind: str
    document_region_code: str | None
    document_url: str | None

    @property
    def region_key(self) -> str:
        """The code of the area, its name where it has none, nothing where the area is unknown."""
        return self.region_code or self.region or ""

    @property
    def indicator_key(self) -> str:
        """The id of the catalogue, else the label as written."""
        return self.indicator_id or self.indicator

    @property
    def official(self) -> bool:
        """Whether the document is the area's own report, plan or communique."""
        return self.document_region_code == self.region_code and self.document_kind in OFFICIAL_KINDS


OFFICIAL_KINDS = ("communique", "work_report", "plan", "policy")
# What a record repeats of a statement so that it can be cited.
EVIDENCE_FIELDS = (
    "fact_id",
    "quote",
    "sentence",
    "document_id",
    "document_title",
    "document_published",
    "document_url",
)
STATEMENT_FIELDS = tuple(field.name for field in fields(Statement))


@dataclass(frozen=True, slots=True)
class IndicatorNote:
    """What the catalogue of the atlas says of an indicator."""

    indicator_id: str
    zh: str
    en: str
    kind: str
    better: str
    scope: str
    broader: str | None


def statements(  # noqa: PLR0913  # one argument a filter
    atlas: Atlas,
    *,
    region: Choice = None,
    indicator: Choice = None,
    year: int | Iterable[int] | None = None,
    status: Choice = None,
    not_status: str | None = None,
    measure: Choice = None,
    document: Choice = None,
    level: Choice = None,
    pairs: Iterable[tuple[str, str]] | None = None,
    catalogued: bool = False,
    dated: bool = False,
    keys: Iterable[str] | None = None,
    newest_first: bool = False,
    most: int | None = None,
) -> tuple[Statement, ...]:
    """Statements narrowed by any of the arguments.

    ``region`` and ``indicator`` are found as in ``Atlas.observations``; ``pairs`` are exact (region key, indicator
    key) as a Statement has them, ``keys`` exact ids of the catalogue; ``level`` is province, prefecture or county;
    ``catalogued`` leaves out labels that the catalogue does not know, ``dated`` those without a period.
    NotFoundError for an unknown name.
    """
    wanted: dict[str, object] = {}
    if region is not None:
        wanted["region"] = [atlas.region_key(name)[0] for name in _several(region)]
    if indicator is not None:
        wanted["indicator"] = [atlas.indicator_key(name)[0] for name in _several(indicator)]
    for name, choice in (("status", status), ("measure", measure), ("document", document), ("level", level)):
        if choice is not None:
            wanted[name] = _several(choice)
    if year is not None:
        wanted["year"] = [year] if isinstance(year, int) else list(year)
    if keys is not None:
        wanted["keys"] = list(keys)
    if not_status is not None:
        wanted["not_status"] = not_status
    chosen = [_CONDITIONS[name] for name in wanted]
    if pairs is not None:
        listed = sorted(set(pairs))
        wanted |= {"pair_regions": [pair[0] for pair in listed], "pair_indicators": [pair[1] for pair in listed]}
        chosen.append(_CONDITIONS["pairs"])
    chosen += [_CONDITIONS[name] for name, asked in (("catalogued", catalogued), ("dated", dated)) if asked]
    where = " AND ".join(chosen) or "true"
    first = _NEWEST_FIRST if newest_first else ""
    if most is not None:
        where = f"o.fact_id IN ({_filled('ledger_newest', where, first)})"
        wanted["most"] = most
    rows = atlas.ask(_filled("ledger_statements", where, first), wanted)
    columns = [rows.table.column(name).to_pylist() for name in STATEMENT_FIELDS]
    return tuple(Statement(*values) for values in zip(*columns, strict=True))


def count_statements(atlas: Atlas, *, status: str) -> int:
    """How many observations of a status there are."""
    rows = atlas.ask("SELECT count(*) AS n FROM observation WHERE status = $status", {"status": status})
    return int(rows.rows()[0]["n"])


def newest_publication(atlas: Atlas) -> date | None:
    """The day on which the newest document was published."""
    found: date | None = atlas.ask("SELECT max(published) AS day FROM document").rows()[0]["day"]
    return found


def indicator_notes(atlas: Atlas) -> Mapping[str, IndicatorNote]:
    """The catalogue of the atlas by id."""
    return atlas.once("indicator notes", lambda: _indicator_notes(atlas))


def _indicator_notes(atlas: Atlas) -> Mapping[str, IndicatorNote]:
    rows = atlas.ask("SELECT indicator_id, zh, en, kind, better, scope, broader FROM indicator")
    return {
        row["indicator_id"]: IndicatorNote(
            row["indicator_id"],
            row["zh"],
            row["en"],
            row["kind"] or "",
            row["better"] or "none",
            row["scope"] or "",
            row["broader"],
        )
        for row in rows
    }


def _filled(name: str, where: str, first: str) -> str:
    return query(name).replace("/* conditions */ true", where).replace("/* first */", first)


def _several(choice: Choice) -> list[str]:
    if choice is None:
        return []
    return [choice] if isinstance(choice, str) else list(choice)


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that has more than one figure: keys as a Statement has them, the months of the period."""

    region_key: str
    indicator_key: str
    measure: str
    period_first: int
    period_last: int
    target: bool


def differing(atlas: Atlas, *, region: str | None = None, most: int) -> tuple[Differing, ...]:
    """What documents give different figures for, most documents first; ``region`` is a name. NotFoundError."""
    key = atlas.region_key(region)[0] if region is not None else None
    return tuple(Differing(**row) for row in atlas.question("ledger_differing", region=key, most=most))
